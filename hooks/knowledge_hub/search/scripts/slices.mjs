// @ts-check
// The slices of the index: each is a script that hands its data to `take`. Decision 0006 describes the files.

import { loadScript } from "../../base/scripts/load_script.mjs";
import { makeAnalysis } from "./text_analysis.mjs";

/**
 * The most slices that the start of a word may load. Two letters can be the start of a tenth of all words: three slices
 * have more entries than anybody reads, and the first answer must cost at most 48 kB.
 */
const MOST_SLICES = 3;

/** The first word behind all that begin alike. */
export const LAST = "\uffff";

/** @type {import("./search_types.d.ts").Index} */
let index = { documents: 0, block: 1, terms: [], places: [], words: [] };
let folder = "";
let analysis = makeAnalysis({ stemmer: null, attached: null, prefixes: null, stop: "", how: "" });
/** @type {Map<string, object>} */
let loaded = new Map();
/** @type {Map<string, Promise<void>>} Scripts that are on their way. */
let loading = new Map();

/** @type {import("./search_types.d.ts").HubSearch["begin"]} */
export function begin(where, what, rules) {
  folder = where;
  index = what;
  analysis = makeAnalysis(rules);
  loaded = new Map();
  loading = new Map();
}

export const theIndex = () => index;

/** @param {string} word */
export const keyOf = (word) => analysis.key(word);

/** @param {string} word */
export const formOf = (word) => analysis.form(word);

export const theAnalysis = () => analysis;

/** @param {string} word */
export const withoutPrefix = (word) => analysis.withoutPrefix(word);

/** @type {import("./search_types.d.ts").HubSearch["take"]} */
export function take(kind, number, content) {
  // Readers' words are looked up in it: without a prototype, 'constructor' is a word like any other.
  loaded.set(`${kind}-${number}`, Array.isArray(content) ? content : Object.setPrototypeOf(content, null));
}

/**
 * The content of a slice, loaded when it is first asked for; what could not be loaded is tried again.
 *
 * @param {string} kind
 * @param {number | string} number
 * @returns {Promise<any>}
 */
export async function load(kind, number) {
  const name = `${kind}-${number}`;
  if (!loaded.has(name)) {
    const script = loading.get(name) ?? loadScript(`${folder}${kind === "facet" ? "../" : ""}${name}.js`);
    loading.set(name, script);
    try {
      await script;
    } finally {
      loading.delete(name);
    }
  }
  return loaded.get(name);
}

/**
 * The number of the slice that can hold a key.
 *
 * @param {import("./search_types.d.ts").SlicedKind} kind
 * @param {string} key
 */
function numberOf(kind, key) {
  const last = index[kind].findLastIndex((start) => start <= key);
  return Math.max(0, last);
}

/**
 * The slices that can hold keys between two.
 *
 * @param {import("./search_types.d.ts").SlicedKind} kind
 * @param {string} first
 * @param {string} last
 * @returns {Promise<any[]>}
 */
export function slicesBetween(kind, first, last) {
  if (!index[kind].length) return Promise.resolve([]);
  const from = numberOf(kind, first);
  const length = Math.min(numberOf(kind, last) - from + 1, MOST_SLICES);
  return Promise.all(Array.from({ length }, (_, step) => load(kind, from + step)));
}

/**
 * How many files a look-up of terms between two would load: those that are neither here nor on their way.
 *
 * @param {string} first
 * @param {string} last
 */
export function filesBetween(first, last) {
  const from = numberOf("terms", first);
  const length = Math.min(numberOf("terms", last) - from + 1, MOST_SLICES);
  const names = Array.from({ length }, (_, step) => `terms-${from + step}`);
  return names.filter((name) => !loaded.has(name) && !loading.has(name)).length;
}

/**
 * The slices that can hold one key.
 *
 * @param {import("./search_types.d.ts").SlicedKind} kind
 * @param {string} key
 */
export const slicesWith = (kind, key) => slicesBetween(kind, key, key);
