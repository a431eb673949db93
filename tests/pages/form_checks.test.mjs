// What the form refuses.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { faultsOf, gapsOf } from "../../hooks/knowledge_hub/pages/scripts/form_checks.mjs";
import { FIELDS, STATEMENTS, useSample } from "./form_sample.mjs";

before(useSample);

const GOOD = { text: { title: "A title" }, kind: "law" };
const messages = (values) => faultsOf(FIELDS, values).map(([id, , message]) => [id, message]);
const storyFaults = (...items) => faultsOf([STATEMENTS], { text: { what_was_done: items } });

test("a form with all that is required has no error", () => {
  assert.deepEqual(faultsOf(FIELDS, GOOD), []);
});

test("what is required is named where it is missing", () => {
  assert.deepEqual(messages({}), [
    ["text.title", "Fill this in."],
    ["kind", "Choose one."],
  ]);
});

test("what a mapping needs is required only where the mapping is there", () => {
  assert.deepEqual(messages({ ...GOOD, mechanism: { type: "law" } }), [["mechanism.name", "Fill this in."]]);
});

test("each bound has its message", () => {
  const wrong = {
    text: { title: "A title of more" },
    kind: "law",
    year: 1944,
    contact: { email: "nobody" },
    start: "1 May",
  };
  assert.deepEqual(messages(wrong), [
    ["text.title", "15 of 10 characters."],
    ["year", "Not a year."],
    ["contact.email", "Not an address."],
    ["start", "Not a date."],
  ]);
  assert.deepEqual(messages({ ...GOOD, year: 1945 }), []);
  assert.deepEqual(messages({ ...GOOD, year: 2101 }), [["year", "Not a year."]]);
  assert.deepEqual(messages({ ...GOOD, year: "about 2000" }), [["year", "Not a year."]]);
  assert.deepEqual(messages({ text: { title: "A\u0001" }, kind: "law" }), [
    ["text.title", "A character is not allowed."],
  ]);
});

test("a statement without a source is refused", () => {
  const error = ["text.what_was_done.1.text", "What was done", "Choose a source."];
  assert.deepEqual(storyFaults({ text: "Sourced", sources: ["s"] }, { text: "Unsourced" }), [error]);
  assert.deepEqual(storyFaults({ text: "Sourced", sources: ["s"] }, { text: "Unsourced", sources: [] }), [error]);
});

test("an editorial interpretation needs no source", () => {
  assert.deepEqual(storyFaults({ text: "Interpreted", editorial: true }), []);
});

test("fields of a group are checked at their place", () => {
  assert.deepEqual(storyFaults({ sources: ["s"] }), [["text.what_was_done.0.text", "text", "Fill this in."]]);
});

test("a group that is required is asked for by its button", () => {
  const required = { ...STATEMENTS, required: true };
  assert.deepEqual(faultsOf([required], {}), [["text.what_was_done-add", "What was done", "Fill this in."]]);
  assert.deepEqual(faultsOf([STATEMENTS], {}), []);
});

test("half a translated list is refused, a whole one and none are not", () => {
  const half = { text: { title: "Un titre", context: ["Un", "", "Trois"] }, easy: { what: [""] } };
  assert.deepEqual(gapsOf(half), [
    ["text.context.1", "2", "Fill this in."],
    ["easy.what.0", "1", "Fill this in."],
  ]);
  assert.deepEqual(gapsOf({ text: { title: "Un titre", context: ["Un", "Deux"] } }), []);
  assert.deepEqual(gapsOf({}), []);
});
