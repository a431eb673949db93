// What a word finds, and how much its entries weigh: in a small index that a test writes by hand.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { begin, take } from "../../hooks/knowledge_hub/search/scripts/slices.mjs";
import { errorsBetween, findWord } from "../../hooks/knowledge_hub/search/scripts/word_search.mjs";
import { goldenWords, RULES } from "./analyses.mjs";

const WHOLE = { isLast: false, isUnfinished: false };
const UNFINISHED = { isLast: true, isUnfinished: true };

/** An index of ten entries whose slices of a kind are these. */
function useIndex({ terms = [{}], words = [{}] }, language = "en") {
  const first = (slices) => slices.map((slice) => Object.keys(slice)[0] ?? "");
  begin("", { documents: 10, block: 10, terms: first(terms), places: [], words: first(words) }, RULES[language]);
  for (const [number, slice] of terms.entries()) take("terms", number, { ...slice });
  for (const [number, slice] of words.entries()) take("words", number, { ...slice });
}

/** The weights that a word finds, by the number of the entry. */
async function weights(word, place = WHOLE, typed = word) {
  const found = await findWord(word, typed, place);
  return Object.fromEntries([...found.weights].sort(([a], [b]) => a - b));
}

// Documents are written as steps to the base of 36, with ten times their weight: "1.k 2.a" are entries 1 and 3, of 2 and 1.
beforeEach(() =>
  useIndex({
    terms: [
      {
        "#theme:law": ["", "4.a", ""],
        "=pry": ["", "6.a", ""],
        "a/hrc/51/33": ["", "2.a", ""],
        common: ["", "*1.k", ""],
        parliament: ["parliamentary", "1.k 2.a", ""],
        parlement: ["", "", "#theme:law"],
        秘书: ["", "1.a 1.a", ""],
        书处: ["", "1.a", ""],
      },
    ],
    words: [{ "tnemailrap parliament": "" }],
  }),
);

test("a word finds its entries with the weights of the index", async () => {
  assert.deepEqual(await weights("parliament"), { 1: 2, 3: 1 });
  assert.deepEqual(await weights("unknown"), {});
});

test("another form of a word finds as much as the word", async () => {
  assert.deepEqual(await weights("parliamentary"), { 1: 2, 3: 1 });
});

test("a word of another language has 0.8 of the weight of the code that it names", async () => {
  assert.deepEqual(await weights("parlement"), { 4: 0.8 });
});

test("a word that somebody still types has half of the weight of longer ones", async () => {
  assert.deepEqual(await weights("parliam", UNFINISHED), { 1: 1, 3: 0.5 });
  assert.deepEqual(await weights("parliam", WHOLE), {});
});

test("a word that nearly every entry has finds all; only its best entries weigh", async () => {
  const found = await weights("common");
  assert.equal(Object.keys(found).length, 10);
  assert.deepEqual([found[0], found[1], found[2]], [0.01, 2, 0.01]);
});

test("the ISO code of a State weighs five times", async () => {
  assert.deepEqual(await weights("pry"), { 6: 5 });
});

test("two letters are the code of a State only in capitals", async () => {
  useIndex({ terms: [{ "=la": ["", "6.a", ""] }] });
  assert.deepEqual(await weights("la", WHOLE, "la"), {});
  assert.deepEqual(await weights("la", WHOLE, "LA"), { 6: 5 });
});

test("a document symbol is found, else those that go on behind it, else the longest beginning of it", async () => {
  assert.deepEqual(await weights("a/hrc/51/33"), { 2: 5 });
  assert.deepEqual(await weights("a/hrc/51"), { 2: 5 });
  assert.deepEqual(await weights("a/hrc/51/33/add.1"), { 2: 5 });
  // Another document of the same session is not meant, nor every document of a body.
  assert.deepEqual(await weights("a/hrc/51/3"), {});
  assert.deepEqual(await weights("a/res"), {});
});

test("a word with one wrong letter finds the right one, and tells so", async () => {
  const wrongEnd = await findWord("parliamemt", "Parliamemt", WHOLE);
  assert.deepEqual(
    [...wrongEnd.weights],
    [
      [1, 1.4],
      [3, 0.7],
    ],
  );
  assert.deepEqual(wrongEnd.instead, { word: "Parliamemt", other: "parliament" });
  const wrongStart = await findWord("barliament", "barliament", WHOLE);
  assert.deepEqual(wrongStart.instead, { word: "barliament", other: "parliament" });
});

