// @ts-check
// Finds the entries for a run of Chinese: its names, and the pairs of neighbours in the rest.

import { namesInRun, undecidingWords } from "./chinese_names.mjs";
import { codesOf } from "./names.mjs";
import { filesBetween, LAST, load, slicesBetween, theIndex } from "./slices.mjs";
import { chinesePairs } from "./text_analysis.mjs";
import { add, weightsOf } from "./weights.mjs";
import { errorsBetween } from "./word_search.mjs";

/** @typedef {import("./search_types.d.ts").Part} Part */

/**
 * The share of the pairs of a run that an entry must have. A run may be several words, and pairs across their border
 * are in no text; with less than two in five, entries appear that have one word of three.
 */
const ENOUGH_PAIRS = 0.4;

/** From this share of unknown pairs on, a run may be traditional; pairs across borders of words are always unknown. */
const FOREIGN = 0.5;
/** Characters of a long run by which it is seen to be traditional, so that not all of it is loaded in vain. */
const OPENING = 4;
/** Longer runs are seen to be traditional by their opening: a run of four words and more. */
const SHORT = 8;
/** Characters of the shortest name of which one may be wrong. */
const SHORTEST_NAME = 3;

/**
 * The pieces of a run between the words that never decide.
 *
 * @param {string} run
 */
function decidingPieces(run) {
  const words = undecidingWords();
  return words ? run.split(words) : [run];
}

/**
 * The parts of a run.
 *
 * @param {string} typed
 * @returns {Promise<Part[]>}
 */
export async function findRun(typed) {
  const characters = [...typed];
  const opening = [...(decidingPieces(typed).find(Boolean) ?? "")].slice(0, OPENING).join("");
  if (characters.length > SHORT && isForeign(await partsOfRun(opening))) return partsOfRun(await simplified(typed));
  const found = await partsOfRun(typed);
  const known = found.filter(({ weights }) => weights.size);
  if (known.length === found.length && !isForeign(found)) return found;
  const run = isForeign(found) ? await simplified(typed) : typed;
  if (run !== typed) return partsOfRun(run);
  if (known.length || characters.length < SHORTEST_NAME) return found;
  const corrected = await nameLike(run);
  return corrected ? [{ ...(await findName(...corrected)), instead: { word: typed, other: corrected[0] } }] : found;
}

/** @param {Part[]} parts */
const isForeign = (parts) => parts.some(({ unknown }) => (unknown ?? 0) >= FOREIGN);

/**
 * @param {string} run
 * @returns {Promise<Part[]>}
 */
async function partsOfRun(run) {
  const characters = [...run];
  const names = await namesInRun(run);
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
  // What was not looked up is not said to be missing.
  return (await Promise.all(parts)).filter(({ unknown }) => unknown !== null);
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
 * What the pairs of a run find whose slices are at hand; a pair that is in no text does not count.
 *
 * @param {string} run
 * @returns {Promise<Part>}
 */
async function findPairs(run) {
  const pairs = chinesePairs(run).filter((pair) => !filesBetween(pair, pair) || [...pair].length === 1);
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
  const unknown = pairs.length ? 1 - deciding.length / pairs.length : null;
  return { text: run, weights, shares, keys: [run], runs: [run], unknown };
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
