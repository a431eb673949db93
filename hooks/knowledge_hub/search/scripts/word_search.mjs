// @ts-check
// Finds the entries for one typed word: a document symbol, a run of Chinese, or a word that may be unfinished or
// misspelt.

import { formOf, keyOf, LAST, slicesBetween, slicesWith } from "./slices.mjs";
import { chinesePairs, isChinese } from "./text_analysis.mjs";
import { add, weightsOf } from "./weights.mjs";

// The index holds lunr's weights of a word in each entry; these shares order what is only nearly the word. A whole word
// has the share 1.

/** A longer word that begins like this one: while somebody types, finished words come first. */
const BEGINNING = 0.5;
/** A word of which one letter differs: above a beginning, as it is looked for only where nothing was found. */
const MISSPELT = 0.7;
/** An ISO code, such as 'PRY': who types one means the State, whatever else the letters begin. */
const STATE_CODE = 5;
/**
 * The share of the pairs of a Chinese run that an entry must have. A run may be several words, and pairs across their
 * border are in no text; with less than three in five, entries appear that have one word of two.
 */
const ENOUGH_PAIRS = 0.6;

/** Letters that a word begins with in the index when another form of it was typed. */
const STEM_START = 4;
/** Shorter words are not corrected: with four letters, one that differs makes another word. */
const SHORTEST_CORRECTED = 5;
/** Letters from the end by which forms are looked for whose start is misspelt. */
const LAST_LETTERS = 3;
/** Corrections that the page names at most. */
const MOST_CORRECTIONS = 3;

const STATE_CODE_LETTERS = /^[a-z]{2,3}$/;

/** @typedef {Record<string, import("./search_types.d.ts").Term>} Slice */
/** @typedef {import("./search_types.d.ts").Match} Match */

/**
 * Whether two words differ by one letter missing, added or changed, or by two neighbours that changed places.
 *
 * @param {string} word
 * @param {string} other
 */
