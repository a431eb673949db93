// @ts-check
// The entry of a draft as its pages will show it.

import { element } from "../../base/scripts/elements.mjs";
import { embed } from "./embedded_entry.mjs";
import { entryArticle } from "./entry_article.mjs";
import { description, foreign, labelOf, word } from "./form_description.mjs";
import { get, isMissing } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */
/** @typedef {import("./form_types.d.ts").Field} Field */
/** @typedef {import("./form_types.d.ts").Values} Values */

/** The preview is below the form's own headings of two levels. */
const STEPS_LOWER = 2;
const PICTURE_SIZE = 96;
const WEB_ADDRESS = /^https?:\/\//;

/**
 * @param {Draft} draft
 * @param {string} assets the folder of the pictures
 */
export function preview(draft, assets) {
  const isTranslation = draft.mode === "translate";
  const values = isTranslation ? translatedValues(draft) : draft.values;
  const language = foreign(isTranslation ? draft.language : values.original_language);
  const { steps, facts } = description().collections[draft.collection];
  const fields = Object.values(steps).flat();
  /** @type {Values[]} */
  const sources = values.sources ?? [];
  const article = entryArticle({
    title: values.text?.title ?? "",
    summary: values.text?.summary ?? "",
    foreign: language,
    side: { heading: word("fact.facts"), facts: facts.flatMap((fact) => factOf(fact, fields, values)) },
    sections: (steps.story ?? []).flatMap((field) => sectionOf(field, values, sources)),
    sources: { heading: word("entry.sources"), list: sources.map((source) => sourceOf(source, fields)) },
  });
  article.setAttribute("aria-label", word("form.preview"));
  embed(article, STEPS_LOWER);
  return element("div", { class: "preview" }, article, easyPreview(steps.easy ?? [], values, language, assets));
}

/**
 * @param {Field} field
 * @param {Values} values
 * @param {Values[]} sources
 */
function sectionOf(field, values, sources) {
  /** @type {Values[]} */
  const items = get(values, field.path) ?? [];
  if (!items.length && !field.always) return [];
  const says = field.fields?.find(({ path }) => path === "says");
  const numbers = new Map(sources.map(({ id }, position) => [id, position + 1]));
  const statements = items.map((item) => ({
    text: item.text ?? "",
    says: item.says && says ? word("field.says", { who: labelOf(says, item.says) }) : undefined,
    editorial: item.editorial ? word("field.editorial") : undefined,
    sources: (item.sources ?? []).flatMap((/** @type {string} */ id) => numbers.get(id) ?? []),
  }));
  return [{ heading: field.label, statements, silence: word("field.silent") }];
}

/**
 * @param {[name: string, label: string | null]} fact
 * @param {Field[]} fields
 * @param {Values} values
 */
function factOf([name, label], fields, values) {
  const field = fields.find(({ path }) => [name, `mechanism.${name}`, `text.${name}`].includes(path));
  const value = field && get(values, field.path);
  if (!field || !label || isMissing(value)) return [];
  const texts = [value].flat().map((item) => (field.codes || field.vocabulary ? labelOf(field, item) : String(item)));
  return [{ label, values: texts, editorial: values.editorial?.includes(name) ? word("fact.reading") : undefined }];
}

/**
 * @param {Values} source
 * @param {Field[]} fields
 */
function sourceOf({ title, url, publisher, symbol, paragraphs, date, kind }, fields) {
  const inner = fields.find(({ path }) => path === "sources")?.fields ?? [];
  const kindField = inner.find(({ path }) => path === "kind");
  const details = [publisher, symbol, paragraphs && word("entry.paragraph", { paragraphs }), date].filter(Boolean);
  const label = kind && kindField ? labelOf(kindField, kind) : "";
  return {
    title: title || (WEB_ADDRESS.test(url) ? url : ""),
    href: WEB_ADDRESS.test(url) ? url : undefined,
    details: label + word("list.sentence_end") + details.join(word("list.separator")),
  };
}

/**
 * @param {Field[]} easyFields
 * @param {Values} values
 * @param {import("./form_types.d.ts").Foreign} language
 * @param {string} assets
 */
function easyPreview(easyFields, values, language, assets) {
  const shown = easyFields.filter((field) => field.kind === "groups" && !isMissing(get(values, field.path)));
  if (!shown.length) return null;
  const parts = shown.map((field) => {
    const lines = get(values, field.path).map((/** @type {Values} */ line) => easyLine(line, language, assets));
    return element("div", {}, element("h4", {}, field.label), element("ul", { class: "lines" }, ...lines));
  });
  const title = element("h3", language, values.easy.title ?? "");
  return element("section", { class: "preview-easy" }, title, ...parts);
}

/**
 * @param {Values} line
 * @param {import("./form_types.d.ts").Foreign} language
 * @param {string} assets
 */
function easyLine({ text = "", picture }, language, assets) {
  const size = { width: PICTURE_SIZE, height: PICTURE_SIZE };
  const drawing = picture ? element("img", { src: `${assets}pictures.svg#${picture}`, alt: "", ...size }) : null;
  return element("li", {}, drawing, element("div", {}, element("p", language, text)));
}

/**
 * The entry with its texts as far as they are translated.
 *
 * @param {Draft} draft
 */
function translatedValues({ values, translation }) {
  const merged = structuredClone(values);
  for (const part of ["text", "easy"]) {
    const texts = merged[part] ?? {};
    for (const [name, value] of Object.entries(translation[part] ?? {})) {
      if (!Object.hasOwn(texts, name)) continue;
      texts[name] = Array.isArray(value)
        ? texts[name].map((/** @type {Values} */ item, /** @type {number} */ position) => ({
            ...item,
            text: value[position] || item.text,
          }))
        : value;
    }
  }
  return merged;
}
