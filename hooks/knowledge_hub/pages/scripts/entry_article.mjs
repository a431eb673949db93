// @ts-check
// Markup of an entry, the same as that of templates/entry.html; tests/pages/test_contribution_form.py compares the two.

import { element } from "../../base/scripts/elements.mjs";

/**
 * @typedef {object} Statement a statement with its sources
 * @property {string} text
 * @property {string} [says] who says so
 * @property {string} [editorial] what marks an editorial interpretation
 * @property {number[]} sources their numbers in the list
 */
/**
 * @typedef {object} Fact
 * @property {string} label
 * @property {string[]} values
 * @property {string} [editorial]
 */
/**
 * @typedef {object} Source
 * @property {string} title
 * @property {string} [href]
 * @property {string} details
 */
/**
 * @typedef {object} EntryParts
 * @property {string} title
 * @property {string} summary
 * @property {import("./form_types.d.ts").Foreign} foreign of the entry's own texts
 * @property {{ heading: string, facts: Fact[] }} side
 * @property {{ heading: string, statements: Statement[], silence: string }[]} sections
 * @property {{ heading: string, list: Source[] }} sources
 */

/** @param {EntryParts} parts */
export function entryArticle({ title, summary, foreign, side, sections, sources }) {
  const head = element("h1", foreign, title);
  const lead = element("p", { class: "lead", ...foreign }, summary);
  const list = sources.list.map((source) => sourceItem(source, foreign));
  return element(
    "article",
    { class: "entry" },
    element("header", { class: "entry-head" }, head, lead),
    element("div", { class: "side" }, factsTable(side.heading, side.facts)),
    element(
      "div",
      { class: "story" },
      ...sections.map((section) => storySection(section, foreign)),
      element("section", { class: "sources" }, element("h2", {}, sources.heading), element("ol", {}, ...list)),
    ),
  );
}

/**
 * @param {string} heading
 * @param {Fact[]} facts
 */
function factsTable(heading, facts) {
  const rows = facts.map(({ label, values, editorial }) => {
    const mark = editorial ? element("span", { class: "reading" }, editorial) : null;
    const texts = values.map((value) => element("dd", { dir: "auto" }, value));
    return element("div", {}, element("dt", {}, label, mark && " ", mark), ...texts);
  });
  return element("aside", { class: "facts" }, element("h2", {}, heading), element("dl", {}, ...rows));
}

/**
 * @param {EntryParts["sections"][number]} section
 * @param {import("./form_types.d.ts").Foreign} foreign
 */
function storySection({ heading, statements, silence }, foreign) {
  const paragraphs = statements.map((statement) => statementParagraph(statement, foreign));
  const content = paragraphs.length ? paragraphs : [element("p", { class: "silent" }, silence)];
  return element("section", {}, element("h2", {}, heading), ...content);
}

/**
 * @param {Statement} statement
 * @param {import("./form_types.d.ts").Foreign} foreign
 */
function statementParagraph({ text, says, editorial, sources }, foreign) {
  const support = element("span", { class: "support" });
  if (says) support.append(" ", element("span", { class: "says" }, says));
  if (editorial) support.append(" ", element("span", { class: "reading" }, editorial));
  for (const number of sources) support.append(" ", element("span", { class: "ref" }, `${number}`));
  return element("p", foreign, text, support);
}

/**
 * @param {Source} source
 * @param {import("./form_types.d.ts").Foreign} foreign
 */
function sourceItem({ title, href, details }, foreign) {
  const name = href ? element("a", { href, rel: "external" }, title) : title;
  const small = element("span", { class: "small", ...foreign }, details);
  return element("li", {}, element("span", { dir: "auto" }, name), element("br"), small);
}
