// @ts-check
// The draft of the form: a new one, and its changes from the URL and from a loaded entry.

import { description } from "./form_description.mjs";
import { DEFAULT_COLLECTION } from "./form_short_name.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */

/** @returns {Draft} */
export function freshDraft() {
  const { language } = description();
  return {
    mode: "new",
    collection: DEFAULT_COLLECTION,
    language,
    keep: true,
    values: { original_language: language },
    translation: {},
    fingerprints: {},
    isNew: true,
  };
}

/**
 * Apply the choices in the URL: ?correct=practices/mar-didh, ?translate=practices/mar-didh&to=ar, ?new=events.
 *
 * @param {Draft} draft
 * @returns {string | null} the entry that it names
 */
export function chooseByAddress(draft) {
  const address = new URLSearchParams(location.search);
  const { collections, languages } = description();
  const collection = address.get("new") ?? "";
  if (collection in collections) draft.collection = collection;
  const corrected = address.get("correct");
  const named = corrected || address.get("translate");
  if (!named) return null;
  draft.mode = corrected ? "correct" : "translate";
  const language = address.get("to") ?? "";
  if (language in languages) draft.language = language;
  return named;
}

/**
 * Begin to correct or to translate an entry.
 *
 * @param {Draft} draft
 * @param {import("./form_types.d.ts").EntryFiles & { collection: string }} files
 * @param {string} chosen what was chosen, in one text
 */
export function useEntry(draft, { collection, entry, translations, fingerprints }, chosen) {
  const isTranslation = draft.mode === "translate";
  const translation = translations[draft.language];
  draft.collection = collection;
  draft.values = entry;
  draft.fingerprints = fingerprints;
  draft.translation = (isTranslation && draft.opened) || translation || { status: "draft" };
  draft.isNew = isTranslation && !translation;
  draft.chosen = chosen;
  draft.opened = undefined;
}

/**
 * The choices of the first step as one string.
 *
 * @param {string} mode
 * @param {string} collection
 * @param {string} id
 * @param {string} [language]
 */
export function choiceName(mode, collection, id, language = "") {
  return [mode, collection, id, mode === "translate" ? language : ""].join(" ");
}
