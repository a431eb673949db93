// @ts-check
// Runs a query: finds entries with every word, or else with some, and with each phrase in quotes.

import { formOf, keyOf, slicesWith } from "./slices.mjs";
import { chinesePairs, isChinese, isSearched, tokensOf } from "./text_analysis.mjs";
import { number36 } from "./weights.mjs";
import { findWord } from "./word_search.mjs";

/** @typedef {import("./search_types.d.ts").Weights} Weights */
/** @typedef {import("./search_types.d.ts").QueryResult} QueryResult */

/** A phrase between quotation marks of any of the languages. */
const PHRASE = /["«“„»”]([^"«“„»”]+)["«“„»”]/g;
const QUOTATION_MARKS = /["«“„»”]/g;
/** After a blank or a closing mark, the last word is whole. */
const ENDED = /[\s"»”]$/;

/** What a query without a word finds: everything. @type {QueryResult} */
export const NOTHING_ASKED = {
  scores: null,
  some: false,
  words: 0,
  keys: new Set(),
  runs: [],
  prefix: "",
  instead: [],
};

/**
 * @param {string} query
 * @param {boolean} isTyping whether the last word may be unfinished
 * @returns {Promise<QueryResult>}
 */
export async function findQuery(query, isTyping) {
  const typed = query.replace(QUOTATION_MARKS, " ").split(/\s+/);
  const words = typed.flatMap((text) => tokensOf(text).map((token) => ({ token, text })));
  const searched = words.filter(({ token }) => isSearched(token));
  const isOpen = !ENDED.test(query);
  const matches = await Promise.all(
    searched.map(({ token, text }, position) => {
      const isLast = isOpen && position === searched.length - 1;
      return findWord(token, text, { isLast, isUnfinished: isLast && isTyping });
    }),
  );
  const known = matches.map(({ weights }) => weights).filter(({ size }) => size);
  let scores = known.length === matches.length && known.length ? known.reduce(inBoth) : new Map();
  const some = !scores.size && known.length > 0;
  if (some) scores = inAny(known);
  for (const phrase of phrasesOf(query)) {
    const holding = await findPhrase(phrase);
    scores = new Map([...scores].filter(([document]) => holding.has(document)));
  }
  return {
    scores,
    some,
    words: searched.length,
    keys: new Set(matches.flatMap(({ keys }) => keys)),
    runs: matches.flatMap(({ run }) => run ?? []),
    prefix: isOpen && searched.length ? formOf(searched[searched.length - 1].token) : "",
    instead: matches.flatMap(({ instead }) => instead ?? []),
  };
}

/**
 * Entries that two words have in common, with the sum of their weights.
 *
 * @param {Weights} weights
 * @param {Weights} others
 * @returns {Weights}
 */
function inBoth(weights, others) {
  const sums = new Map();
  for (const [document, weight] of weights) {
    const other = others.get(document);
    if (other !== undefined) sums.set(document, weight + other);
  }
  return sums;
}

/**
 * Entries that have any of the words; one word more weighs more than any place of a word.
 *
 * @param {Weights[]} matches
 * @returns {Weights}
 */
function inAny(matches) {
  const sums = new Map();
  for (const weights of matches) {
    for (const [document, weight] of weights) sums.set(document, (sums.get(document) ?? 0) + weight + 1);
  }
  return sums;
}

/**
 * The tokens of each phrase in quotes; a single word is no phrase.
 *
 * @param {string} query
 */
function phrasesOf(query) {
  return [...query.matchAll(PHRASE)].map(([, text]) => tokensOf(text)).filter(({ length }) => length > 1);
}

/**
 * Entries in which the tokens of a phrase follow each other.
 *
 * @param {string[]} tokens
 * @returns {Promise<Set<number>>}
 */
async function findPhrase(tokens) {
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
