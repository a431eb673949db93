// @ts-check
// Form controls for choices: a checkbox, a select element, checkboxes for several values.

import { element } from "../../base/scripts/elements.mjs";
import { optionsOf, word } from "./form_description.mjs";
import { longList } from "./form_list.mjs";

/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").Values} Values */
/** @typedef {(value: unknown) => void} Keep */

/** Checkboxes that fit a screen; longer lists are one tab stop, with a filter. */
const LONG_LIST = 20;

/**
 * @param {unknown} value
 * @param {Record<string, string | undefined>} attributes
 * @param {Keep} keep
 */
export function flagBox(value, attributes, keep) {
  const box = element("input", { ...attributes, type: "checkbox" });
  box.checked = value === true || value === "true";
  box.addEventListener("change", () => keep(box.checked));
  return box;
}

/**
 * @param {Field} field
 * @param {unknown} value
 * @param {Record<string, string | undefined>} attributes
 * @param {Keep} keep
 */
export function choiceList(field, value, attributes, keep) {
  const options = optionsOf(field).map(([code, label]) => element("option", { value: String(code) }, label));
  const list = element("select", attributes, element("option", { value: "" }, word("form.none_chosen")), ...options);
  list.value = String(value ?? "");
  list.addEventListener("change", () => keep(list.value));
  return list;
}

/**
 * A checkbox for each value; the chosen values are stored in the order of the checkboxes.
 *
 * @param {[code: string, label: Node][]} options
 * @param {Iterable<unknown>} chosen
 * @param {string} id of the first box, and the start of those of the others
 * @param {Keep} keep
 */
function tickBoxes(options, chosen, id, keep) {
  const ticked = new Set([...chosen].map(String));
  return options.map(([code, label], position) => {
    const box = element("input", { type: "checkbox", id: position ? `${id}.${code}` : id, value: code });
    box.checked = ticked.has(code);
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(code);
      else ticked.delete(code);
      keep(options.flatMap(([option]) => (ticked.has(option) ? option : [])));
    });
    return element("label", {}, box, label);
  });
}

/**
 * @param {Field} field
 * @param {unknown[]} chosen
 * @param {string} id
 * @param {Keep} keep
 */
export function choiceBoxes(field, chosen, id, keep) {
  /** @type {[string, Node][]} */
  const options = optionsOf(field).map(([code, label]) => [String(code), element("span", {}, label)]);
  const boxes = tickBoxes(options, chosen, id, keep);
  return boxes.length > LONG_LIST ? longList(boxes, id) : element("div", { class: "choices" }, ...boxes);
}

/**
 * Checkboxes for the sources of a statement, from the sources of the entry.
 *
 * @param {string[]} chosen
 * @param {Values[]} sources
 * @param {string} id
 * @param {Keep} keep
 */
export function sourceBoxes(chosen, sources, id, keep) {
  if (!sources.length) return element("p", { class: "small" }, word("form.none_chosen"));
  /** @type {[string, Node][]} */
  const options = sources.map((source, position) => [
    source.id,
    element("span", { dir: "auto" }, `${position + 1}. ${source.title ?? ""}`),
  ]);
  return element("div", { class: "choices" }, ...tickBoxes(options, chosen, id, keep));
}
