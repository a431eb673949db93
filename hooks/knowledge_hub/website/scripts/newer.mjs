// @ts-check
// Offers to reload a page that loads files later, when the site has a newer build (decision 0019). It is the first of
// the page's own scripts, so it notices when another one cannot be loaded.

import { part } from "../../base/scripts/elements.mjs";

/** @param {string} list the address of the names in use; the service worker knows the question by its end */
function startOffer(list) {
  const offer = part(".newer");
  const { build = "" } = offer.dataset;
  const sentence = part("p", offer);

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(list, { cache: "no-cache" });
      if (answer.ok && !(await answer.text()).includes(build)) sentence.hidden = false;
    } catch {
      // Without a connection, no other build can be loaded either.
    }
  };

  part("button", offer).addEventListener("click", () => location.reload());
  // The host may have removed the scripts of the older build. Such events reach the window on their way down only.
  addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && ask(), true);
  document.addEventListener("visibilitychange", ask);
  // From the browser's memory, by its Back button.
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
}

// A site on a disk has no newer build.
if (location.protocol !== "file:" && document.currentScript instanceof HTMLScriptElement) {
  startOffer(new URL("../current.json?newest", document.currentScript.src).href);
}
