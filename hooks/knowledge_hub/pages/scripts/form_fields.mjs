// @ts-check
// The fields of the form: label, help text, error message and control.

import { element } from "../../base/scripts/elements.mjs";
import { choiceBoxes, choiceList, flagBox, sourceBoxes } from "./form_choices.mjs";
import { countWord, word } from "./form_description.mjs";
import { clean, get, lengthOf, set } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").FormContext} FormContext */
/** @typedef {import("./form_types.d.ts").Values} Values */
/** @typedef {(value: unknown) => void} Keep */

/** Fields up to this length show how many characters are left; nobody fills longer ones by accident. */
const COUNTED_LENGTH = 400;
/** Texts that may be longer than this get more lines to be written in. */
const LONG_TEXT = 1000;

/**
 * @param {Field} field
 * @param {Values} values in which the field is
 * @param {FormContext} context
 * @param {string} [prefix] of its id, within a group
 * @param {string} [group] name of the group
 */
export function fieldBlock(field, values, context, prefix = "", group = "") {
  const id = prefix + field.path;
  const help = field.help ? element("p", { class: "help", id: `${id}-help` }, field.help) : null;
  const error = element("p", { class: "error", id: `${id}-error`, hidden: true });
  const describedBy = help ? `${help.id} ${error.id}` : error.id;
  const inner = control(field, values, context, id, describedBy);
  if (field.kind === "flag") {
    const line = element("p", {}, inner, element("label", { for: id }, field.label));
    return element("div", { class: "field flag", "data-id": id }, line, help, error);
  }
  if (["choices", "groups", "own_sources"].includes(field.kind)) {
    const isGroups = field.kind === "groups";
    const attributes = { class: isGroups ? "field groups" : "field", "data-id": id, "aria-describedby": describedBy };
    const within = group ? element("span", { class: "visually-hidden" }, ` (${group})`) : null;
    const legend = element("legend", {}, field.label, within, isGroups ? null : requiredNote(field));
    return element("fieldset", attributes, legend, help, error, inner);
  }
  const label = element("label", { for: id }, field.label, requiredNote(field));
  return element("div", { class: "field", "data-id": id }, label, help, error, inner);
}

/** @param {Field} field */
function requiredNote(field) {
  return element("span", { class: "small" }, ` (${word(field.required ? "form.required" : "form.optional")})`);
}

/**
 * @param {Field} field
 * @param {Values} values
 * @param {FormContext} context
 * @param {string} id
 * @param {string} describedBy
 */
function control(field, values, context, id, describedBy) {
  const value = get(values, field.path);
  /** @type {Keep} */
  const keep = (changed) => {
    set(values, field.path, changed);
    context.changed();
  };
  const attributes = { id, "aria-describedby": describedBy };
  const isRequired = field.required ? "true" : undefined;
  switch (field.kind) {
    case "groups":
      return groupList(field, values, context, id);
    case "own_sources":
      return sourceBoxes(value ?? [], context.sources(), id, keep);
    case "choices":
      return choiceBoxes(field, value ?? [], id, keep);
    case "flag":
      return flagBox(value, attributes, keep);
    case "choice":
      return choiceList(field, value, { ...attributes, "aria-required": isRequired }, keep);
    default:
      return textBox(field, value, { ...attributes, "aria-required": isRequired }, keep);
  }
}

/**
 * A text field of one or several lines, with the number of characters left if the limit is low.
 *
 * @param {Field} field
 * @param {any} value
 * @param {Record<string, string | undefined>} attributes
 * @param {Keep} keep
 */
function textBox(field, value, attributes, keep) {
  const { kind, max = 0 } = field;
  const hasLines = kind === "long" || kind === "lines";
  const all = { ...attributes, dir: field.pattern || kind === "number" ? "ltr" : "auto", autocomplete: "off" };
  const box = hasLines
    ? element("textarea", { ...all, rows: max > LONG_TEXT ? 5 : 3 })
    : element("input", { ...all, inputmode: kind === "number" ? "numeric" : undefined });
  box.value = kind === "lines" ? (value ?? []).join("\n") : String(value ?? "");
  const isCounted = max && max <= COUNTED_LENGTH && kind !== "number";
  const left = isCounted ? element("p", { class: "small left" }) : null;
  // Told once half of the room is used.
  const showLeft = () => {
    const rest = max - lengthOf(clean(box.value));
    if (left) left.textContent = rest > max / 2 ? "" : countWord("form.count_left", Math.max(0, rest));
  };
  box.addEventListener("input", () => {
    keep(typedValue(kind, clean(box.value)));
    showLeft();
  });
  showLeft();
  return left ? element("div", {}, box, left) : box;
}

/**
 * @param {Field["kind"]} kind
 * @param {string} text
 */
function typedValue(kind, text) {
  if (kind === "lines") return text.split("\n").flatMap((line) => line.trim() || []);
  return kind === "number" && /^\d+$/.test(text) ? Number(text) : text;
}

const ADD_WORDS = {
  statement: "form.add_statement",
  sources: "form.add_source",
  sentence: "form.add_sentence",
  dated_steps: "form.add_step",
};

/**
 * Groups of fields, such as the sources, to which more are added.
 *
 * @param {Field} field
 * @param {Values} values
 * @param {FormContext} context
 * @param {string} id
 */
function groupList(field, values, context, id) {
  const place = element("div", { class: "group-list" });
  const add = element("button", { type: "button", id: `${id}-add` }, word(ADD_WORDS[field.of ?? "statement"]));
  /** @returns {Values[]} */
  const items = () => get(values, field.path) ?? [];
  /** @param {Values[]} changed */
  const keep = (changed) => {
    set(values, field.path, changed);
    context.changed();
    place.replaceChildren(...items().map(group));
  };
  /** @param {Values} item @param {number} position */
  const group = (item, position) => {
    const name = `${field.label} ${position + 1}`;
    const remove = element("button", { type: "button", class: "quiet" }, word("form.remove", { name }));
    remove.addEventListener("click", () => {
      keep(items().filter((other) => other !== item));
      add.focus();
    });
    const inner = groupFields(field).map((own) => fieldBlock(own, item, context, `${id}.${position}.`, name));
    return element("fieldset", { class: "group" }, element("legend", {}, name), ...inner, element("p", {}, remove));
  };
  add.addEventListener("click", () => {
    keep([...items(), field.of === "sources" ? { id: newSourceId(items()) } : {}]);
    /** @type {HTMLElement | null | undefined} */
    const first = place.lastElementChild?.querySelector("input, select, textarea");
    first?.focus();
  });
  place.replaceChildren(...items().map(group));
  return element("div", {}, place, element("p", {}, add));
}

/**
 * The visible fields of a group; the sources of a statement are checkboxes for the entry's sources.
 *
 * @param {Field} field
 * @returns {Field[]}
 */
function groupFields({ fields = [] }) {
  const asked = fields.filter(({ path }) => path !== "id");
  return asked.map((field) => (field.path === "sources" ? { ...field, kind: "own_sources" } : field));
}

/** @param {Values[]} sources */
function newSourceId(sources) {
  const used = new Set(sources.map(({ id }) => id));
  let number = sources.length + 1;
  while (used.has(`source-${number}`)) number++;
  return `source-${number}`;
}