test("a word of four letters is not corrected", async () => {
  useIndex({ terms: [{ laws: ["", "1.a", ""], lawyer: ["", "1.a", ""] }] });
  assert.deepEqual(await weights("lavs"), {});
  assert.deepEqual(await weights("lavyer"), { 1: 0.7 });
});

test("the beginning of a word looks into three slices, no more", async () => {
  const slice = (word, number) => ({ [word]: ["", `${number}.a`, ""] });
  useIndex({ terms: ["pa", "pb", "pc", "pd", "pe"].map((start, number) => slice(`${start}rt`, number + 1)) });
  assert.deepEqual(await weights("p", UNFINISHED), {});
  assert.deepEqual(Object.keys(await weights("pa", UNFINISHED)), ["1"]);
  useIndex({ terms: ["paa", "pab", "pac", "pad", "pae"].map((start, number) => slice(`${start}rt`, number + 1)) });
  assert.deepEqual(Object.keys(await weights("pa", UNFINISHED)), ["1", "2", "3"]);
});

test("a letter added, missing, changed or swapped is one error", () => {
  const near = ["indigenous", "indigenuos", "ndigenous", "indigenou", "indigenouss", "indigexous", "xindigenous"];
  assert.deepEqual(
    near.map((word) => errorsBetween("indigenous", word, 2)),
    [0, 1, 1, 1, 1, 1, 1],
  );
});

test("errors are counted up to the number that is asked for", () => {
  assert.equal(errorsBetween("morocco", "morroco", 2), 2);
  assert.equal(errorsBetween("morocco", "morroco", 1), 2);
  const far = ["indixnous", "indgenos", "xindigenousx", "dinigenous", "xxdigenous", ""];
  assert.deepEqual(
    far.filter((word) => errorsBetween("indigenous", word, 1) <= 1),
    [],
  );
});

test("two errors are forgiven in long words, if nothing is nearer", async () => {
  useIndex({ terms: [{ monaco: ["", "2.a", ""], morocco: ["", "1.a", ""] }] });
  assert.deepEqual(await weights("morroco"), { 1: 0.7 });
  assert.deepEqual(await weights("morroc"), {});
});

test("a name is found under its misspelt form, by the entries of its code", async () => {
  useIndex({ terms: [{ "#state:nld": ["", "3.a", "", "Netherlands"], "holland ": ["", "", "#state:nld"] }] });
  const found = await findWord("hollend", "Hollend", WHOLE);
  assert.deepEqual([...found.weights.keys()], [3]);
  assert.deepEqual(found.instead, { word: "Hollend", other: "holland" });
});

test("a word with a preposition before it finds the word, where the index has it", async () => {
  useIndex({ terms: [{ حقوق: ["", "2.a", ""], وزار: ["", "1.a", ""] }] }, "ar");
  assert.deepEqual(await weights("ولحقوق"), { 2: 0.9 });
  assert.deepEqual(Object.keys(await weights("وزارة")), ["1"]);
});

test("every single error in a real word is near, and no double one", () => {
  const words = goldenWords("en")
    .map(([word]) => word)
    .filter((word) => word.length > 6 && /^[a-z]+$/.test(word));
  assert.ok(words.length > 1000);
  let count = 0;
  for (const word of words) {
    const letters = [...word];
    const changed = letters.with ? letters.with(2, "#") : letters.map((letter, at) => (at === 2 ? "#" : letter));
    const twice = changed.map((letter, at) => (at === 5 ? "#" : letter));
    const missing = letters.toSpliced ? letters.toSpliced(3, 1) : letters.filter((_, at) => at !== 3);
    if (errorsBetween(word, changed.join(""), 1) > 1) count++;
    if (errorsBetween(word, missing.join(""), 1) > 1) count++;
    if (errorsBetween(word, twice.join(""), 1) < 2) count++;
    if (errorsBetween(word, `#${missing.join("")}`, 1) < 2) count++;
  }
  assert.equal(count, 0);
});
