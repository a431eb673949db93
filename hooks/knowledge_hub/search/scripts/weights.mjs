// @ts-check
// Entries with their weights, as the slices write them.

import { slicesWith, theIndex } from "./slices.mjs";

/** The mark of a key that nearly every entry has; only its best entries are written. */
const NEARLY_ALL = "*";
/** What such a key weighs in the others: it tells nothing about them, but they have the word and must be found. */
const COMMON = 0.01;
/** A word of another language names a code, and the code an entry: above a misspelt word, below a word of the text. */
const OTHER_LANGUAGE = 0.8;
/** The build writes ten times the weight, without decimals. */
const WRITTEN = 10;

/**
 * A number that is written to the base of 36.
 *
 * @param {string} text
 */
export const number36 = (text) => Number.parseInt(text, 36);

/**
 * Entries and weights: the step from the entry before, a point, the weight.
 *
 * @param {string} text
 * @returns {import("./search_types.d.ts").Weights}
 */
function parse(text) {
  const weights = new Map();
  let document = 0;
  for (const pair of text ? text.split(" ") : []) {
    const [step, weight] = pair.split(".");
    document += number36(step);
    weights.set(document, number36(weight) / WRITTEN);
  }
  return weights;
}

/**
 * Add a share of weights to others; an entry keeps the highest that it was given.
 *
 * @param {import("./search_types.d.ts").Weights} weights
 * @param {import("./search_types.d.ts").Weights} more
 * @param {number} share
 */
export function add(weights, more, share) {
  for (const [document, weight] of more) {
    weights.set(document, Math.max(weights.get(document) ?? 0, weight * share));
  }
}

/**
 * Add weights to others.
 *
 * @param {import("./search_types.d.ts").Weights} weights
 * @param {import("./search_types.d.ts").Weights} more
 */
export function sum(weights, more) {
  for (const [document, weight] of more) weights.set(document, (weights.get(document) ?? 0) + weight);
}

/**
 * The entries of one term of a slice.
 *
 * @param {import("./search_types.d.ts").Term} term
 */
export async function weightsOf([, documents, codes]) {
  const weights = weightsIn(documents);
  for (const code of codes && !documents ? codes.split(" ") : []) {
    const term = await termOf(code);
    if (term) add(weights, weightsIn(term[1]), OTHER_LANGUAGE);
  }
  return weights;
}

/**
 * The entries that one term of a slice lists.
 *
 * @param {string} documents
 */
export function weightsIn(documents) {
  const weights = new Map();
  if (documents.startsWith(NEARLY_ALL)) {
    for (let document = 0; document < theIndex().documents; document++) weights.set(document, COMMON);
  }
  add(weights, parse(documents.replace(NEARLY_ALL, "")), 1);
  return weights;
}

/**
 * The term of a key, if the index has it.
 *
 * @param {string} key
 * @returns {Promise<import("./search_types.d.ts").Term | undefined>}
 */
export async function termOf(key) {
  for (const slice of await slicesWith("terms", key)) if (slice[key]) return slice[key];
}
