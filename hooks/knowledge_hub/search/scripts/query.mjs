// @ts-check
// Runs a query: finds the names and words in it, ranks the entries by what they have of them, and keeps to phrases in
// quotes.

import { findAddress } from "./addresses.mjs";
import { findRun } from "./chinese_search.mjs";
import { otherLayouts } from "./keyboards.mjs";
import { codesOf, nameAt } from "./names.mjs";
import { findPhrase, phrasesOf } from "./phrases.mjs";
import { pinyinPieces } from "./pinyin.mjs";
import { isBroad, rank, sharesOf, withAdvice } from "./ranking.mjs";
import { formOf, keyOf, theAnalysis } from "./slices.mjs";
import { compoundsOf, isChinese, isSearched, tokensOf } from "./text_analysis.mjs";
import { add, sum, termOf, weightsOf } from "./weights.mjs";
import { findWord } from "./word_search.mjs";

/** @typedef {import("./search_types.d.ts").Weights} Weights */
/** @typedef {import("./search_types.d.ts").Word} Word */
/** @typedef {import("./search_types.d.ts").Part} Part */
/** @typedef {import("./search_types.d.ts").QueryResult} QueryResult */

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
  names: [],
  without: () => [],
};

/**
 * @param {string} query
 * @param {boolean} isTyping whether the last word may be unfinished
 * @returns {Promise<QueryResult>}
 */
export async function findQuery(query, isTyping) {
  const result = await findAs(query, { isUnfinished: isTyping, isExact: false });
  if (result.scores?.size || !result.words) return result;
  for (const other of otherLayouts(query)) {
    const found = await findAs(other, { isUnfinished: false, isExact: true });
    if (found.scores?.size) {
      return { ...found, instead: [{ word: query.trim(), other: other.trim() }] };
    }
  }
  return result;
}

/**
 * The words of a query that decide. Articles, pronouns and the like do only where there is nothing else.
 *
 * @param {string} query
 */
function wordsOf(query) {
  const { stop, how } = theAnalysis();
  const typed = query.replace(QUOTATION_MARKS, " ").split(/\s+/);
  const words = typed
    .flatMap(wordsIn)
    .filter(({ token }) => isSearched(token))
    .map((word, place) => ({ ...word, place }));
  const forms = words.map(({ token }) => formOf(token));
  const deciding = words.filter(({ token }, position) => {
    // A single character next to other words is an ending, as in '2023年'.
    const isEnding = isChinese(token) && [...token].length === 1;
    return !isEnding && !stop.has(forms[position]) && !how.has(forms[position]);
  });
  const isHow = forms.some(
    (form) => how.has(form) || (isChinese(form) && [...how].some((word) => form.includes(word))),
  );
  return { searched: deciding.length ? deciding : words, isHow, words };
}

/**
 * The words of a text between blanks; words with hyphens between them may be one.
 *
 * @param {string} text
 * @returns {Word[]}
 */
function wordsIn(text) {
  /** @type {Word[]} */
  const words = tokensOf(text).map((token) => ({ token, text }));
  const [joined] = compoundsOf(text);
  const parts = words.length;
  if (joined === words.map(({ token }) => token).join("")) Object.assign(words[0], { joined, parts });
  return words;
}

/**
 * @param {string} query
 * @param {{ isUnfinished: boolean, isExact: boolean }} place
 * @returns {Promise<QueryResult>}
 */
async function findAs(query, place) {
  const { searched, isHow, words } = wordsOf(query);
  const isOpen = !ENDED.test(query);
  const address = await findAddress(query);
  const parts = address ? [address] : await partsOf(searched, words, isOpen, place);
  const ranked = rank(parts);
  let { scores } = ranked;
  if (isHow) scores = await withAdvice(scores);
  for (const phrase of phrasesOf(query)) {
    const holding = await findPhrase(phrase);
    scores = new Map([...scores].filter(([document]) => holding.has(document)));
  }
  return {
    scores,
    some: scores.size > 0 && [...scores.keys()].every((document) => ranked.without(document).length > 0),
    words: searched.length,
    keys: new Set(parts.flatMap(({ keys }) => keys)),
    runs: parts.flatMap(({ runs }) => runs ?? []),
    prefix: isOpen && searched.length ? formOf(searched[searched.length - 1].token) : "",
    instead: parts.flatMap(({ instead }) => instead ?? []),
    names: parts.flatMap(({ names }) => names ?? []),
    without: ranked.without,
  };
}

