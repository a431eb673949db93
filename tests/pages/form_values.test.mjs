// Values of the form: what is cleared leaves nothing behind, and texts are written as files have them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, get, lengthOf, set } from "../../hooks/knowledge_hub/pages/scripts/form_values.mjs";

test("a value is set within mappings that it makes", () => {
  const values = {};
  set(values, "text.title", "A title");
  set(values, "text.summary", "A summary");
  assert.deepEqual(values, { text: { title: "A title", summary: "A summary" } });
  assert.equal(get(values, "text.title"), "A title");
  assert.equal(get(values, "mechanism.name.short"), undefined);
});

for (const empty of ["", undefined, [], false]) {
  test(`a value that becomes ${JSON.stringify(empty)} leaves no empty mapping behind`, () => {
    const values = { id: "x", a: { b: { c: "text" } } };
    set(values, "a.b.c", empty);
    assert.deepEqual(values, { id: "x" });
  });
}

test("clearing a value keeps its neighbours", () => {
  const values = { a: { b: { c: "text" }, d: 0 } };
  set(values, "a.b.c", "");
  assert.deepEqual(values, { a: { d: 0 } });
});

test("clearing what is not there makes nothing", () => {
  const values = { a: "text" };
  set(values, "b.c", "");
  set(values, "a.b", "");
  assert.deepEqual(values, { a: "text" });
});

test("a text has one kind of line end, no tabs and no marks of byte order", () => {
  assert.equal(clean("\ufeff a\r\nb\rc\u2028d\te \n"), "a\nb\nc\nd e");
});

test("characters are counted as people count them", () => {
  assert.equal(lengthOf("a👍é"), 3);
});
