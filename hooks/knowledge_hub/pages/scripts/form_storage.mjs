// @ts-check
// The draft in this browser, on this machine only, as long as its owner wants that.

const KEY = "hub-draft";

/** The text that is stored; null where nothing is, or where storage is refused. */
export function storedText() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Delete what is stored. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is refused: nothing was stored.
  }
}

/**
 * Store a draft; returns whether the browser allowed it.
 *
 * @param {import("./form_types.d.ts").Draft} draft
 * @param {number} at number of the step
 */
export function store(draft, at) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...draft, at, when: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}
