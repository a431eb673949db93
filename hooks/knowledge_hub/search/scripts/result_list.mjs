// @ts-check
// The list of results on the search page.

import { element } from "../../base/scripts/elements.mjs";
import { fill } from "../../base/scripts/texts.mjs";
import { piecesOf } from "./marked_text.mjs";
import { withoutWords } from "./search_notes.mjs";

/** @typedef {import("./search_types.d.ts").Card} Card */

/**
 * @typedef {object} ListWords what the list says
 * @property {string} language
 * @property {Record<string, [name: string, direction: string]>} languages
 * @property {string} separator
 * @property {string} without
 */

/**
 * One result. Its address in the list is the path of the entry, which is the same in all languages.
 *
 * @param {Card} card
 * @param {{ state: string, missing: string[] }} place the name of the State by which it is placed, '' in other orders;
 *   and the words of the query that it does not have
 * @param {ListWords} words
 */
export function resultItem([href, title, kicker, text, language], { state, missing }, words) {
  const [name, dir] = new Map(Object.entries(words.languages)).get(language) ?? [];
  const foreign = language ? { lang: language, dir } : {};
  const names = state && !kicker.split(words.separator).includes(state) ? [state, kicker] : [kicker];
  return element(
    "li",
    { id: href.replace(/\.html$/, "") },
    element("p", { class: "over" }, names.join(words.separator)),
    element("h3", {}, element("a", { href, class: "find-text", ...foreign }, title)),
    text ? element("p", { class: "find-text", ...foreign }, text) : null,
    missing.length ? element("p", { class: "small" }, withoutWords(missing, words)) : null,
    language ? element("p", { class: "small" }, fill(words.language, { language: name ?? language })) : null,
  );
}

/**
 * Mark what was searched. A highlight of CSS leaves the text in one piece, as a screen reader should read it; a browser
 * without them shows the results unmarked.
 *
 * @param {Element} list
 * @param {import("./search_types.d.ts").QueryResult} result
 */
export function markMatches(list, result) {
  if (!globalThis.Highlight || !CSS.highlights) return;
  const ranges = [...list.querySelectorAll(".find-text")].flatMap(({ firstChild }) => matchesIn(firstChild, result));
  CSS.highlights.set("found", new Highlight(...ranges));
}

/**
 * @param {Node | null} node of a text
 * @param {import("./search_types.d.ts").QueryResult} result
 */
function matchesIn(node, result) {
  const ranges = [];
  let start = 0;
  for (const [piece, isMatch] of piecesOf(node?.textContent ?? "", result)) {
    const end = start + piece.length;
    if (node && isMatch)
      ranges.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
    start = end;
  }
  return ranges;
}
