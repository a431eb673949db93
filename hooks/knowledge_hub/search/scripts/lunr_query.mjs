// @ts-check
/**
 * Searches an index of the hub's open data with the stock lunr.js:
 * `const find = searcher(lunr, await (await fetch("fr.json")).json())`. `lunr_query.py` does the same with lunr.py.
 */

const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
/** A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word. */
const TOKEN = new RegExp(
  `([${HAN}]+)|([a-z0-9][a-z0-9.-]*(?:/[a-z0-9.-]*[a-z0-9])+)|(?:(?![${HAN}])[\\p{L}\\p{N}])+`,
  "gu",
);

/**
 * What finds entries by a text: those with all of its words, or else those with some; the best match first.
 * @param {any} lunr the library
 * @param {any} data the index as it was parsed from its file
 * @returns {(text: string) => {ref: string, score: number}[]}
 */
export function searcher(lunr, data) {
  const index = lunr.Index.load(data);
  const words = new Map(Object.entries(data.words));
  return (text) => {
    const terms = [...termsOf(text, words)];
    if (!terms.length) return [];
    const ask = (/** @type {number} */ presence) =>
      index.query((/** @type {any} */ query) => {
        for (const term of terms) query.term(term, { presence });
      });
    const all = ask(lunr.Query.presence.REQUIRED);
    return all.length ? all : ask(lunr.Query.presence.OPTIONAL);
  };
}

/**
 * The terms of the index that the words of a text come to.
 * @param {string} text
 * @param {Map<string, string>} words
 */
function* termsOf(text, words) {
  for (const [word, chinese, symbol] of withoutAccents(text).matchAll(TOKEN)) {
    if (chinese) for (let at = 0; at < Math.max(chinese.length - 1, 1); at++) yield chinese.slice(at, at + 2);
    else if (symbol) yield symbol;
    else if (word.length > 1 || /\d/u.test(word)) yield words.get(word) ?? word;
  }
}

/** Lower case without accents, vowel marks and the like, as `words` has them. */
const withoutAccents = (/** @type {string} */ text) =>
  text.toLowerCase().replaceAll("\u0640", "").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
