// @ts-check
// Reads saved files and stored drafts: recognises them, and checks whether the form can use them.

import { description, fieldsOf, optionsOf } from "./form_description.mjs";
import { get, isMap, set } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").Values} Values */

/** Names that a translation file has; no entry has all of them. */
const TRANSLATION_NAMES = ["status", "reviewed_by", "easy_checked", "text", "easy", "made_from"];
const TEXT_PARTS = ["text", "easy"];
/** The first line of a saved file, which names its schema for editors: a collection, or a translation of one. */
const SCHEMA_LINE = /^\ufeff?# yaml-language-server: \$schema=\S*?(\w+)(\.translation)?\.json\s*(?:\n|$)/;
/** The name that this form gives to files: 'practices--mar-didh--fr.yml', or as in the repository: 'fr.yml'. */
const FILE_NAME = /^(?:(\w+)--([a-z0-9-]+?)--)?([a-z]+)(?:[ (].*)?\.ya?ml$/;

/** @param {unknown} value @param {(item: any) => boolean} fits */
const isList = (value, fits) => Array.isArray(value) && value.every(fits);
/** @param {unknown} value */
const isText = (value) => typeof value === "string";
/** @param {unknown} value */
const isPlain = (value) => isText(value) || typeof value === "number";

/**
 * Whether every value is of the kind that its field works with.
 *
 * @param {Field[]} fields
 * @param {unknown} values
 * @returns {boolean}
 */
function fits(fields, values) {
  return isMap(values) && fields.every((field) => fitsField(field, values));
}

/**
 * @param {Field} field
 * @param {Values} values
 */
function fitsField(field, values) {
  const above = field.path.split(".").slice(0, -1);
  const holders = above.map((_, depth) => get(values, above.slice(0, depth + 1).join(".")));
  if (holders.some((holder) => holder !== undefined && !isMap(holder))) return false;
  const value = get(values, field.path);
  if (value === undefined) return true;
  if (field.kind === "groups") return isList(value, (item) => fits(field.fields ?? [], item));
  if (field.kind === "choices" || field.kind === "lines") return isList(value, isPlain);
  if (field.kind === "flag") return [true, false, "true", "false"].includes(value);
  return isPlain(value);
}

/** @param {unknown} value */
function isTranslation(value) {
  if (!fits(description().translation, value)) return false;
  return TEXT_PARTS.every((part) => {
    const texts = /** @type {Values} */ (value)[part];
    if (texts === undefined) return true;
    return isMap(texts) && Object.values(texts).every((text) => isText(text) || isList(text, isText));
  });
}

/**
 * Whether a translation has a list where the original has one, and a text where it has a text. What the original has no
 * longer stays, so that nobody's work is lost.
 *
 * @param {Values} translation
 * @param {Values} original
 */
export function suits(translation, original) {
  return TEXT_PARTS.every((part) => {
    const originals = original[part] ?? {};
    return Object.entries(translation[part] ?? {}).every(
      ([name, text]) => !Object.hasOwn(originals, name) || Array.isArray(text) === Array.isArray(originals[name]),
    );
  });
}

/**
 * A value without empty parts: an empty value in a file means that there is none.
 *
 * @param {any} value
 * @returns {any}
 */
function filled(value) {
  if (Array.isArray(value)) return value.map(filled);
  if (!isMap(value)) return value;
  const known = Object.entries(value).filter(([, inner]) => inner !== null && inner !== "");
  return Object.fromEntries(known.map(([name, inner]) => [name, filled(inner)]));
}

/**
 * Make numbers and flags of what was read as text.
 *
 * @param {Field[]} fields
 * @param {Values} values
 */
function setTypes(fields, values) {
  for (const field of fields) {
    const value = get(values, field.path);
    if (value === undefined) continue;
    if (field.kind === "number" && /^\d+$/.test(value)) set(values, field.path, Number(value));
    if (field.kind === "flag") set(values, field.path, value === "true" || value === true);
    if (field.kind === "groups") for (const item of value) setTypes(field.fields ?? [], item);
  }
}

/**
 * The collection that has just these fields: of those that know them all, the one that misses fewest.
 *
 * @param {Values} values
 */
function likeliestCollection(values) {
  let likeliest;
  let fewest = Infinity;
  for (const collection of Object.keys(description().collections)) {
    const missing = knowsAll(collection, values) ? missingFields(collection, values) : Infinity;
    if (missing < fewest) [likeliest, fewest] = [collection, missing];
  }
  return likeliest;
}

/**
 * @param {string} collection
 * @param {Values} values
 */
function knowsAll(collection, values) {
  const { order } = description().collections[collection];
  const paths = fieldsOf(collection).map(({ path }) => path);
  if (!isMap(values.text) || !Object.keys(values).every((name) => order.includes(name))) return false;
  return Object.keys(values.text).every((name) => paths.includes(`text.${name}`));
}

/**
 * How many required fields are missing, and how many choices are none of the field's.
 *
 * @param {string} collection
 * @param {Values} values
 */
function missingFields(collection, values) {
  return fieldsOf(collection).filter((field) => {
    const value = get(values, field.path);
    if (value === undefined) return field.required;
    return field.kind === "choice" && !optionsOf(field).some(([code]) => code === value);
  }).length;
}

/**
 * What a file is, by its text and name: an entry or a translation; null where it is neither. Its first line may name
 * its schema, and the name that this form gives to files tells the rest.
 *
 * @param {string} text
 * @param {string} name
 * @returns {import("./form_types.d.ts").OpenedFile | null}
 */
export function readFile(text, name) {
  const content = parseYaml(text);
  if (!isMap(content)) return null;
  const { collections, languages } = description();
  const [, schema, translated] = SCHEMA_LINE.exec(text) ?? [];
  if (schema && !(schema in collections)) return null;
  const [, folder = "", id, stem = ""] = FILE_NAME.exec(name) ?? [];
  const collection = schema ?? (folder in collections ? folder : undefined);
  const looksTranslated = !schema && stem !== "entry" && Object.keys(content).every(isTranslationName);
  if (!translated && !looksTranslated) return readEntry(content, collection);
  if (looksTranslated && !content.text && !content.easy) return null;
  const translation = readTranslation(content);
  return translation && { translation, collection, id, language: stem in languages ? stem : undefined };
}

/**
 * The content of a YAML file, every scalar as text; null where it is not one.
 *
 * @param {string} text
 */
function parseYaml(text) {
  try {
    return filled(jsyaml.load(text, { schema: jsyaml.FAILSAFE_SCHEMA }));
  } catch {
    return null;
  }
}

/** @param {Values} content */
function readTranslation(content) {
  if (!isTranslation(content)) return null;
  if (content.made_from !== undefined) content.made_from = fingerprintsOf(String(content.made_from));
  return content;
}

/** @param {string} name */
const isTranslationName = (name) => TRANSLATION_NAMES.includes(name);

/**
 * The fingerprint of each field that a translation was made from, one a line.
 *
 * @param {string} text
 */
function fingerprintsOf(text) {
  const lines = text.split("\n").filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split(" ")));
}

