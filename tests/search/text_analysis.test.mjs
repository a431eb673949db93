// The analysis of texts: the same as that of the build, word for word.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chinesePairs,
  compoundsOf,
  isSearched,
  makeAnalysis,
  tokensOf,
} from "../../hooks/knowledge_hub/search/scripts/text_analysis.mjs";
import { goldenWords, RULES } from "./analyses.mjs";

for (const [language, rules] of Object.entries(RULES)) {
  test(`each golden word of '${language}' has its key and its form`, () => {
    const { key, form } = makeAnalysis(rules);
    const words = goldenWords(language);
    assert.ok(words.length >= 5000);
    assert.deepEqual(
      words.map(([word]) => [word, key(word), form(word)]),
      words,
    );
  });
}

test("a text is cut into words, document symbols and runs of Chinese", () => {
  const texts = {
    "L’accès à l’École": ["l", "accès", "à", "l", "école"],
    "see A/HRC/RES/51/33, para. 4": ["see", "a/hrc/res/51/33", "para", "4"],
    联合国UN秘书处: ["联合国", "un", "秘书处"],
    مُـــحَمّد: ["محمد"],
    "--- …": [],
  };
  for (const [text, tokens] of Object.entries(texts)) assert.deepEqual(tokensOf(text), tokens);
});

test("what nobody sees or types is one form", () => {
  const texts = {
    "２０２３ Ｍｏｒｏｃｃｏ": ["2023", "morocco"],
    "٢٠٢٣ ۲۰۲۳ २०२३": ["2023", "2023", "2023"],
    "Mo\u00adroc\u200bco \u202bPeru\u202c": ["morocco", "peru"],
    "follow\u2011up": ["follow", "up"],
  };
  for (const [text, tokens] of Object.entries(texts)) assert.deepEqual(tokensOf(text), tokens);
});

test("words with hyphens are found joined; numbers and other scripts are not joined", () => {
  assert.deepEqual(compoundsOf("Co-ordination, follow\u2011up in 2020-2024 (law 80-25)"), ["coordination", "followup"]);
});

test("single letters are not searched; digits and Chinese characters are", () => {
  assert.deepEqual(["l", "é", "un", "7", "国"].map(isSearched), [false, false, true, true, true]);
});

test("a run of Chinese is looked up by its pairs", () => {
  assert.deepEqual(chinesePairs("秘书处"), ["秘书", "书处"]);
  assert.deepEqual(chinesePairs("国"), ["国"]);
});
