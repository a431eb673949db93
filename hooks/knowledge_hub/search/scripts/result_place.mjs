// @ts-check
// The reader's place in the list of results: where the page was, and which result was opened. Results come after the
// page, when browsers have given up finding the place again.

/** Milliseconds after the last movement: Safari allows a hundred changes of the history in half a minute. */
const SCROLL_PAUSE = 400;

/**
 * Note the place in the history, and the opened result in the address.
 *
 * @param {string} hash
 */
function notePlace(hash) {
  try {
    history.replaceState({ scroll: scrollY }, "", hash || location.href);
  } catch {
    // A browser that refuses it shows the list from its beginning.
  }
}

/** @param {Element} list */
export function watchPlace(list) {
  let pause = 0;
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(() => notePlace(location.hash), SCROLL_PAUSE);
  });
  list.addEventListener("click", ({ target }) => {
    const item = target instanceof Element && target.closest("a") && target.closest("li");
    if (item) notePlace(`#${item.id}`);
  });
}

/**
 * Go back to the place: to the result that was opened, at the height at which the page was.
 *
 * @param {Element} list
 */
export function goToPlace(list) {
  const item = document.getElementById(location.hash.slice(1));
  const link = item && list.contains(item) ? item.querySelector("a") : null;
  link?.focus({ preventScroll: true });
  if (Number.isFinite(history.state?.scroll)) scrollTo(0, history.state.scroll);
  else link?.scrollIntoView({ block: "center" });
}
