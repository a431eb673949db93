// Names, addresses, questions and ranking: what a whole query finds in a small index that a test writes by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { otherLayouts } from "../../hooks/knowledge_hub/search/scripts/keyboards.mjs";
import { findQuery } from "../../hooks/knowledge_hub/search/scripts/query.mjs";
import { notesOn } from "../../hooks/knowledge_hub/search/scripts/search_notes.mjs";
import { begin, take } from "../../hooks/knowledge_hub/search/scripts/slices.mjs";
import { RULES } from "./analyses.mjs";

const STOP = "a do for in of the we";

/** An index of 20 entries with these terms, in one slice. */
function useIndex(terms, language = "en", more = {}) {
  begin("", { documents: 20, block: 20, terms: [""], places: [""], words: [""] }, { ...RULES[language], ...more });
  take("terms", 0, { ...terms });
  take("places", 0, {});
  take("words", 0, {});
  take("traditional", 0, { 機: "机", 國: "国" });
}

/** The entries that a query finds, the best first, and the result. */
async function ask(query) {
  const result = await findQuery(query, false);
  const scores = [...(result.scores ?? [])].sort(([, score], [, other]) => other - score);
  return { result, found: scores.map(([document]) => document) };
}

const STATE = { "#state:civ": ["", "3.k", "", "Côte d'Ivoire"], "ivori coast ": ["", "", "#state:civ"] };

test("a name of several words finds the entries of its code, and the answer says what it names", async () => {
  useIndex({ ...STATE, coast: ["", "1.z", ""] });
  const { found, result } = await ask("Ivory Coast");
  assert.deepEqual(found, [3]);
  assert.deepEqual(result.names, [{ name: "Ivory Coast", label: "Côte d'Ivoire" }]);
});

test("the longest name counts, and words that never decide do not part it", async () => {
  useIndex({ ...STATE, "#group:gold": ["", "5.k", "", "Gold"], "ivori ": ["", "", "#group:gold"] }, "en", {
    stop: STOP,
  });
  const { found, result } = await ask("the Ivory of the Coast");
  assert.deepEqual(found, [3]);
  assert.equal(result.names[0].name, "Ivory of the Coast");
  assert.deepEqual((await ask("ivory")).found, [5]);
});

test("a name is not said where its label was typed", async () => {
  useIndex({ "#topic:law": ["", "2.a", "", "Laws"], "law ": ["law", "2.a", "#topic:law", "Laws"] });
  assert.deepEqual((await ask("law")).result.names, []);
});

test("a short stem is a name only in an ending of the name", async () => {
  useIndex(
    { "#state:dnk": ["", "1.k", "", "Дания"], дан: ["данные", "2.k", ""], "дан ": ["дания", "", "#state:dnk"] },
    "ru",
  );
  assert.deepEqual((await ask("Дании")).found, [1]);
  assert.deepEqual((await ask("данные")).found, [2]);
});

test("one accidental entry with every word does not hide the right ones", async () => {
  useIndex({
    moroccan: ["", "4.a", ""],
    "moroccan ": ["", "", "#state:mar"],
    "#state:mar": ["", "2.9i 2.a", ""],
    deleg: ["", "4.1", ""],
  });
  const { found, result } = await ask("Moroccan delegation");
  assert.deepEqual(found, [2, 4]);
  assert.deepEqual(result.without(2), ["delegation"]);
});

test("where many entries have every word, those with half of them are left out", async () => {
  useIndex({ civil: ["", "1.a 1.a 1.a 1.a 1.a 1.a", ""], law: ["", "1.a 1.a 1.a 1.a 1.a", ""] });
  assert.deepEqual((await ask("civil law")).found, [1, 2, 3, 4, 5]);
});

test("words that never decide are searched only where there is nothing else", async () => {
  useIndex({ law: ["", "1.a", ""], the: ["", "1.a 4.a", ""] }, "en", { stop: STOP });
  assert.deepEqual((await ask("the law")).found, [1]);
  assert.deepEqual((await ask("the")).found, [1, 5]);
});

test("who asks how finds guidance first", async () => {
  const terms = { "#collection:guidance": ["", "7.a", ""], law: ["", "1.b 6.a", ""] };
  useIndex(terms, "en", { stop: STOP, how: "how" });
  assert.deepEqual((await ask("law")).found, [1, 7]);
  assert.deepEqual((await ask("How do we do law")).found, [7, 1]);
});

