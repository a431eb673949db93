// @ts-check
// Search by query, facet values and order, for the search page and for dossiers.

import { findQuery, NOTHING_ASKED } from "./query.mjs";
import { load, theIndex } from "./slices.mjs";
import { number36 } from "./weights.mjs";

/** @typedef {import("./search_types.d.ts").Chosen} Chosen */

/** @type {Map<string, Set<number>>} The entries of each 'facet:code'. */
const entriesOf = new Map();
const loadedFacets = new Set();

/**
 * Which entries are written as ascending numbers, each as the step from the one before.
 *
 * @param {string} text
 */
function documentsOf(text) {
  let document = 0;
  const documents = new Set();
  for (const step of text.split(" ")) {
    document += number36(step);
    documents.add(document);
  }
  return documents;
}

/**
 * Load which entries have which value, of the facets that are named. Rejected where one fails, once the others are
 * there.
 *
 * @param {Iterable<string>} names
 */
export async function loadFacets(names) {
  const missing = [...names].filter((name) => !loadedFacets.has(name));
  const tried = await Promise.allSettled(
    missing.map(async (name) => {
      const facet = await load("facet", name);
      for (const value in facet) entriesOf.set(value, documentsOf(facet[value]));
      loadedFacets.add(name);
    }),
  );
  const failed = tried.find(({ status }) => status === "rejected");
  if (failed) await Promise.reject(failed);
}

/**
 * Whether an entry has, of each facet, one of the values that are chosen.
 *
 * @param {number} document
 * @param {Chosen} chosen
 * @param {string} [except] a facet that does not count
 */
function fits(document, chosen, except) {
  for (const [facet, values] of chosen) {
    if (facet !== except && !values.some((value) => entriesOf.get(value)?.has(document))) return false;
  }
  return true;
}

/**
 * How many entries a reader gets who chooses a value as well; null where its facet is not loaded.
 *
 * A facet does not narrow its own counts: its values are alternatives, so choosing one leaves the others' counts as
 * they were.
 *
 * @param {number[]} all what the words find
 * @param {Chosen} chosen
 * @param {string} facet
 * @returns {((code: string) => number) | null}
 */
export function facetCounter(all, chosen, facet) {
  if (!loadedFacets.has(facet)) return null;
  const fitting = all.filter((document) => fits(document, chosen, facet));
  return (code) => {
    const documents = entriesOf.get(`${facet}:${code}`);
    return documents ? fitting.filter((document) => documents.has(document)).length : 0;
  };
}

/**
 * What a question finds: everything where nothing was typed, and nothing where what was typed has no word.
 *
 * @param {import("./search_types.d.ts").Question} question
 * @returns {Promise<import("./search_types.d.ts").Answer>}
 */
export async function find({ query, order, values, states, writing }) {
  /** @type {Chosen} */
  const chosen = new Map();
  for (const [facet, code] of values) chosen.set(facet, [...(chosen.get(facet) ?? []), `${facet}:${code}`]);
  await loadFacets(order === "state" ? [...chosen.keys(), "state"] : chosen.keys());
  const result = query.trim() ? await findQuery(query, writing) : NOTHING_ASKED;
  const { scores } = result;
  const all = scores ? [...scores.keys()] : [...Array(theIndex().documents).keys()];
  const found = all.filter((document) => fits(document, chosen));
  const places = order === "state" ? placesByState(states) : null;
  found.sort(comparison(order, scores, places));
  return { result, all, chosen, found, stateOf: (document) => states[places?.get(document) ?? -1] };
}

/**
 * How entries are compared. Their numbers begin with the newest.
 *
 * @param {string} order
 * @param {import("./search_types.d.ts").Weights | null} scores
 * @param {Map<number, number> | null} places by State, where that is the order
 * @returns {(document: number, other: number) => number}
 */
function comparison(order, scores, places) {
  if (places) {
    /** @param {number} document */
    const place = (document) => places.get(document) ?? Infinity;
    return (document, other) => compared(place(document), place(other)) || document - other;
  }
  if (order === "newest" || !scores) return (document, other) => document - other;
  /** @param {number} document */
  const score = (document) => scores.get(document) ?? 0;
  return (document, other) => score(other) - score(document) || document - other;
}

/**
 * @param {number} one
 * @param {number} other perhaps both infinite, whose difference is not a number
 */
const compared = (one, other) => (one === other ? 0 : one - other);

/**
 * The place of each entry by the first of its States.
 *
 * @param {string[]} states
 */
function placesByState(states) {
  /** @type {Map<number, number>} */
  const places = new Map();
  states.forEach((state, place) => {
    for (const document of entriesOf.get(`state:${state}`) ?? []) {
      if (!places.has(document)) places.set(document, place);
    }
  });
  return places;
}

/**
 * Begin to load the cards while the words are looked up, where one file has all of them.
 *
 * @param {string} register
 */
export function expectCards(register) {
  const { documents, block } = theIndex();
  // What fails here is tried again, and reported, when a card is needed.
  if (documents <= block) load(`cards-${register}`, 0).catch(() => {});
}

/**
 * What a list shows of an entry.
 *
 * @param {string} register
 * @param {number} document
 * @returns {Promise<import("./search_types.d.ts").Card>}
 */
export async function card(register, document) {
  const { block } = theIndex();
  const cards = await load(`cards-${register}`, Math.floor(document / block));
  return cards[document % block];
}
