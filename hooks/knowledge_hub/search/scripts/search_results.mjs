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
 * Load which entries have which value, of the facets that are named.
 *
 * @param {Iterable<string>} names
 */
export async function loadFacets(names) {
  const missing = [...names].filter((name) => !loadedFacets.has(name));
  await Promise.all(
    missing.map(async (name) => {
      const facet = await load("facet", name);
      for (const value in facet) entriesOf.set(value, documentsOf(facet[value]));
      loadedFacets.add(name);
    }),
  );
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
 * @param {import("./search_types.d.ts").Question} question
 * @returns {Promise<import("./search_types.d.ts").Answer>}
 */
export async function find({ query, order, values, states, writing }) {
  /** @type {Chosen} */
  const chosen = new Map();
  for (const [facet, code] of values) chosen.set(facet, [...(chosen.get(facet) ?? []), `${facet}:${code}`]);
  await loadFacets(order === "state" ? [...chosen.keys(), "state"] : chosen.keys());
  const result = query.trim() ? await findQuery(query, writing) : NOTHING_ASKED;
  const scores = result.words ? result.scores : null;
  const all = scores ? [...scores.keys()] : [...Array(theIndex().documents).keys()];
  const found = all.filter((document) => fits(document, chosen));
  return { result, all, chosen, found: found.sort(comparison(order, scores, states)) };
}

/**
 * How entries are compared. Their numbers begin with the newest.
 *
 * @param {string} order
 * @param {import("./search_types.d.ts").Weights | null} scores
 * @param {string[]} states
 * @returns {(document: number, other: number) => number}
 */
function comparison(order, scores, states) {
  if (order === "state") {
    const places = placesByState(states);
    /** @param {number} document */
    const place = (document) => places.get(document) ?? states.length;
    return (document, other) => place(document) - place(other) || document - other;
  }
  if (order === "newest" || !scores) return (document, other) => document - other;
  /** @param {number} document */
  const score = (document) => scores.get(document) ?? 0;
  return (document, other) => score(other) - score(document) || document - other;
}

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
