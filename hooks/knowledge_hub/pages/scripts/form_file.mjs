// @ts-check
// The file that a draft makes: its text, and its place in the repository.

import { description } from "./form_description.mjs";
import { clean, isMap } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */

/** Lines of YAML are broken behind this width, as in the hub's own files. */
const LINE_WIDTH = 110;
const TRANSLATION_ORDER = ["status", "reviewed_by", "text", "easy"];

/**
 * The text of the file. Its first line names the schema for editors.
 *
 * @param {Pick<Draft, "mode" | "collection" | "values" | "translation">} draft
 */
export function fileText({ mode, collection, values, translation }) {
  const isTranslation = mode === "translate";
  const { made_from: fingerprints, ...texts } = translation ?? {};
  const content = isTranslation ? arrange(texts, TRANSLATION_ORDER) : arrange(values, orderOf(collection));
  if (isTranslation && fingerprints) content.made_from = fingerprintLines(fingerprints);
  const schema = isTranslation ? `${collection}.translation` : collection;
  const yaml = jsyaml.dump(content, { lineWidth: LINE_WIDTH, noRefs: true });
  return `# yaml-language-server: $schema=../../schema/${schema}.json\n${yaml}`;
}

/** @param {Record<string, string>} fingerprints */
function fingerprintLines(fingerprints) {
  return Object.entries(fingerprints)
    .map(([field, fingerprint]) => `${field} ${fingerprint}\n`)
    .join("");
}

/** @param {Pick<Draft, "mode" | "collection" | "values" | "language">} draft */
export function filePlace({ mode, collection, values, language }) {
  return `hub_data/${collection}/${values.id}/${mode === "translate" ? language : "entry"}.yml`;
}

/**
 * The name of the downloaded file, by which its readers know where it belongs.
 *
 * @param {Draft} draft
 */
export const fileName = (draft) => filePlace(draft).split("/").slice(1).join("--");

/**
 * A value with its names in an order; those that the order does not have come after.
 *
 * @param {any} value
 * @param {string[]} order paths
 * @param {string} [path] of the value
 * @returns {any}
 */
function arrange(value, order, path = "") {
  if (Array.isArray(value)) return value.map((item) => arrange(item, order, path));
  if (!isMap(value)) return typeof value === "string" ? clean(value) : value;
  /** @param {string} name */
  const pathOf = (name) => (path ? `${path}.${name}` : name);
  /** @param {string} name */
  const rank = (name) => {
    const position = order.indexOf(pathOf(name));
    return position < 0 ? order.length : position;
  };
  const names = Object.keys(value).sort((name, other) => rank(name) - rank(other));
  return Object.fromEntries(names.map((name) => [name, arrange(value[name], order, pathOf(name))]));
}

/**
 * The paths of a collection in the order of its models.
 *
 * @param {string} collection
 */
function orderOf(collection) {
  const { order, steps } = description().collections[collection];
  const paths = [...order];
  /** @param {import("./form_types.d.ts").Field[]} fields @param {string} above */
  const addPaths = (fields, above) => {
    for (const { path, fields: inner } of fields) {
      paths.push(above + path);
      if (inner) addPaths(inner, `${above}${path}.`);
    }
  };
  for (const fields of Object.values(steps)) addPaths(fields, "");
  return paths;
}
