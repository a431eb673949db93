// A small form as contribution_form.py describes it, for tests without a browser.

import { createRequire } from "node:module";
import { describe } from "../../hooks/knowledge_hub/pages/scripts/form_description.mjs";

globalThis.jsyaml = createRequire(import.meta.url)("../../hooks/knowledge_hub/pages/scripts/yaml/js-yaml.js");

const text = (path, more = {}) => ({ path, label: path, kind: "text", ...more });
const choice = (path, more = {}) => ({ path, label: path, kind: "choice", vocabulary: "kinds", ...more });

export const STATEMENTS = {
  path: "text.what_was_done",
  label: "What was done",
  kind: "groups",
  of: "statement",
  fields: [
    text("text", { required: true, max: 20 }),
    { path: "sources", label: "Sources", kind: "choices" },
    { path: "editorial", label: "Editorial", kind: "flag" },
  ],
};
export const FIELDS = [
  text("text.title", { required: true, max: 10 }),
  choice("kind", { required: true }),
  text("mechanism.name", { within: "mechanism" }),
  { path: "year", label: "Year", kind: "number", min: 1945, max: 2100 },
  text("contact.email", { pattern: "^[^@]+@[^@]+$" }),
  text("start", { pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
];

const practice = {
  name: "Practices",
  singular: "practice",
  order: ["schema_version", "id", "kind", "year", "start", "mechanism", "text", "easy", "sources", "contact"],
  steps: {
    basics: FIELDS,
    sources: [
      {
        path: "sources",
        label: "Sources",
        kind: "groups",
        of: "sources",
        fields: [text("id"), text("title", { required: true })],
      },
    ],
    story: [STATEMENTS],
  },
  facts: [],
};

export const DESCRIPTION = {
  language: "en",
  languages: { en: ["English", "English", "ltr"], ar: ["العربية", "Arabic", "rtl"], fr: ["Français", "French", "ltr"] },
  collections: {
    practices: practice,
    events: {
      ...practice,
      name: "Events",
      singular: "event",
      order: ["id", "start", "text"],
      steps: { basics: [text("text.title"), text("start", { required: true })] },
    },
  },
  translation: [choice("status", { required: true, vocabulary: "statuses" }), text("reviewed_by")],
  vocabularies: {
    kinds: [
      ["law", "A law"],
      ["body", "A body"],
    ],
    statuses: [["draft", "Draft"]],
  },
  words: {
    "form.error_required": "Fill this in.",
    "form.error_choice": "Choose one.",
    "form.error_source": "Choose a source.",
    "form.error_long": "{count} of {max} characters.",
    "form.error_number": "Not a year.",
    "form.error_email": "Not an address.",
    "form.error_pattern_date": "Not a date.",
    "form.error_character": "A character is not allowed.",
  },
  repository: "",
  mailbox: "",
  forbidden: "[\\u0000-\\u0008]",
};

export const useSample = () => describe(structuredClone(DESCRIPTION));
