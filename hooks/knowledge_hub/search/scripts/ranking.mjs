// @ts-check
// Ranks entries by the parts of a query that they have. A part is a name, a word or a run of Chinese.

import { theIndex } from "./slices.mjs";
import { termOf, weightsIn } from "./weights.mjs";

/** @typedef {import("./search_types.d.ts").Part} Part */
/** @typedef {import("./search_types.d.ts").Weights} Weights */

/**
 * An entry is listed if it has this share of what the best one has of the information in the query. With more, one
 * accidental entry with every word would hide the right ones.
 */
const LISTED = 0.3;
/** The share where at least so many entries have every word: those with half of the query are not wanted then. */
const LISTED_OF_MANY = 0.8;
const MANY = 5;
/** Sums of shares are not exact. */
const NEARLY_ONE = 0.999;
/** How much an entry loses for words that it does not have: its weights count by the square of its share. */
const LOSS = 2;
/** From this share of all entries on, a code is too frequent to stand for the word that was typed: 'fund'. */
const BROAD = 0.25;

/** Who asks how to do something wants advice first, then examples. */
const ADVICE = new Map([
  ["#collection:guidance", 2],
  ["#collection:practices", 1.2],
]);

/**
 * How much a part tells: little if half of the entries have it, nothing if all have it.
 *
 * @param {number} entries
 */
function information(entries) {
  return Math.log(1 + theIndex().documents / Math.max(entries, 1)) - Math.LN2;
}

/**
 * Whether a code is so frequent that it tells less than the word that was typed.
 *
 * @param {Weights} weights
 */
export const isBroad = (weights) => weights.size > BROAD * theIndex().documents;

/**
 * Of a broad code, an entry without the word that was typed has only a share.
 *
 * @param {Weights} coded
 * @param {Weights} written the entries that have the word
 */
export function sharesOf(coded, written) {
  if (!written.size) return {};
  const told = information(written.size);
  const share = told && information(new Set([...coded.keys(), ...written.keys()]).size) / told;
  const shares = new Map([...coded.keys()].filter((entry) => !written.has(entry)).map((entry) => [entry, share]));
  return { shares, told };
}

/**
 * The entries with their scores, those that have too little left out; and which parts an entry lacks.
 *
 * @param {Part[]} parts
 */
export function rank(parts) {
  const known = parts.filter(({ weights }) => weights.size);
  const infos = new Map(known.map((part) => [part, part.told ?? information(part.weights.size)]));
  const total = [...infos.values()].reduce((sum, info) => sum + info, 0);
  /** @type {Weights} */
  const sums = new Map();
  /** @type {Weights} */
  const shares = new Map();
  for (const part of known) {
    const info = total ? /** @type {number} */ (infos.get(part)) / total : 1 / known.length;
    for (const [document, weight] of part.weights) {
      sums.set(document, (sums.get(document) ?? 0) + weight);
      shares.set(document, (shares.get(document) ?? 0) + info * (part.shares?.get(document) ?? 1));
    }
  }
  const whole = [...shares.values()].filter((share) => share > NEARLY_ONE).length;
  const share = whole < MANY ? LISTED : LISTED_OF_MANY;
  const least = Math.max(0, ...shares.values()) * share;
  /** @type {Weights} */
  const scores = new Map();
  for (const [document, sum] of sums) {
    const had = shares.get(document) ?? 0;
    if (had >= least) scores.set(document, sum * had ** LOSS);
  }
  /** @param {number} document */
  const without = (document) => parts.filter(({ weights }) => !weights.has(document)).map(({ text }) => text);
  return { scores, without };
}

/**
 * Raise guidance, and examples a little.
 *
 * @param {Weights} scores
 */
export async function withAdvice(scores) {
  const raised = new Map(scores);
  for (const [code, factor] of ADVICE) {
    const term = await termOf(code);
    for (const document of term ? weightsIn(term[1]).keys() : []) {
      const score = raised.get(document);
      if (score !== undefined) raised.set(document, score * factor);
    }
  }
  return raised;
}
