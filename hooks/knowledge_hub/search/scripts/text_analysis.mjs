// @ts-check
// Text analysis: from text to keys of the search index. Gives the same results as text_analysis.py; tests/search/golden
// compares the two.

const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
/** Combining accents, Arabic vowels and tatweel: writers leave them out. */
const IGNORED = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;
/** A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word. */
const TOKEN = new RegExp(
  `[${HAN}]+|[a-z0-9][a-z0-9.\\-]*(?:/[a-z0-9.\\-]*[a-z0-9])+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`,
  "gu",
);
const STARTS_CHINESE = new RegExp(`^[${HAN}]`, "u");
const DIGIT = /^\d$/;
/** Letters that people replace, though Unicode does not take them apart. */
const REPLACED_LETTERS = /[ىةœæßı]/gu;
/** @type {Record<string, string>} */
const REPLACEMENTS = { ى: "ي", ة: "ه", œ: "oe", æ: "ae", ß: "ss", ı: "i" };

/**
 * The pieces of a text in their order: Chinese runs, symbols and words.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokensOf(text) {
  return text.toLowerCase().normalize("NFC").replace(IGNORED, "").match(TOKEN) ?? [];
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
 * The analysis of one language: `key` gives the folded stem of a word, `form` the folded word itself.
 *
 * @param {import("./search_types.d.ts").LanguageRules} rules
 */
export function makeAnalysis({ stemmer, attached }) {
  const pattern = attached ? new RegExp(attached, "u") : null;
  /** @param {string} word */
  const detached = (word) => (pattern ? word.replace(pattern, "") : word);
  /** @param {string} word */
  const key = (word) => fold(stemmer ? stemmer.stemWord(detached(word)) : detached(word));
  /** @param {string} word */
  const form = (word) => detached(fold(word));
  return { key, form };
}
