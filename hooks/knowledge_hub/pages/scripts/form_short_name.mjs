// @ts-check
// Short names of entries: the one that a new entry gets, and the one that somebody typed.

import { description } from "./form_description.mjs";
import { get } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */

/** Words of a title that make a short name, and the characters that a short name may have. */
const NAME_WORDS = 4;
const NAME_LENGTH = 60;
export const DEFAULT_COLLECTION = "practices";

/** The day, as files have it. */
export const today = () => new Date().toISOString().slice(0, 10);

/**
 * A short name from the State and the title; a title without Latin letters gives the kind and the year.
 *
 * @param {Pick<Draft, "collection" | "values">} draft
 */
export function shortName({ collection, values }) {
  const title = (get(values, "text.title") ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = title.match(/[a-z0-9]{3,}/g) ?? [];
  const kind = [description().collections[collection].singular, today().slice(0, 4)];
  const state = (values.countries?.[0] ?? "int").toLowerCase();
  const name = [state, ...(words.length > 1 ? words.slice(0, NAME_WORDS) : kind)].join("-");
  return name.slice(0, NAME_LENGTH).replace(/-+$/, "");
}

/**
 * The collection and the short name that an address or a short name means; null where it cannot be one.
 *
 * @param {string} text
 */
export function parseEntryName(text) {
  const name = text.replace(/[?#].*$/, "").replace(/\.html$/, "");
  const [collection, id] = name.includes("/") ? name.split("/").slice(-2) : [DEFAULT_COLLECTION, name];
  return collection in description().collections && /^[a-z0-9-]+$/.test(id) ? { collection, id } : null;
}
