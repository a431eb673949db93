// @ts-check
// Finds the entries for a run of Chinese: its names, and the pairs of neighbours in the rest.

import { codesOf, nameInRun } from "./names.mjs";
import { LAST, load, slicesBetween, theAnalysis, theIndex } from "./slices.mjs";
import { chinesePairs, isChinese } from "./text_analysis.mjs";
import { add, weightsOf } from "./weights.mjs";
import { errorsBetween } from "./word_search.mjs";

/** @typedef {import("./search_types.d.ts").Part} Part */

/**
 * The share of the pairs of a run that an entry must have. A run may be several words, and pairs across their border
 * are in no text; with less than two in five, entries appear that have one word of three.
 */
const ENOUGH_PAIRS = 0.4;

/** From this share of unknown pairs on, a run may be traditional; across the borders of words, pairs are always unknown. */
const FOREIGN = 0.5;
/** Characters of a run that are all looked up; behind them every second one, as each may cost a file of 4 kB. */
const LOOKED_UP = 8;
/** Characters of the shortest name of which one may be wrong. */
const SHORTEST_NAME = 3;

/** @param {number} position */
const isLookedUp = (position) => position < LOOKED_UP || position % 2 === 0;

/**
 * The pieces of a run between the words that never decide, which are written together with the others.
 *
 * @param {string} run
 */
function decidingPieces(run) {
  const { stop, how } = theAnalysis();
  const words = [...stop, ...how].filter(isChinese);
  return words.length ? run.split(new RegExp(words.join("|"), "u")) : [run];
}

/**
 * The parts of a run.
 *
 * @param {string} typed
 * @returns {Promise<Part[]>}
 */
export async function findRun(typed) {
  const found = await partsOfRun(typed);
  const known = found.filter(({ weights }) => weights.size);
  const isForeign = found.some(({ unknown = 0 }) => unknown >= FOREIGN);
  if (known.length === found.length && !isForeign) return found;
  const run = isForeign ? await simplified(typed) : typed;
  if (run !== typed) return partsOfRun(run);
  if (known.length || [...run].length < SHORTEST_NAME) return found;
  const corrected = await nameLike(run);
  return corrected ? [{ ...(await findName(...corrected)), instead: { word: typed, other: corrected[0] } }] : found;
}

/**
 * @param {string} run
 * @returns {Promise<Part[]>}
 */
async function partsOfRun(run) {
  const characters = [...run];
  const { stop } = theAnalysis();
  const names = await Promise.all(
    characters.map((character, start) => {
      // No name begins with a particle, nor has one behind its first character: each look-up would cost a file.
      const isName = isLookedUp(start) && !stop.has(character) && !stop.has(characters[start + 1]);
      return isName ? nameInRun(characters.slice(start).join("")) : null;
    }),
  );
  /** @type {Promise<Part>[]} */
  const parts = [];
  let rest = "";
  const endRest = () => {
    const pieces = decidingPieces(rest).filter(Boolean);
    // A single character between names is an ending or a particle.
    const whole = pieces.filter((piece) => [...piece].length > 1 || piece === run);
    parts.push(...(whole.length || parts.length ? whole : pieces).map(findPairs));
    rest = "";
  };
  for (let start = 0; start < characters.length; start++) {
    const name = names[start];
    if (!name) {
      rest += characters[start];
      continue;
    }
    endRest();
    parts.push(findName(characters.slice(start, start + name.length).join(""), name.term));
    start += name.length - 1;
  }
  endRest();
  return Promise.all(parts);
}

/**
 * A name that differs from a run in one character behind the first.
 *
 * @param {string} run
 * @returns {Promise<[string, import("./search_types.d.ts").Term] | null>}
 */
async function nameLike(run) {
  const [first] = run;
  for (const slice of await slicesBetween("terms", first, first + LAST)) {
    for (const key in slice) {
      const name = key.trimEnd();
      if (name !== key && errorsBetween(run, name, 1) === 1) return [name, slice[key]];
    }
  }
  return null;
}

/**
 * @param {string} name
 * @param {import("./search_types.d.ts").Term} term
 * @returns {Promise<Part>}
 */
async function findName(name, term) {
  // Entries whose text has the name are among those of its code.
  const { weights, labels } = await codesOf(term);
  return {
    text: name,
    weights,
    keys: [],
    runs: [name],
    names: labels.filter((label) => label !== name).map((label) => ({ name, label })),
  };
}

/**
 * What the pairs of a run find; a pair that is in no text does not count.
 *
 * @param {string} run
 * @returns {Promise<Part>}
 */
async function findPairs(run) {
  const pairs = chinesePairs(run).filter((_, position) => isLookedUp(position));
  const found = await Promise.all(pairs.map(weightsOfPair));
  const deciding = found.filter((weights) => weights.size);
  const sums = new Map();
  const shares = new Map();
  const infos = deciding.map((weights) => Math.log(1 + theIndex().documents / weights.size));
  const total = infos.reduce((sum, info) => sum + info, 0);
  deciding.forEach((entries, position) => {
    for (const [document, weight] of entries) {
      sums.set(document, (sums.get(document) ?? 0) + weight);
      shares.set(document, (shares.get(document) ?? 0) + infos[position] / total);
    }
  });
  const most = Math.max(0, ...shares.values());
  const weights = new Map();
  for (const [document, share] of shares) {
    if (share >= ENOUGH_PAIRS * most) weights.set(document, sums.get(document) * share ** 2);
    if (share > 0.999) shares.set(document, 1);
  }
  return { text: run, weights, shares, keys: [run], runs: [run], unknown: 1 - deciding.length / pairs.length };
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
      if (term === pair || (isSingle && term.startsWith(pair) && !term.endsWith(" "))) {
        add(weights, await weightsOf(slice[term]), 1);
      }
    }
  }
  return weights;
}

/**
 * A run in simplified characters. The table is loaded only where many pairs are in no text.
 *
 * @param {string} run
 */
async function simplified(run) {
  const table = await load("traditional", 0);
  return [...run].map((character) => table[character] ?? character).join("");
}
