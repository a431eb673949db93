// @ts-check
// Splits the texts of results to highlight matches.

import { formOf, keyOf } from "./slices.mjs";
import { isChinese, tokensOf } from "./text_analysis.mjs";

/** Words as a reader sees them, with their accents; a document symbol is one. */
const WRITTEN_WORD = /[\p{L}\p{N}\p{M}]+(?:[/.-][\p{L}\p{N}\p{M}]+)*/gu;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** @typedef {import("./search_types.d.ts").QueryResult} QueryResult */
/** @typedef {[piece: string, isMatch: boolean]} Piece */

/**
 * The pieces of a text, each with whether it was searched.
 *
 * @param {string} text
 * @param {QueryResult} result
 * @returns {Piece[]}
 */
export function piecesOf(text, result) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(WRITTEN_WORD)) {
    pieces.push([text.slice(end, found.index), false], ...piecesOfWord(found[0], result));
    end = found.index + found[0].length;
  }
  pieces.push([text.slice(end), false]);
  return pieces.filter(([piece]) => piece);
}

/**
 * @param {string} word
 * @param {QueryResult} result
 * @returns {Piece[]}
 */
function piecesOfWord(word, result) {
  const tokens = tokensOf(word);
  if (!tokens.some(isChinese)) return [[word, tokens.some((token) => isMatch(token, result))]];
  if (!result.runs.length) return [[word, false]];
  // Cut by a group, every second piece is what the group matched.
  const runs = result.runs.map((run) => run.replace(SPECIAL, "\\$&"));
  return word.split(new RegExp(`(${runs.join("|")})`, "u")).map((piece, position) => [piece, position % 2 === 1]);
}

/**
 * @param {string} token
 * @param {QueryResult} result
 */
function isMatch(token, { keys, prefix }) {
  if (keys.has(keyOf(token)) || keys.has(token)) return true;
  return prefix.length > 1 && formOf(token).startsWith(prefix);
}
