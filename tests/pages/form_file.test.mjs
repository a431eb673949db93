// Files of the form: what it writes, and what it makes of files that are opened.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { fileName, filePlace, fileText } from "../../hooks/knowledge_hub/pages/scripts/form_file.mjs";
import { readDraft, readFile, suits } from "../../hooks/knowledge_hub/pages/scripts/form_reading.mjs";
import { parseEntryName, shortName } from "../../hooks/knowledge_hub/pages/scripts/form_short_name.mjs";
import { set } from "../../hooks/knowledge_hub/pages/scripts/form_values.mjs";
import { useSample } from "./form_sample.mjs";

before(useSample);

const HEAD = "# yaml-language-server: $schema=../../schema/";
const draft = (more) => ({
  mode: "new",
  collection: "practices",
  language: "fr",
  values: {},
  translation: {},
  ...more,
});

test("names are written in the order of the models; unknown ones come last", () => {
  const values = {
    extra: "x",
    text: { what_was_done: [{ sources: ["s"], text: "A" }], title: "T" },
    id: "i",
    kind: "law",
  };
  const lines = [
    `${HEAD}practices.json`,
    "id: i",
    "kind: law",
    "text:",
    "  title: T",
    "  what_was_done:",
    "    - text: A",
    "      sources:",
    "        - s",
    "extra: x",
    "",
  ];
  assert.equal(fileText(draft({ values })), lines.join("\n"));
});

test("a field that was filled in and cleared again leaves no empty parents in the file", () => {
  const values = { id: "i", mechanism: { name: "N" } };
  set(values, "contact.person.email", "a@example.org");
  set(values, "contact.person.email", "");
  set(values, "mechanism.name", "");
  assert.equal(fileText(draft({ values })), `${HEAD}practices.json\nid: i\n`);
});

test("a translation is written with the fingerprints of what it was made from", () => {
  const translation = { text: { title: "Un titre" }, made_from: { "text.title": "abc" }, status: "draft" };
  const lines = [
    `${HEAD}practices.translation.json`,
    "status: draft",
    "text:",
    "  title: Un titre",
    "made_from: |",
    "  text.title abc",
    "",
  ];
  assert.equal(fileText(draft({ mode: "translate", translation })), lines.join("\n"));
});

test("the name of a file tells where it belongs", () => {
  const made = draft({ mode: "translate", values: { id: "mar-x" } });
  assert.equal(filePlace(made), "hub_data/practices/mar-x/fr.yml");
  assert.equal(fileName(made), "practices--mar-x--fr.yml");
  assert.equal(filePlace({ ...made, mode: "new" }), "hub_data/practices/mar-x/entry.yml");
});

test("what the form writes opens as it was", () => {
  const values = {
    id: "i",
    kind: "law",
    year: 2001,
    text: { title: 'T: "a" # b', what_was_done: [{ text: "A\nB", editorial: true }] },
  };
  assert.deepEqual(readFile(fileText(draft({ values })), "saved.yml"), { collection: "practices", values });
  const translation = { status: "draft", text: { title: "Un titre" }, made_from: { "text.title": "abc" } };
  const saved = fileText(draft({ mode: "translate", translation, values: { id: "mar-x" } }));
  const opened = { translation, collection: "practices", id: "mar-x", language: "fr" };
  assert.deepEqual(readFile(saved, "practices--mar-x--fr (1).yml"), opened);
});

test("a file that names no collection belongs to the one that it fits best", () => {
  assert.equal(readFile("start: 2001-01-01\ntext: {title: A}\n", "entry.yml")?.collection, "events");
  assert.equal(readFile("kind: law\ntext: {title: A}\n", "entry.yml")?.collection, "practices");
  assert.equal(readFile("text: {title: A}\n", "entry.yml")?.collection, "practices");
});

test("a file that is not an entry is refused", () => {
  const wrong = {
    "list.yml": "- a list\n",
    "broken.yml": "text: [\n",
    "entry.yml": "text: {title: {a: b}}\n",
    "fr.yml": "status: draft\n",
    "other.yml": `${HEAD}constructor.json\ntext: {title: A}\n`,
    "groups.yml": `${HEAD}practices.json\ntext: {title: A, what_was_done: a text}\n`,
  };
  for (const [name, text] of Object.entries(wrong)) assert.equal(readFile(text, name), null, name);
});

test("a stored draft is read where it is whole, and refused where it is damaged", () => {
  const whole = {
    ...draft({ values: { text: { title: "A" } } }),
    fingerprints: {},
    translation: { status: "draft" },
    at: 1,
    when: "2026-01-01",
  };
  assert.deepEqual(readDraft(JSON.stringify(whole)), whole);
  const damage = [
    { mode: "toString" },
    { collection: "__proto__" },
    { values: [] },
    { at: "1" },
    { when: "then" },
    { language: "xx" },
  ];
  for (const change of damage)
    assert.equal(readDraft(JSON.stringify({ ...whole, ...change })), null, JSON.stringify(change));
  assert.equal(readDraft("{"), null);
});

test("a translation suits an original that has lists where it has lists", () => {
  const original = { text: { title: "A", context: [{ text: "B" }] } };
  assert.ok(suits({ text: { title: "A", context: ["B"], dropped: "C" } }, original));
  assert.ok(!suits({ text: { context: "B" } }, original));
  assert.ok(!suits({ text: { title: ["A"] } }, original));
});

test("a short name is made of the State and the title", () => {
  const named = (title, countries) => shortName({ collection: "practices", values: { text: { title }, countries } });
  assert.equal(named("Una comisión: todos los ministerios", ["URY"]), "ury-una-comision-todos-los");
  assert.match(named("لجنة", ["MAR"]), /^mar-practice-\d{4}$/);
  assert.match(named("", undefined), /^int-practice-\d{4}$/);
  assert.ok(named("a".repeat(80) + " " + "b".repeat(80), ["URY"]).length <= 60);
});

test("an entry is named by its address or its short name", () => {
  const wanted = { collection: "events", id: "2024-x" };
  assert.deepEqual(parseEntryName("https://hub.example.org/fr/events/2024-x.html?from=mail#top"), wanted);
  assert.deepEqual(parseEntryName("mar-didh"), { collection: "practices", id: "mar-didh" });
  assert.equal(parseEntryName("constructor/x"), null);
  assert.equal(parseEntryName("../../etc/passwd"), null);
});
