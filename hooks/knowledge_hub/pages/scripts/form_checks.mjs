// @ts-check
// Validation of the form. The models check the same rules and more in the build.

import { description, word } from "./form_description.mjs";
import { get, isMissing, lengthOf } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Fault} Fault */
/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").Values} Values */

/**
 * All errors in these fields.
 *
 * @param {Field[]} fields
 * @param {Values} values
 * @param {string} [prefix] of the ids of the controls
 * @returns {Fault[]}
 */
export function faultsOf(fields, values, prefix = "") {
  return fields.flatMap((field) => {
    const id = prefix + field.path;
    if (field.kind === "groups") return faultsOfGroups(field, values, id);
    const message = faultOf(field, get(values, field.path), values);
    return message ? [[id, field.label, message]] : [];
  });
}

/**
 * @param {Field} field
 * @param {Values} values
 * @param {string} id
 * @returns {Fault[]}
 */
function faultsOfGroups(field, values, id) {
  /** @type {Values[]} */
  const items = get(values, field.path) ?? [];
  if (!items.length) {
    return isNeeded(field, values) ? [[`${id}-add`, field.label, word("form.error_required")]] : [];
  }
  return items.flatMap((item, position) => {
    const found = faultsOf(field.fields ?? [], item, `${id}.${position}.`);
    if (field.of === "statement" && isUnsourced(item)) {
      found.push([`${id}.${position}.text`, field.label, word("form.error_source")]);
    }
    return found;
  });
}

/**
 * Whether a statement has no source and is not marked as an editorial interpretation.
 *
 * @param {Values} statement
 */
const isUnsourced = (statement) => statement.text && !statement.sources?.length && !statement.editorial;

/**
 * Missing translations in lists, as a list must be translated completely or not at all.
 *
 * @param {Values} translation
 * @returns {Fault[]}
 */
export function gapsOf(translation) {
  /** @type {Fault[]} */
  const gaps = [];
  for (const part of ["text", "easy"]) {
    for (const [name, texts] of Object.entries(translation[part] ?? {})) {
      if (!Array.isArray(texts)) continue;
      texts.forEach((text, position) => {
        if (!text) gaps.push([`${part}.${name}.${position}`, `${position + 1}`, word("form.error_required")]);
      });
    }
  }
  return gaps;
}

/**
 * The error message for one value, or null.
 *
 * @param {Field} field
 * @param {unknown} value
 * @param {Values} values in which the field is
 */
function faultOf(field, value, values) {
  if (isMissing(value)) return isNeeded(field, values) ? word(missingError(field)) : null;
  if (field.kind === "number" && !isWithin(Number(value), field)) return word("form.error_number");
  for (const text of [value].flat()) {
    const message = typeof text === "string" ? faultOfText(field, text) : null;
    if (message) return message;
  }
  return null;
}

/** @param {Field} field */
const missingError = ({ kind }) => (kind.startsWith("choice") ? "form.error_choice" : "form.error_required");

/**
 * @param {number} number
 * @param {Field} field
 */
const isWithin = (number, { min = -Infinity, max = Infinity }) => number >= min && number <= max;

/**
 * @param {Field} field
 * @param {string} text
 */
function faultOfText(field, text) {
  const isForbidden = new RegExp(description().forbidden, "u").test(text);
  if (isForbidden || /** @type {any} */ (text).isWellFormed?.() === false) return word("form.error_character");
  const { max, pattern } = field;
  if (field.kind !== "number" && max && lengthOf(text) > max) {
    return word("form.error_long", { count: lengthOf(text), max });
  }
  return pattern && !new RegExp(pattern, "u").test(text) ? word(patternError(field.path, pattern)) : null;
}

/**
 * @param {Field} field
 * @param {Values} values
 */
function isNeeded(field, values) {
  return Boolean(field.required || (field.within && get(values, field.within) !== undefined));
}

/**
 * The key of the error message for a pattern.
 *
 * @param {string} path
 * @param {string} pattern
 */
function patternError(path, pattern) {
  if (path.endsWith("email")) return "form.error_email";
  if (pattern.startsWith("^https")) return "form.error_pattern_url";
  if (pattern.includes("{4}")) return "form.error_pattern_date";
  return pattern.startsWith("^[a-z0-9]+") ? "form.error_pattern_id" : "form.error_pattern_other";
}
