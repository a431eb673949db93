// @ts-check
// Data of the form: the description of its fields in one language, and entries, which are loaded as scripts.

import { loadScript } from "../../base/scripts/load_script.mjs";
import { countText, fill } from "../../base/scripts/texts.mjs";

/** @typedef {import("./form_types.d.ts").Description} Description */
/** @typedef {import("./form_types.d.ts").Field} Field */

/** @type {Description} */
let current;
/** @type {(value?: unknown) => void} */
let announce;

/** Resolved when the description has been loaded. */
export const described = new Promise((resolve) => {
  announce = resolve;
});

/** @param {Description} description */
export function describe(description) {
  current = description;
  // Looked up with names from URLs, files and drafts: without a prototype, they do not contain 'constructor'.
  for (const names of [current.collections, current.languages, current.vocabularies, current.words]) {
    Object.setPrototypeOf(names, null);
  }
  announce();
}

export const description = () => current;

/**
 * A text of the interface; its key where there is none.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function word(key, values = {}) {
  const text = current.words[key];
  return typeof text === "string" ? fill(text, values) : key;
}

/**
 * A text of the interface in the plural form of a number.
 *
 * @param {string} key
 * @param {number} number
 */
export function countWord(key, number) {
  return countText(/** @type {Record<string, string>} */ (current.words[key]), number, current.language);
}

/**
 * `lang` and `dir` of a language's texts; nothing where it is the language of the page.
 *
 * @param {string} language
 * @returns {import("./form_types.d.ts").Foreign}
 */
export function foreign(language) {
  return language === current.language ? {} : { lang: language, dir: directionOf(language) };
}

/** @param {string} language */
export const directionOf = (language) => current.languages[language]?.[2] ?? "auto";

/** All fields of a collection. @param {string} collection */
export const fieldsOf = (collection) => Object.values(current.collections[collection].steps).flat();

/** @param {Field} field */
export const optionsOf = (field) => field.codes ?? current.vocabularies[field.vocabulary ?? ""] ?? [];

/**
 * @param {Field} field
 * @param {unknown} code
 */
export function labelOf(field, code) {
  return optionsOf(field).find(([option]) => option === String(code))?.[1] ?? String(code);
}

/** @type {Map<string, any>} */
const taken = new Map();

/** @type {import("./form_types.d.ts").HubForm["take"]} */
export const take = (path, content) => taken.set(path, content);

/**
 * An entry by its path ('practices/mar-didh'), or the paths of all by 'ids'; each caller has a copy of its own.
 *
 * @param {string} folder
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function loadEntry(folder, path) {
  if (!taken.has(path)) await loadScript(`${folder}${path}.js`);
  if (!taken.has(path)) throw new Error(path);
  return structuredClone(taken.get(path));
}