export function differsByOneLetter(word, other) {
  if (word === other || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start++;
  const most = Math.min(word.length, other.length) - start;
  let end = 0;
  while (end < most && word.at(-1 - end) === other.at(-1 - end)) end++;
  const rest = word.slice(start, word.length - end);
  const otherRest = other.slice(start, other.length - end);
  if (rest.length <= 1 && otherRest.length <= 1) return true;
  return rest.length === 2 && rest === [...otherRest].reverse().join("");
}

/**
 * What a word finds.
 *
 * @param {string} token
 * @param {string} typed as it was typed, with its capital letters
 * @param {{ isLast: boolean, isUnfinished: boolean }} place whether the query ends with it; whether it may go on
 * @returns {Promise<Match>}
 */
export function findWord(token, typed, place) {
  if (token.includes("/")) return findSymbol(token);
  if (isChinese(token)) return findChinese(token);
  return findInflected(token, typed, place);
}

/**
 * @param {string} symbol
 * @returns {Promise<Match>}
 */
async function findSymbol(symbol) {
  const weights = new Map();
  const known = await addKey(weights, symbol, 1);
  return { weights, keys: known ? [symbol] : [] };
}

/**
 * @param {string} run
 * @returns {Promise<Match>}
 */
async function findChinese(run) {
  const pairs = chinesePairs(run);
  const sums = new Map();
  const counts = new Map();
  for (const pair of pairs) {
    for (const [document, weight] of await weightsOfPair(pair)) {
      sums.set(document, (sums.get(document) ?? 0) + weight);
      counts.set(document, (counts.get(document) ?? 0) + 1);
    }
  }
  // Where no entry has enough of the pairs, those that have the most of them are found.
  const enough = Math.min(Math.max(0, ...counts.values()), Math.ceil(pairs.length * ENOUGH_PAIRS));
  const weights = new Map();
  for (const [document, count] of counts) {
    if (count >= enough) weights.set(document, sums.get(document) * (count / pairs.length) ** 2);
  }
  return { weights, keys: [run], run };
}

/**
 * The entries that have two neighbours; for a single character, those that have it before any other.
 *
 * @param {string} pair
 */
async function weightsOfPair(pair) {
  const isSingle = [...pair].length === 1;
  const weights = new Map();
  for (const slice of await slicesBetween("terms", pair, isSingle ? pair + LAST : pair)) {
    for (const term in slice) {
      if (term === pair || (isSingle && term.startsWith(pair))) add(weights, await weightsOf(slice[term]), 1);
    }
  }
  return weights;
}

/**
 * @param {string} token
 * @param {string} typed
 * @param {{ isLast: boolean, isUnfinished: boolean }} place
 * @returns {Promise<Match>}
 */
async function findInflected(token, typed, { isLast, isUnfinished }) {
  const word = { key: keyOf(token), form: formOf(token) };
  const weights = new Map();
  const keys = new Set();
  /** @type {Set<Slice>} */
  const slices = new Set(await slicesWith("terms", word.key));
  // A whole word that is known needs one slice; while somebody types, or where it is not known, its beginning counts
  // too.
  if (!isUnfinished) await addTerms(weights, keys, slices, word, false);
  if (isUnfinished || !weights.size) {
    const start = word.form.slice(0, STEM_START);
    const [first] = [start, word.key].sort();
    for (const slice of await slicesBetween("terms", first, isLast ? word.form + LAST : word.form)) slices.add(slice);
    await addTerms(weights, keys, slices, word, isLast);
  }
  if (isStateCode(token, typed) && (await addKey(weights, `=${token}`, STATE_CODE))) keys.add(token);
  if (weights.size || word.form.length < SHORTEST_CORRECTED) return { weights, keys: [...keys] };
  return findCorrected(word.form, typed, slices);
}

/**
 * Whether a word may be the code of a State. Two letters can be a word of any language, so they are one only in
 * capitals.
 *
 * @param {string} token
 * @param {string} typed
 */
function isStateCode(token, typed) {
  return STATE_CODE_LETTERS.test(token) && (token.length === 3 || typed === typed.toUpperCase());
}

/**
 * What words find that differ by one letter.
 *
 * @param {string} form
 * @param {string} typed
 * @param {Iterable<Slice>} slices
 * @returns {Promise<Match>}
 */
async function findCorrected(form, typed, slices) {
  const weights = new Map();
  const keys = [];
  const corrections = new Map([...correctionsIn(slices, form), ...(await correctionsByEnding(form))]);
  for (const key of corrections.keys()) if (await addKey(weights, key, MISSPELT)) keys.push(key);
  const other = [...new Set(corrections.values())].slice(0, MOST_CORRECTIONS).join(", ");
  return { weights, keys, instead: corrections.size ? { word: typed, other } : null };
}

/**
 * Add the entries in slices for a word, and for longer words that begin with it.
 *
 * @param {Map<number, number>} weights
 * @param {Set<string>} keys the keys that were found are added
 * @param {Iterable<Slice>} slices
 * @param {{ key: string, form: string }} word
 * @param {boolean} withLonger
 */
async function addTerms(weights, keys, slices, word, withLonger) {
  const isStart = withLonger && word.form.length > 1;
  for (const slice of slices) {
    for (const key in slice) {
      const forms = formsOf(slice[key]);
      let share = 0;
      if (key === word.key || forms.includes(word.form)) share = 1;
      else if (isStart && [key, ...forms].some((form) => form.startsWith(word.form))) share = BEGINNING;
      if (share) {
        add(weights, await weightsOf(slice[key]), share);
        keys.add(key);
      }
    }
  }
}

/**
 * Add the entries of a key; false where the index does not have it.
 *
 * @param {Map<number, number>} weights
 * @param {string} key
 * @param {number} share
 */
async function addKey(weights, key, share) {
  for (const slice of await slicesWith("terms", key)) {
    if (!slice[key]) continue;
    add(weights, await weightsOf(slice[key]), share);
    return true;
  }
  return false;
}

/**
 * Keys of words that differ by one letter, each with its form. A word with an error at its end begins like the right
 * one, so that one is in the slices that are there.
 *
 * @param {Iterable<Slice>} slices
 * @param {string} form
 * @returns {[key: string, form: string][]}
 */
function correctionsIn(slices, form) {
  const terms = [...slices].flatMap((slice) => Object.entries(slice));
  const known = terms.flatMap(([key, term]) => [key, ...formsOf(term)].map((other) => [key, other]));
  return /** @type {[string, string][]} */ (known.filter(([, other]) => differsByOneLetter(form, other)));
}

/**
 * The same of words with an error at their start, which end like the right one: the index has all forms written
 * backwards.
 *
 * @param {string} form
 */
async function correctionsByEnding(form) {
  const ending = backwards(form).slice(0, LAST_LETTERS);
  const slices = await slicesBetween("words", ending, ending + LAST);
  const lines = slices.flatMap((slice) => Object.keys(slice)).map((line) => line.split(" "));
  /** @type {[string, string][]} */
  const known = lines.map(([reversed, key]) => [key, backwards(reversed)]);
  return known.filter(([, other]) => differsByOneLetter(form, other));
}

/** @param {string} word */
const backwards = (word) => [...word].reverse().join("");

/** @param {import("./search_types.d.ts").Term} term */
const formsOf = ([forms]) => (forms ? forms.split(" ") : []);
