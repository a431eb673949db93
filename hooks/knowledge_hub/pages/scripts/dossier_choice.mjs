// @ts-check
// The entries of a dossier: from a list of URLs or short names, or from a search.

import { element } from "../../base/scripts/elements.mjs";
import { readSearch, repeated, statesOf } from "./search_address.mjs";

/**
 * @typedef {object} Words texts of the page, from dossier_page.py
 * @property {number} most
 * @property {Record<string, string>} count
 * @property {string} first
 * @property {string} search
 * @property {string} separator
 * @property {string} title
 * @property {string} loading
 * @property {string} empty
 * @property {string} unknown
 * @property {string} failed
 * @property {string} failed_why
 * @property {string} remove
 * @property {string} page
 * @property {Record<string, [heading: string, codes: [code: string, label: string][]]>} facets
 * @property {Record<string, string>} renamed the code of today for each 'facet:former code'
 */
/** @typedef {{ paths: string[], unknown: string[], total: number }} Chosen entries from a URL or from input */

/**
 * The entries in a text of URLs or short names.
 *
 * @param {string} text
 * @param {string[]} knownPaths of all entries
 * @returns {Chosen}
 */
export function namedEntries(text, knownPaths) {
  /** @type {Set<string>} */
  const paths = new Set();
  const unknown = [];
  for (const name of text.split(/[\s,]+/).filter(Boolean)) {
    const page = name.replace(/[?#].*$/, "").replace(/\.html$/, "");
    const asked = page.split("/").slice(-2).join("/");
    const path = knownPaths.find((known) => known === asked || known.endsWith(`/${asked}`));
    if (path) paths.add(path);
    else unknown.push(name);
  }
  return { paths: [...paths], unknown, total: paths.size };
}

/**
 * The results of the search in a URL, and rows that describe the search.
 *
 * @param {URLSearchParams} address
 * @param {Words} words
 * @param {string} register
 */
export async function searchedEntries(address, words, register) {
  const { facets } = words;
  const codesOf = new Map(Object.entries(facets).map(([name, [, codes]]) => [name, codes.map(([code]) => code)]));
  const renamed = new Map(Object.entries(words.renamed));
  const { query, order, values, isWriting } = readSearch(address.toString(), codesOf, renamed);
  const { found } = await hubSearch.find({
    query,
    order,
    values,
    states: statesOf(values, codesOf),
    writing: isWriting,
  });
  const cards = await Promise.all(found.slice(0, words.most).map((document) => hubSearch.card(register, document)));
  const rows = query.trim() ? [searchRow(words.search, [repeated(query)])] : [];
  for (const facet of new Set(values.map(([name]) => name))) {
    const [heading, codes] = facets[facet];
    const labels = new Map(codes);
    const chosen = values.filter(([name]) => name === facet).map(([, code]) => labels.get(code) ?? code);
    rows.push(searchRow(heading, chosen));
  }
  return { rows, paths: cards.map(([href]) => href.replace(/\.html$/, "")), unknown: [], total: found.length };
}

/**
 * @param {string} term
 * @param {string[]} values
 */
function searchRow(term, values) {
  return element("div", {}, element("dt", {}, term), ...values.map((value) => element("dd", { dir: "auto" }, value)));
}
