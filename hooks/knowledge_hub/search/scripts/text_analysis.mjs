// @ts-check
// Text analysis: from text to keys of the search index. Gives the same results as text_analysis.py; tests/search/golden
// compares the two.

const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
/**
 * Combining accents, Arabic vowels and tatweel: writers leave them out. Soft hyphens, zero-width characters and marks
 * of direction: nobody sees them.
 */
const IGNORED = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const NUMERAL = /\p{Nd}/u;
/** The hyphen that NFKC leaves; it makes the no-break hyphen one of these. */
const HYPHEN = /\u2010/g;
/** A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word. */
const TOKEN = new RegExp(
  `[${HAN}]+|[a-z0-9][a-z0-9.\\-]*(?:/[a-z0-9.\\-]*[a-z0-9])+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`,
  "gu",
);
const COMPOUND = new RegExp(`(?:(?![${HAN}])\\p{L})+(?:-(?:(?![${HAN}])\\p{L})+)+`, "gu");
const STARTS_CHINESE = new RegExp(`^[${HAN}]`, "u");
const DIGIT = /^\d$/;
/** Letters that people replace, though Unicode does not take them apart. */
const REPLACED_LETTERS = /[ىةœæßı]/gu;
/** @type {Record<string, string>} */
const REPLACEMENTS = { ى: "ي", ة: "ه", œ: "oe", æ: "ae", ß: "ss", ı: "i" };

/**
 * A digit of another script as one of 0 to 9. The digits of a script follow each other, from a multiple of 16 or from 6
 * behind one.
 *
 * @param {string} digit
 */
function plainDigit(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  const value = code % 16;
  return String(NUMERAL.test(String.fromCodePoint(code - value)) ? value : value - 6);
}

/**
 * Lower case in the compatibility form, without optional marks and invisible characters, with digits 0 to 9.
 *
 * @param {string} text
 */
function normal(text) {
  const lower = text.normalize("NFKC").toLowerCase().normalize("NFC");
  return lower.replace(IGNORED, "").replace(HYPHEN, "-").replace(OTHER_DIGIT, plainDigit);
}

/**
 * The words of a text that are written with hyphens, each joined: 'follow-up' is found as 'followup' too.
 *
 * @param {string} text
 */
export function compoundsOf(text) {
  return (normal(text).match(COMPOUND) ?? []).map((compound) => compound.replaceAll("-", ""));
}

/**
 * The pieces of a text in their order: Chinese runs, symbols and words.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokensOf(text) {
  return normal(text).match(TOKEN) ?? [];
}

/**
 * A word without accents, hamza and similar marks, as many people type.
 *
 * @param {string} word
 */
function fold(word) {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(REPLACED_LETTERS, (letter) => REPLACEMENTS[letter]);
}

/** @param {string} token */
export function isChinese(token) {
  return STARTS_CHINESE.test(token);
}

/**
 * Whether a word is searched: single letters, left over from elisions, are not.
 *
 * @param {string} word
 */
export function isSearched(word) {
  return [...word].length > 1 || DIGIT.test(word) || isChinese(word);
}

/**
 * Each character of a run of Chinese with the one after it; a single one stays alone.
 *
 * @param {string} run
 */
export function chinesePairs(run) {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(0, -1).map((character, position) => character + characters[position + 1]);
}

/**
 * The analysis of one language:
 * `key` gives the folded stem of a word, `form` the folded word itself.
 *
 * @param {import("./search_types.d.ts").LanguageRules} rules
 */
export function makeAnalysis({ stemmer, attached, prefixes, stop, how }) {
  const pattern = attached ? new RegExp(attached, "u") : null;
  /** @param {string} word */
  const detached = (word) => (pattern ? word.replace(pattern, "") : word);
  /** @param {string} word */
  const key = (word) => fold(stemmer ? stemmer.stemWord(detached(word)) : detached(word));
  /** @param {string} word */
  const form = (word) => detached(fold(word));
  const prefix = prefixes ? new RegExp(prefixes, "u") : null;
  /**
   * A word without what is written before it, if there is anything.
   *
   * @param {string} typed
   */
  const withoutPrefix = (typed) => (prefix?.test(typed) ? [typed.replace(prefix, "")] : []);
  return { key, form, withoutPrefix, stop: new Set(stop.split(" ")), how: new Set(how.split(" ")) };
}
