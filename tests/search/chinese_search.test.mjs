// Chinese as people type it: whole questions, pinyin without blanks, and what a long run loads.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findQuery } from "../../hooks/knowledge_hub/search/scripts/query.mjs";
import { begin, take } from "../../hooks/knowledge_hub/search/scripts/slices.mjs";
import { RULES } from "./analyses.mjs";

const STOP = { stop: "的 是 是否 请问 可以", how: "如何" };

/**
 * An index of 20 entries with one slice for each term, so that each look-up costs a file; returns the files as they are
 * loaded.
 */
function useIndex(terms, rules = STOP) {
  const keys = Object.keys(terms).sort();
  const files = [];
  globalThis.document = {
    createElement: () => ({ remove() {}, addEventListener: (name, run) => name === "load" && queueMicrotask(run) }),
    head: {
      append(script) {
        const [, kind, number] = script.src.match(/(\w+)-(\d+)\.js$/);
        files.push(script.src);
        take(kind, Number(number), kind === "terms" ? { [keys[number]]: terms[keys[number]] } : { 國: "国", 機: "机" });
      },
    },
  };
  begin("", { documents: 20, block: 20, terms: keys, places: [], words: [] }, { ...RULES.zh, ...rules });
  return files;
}

/** The entries that a query finds, the best first, and the result. */
async function ask(query) {
  const result = await findQuery(query, false);
  const scores = [...(result.scores ?? [])].sort(([, score], [, other]) => other - score);
  return { result, found: scores.map(([document]) => document) };
}

const SOUNDS = {
  guojia: ["", "1.a", ""],
  menggu: ["", "2.a", ""],
  weiyuanhui: ["", "2.a 1.a", ""],
};

test("pinyin without blanks is cut into words that the index knows, and the answer says so", async () => {
  useIndex(SOUNDS);
  const { found, result } = await ask("mengguweiyuanhui");
  assert.deepEqual(found, [2, 3]);
  assert.deepEqual(result.instead, [{ word: "mengguweiyuanhui", other: "menggu weiyuanhui" }]);
  // The particle between two words is none of them.
  assert.deepEqual((await ask("menggudeweiyuanhui")).result.instead[0].other, "menggu weiyuanhui");
});

test("a run is not cut where a part is not known, nor on a page of another language", async () => {
  useIndex(SOUNDS);
  assert.deepEqual((await ask("mengguxinwen")).found, []);
  useIndex(SOUNDS, { stop: "the", how: "how" });
  assert.deepEqual((await ask("mengguweiyuanhui")).found, []);
});

test("words of a question never decide, whatever they are written together with", async () => {
  // 是 must not leave 否 of 是否, nor 机是 and 可以 count.
  useIndex({ 可以: ["", "9.z", ""], 是否: ["", "8.z", ""], 否可: ["", "8.z", ""], 机制: ["", "1.a", ""] });
  for (const query of ["请问机制是否可以", "如何机制", "机制的是否"]) {
    const { found, result } = await ask(query);
    assert.deepEqual([query, found], [query, [1]]);
    assert.deepEqual(result.without(1), []);
  }
  assert.deepEqual((await ask("请问是否可以")).found, []);
});

const LONG = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏";

test("a long run loads few files, and its end is read as well", async () => {
  const pairs = [...LONG].slice(1).map((character, place) => [...LONG][place] + character);
  const files = useIndex(Object.fromEntries(pairs.map((pair, place) => [pair, ["", `${place % 10}.a`, ""]])));
  const { result } = await ask(LONG);
  assert.ok(files.length <= 10, `${files.length} files`);
  assert.ok(result.scores?.size);
  const numbers = new Set(files.map((file) => pairs.sort()[Number(file.match(/\d+/)[0])]));
  assert.ok(
    pairs.some((pair) => numbers.has(pair) && LONG.indexOf(pair) >= LONG.length - 9),
    "nothing of the end was loaded",
  );
});

test("what a long run did not look up is not said to be missing", async () => {
  const pairs = [...LONG].slice(1).map((character, place) => [...LONG][place] + character);
  useIndex(Object.fromEntries(pairs.map((pair) => [pair, ["", "3.a", ""]])));
  const { result } = await ask(LONG);
  assert.deepEqual(result.without(3), []);
});

test("a name inside a long run is read as a whole: its other characters cost no files", async () => {
  const name = "国家执行报告机制";
  const pairs = [...name].slice(1).map((character, place) => [...name][place] + character);
  const known = Object.fromEntries(pairs.map((pair) => [pair, ["", "4.a", ""]]));
  const terms = { ...known, [`${name} `]: ["", "2.k", "#term:mechanism", "国家机制"], 秘书: ["", "2.a", ""] };
  const files = useIndex(terms);
  const { found, result } = await ask(`${name}的秘书`);
  assert.deepEqual(found, [2]);
  assert.equal(result.names[0].label, "国家机制");
  const keys = Object.keys(terms).sort();
  // The opening of a run is looked at, to see whether it is traditional.
  const loaded = files.filter((file) => pairs.indexOf(keys[Number(file.match(/\d+/)[0])]) > 2);
  assert.ok(loaded.length <= 1, `${loaded}`);
});

test("a long traditional question finds simplified texts", async () => {
  useIndex({ 国家: ["", "1.a", ""], 家机: ["", "1.a", ""], 机制: ["", "1.a", ""] });
  assert.deepEqual((await ask("如何國家機制的國家機制")).found, [1]);
});
