// @ts-check
// The step of a translation: each text of the original, with a place for its translation.

import { element } from "../../base/scripts/elements.mjs";
import { description, directionOf, fieldsOf, word } from "./form_description.mjs";
import { fieldBlock } from "./form_fields.mjs";
import { clean, get, set } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */
/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").FormContext} FormContext */

/** Originals that are longer get more lines for their translation. */
const LONG_ORIGINAL = 120;
const TEXT = /^(text|easy)\./;

/**
 * @param {Draft} draft
 * @param {FormContext} context
 */
export function translationStep(draft, context) {
  const texts = fieldsOf(draft.collection).filter(
    ({ path }) => TEXT.test(path) && get(draft.values, path) !== undefined,
  );
  return [
    ...description().translation.map((field) => fieldBlock(field, draft.translation, context)),
    element("p", { class: "help" }, word("help.translation_text")),
    ...texts.map((field) => translatedField(field, draft, context)),
  ];
}

/**
 * @param {Field} field
 * @param {Draft} draft
 * @param {FormContext} context
 */
function translatedField(field, draft, context) {
  const original = get(draft.values, field.path);
  const isList = Array.isArray(original);
  /** @type {string[]} */
  const originals = isList ? original.map(({ text }) => text) : [original];
  const boxes = originals.map((text, position) => {
    const label = isList ? `${field.label} ${position + 1}` : field.label;
    const translated = get(draft.translation, field.path);
    const value = (isList ? translated?.[position] : translated) ?? "";
    /** @param {string} written */
    const write = (written) => {
      const whole = isList ? listWith(translatedList(draft, field.path, originals.length), position, written) : written;
      setTranslation(draft, field.path, whole);
      context.changed();
    };
    return translatedBox({ id: `${field.path}.${position}`, label, text, value }, draft, write);
  });
  const fingerprint = draft.translation.made_from?.[field.path];
  const isBehind = fingerprint && fingerprint !== draft.fingerprints[field.path];
  const notice = isBehind ? element("p", { class: "notice" }, word("form.changed_since")) : null;
  if (!isList) return element("div", { class: "group" }, notice, ...boxes);
  return element("fieldset", { class: "group" }, element("legend", {}, field.label), notice, ...boxes);
}

/**
 * @param {{ id: string, label: string, text: string, value: string }} field
 * @param {Draft} draft
 * @param {(written: string) => void} write
 */
function translatedBox({ id, label, text, value }, draft, write) {
  const { original_language: original } = draft.values;
  const source = element("blockquote", { id: `${id}-source`, lang: original, dir: directionOf(original) }, text);
  const error = element("p", { class: "error", id: `${id}-error`, hidden: true });
  const box = element("textarea", {
    id,
    rows: text.length > LONG_ORIGINAL ? 4 : 2,
    dir: directionOf(draft.language),
    lang: draft.language,
    "aria-describedby": `${source.id} ${error.id}`,
  });
  box.value = value;
  box.addEventListener("input", () => write(clean(box.value)));
  return element("div", { class: "field", "data-id": id }, element("label", { for: id }, label), source, error, box);
}

/**
 * The list of a translation, as long as that of the original.
 *
 * @param {Draft} draft
 * @param {string} path
 * @param {number} length
 * @returns {string[]}
 */
function translatedList(draft, path, length) {
  const list = get(draft.translation, path) ?? [];
  return Array.from({ length }, (_, position) => list[position] ?? "");
}

/**
 * @param {string[]} list
 * @param {number} position
 * @param {string} text
 */
function listWith(list, position, text) {
  list[position] = text;
  return list.some(Boolean) ? list : [];
}

/**
 * Keep a translated text, with the fingerprint of the original that it was made from.
 *
 * @param {Draft} draft
 * @param {string} path
 * @param {string | string[]} value
 */
function setTranslation({ translation, fingerprints }, path, value) {
  set(translation, path, value);
  const madeFrom = { ...translation.made_from };
  if (get(translation, path) === undefined) delete madeFrom[path];
  else madeFrom[path] = fingerprints[path];
  translation.made_from = madeFrom;
}