test("a frequent code does not outweigh the word that was typed", async () => {
  const many = `0.a ${Array.from({ length: 9 }, () => "1.a").join(" ")}`;
  useIndex({
    fund: ["funds", "c.k", ""],
    "fund ": ["", "", "#capacity:money"],
    "#capacity:money": ["", many, ""],
    travel: ["", "1.a", ""],
  });
  const { found } = await ask("travel fund");
  assert.ok(found.includes(12));
});

test("words with a hyphen find the joined word as well, and the other way round", async () => {
  useIndex({
    coordin: ["", "1.a", ""],
    followup: ["", "2.a", ""],
    follow: ["", "2.a 1.a", ""],
    up: ["", "2.a 1.a", ""],
  });
  assert.deepEqual((await ask("co-ordination")).found, [1]);
  assert.deepEqual((await ask("followup")).found, [2]);
  assert.deepEqual((await ask("follow-up")).found.sort(), [2, 3]);
});

test("a pasted address or the name of a file finds the entries that cite it", async () => {
  useIndex({ "@un.org/doc/a_1.pdf": ["", "4.a", ""], "@a_1.pdf": ["", "4.a", ""] });
  for (const query of ["https://www.un.org/doc/A_1.pdf#page=3", "un.org/doc/a_1.pdf", "A_1.pdf"]) {
    assert.deepEqual((await ask(query)).found, [4], query);
  }
});

test("a query of the wrong keyboard layout finds what was meant, and says so", async () => {
  useIndex({ мар: ["марокко", "1.a", ""], марокк: ["марокко", "1.a", ""] }, "ru");
  const { found, result } = await ask("vfhjrrj");
  assert.deepEqual(found, [1]);
  assert.deepEqual(result.instead, [{ word: "vfhjrrj", other: "марокко" }]);
  assert.ok(otherLayouts("pqrqguqy").includes("paraguay"));
});

test("a run of Chinese is cut at its names; a pair that is in no text does not count", async () => {
  useIndex({ 机制: ["", "1.a 4.a", ""], "韩国 ": ["", "2.k", "#state:kor", "大韩民国"], 报告: ["", "1.a", ""] }, "zh");
  const { found, result } = await ask("韩国机制");
  assert.deepEqual(found, [2, 1, 5]);
  assert.deepEqual(result.names, [{ name: "韩国", label: "大韩民国" }]);
  assert.deepEqual((await ask("机制报告")).found[0], 1);
});

test("traditional characters find simplified ones", async () => {
  useIndex({ 机制: ["", "1.a", ""], 国家: ["", "1.a", ""], 家机: ["", "1.a", ""] }, "zh");
  assert.deepEqual((await ask("國家機制")).found, [1]);
});

test("a Chinese name with one wrong character is corrected", async () => {
  useIndex({ "摩洛哥 ": ["", "2.k", "#state:mar", "摩洛哥"] }, "zh");
  const { found, result } = await ask("摩络哥");
  assert.deepEqual(found, [2]);
  assert.deepEqual(result.instead, [{ word: "摩络哥", other: "摩洛哥" }]);
});

test("the notes say what was understood, corrected, and missing", async () => {
  const words = {
    count: { one: "{count} entry", other: "{count} entries" },
    named: "{name}: {label}",
    some: "None has all.",
    without: "Without: {words}.",
    all: "All: {count}.",
    instead: "{word} -> {other}",
    nothing: "Nothing for {query}.",
    fewer: "Fewer.",
    wordless: "No word.",
    separator: ", ",
  };
  useIndex({ ...STATE, law: ["", "2.a", ""], plan: ["", "4.a", ""] });
  const notes = async (query) => {
    const { found, result } = await ask(query);
    return notesOn({ result, found, all: found, chosen: new Map() }, query, words, "en");
  };
  assert.deepEqual(await notes("Ivory Coast"), ["Ivory Coast: Côte d'Ivoire"]);
  assert.deepEqual(await notes("law unheardof"), ["None has all.", "Without: unheardof."]);
  assert.deepEqual(await notes("law plan"), ["None has all."]);
  assert.deepEqual(await notes("xqzzk"), ["Nothing for xqzzk.", "Fewer."]);
  useIndex({ law: ["", "2.a 2.a", ""], plan: ["", "4.a", ""] });
  assert.deepEqual(await notes("law plan"), ["All: 1 entry."]);
});
