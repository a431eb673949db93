// @ts-check
// What the search page says of a result: the names that were understood, and words that were corrected or are missing.

import { countText, fill } from "../../base/scripts/texts.mjs";

/**
 * @typedef {object} NoteWords
 * @property {Record<string, string>} count
 * @property {string} named
 * @property {string} some
 * @property {string} without
 * @property {string} all
 * @property {string} instead
 * @property {string} nothing
 * @property {string} fewer
 */

/**
 * The notes on an answer, each a paragraph.
 *
 * @param {import("./search_types.d.ts").Answer} answer
 * @param {string} query
 * @param {NoteWords} words
 * @param {string} language
 * @returns {string[]}
 */
export function notesOn({ result, found }, query, words, language) {
  const named = new Set(result.names.map((name) => fill(words.named, { ...name })));
  const corrected = result.instead.map((correction) => fill(words.instead, correction));
  const notes = [...named, ...corrected];
  if (!found.length) return [...notes, ...(query ? [fill(words.nothing, { query })] : []), words.fewer];
  const missing = found.map(result.without);
  const whole = missing.filter(({ length }) => !length).length;
  if (!whole) {
    const nowhere = missing[0].filter((word) => missing.every((others) => others.includes(word)));
    notes.push(words.some, ...(nowhere.length ? [withoutWords(nowhere, words.without, language)] : []));
  } else if (whole < found.length) {
    notes.push(fill(words.all, { count: countText(words.count, whole, language) }));
  }
  return notes;
}

/**
 * 'Without: travel and fund'.
 *
 * @param {string[]} missing
 * @param {string} text
 * @param {string} language
 */
export function withoutWords(missing, text, language) {
  return fill(text, { words: new Intl.ListFormat(language).format(missing) });
}
