// What a query finds with filters and an order, and the numbers next to the values of a filter.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { piecesOf } from "../../hooks/knowledge_hub/search/scripts/marked_text.mjs";
import { facetCounter, find, loadFacets } from "../../hooks/knowledge_hub/search/scripts/search_results.mjs";
import { begin, take } from "../../hooks/knowledge_hub/search/scripts/slices.mjs";
import { RULES } from "./analyses.mjs";

const QUESTION = { query: "", order: "relevance", values: [], states: ["kenya", "chile"], writing: false };
const ask = async (more) => (await find({ ...QUESTION, ...more })).found;

before(async () => {
  const index = { documents: 5, block: 5, terms: ["a"], places: ["a"], words: [] };
  begin("", index, RULES.en);
  take("terms", 0, {
    "#state:chile": ["", "", ""],
    civil: ["", "1.a 1.a 2.k", ""],
    societi: ["society", "1.a 1.k 1.a", ""],
  });
  // In entry 1 the words follow each other, in entry 2 they are apart.
  take("places", 0, { civil: "1.4 1.2 2.1", societi: "1.5 1.9 1.3" });
  // As steps: topic law is in entries 0, 1 and 2; peace in 2 and 3.
  take("facet", "topic", { "topic:law": "0 1 1", "topic:peace": "2 1" });
  take("facet", "state", { "state:chile": "0 2", "state:kenya": "1 1 1" });
  await loadFacets(["topic", "state"]);
});

test("without a query everything is found, the newest first", async () => {
  assert.deepEqual(await ask({}), [0, 1, 2, 3, 4]);
});

test("entries that have every word come first, by the sum of the weights; those without one are named", async () => {
  const { found, result } = await find({ ...QUESTION, query: "civil society" });
  assert.deepEqual(found, [2, 1, 4, 3]);
  assert.deepEqual(
    found.map((document) => result.without(document)),
    [[], [], ["society"], ["civil"]],
  );
});

test("where no entry has every word, those with some are found", async () => {
  const { found, result } = await find({ ...QUESTION, query: "civil unheardof" });
  assert.deepEqual([found, result.some], [[4, 1, 2], true]);
  const { result: both } = await find({ ...QUESTION, query: "civil society" });
  assert.equal(both.some, false);
});

test("a phrase in quotes is found where its words follow each other", async () => {
  assert.deepEqual(await ask({ query: '"civil society"' }), [1]);
  assert.deepEqual(await ask({ query: "«civil society»" }), [1]);
  assert.deepEqual(await ask({ query: '"society civil"' }), []);
});

test("values of one facet are alternatives; each facet narrows the others", async () => {
  assert.deepEqual(await ask({ values: [["topic", "peace"]] }), [2, 3]);
  assert.deepEqual(
    await ask({
      values: [
        ["topic", "law"],
        ["topic", "peace"],
      ],
    }),
    [0, 1, 2, 3],
  );
  assert.deepEqual(
    await ask({
      values: [
        ["topic", "peace"],
        ["state", "kenya"],
      ],
    }),
    [2, 3],
  );
});

test("a facet does not narrow its own counts, but those of the others", async () => {
  const { all, chosen } = await find({ ...QUESTION, values: [["topic", "peace"]] });
  const topics = facetCounter(all, chosen, "topic");
  const states = facetCounter(all, chosen, "state");
  assert.deepEqual([topics?.("law"), topics?.("peace"), topics?.("nothing")], [3, 2, 0]);
  assert.deepEqual([states?.("chile"), states?.("kenya")], [1, 2]);
  assert.equal(facetCounter(all, chosen, "notloaded"), null);
});

test("the order by State is that of their names, those without one last", async () => {
  // Entry 2 has two States: the first of them decides.
  assert.deepEqual(await ask({ order: "state" }), [1, 2, 3, 0, 4]);
  assert.deepEqual(await ask({ order: "newest", query: "civil" }), [1, 2, 4]);
});

test("a result says by which State it is placed", async () => {
  const { found, stateOf } = await find({ ...QUESTION, order: "state" });
  assert.deepEqual(found.map(stateOf), ["kenya", "kenya", "kenya", "chile", undefined]);
  const { stateOf: byChosen } = await find({ ...QUESTION, order: "state", states: ["chile"] });
  assert.deepEqual([0, 1, 2].map(byChosen), ["chile", undefined, "chile"]);
  assert.equal((await find({ ...QUESTION })).stateOf(0), undefined);
});

test("what has no word finds nothing, and not everything", async () => {
  for (const query of ["???", "😀", "C++", "a", "—"]) {
    const { found, result } = await find({ ...QUESTION, query });
    assert.deepEqual([query, found.length, result.words], [query, 0, 0]);
  }
});

test("what was searched is marked, and nothing else", async () => {
  const { result } = await find({ ...QUESTION, query: "society" });
  assert.deepEqual(piecesOf("Civil societies, a society.", result), [
    ["Civil", false],
    [" ", false],
    ["societies", true],
    [", ", false],
    ["a", false],
    [" ", false],
    ["society", true],
    [".", false],
  ]);
});
