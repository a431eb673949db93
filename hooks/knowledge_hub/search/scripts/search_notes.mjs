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
 * @property {string} wordless
 * @property {string} separator
 */

/** @typedef {import("./search_types.d.ts").Answer} Answer */

/**
 * The notes on an answer, each a paragraph.
 *
 * @param {Answer} answer
 * @param {string} query
 * @param {NoteWords} words
 * @param {string} language
 * @returns {string[]}
 */
export function notesOn({ result, found }, query, words, language) {
  if (query && !result.words) return [fill(words.wordless, { query })];
  const named = new Set(result.names.map((name) => fill(words.named, { ...name })));
  const notes = [...named, ...result.instead.map((correction) => fill(words.instead, correction))];
  if (!found.length) return [...notes, ...(query ? [fill(words.nothing, { query })] : []), words.fewer];
  const whole = found.filter((document) => !result.without(document).length).length;
  if (!whole) {
    const lacking = nowhere({ result, found });
    notes.push(words.some, ...(lacking.length ? [withoutWords(lacking, words)] : []));
  } else if (whole < found.length) {
    notes.push(fill(words.all, { count: countText(words.count, whole, language) }));
  }
  return notes;
}

/**
 * The words of the query that none of the entries has.
 *
 * @param {Pick<Answer, "result" | "found">} answer
 */
export function nowhere({ result, found }) {
  const [first, ...others] = found.map(result.without);
  return first?.filter((word) => others.every((missing) => missing.includes(word))) ?? [];
}

/**
 * 'Without: travel, fund'.
 *
 * @param {string[]} missing
 * @param {{ without: string, separator: string }} words
 */
export function withoutWords(missing, { without, separator }) {
  return fill(without, { words: missing.join(separator) });
}
