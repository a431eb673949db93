// @ts-check
// The search of one language. A build puts the stemmer before this script and a call of `begin` behind it
// (search_files.py).

import { startSearchPage } from "./search_page.mjs";
import { card, find } from "./search_results.mjs";
import { begin, take } from "./slices.mjs";

globalThis.hubSearch = Object.freeze({
  /** @type {import("./search_types.d.ts").HubSearch["begin"]} */
  begin(folder, index, rules) {
    begin(folder, index, rules);
    startSearchPage();
  },
  take,
  find,
  card,
});
