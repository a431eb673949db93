// @ts-check
// Finds the names in a run of Chinese. Each look-up may cost a file of 4 kB, so a long run is read as people read it:
// from word to word, and not from each of its characters.

import { nameInRun } from "./names.mjs";
import { filesBetween, theAnalysis } from "./slices.mjs";
import { isChinese } from "./text_analysis.mjs";

/** Characters of a run that are looked up at once; a longer run is cut into such stretches, read side by side. */
const STRETCH = 8;
/** Characters of most words: behind a name, the next one is on its way already. */
const WORD = 2;
/**
 * Files of 4 to 5 kB that the names and pairs of a run may cost. With the opening of the run and the entries of its
 * names, a query stays below 60 kB. The stretches take turns, so that the end of a question is read as well.
 */
const MOST_FILES = 6;

/** @typedef {{ length: number, term: import("./search_types.d.ts").Term }} NameInRun */

/** What matches a Chinese word that never decides, which is written together with the others; the longest first. */
export function undecidingWords() {
  const { stop, how } = theAnalysis();
  const words = [...stop, ...how].filter(isChinese).sort((a, b) => b.length - a.length);
  return words.length ? new RegExp(words.join("|"), "gu") : null;
}

/**
 * Whether each character belongs to a word that never decides.
 *
 * @param {string} run
 */
function undecidingCharacters(run) {
  const words = undecidingWords();
  const marked = words ? run.replace(words, (word) => "-".repeat([...word].length)) : run;
  return [...marked].map((character) => character === "-");
}

/**
 * The longest name at each character of a run, where there is one.
 *
 * @param {string} run
 * @returns {Promise<(NameInRun | null | undefined)[]>}
 */
export async function namesInRun(run) {
  const characters = [...run];
  const isUndeciding = undecidingCharacters(run);
  const { stop } = theAnalysis();
  const isShort = characters.length <= STRETCH;
  let files = MOST_FILES;
  /** @type {(Promise<NameInRun | null> | undefined)[]} */
  const lookedUp = [];
  /** @param {number} start */
  const lookUp = (start) => {
    // No name begins with a particle, nor has one behind its first character; a short run may be a name as a whole.
    const isName = (!isUndeciding[start] || (isShort && !start)) && !stop.has(characters[start + 1]);
    if (lookedUp[start] || !isName || start > characters.length - 2) return lookedUp[start] ?? null;
    const rest = characters.slice(start).join("");
    const cost = filesBetween([...rest].slice(0, 2).join(""), `${rest} `);
    if (cost > files) return null;
    files -= cost;
    lookedUp[start] = nameInRun(rest);
    return lookedUp[start];
  };
  if (isShort) return Promise.all(characters.map((_, start) => lookUp(start)));
  /** @type {(NameInRun | null)[]} */
  const names = [];
  const starts = stretches(isUndeciding);
  const read = starts.map(async (from, number) => {
    const end = starts[number + 1] ?? characters.length;
    for (let start = from; start < end; start += names[start]?.length ?? 1) {
      const name = lookUp(start);
      lookUp(start + WORD);
      names[start] = await name;
    }
  });
  await Promise.all(read);
  return names;
}

/**
 * Where the stretches of a long run begin: behind words that never decide, where a word must begin, and at regular
 * places.
 *
 * @param {boolean[]} isUndeciding
 */
function stretches(isUndeciding) {
  /** @type {number[]} */
  const starts = [];
  for (const [place, isIn] of isUndeciding.entries()) {
    const isFirst = !place || isUndeciding[place - 1];
    if (!isIn && (isFirst || place - starts[starts.length - 1] >= STRETCH)) starts.push(place);
  }
  return starts;
}
