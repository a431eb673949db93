// @ts-check
// Finds the entries for one typed word: a document symbol, a run of Chinese, or a word that may be unfinished or
// misspelt.

import { formOf, keyOf, LAST, slicesBetween, slicesWith, withoutPrefix } from "./slices.mjs";
import { isChinese } from "./text_analysis.mjs";
import { add, weightsOf } from "./weights.mjs";

// The index holds lunr's weights of a word in each entry; these shares order what is only nearly the word. A whole word
// has the share 1.

/** A longer word that begins like this one: while somebody types, finished words come first. */
const BEGINNING = 0.5;
/** A word of which one letter differs: above a beginning, as it is looked for only where nothing was found. */
const MISSPELT = 0.7;
/** An ISO code, such as 'PRY': who types one means the State, whatever else the letters begin. */
const STATE_CODE = 5;
/** A document symbol: nobody types one who does not mean that document, and entries only cite it. */
const SYMBOL = 5;
/** A word without the preposition that is written before it: nearly the word itself. */
const WITHOUT_PREFIX = 0.9;
/** Letters that a word begins with in the index when another form of it was typed. */
const STEM_START = 4;
/** Shorter words are not corrected: with four letters, one that differs makes another word. */
const SHORTEST_CORRECTED = 5;
/** Two errors are forgiven in words of this length: 'Morroco'. In shorter ones, they make another word. */
const LONG = 7;
/** Letters that a misspelt word has in common with the right one, at its start or at its end. */
const COMMON_LETTERS = 3;
/** Corrections that the page names at most. */
const MOST_CORRECTIONS = 3;

/** A symbol without a number is that of a body, and of hundreds of documents. */
const WITH_NUMBER = /\d/;
const STATE_CODE_LETTERS = /^[a-z]{2,3}$/;

/** @typedef {Record<string, import("./search_types.d.ts").Term>} Slice */
/** @typedef {import("./search_types.d.ts").Match} Match */
/** @typedef {import("./search_types.d.ts").Place} Place */

/**
 * By how many letters two words differ, each missing, added, changed, or changed places with its neighbour.
 *
 * @param {string} word
 * @param {string} other
 * @param {number} most what is further apart differs by more
 */
export function errorsBetween(word, other, most) {
  if (Math.abs(word.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= word.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const isSame = word[line - 1] === other[column - 1];
      let least = Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + (isSame ? 0 : 1));
      const isSwapped = word[line - 1] === other[column - 2] && word[line - 2] === other[column - 1];
      if (isSwapped && line > 1 && column > 1) least = Math.min(least, before[column - 2] + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

/**
 * What a word finds.
 *
 * @param {string} token
 * @param {string} typed as it was typed, with its capital letters
 * @param {Place} place
 * @returns {Promise<Match>}
 */
export function findWord(token, typed, place) {
  if (token.includes("/")) return findSymbol(token);
  if (isChinese(token)) return Promise.resolve({ weights: new Map(), keys: [] });
  return findInflected(token, typed, place);
}

/**
 * A document symbol; else those that go on behind it, or the longest beginning of it that the index has.
 *
 * @param {string} symbol
 * @returns {Promise<Match>}
 */
async function findSymbol(symbol) {
  const weights = new Map();
  if (await addKey(weights, symbol, SYMBOL)) return { weights, keys: [symbol] };
  const keys = [];
  for (const slice of await slicesBetween("terms", `${symbol}/`, `${symbol}/${LAST}`)) {
    for (const key in slice) {
      if (!key.startsWith(`${symbol}/`)) continue;
      add(weights, await weightsOf(slice[key]), SYMBOL);
      keys.push(key);
    }
  }
  const parts = symbol.split("/");
  for (let length = parts.length - 1; !keys.length && length > 1; length--) {
    const shorter = parts.slice(0, length).join("/");
    if (WITH_NUMBER.test(shorter) && (await addKey(weights, shorter, SYMBOL))) keys.push(shorter);
  }
  return { weights, keys };
}

/**
 * @param {string} token
 * @param {string} typed
 * @param {Place} place
 * @returns {Promise<Match>}
 */
async function findInflected(token, typed, { isLast, isUnfinished, isExact }) {
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
  for (const plain of withoutPrefix(token)) {
    if (await addKey(weights, keyOf(plain), WITHOUT_PREFIX)) keys.add(keyOf(plain));
  }
  if (weights.size || isExact || word.form.length < SHORTEST_CORRECTED) return { weights, keys: [...keys] };
  return findCorrected(word.form, typed);
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
 * What the words find that are nearest to one that is not known. One with an error at its end begins like the right
 * one, one with an error at its start ends like it: the index has all forms written backwards.
 *
 * @param {string} form
 * @param {string} typed
 * @returns {Promise<Match>}
 */
async function findCorrected(form, typed) {
  const start = form.slice(0, COMMON_LETTERS);
  const ending = backwards(form).slice(0, COMMON_LETTERS);
  const [alike, behind] = await Promise.all([
    slicesBetween("terms", start, start + LAST),
    slicesBetween("words", ending, ending + LAST),
  ]);
  const known = alike.flatMap((slice) =>
    Object.keys(slice).flatMap((key) => [key.trimEnd(), ...formsOf(slice[key])].map((other) => [key, other])),
  );
  const lines = behind.flatMap((slice) => Object.keys(slice)).map((line) => line.split(" "));
  known.push(...lines.map(([reversed, key, end]) => [end === undefined ? key : `${key} `, backwards(reversed)]));
  let most = form.length < LONG ? 1 : 2;
  /** @type {Map<string, string>} */
  let corrections = new Map();
  for (const [key, other] of known) {
    const errors = errorsBetween(form, other, most);
    if (errors > most) continue;
    if (errors < most) corrections = new Map();
    most = errors;
    corrections.set(key, other);
  }
  const weights = new Map();
  const keys = [];
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
  for (const slice of slices) {
    for (const key in slice) {
      const share = shareOf(key, formsOf(slice[key]), word, withLonger && word.form.length > 1);
      if (share) {
        add(weights, await weightsOf(slice[key]), share);
        keys.add(key);
      }
    }
  }
}

/**
 * How much of a word a key is. A key that ends with a blank is a name, which is looked up as such.
 *
 * @param {string} key
 * @param {string[]} forms
 * @param {{ key: string, form: string }} word
 * @param {boolean} isStart
 */
function shareOf(key, forms, word, isStart) {
  if (key.endsWith(" ")) return 0;
  if (key === word.key || forms.includes(word.form)) return 1;
  return isStart && [key, ...forms].some((form) => form.startsWith(word.form)) ? BEGINNING : 0;
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

/** @param {string} word */
const backwards = (word) => [...word].reverse().join("");

/** @param {import("./search_types.d.ts").Term} term */
const formsOf = ([forms]) => (forms ? forms.split(" ") : []);
