// What a search asks for, as an address says it.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  MOST_CHARACTERS,
  readSearch,
  repeated,
  searchedPart,
  statesOf,
  writeSearch,
} from "../../hooks/knowledge_hub/pages/scripts/search_address.mjs";

const CODES = new Map([
  ["state", ["CHL", "KEN"]],
  ["tool", ["simore_plus", "upr_tracker"]],
  ["year", ["2024", "2023"]],
]);
const PLAIN = { query: "", order: "relevance", values: [], isWriting: false, shown: 10 };
const read = (search) => readSearch(search, CODES);
const again = (search) => writeSearch(read(search));

test("an address without a search asks for everything", () => {
  assert.deepEqual(read(""), { ...PLAIN, isCut: false, unknown: [] });
  assert.equal(writeSearch(PLAIN), "");
});

test("all that is asked for is in the address, and read from it", () => {
  const values = [
    ["state", "KEN"],
    ["tool", "simore_plus"],
  ];
  const asked = { query: "law", order: "newest", values, isWriting: true, shown: 30 };
  const search = writeSearch(asked);
  assert.equal(search, "?q=law&typing=1&order=newest&state=ken&tool=simore-plus&show=30");
  assert.deepEqual(read(search), { ...asked, isCut: false, unknown: [] });
});

test("the spellings of pages and of older addresses are one", () => {
  for (const search of ["?tool=simore-plus&state=KEN", "?tool=simore_plus&state=ken", "?state=Ken&tool=SIMORE-Plus"]) {
    assert.equal(again(search), "?state=ken&tool=simore-plus");
  }
  assert.equal(again("?year=2023,2024"), "?year=2024&year=2023");
  assert.equal(again("?state=ken&state=KEN"), "?state=ken");
});

test("values that no filter has are named; parameters that no facet has are not", () => {
  const { values, unknown } = read("?state=XYZ&state=ken&year=constructor&utm_source=mail&__proto__=1");
  assert.deepEqual(values, [["state", "KEN"]]);
  assert.deepEqual(unknown, [
    ["state", "XYZ"],
    ["year", "constructor"],
  ]);
});

test("a former code is the code of today", () => {
  const renamed = new Map([["tool:simore_one", "simore_plus"]]);
  for (const search of ["?tool=simore_one", "?tool=simore-one&tool=simore-plus"]) {
    const { values, unknown } = readSearch(search, CODES, renamed);
    assert.deepEqual([values, unknown], [[["tool", "simore_plus"]], []]);
  }
  assert.deepEqual(readSearch("?state=simore_one", CODES, renamed).values, []);
});

test("an order or a number that does not exist is the usual one", () => {
  assert.equal(read("?order=valueOf").order, "relevance");
  assert.deepEqual(
    ["", "0", "-20", "x", "11", "20", "1e9", "Infinity"].map((number) => read(`?show=${number}`).shown),
    [10, 10, 10, 10, 20, 20, 500, 500],
  );
});

test("without a word, nothing is half-typed", () => {
  assert.equal(writeSearch({ ...PLAIN, query: "  ", isWriting: true }), "");
});

test("a blank at the end says that the word is whole, and stays", () => {
  assert.equal(again("?q=law+&typing=1"), "?q=law+&typing=1");
});

test("of a long query, whole words are searched, and the address says no more", () => {
  const query = "word ".repeat(100);
  const { query: searched, isCut } = read(`?q=${query}`);
  assert.equal(isCut, true);
  assert.equal(searched, "word ".repeat(60).trimEnd());
  assert.equal(read(writeSearch({ ...PLAIN, query })).query, searched);
  assert.equal(read(`?q=${searched}`).isCut, false);
  assert.equal(searchedPart(`${"word ".repeat(59)}wordword`), "word ".repeat(59).trimEnd());
});

test("a long word is cut between characters, also beyond the sixteen bits", () => {
  assert.equal(searchedPart("议".repeat(400)), "议".repeat(MOST_CHARACTERS));
  assert.equal(searchedPart("😀".repeat(400)), "😀".repeat(MOST_CHARACTERS));
});

test("a sentence repeats the start of a reader's text", () => {
  assert.equal(repeated(" law "), "law");
  assert.equal(repeated("word ".repeat(20)), `${"word ".repeat(12).trimEnd()}…`);
});

test("results are placed by the chosen States, or by all", () => {
  assert.deepEqual(statesOf([["state", "KEN"]], CODES), ["KEN"]);
  assert.deepEqual(statesOf([["year", "2024"]], CODES), ["CHL", "KEN"]);
  assert.deepEqual(statesOf([], new Map()), []);
});
