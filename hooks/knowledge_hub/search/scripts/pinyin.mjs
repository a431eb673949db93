// @ts-check
// Pinyin without blanks: 'mengguweiyuanhui' is cut into words that the index knows, 'menggu weiyuanhui'.

import { slicesWith, theAnalysis } from "./slices.mjs";
import { isChinese } from "./text_analysis.mjs";

/** Letters that can be syllables of pinyin; most words of other languages cannot, and cost no file. */
const SYLLABLES = /^(?:(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouv]{1,3}(?:ng?|r)?)+$/;
/** Letters of the shortest piece, as in 'renquan': any letters could be cut into pieces of one syllable. */
const SHORTEST_PIECE = 4;
/** The sound of 的, which is between words and never decides. */
const PARTICLE = "de";

/**
 * The pieces of a run of pinyin that the index knows, the longest first where there are several ways; none where a
 * part is not known.
 *
 * @param {string} run
 * @returns {Promise<string[]>}
 */
export async function pinyinPieces(run) {
  // Where words that never decide are Chinese, so is the page; on others, an unknown word is not meant as pinyin.
  const isOnChinesePage = [...theAnalysis().stop].some(isChinese);
  if (!isOnChinesePage || run.length < 2 * SHORTEST_PIECE || !SYLLABLES.test(run)) return [];
  return (await cutFrom(run)) ?? [];
}

/**
 * @param {string} rest
 * @returns {Promise<string[] | null>} null where it cannot be cut
 */
async function cutFrom(rest) {
  if (!rest) return [];
  for (let length = rest.length; length >= Math.min(SHORTEST_PIECE, rest.length); length--) {
    const piece = rest.slice(0, length);
    if (length < SHORTEST_PIECE || !SYLLABLES.test(piece) || !(await isSoundOf(piece))) continue;
    const others = await cutFrom(rest.slice(length));
    if (others) return [piece, ...others];
  }
  return rest.startsWith(PARTICLE) ? cutFrom(rest.slice(PARTICLE.length)) : null;
}

/**
 * Whether the index has a title or a name that sounds like this. Beginnings of a word are mostly in one slice.
 *
 * @param {string} piece
 */
async function isSoundOf(piece) {
  for (const key of [piece, `${piece} `])
    for (const slice of await slicesWith("terms", key)) if (slice[key]) return true;
  return false;
}
