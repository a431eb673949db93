// @ts-check
// Phrases in quotation marks: entries in which their words follow each other.

import { keyOf, slicesWith } from "./slices.mjs";
import { chinesePairs, isChinese, tokensOf } from "./text_analysis.mjs";
import { number36 } from "./weights.mjs";

/** A phrase between quotation marks of any of the languages. */
const PHRASE = /["«“„»”]([^"«“„»”]+)["«“„»”]/g;

/**
 * The tokens of each phrase in quotes; a single word is no phrase.
 *
 * @param {string} query
 */
export function phrasesOf(query) {
  return [...query.matchAll(PHRASE)].map(([, text]) => tokensOf(text)).filter(({ length }) => length > 1);
}

/**
 * Entries in which the tokens of a phrase follow each other.
 *
 * @param {string[]} tokens
 * @returns {Promise<Set<number>>}
 */
export async function findPhrase(tokens) {
  /** @type {Map<number, Set<number>> | null} Where what was looked for until now ends, by entry. */
  let ends = null;
  for (const key of tokens.flatMap(phraseKeys)) {
    const places = await placesOf(key);
    ends = ends ? followed(ends, places) : places;
  }
  return new Set(ends?.keys());
}

/** @param {string} token */
function phraseKeys(token) {
  if (isChinese(token)) return token.length > 1 ? chinesePairs(token) : [token];
  return [token.includes("/") ? token : keyOf(token)];
}

/**
 * The places that follow one of the ends.
 *
 * @param {Map<number, Set<number>>} ends
 * @param {Map<number, Set<number>>} places
 */
function followed(ends, places) {
  const next = new Map();
  for (const [document, positions] of ends) {
    const following = [...positions].map((place) => place + 1).filter((place) => places.get(document)?.has(place));
    if (following.length) next.set(document, new Set(following));
  }
  return next;
}

/**
 * Where each entry has a key. Entries and places are written as steps from the one before.
 *
 * @param {string} key
 */
async function placesOf(key) {
  /** @type {Map<number, Set<number>>} */
  const places = new Map();
  for (const slice of await slicesWith("places", key)) {
    let document = 0;
    for (const entry of slice[key] ? slice[key].split(" ") : []) {
      const [step, ...steps] = entry.split(".").map(number36);
      document += step;
      let place = 0;
      const positions = steps.map((/** @type {number} */ further) => {
        place += further;
        return place;
      });
      places.set(document, new Set(positions));
    }
  }
  return places;
}