/**
 * The parts of a query, each with what it finds. From left to right, the longest name is one part.
 *
 * @param {Word[]} words those that decide
 * @param {Word[]} typed all
 * @param {boolean} isOpen whether the last word may go on
 * @param {{ isUnfinished: boolean, isExact: boolean }} place
 * @returns {Promise<Part[]>}
 */
async function partsOf(words, typed, isOpen, { isUnfinished, isExact }) {
  const names = await Promise.all(words.map((_, start) => nameAt(words, start)));
  /** @type {Promise<Part | Part[]>[]} */
  const parts = [];
  for (let start = 0; start < words.length; start++) {
    const name = names[start];
    const length = name?.length ?? words[start].parts ?? 1;
    const group = words.slice(start, start + length);
    const found = group.map(({ token, text }, step) => {
      const isLast = isOpen && start + step === words.length - 1;
      return findWord(token, text, { isLast, isUnfinished: isLast && isUnfinished, isExact });
    });
    const text = textBetween(typed, group);
    if (name) parts.push(groupPart(group, text, name.isSure || isUnfinished ? found : [], codesOf(name.term)));
    else if (isChinese(words[start].token)) parts.push(findRun(words[start].token));
    else parts.push(orPinyin(groupPart(group, text, found, joinedPart(words[start].joined)), words[start]));
    start += length - 1;
  }
  return (await Promise.all(parts)).flat();
}

/**
 * What was found for a word; where that is nothing, what its pieces find if they are pinyin without blanks.
 *
 * @param {Promise<Part>} found
 * @param {Word} word
 * @returns {Promise<Part | Part[]>}
 */
async function orPinyin(found, { token, text }) {
  const part = await found;
  const pieces = part.weights.size ? [] : await pinyinPieces(token);
  if (!pieces.length) return part;
  const words = pieces.map((piece, place) => ({ token: piece, text: piece, place }));
  const [first, ...others] = await partsOf(words, words, false, { isUnfinished: false, isExact: true });
  return [{ ...first, instead: { word: text, other: pieces.join(" ") } }, ...others];
}

/**
 * What 'coordination' finds, where 'co-ordination' was typed.
 *
 * @param {string} [joined]
 */
async function joinedPart(joined) {
  /** @type {Weights} */
  const weights = new Map();
  const term = joined && (await termOf(keyOf(joined)));
  if (term) add(weights, await weightsOf(term), 1);
  return { weights, labels: [], keys: term ? [keyOf(joined)] : [] };
}

/**
 * Several words that are one part: what they name, and the entries that have all of them.
 *
 * @param {Word[]} words
 * @param {string} typed
 * @param {Promise<import("./search_types.d.ts").Match>[]} found what each word finds
 * @param {Promise<{ weights: Weights, labels: string[], keys?: string[] }>} named what they find as a whole
 * @returns {Promise<Part>}
 */
async function groupPart(words, typed, found, named) {
  const [{ weights, labels, keys = [] }, ...matches] = await Promise.all([named, ...found]);
  const text = keysIn(words.map(({ token }) => token).join(" "));
  // Where the whole is known, its words need no correction.
  const whole = weights.size ? matches.filter(({ instead }) => !instead) : matches;
  const [first, ...others] = whole.map((match) => match.weights);
  const written = first && whole.length === matches.length ? others.reduce(inBoth, first) : new Map();
  const broad = isBroad(weights) ? sharesOf(weights, written) : {};
  sum(weights, written);
  const isSaid = broad.shares && typed !== typed.toUpperCase();
  return {
    text: typed,
    weights,
    ...broad,
    keys: [...keys, ...words.map(({ token }) => keyOf(token)), ...whole.flatMap((match) => match.keys)],
    instead: whole.flatMap(({ instead }) => instead ?? [])[0],
    runs: words.map(({ token }) => token).filter(isChinese),
    names: isSaid ? [] : labels.filter((label) => keysIn(label) !== text).map((label) => ({ name: typed, label })),
  };
}

/**
 * What was typed from the first to the last of some words.
 *
 * @param {Word[]} typed
 * @param {Word[]} words
 */
function textBetween(typed, words) {
  const between = typed.slice(words[0].place, /** @type {number} */ (words[words.length - 1].place) + 1);
  return [...new Set(between.map(({ text }) => text))].join(" ");
}

/**
 * The keys of a text, to see whether two texts are the same name.
 *
 * @param {string} text
 */
const keysIn = (text) =>
  wordsOf(text)
    .searched.map(({ token }) => keyOf(token))
    .join(" ");

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
