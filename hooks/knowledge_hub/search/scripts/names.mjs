// @ts-check
// Finds names in a query: what the vocabularies have codes for, under any of their names in any of the languages.

import { formOf, keyOf, slicesBetween, theAnalysis } from "./slices.mjs";
import { isChinese } from "./text_analysis.mjs";
import { add, termOf, weightsIn } from "./weights.mjs";

/** Words in the longest names: those of conventions. More are looked for in vain. */
const MOST_WORDS = 12;
/** Names of three letters, most of them acronyms, have no other endings. As in names.py. */
const EXACT = 3;
/** Letters that an ending may be longer or shorter than that of the name. As in names.py. */
const ENDING = 2;

/** How the codes of States begin in the index. */
const STATE = "#state:";
/** What only has the code, and not the name as it was typed, weighs less: 'SIMOREG' is one of several such tools. */
const CODE = 0.5;

/** @typedef {import("./search_types.d.ts").Term} Term */
/** @typedef {import("./search_types.d.ts").Name} Name */
/** @typedef {import("./search_types.d.ts").Word} Word */

/**
 * The longest name that begins with a word.
 *
 * @param {Word[]} words
 * @param {number} start
 * @returns {Promise<{ length: number, term: Term, isSure: boolean } | null>} not sure: others have its stem as well
 */
export async function nameAt(words, start) {
  if (isUndeciding(words[start].token)) return null;
  const keys = words.slice(start, start + MOST_WORDS).map(({ token }) => `${nameKey(token)} `);
  const slices = await slicesBetween("terms", keys[0], keys.slice(0, 2).join(""));
  for (let length = keys.length; length > 0; length--) {
    const key = keys.slice(0, length).join("");
    const term = slices.find((slice) => slice[key])?.[key];
    if (!term) continue;
    if (length > 1 || !term[0]) return { length, term, isSure: true };
    if (isNamed(formOf(words[start].token), term)) {
      const written = slices.find((slice) => slice[key.trimEnd()])?.[key.trimEnd()];
      /** @type {string[]} */
      const forms = written?.[0] ? written[0].split(" ") : [];
      const isSure = !term[2].startsWith(STATE) || forms.every((form) => isNamed(form, term));
      return { length, term, isSure };
    }
  }
  return null;
}

/**
 * Whether a run of Chinese begins with a word that never decides; a look-up of a whole question would cost a file.
 *
 * @param {string} token
 */
function isUndeciding(token) {
  const { stop, how } = theAnalysis();
  return isChinese(token) && [...stop, ...how].some((word) => isChinese(word) && token.startsWith(word));
}

/**
 * The longest name at the start of a run of Chinese.
 *
 * @param {string} run
 * @returns {Promise<{ length: number, term: Term } | null>}
 */
export async function nameInRun(run) {
  const characters = [...run];
  if (characters.length < 2) return null;
  const pair = characters.slice(0, 2).join("");
  // A blank sorts before any character, so no name that the run begins with is behind the run itself.
  const slices = await slicesBetween("terms", pair, `${run} `);
  for (let length = characters.length; length > 1; length--) {
    const key = `${characters.slice(0, length).join("")} `;
    const term = slices.find((slice) => slice[key])?.[key];
    if (term) return { length, term };
  }
  return null;
}

/**
 * The entries of the codes that a name has, and the labels of the codes.
 *
 * @param {Term} name
 */
export async function codesOf(name) {
  /** @type {Map<number, number>} */
  const weights = new Map();
  /** @type {Map<string, string>} Two lists may have the same label. */
  const labels = new Map();
  // A name of few entries has them itself.
  const terms = name[1] ? [name] : await Promise.all(name[2].split(" ").map(termOf));
  for (const term of terms) {
    if (!term) continue;
    add(weights, weightsIn(term[1]), CODE);
    if (term[3] && !labels.has(term[3].toLowerCase())) labels.set(term[3].toLowerCase(), term[3]);
  }
  return { weights, labels: [...labels.values()] };
}

/** @param {string} token */
function nameKey(token) {
  return isChinese(token) || token.includes("/") ? token : keyOf(token);
}

/**
 * Whether a form is that of a short name: its stem may be that of several words.
 *
 * @param {string} form
 * @param {Term} term
 */
function isNamed(form, [forms]) {
  return forms.split(" ").some((name) => {
    if (name.length <= EXACT) return form === name;
    return Math.abs(form.length - name.length) <= ENDING && form.startsWith(name.slice(0, -1));
  });
}