/**
 * @param {Values} content
 * @param {string} [named] the collection, where the file names it
 */
function readEntry(content, named) {
  const collection = named ?? likeliestCollection(content);
  if (!collection || !fits(fieldsOf(collection), content)) return null;
  setTypes(fieldsOf(collection), content);
  return { collection, values: content };
}

/**
 * A stored draft by its text: null where it is damaged.
 *
 * @param {string} text
 * @returns {import("./form_types.d.ts").StoredDraft | null}
 */
export function readDraft(text) {
  let draft;
  try {
    draft = JSON.parse(text);
  } catch {
    return null;
  }
  return isDraft(draft) ? draft : null;
}

/**
 * @param {unknown} draft
 * @returns {draft is import("./form_types.d.ts").StoredDraft}
 */
function isDraft(draft) {
  const { collections, languages } = description();
  if (!isMap(draft) || !["new", "correct", "translate"].includes(draft.mode)) return false;
  if (!(draft.collection in collections) || !(draft.language in languages)) return false;
  if (!Number.isInteger(draft.at) || Number.isNaN(Date.parse(draft.when))) return false;
  const { values, translation, fingerprints } = draft;
  if (!fits(fieldsOf(draft.collection), values) || !isMap(fingerprints)) return false;
  if (!isTranslation(translation) || !isMap(translation.made_from ?? {})) return false;
  return draft.mode !== "translate" || suits(translation, values);
}
