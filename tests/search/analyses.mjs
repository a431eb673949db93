// The analysis of each language, as search_files.py hands it to the browser.

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const STEMMERS = new URL("../../hooks/knowledge_hub/search/scripts/stemmers/", import.meta.url);
const ARABIC_ARTICLE = "^[وف]?(?:[بك]?ال|لل)(?=..)";

/** A stemmer by others is a classic script that makes a global. */
export function stemmer(name) {
  for (const file of ["base", name]) runInThisContext(readFileSync(new URL(`${file}.js`, STEMMERS), "utf8"));
  return runInThisContext(`new ${name[0].toUpperCase()}${name.slice(1)}Stemmer`);
}

const ARABIC_PREFIXES = "^(?:[وف]?[بكل]|[وف])(?=...)";
const PLAIN = { attached: null, prefixes: null, stop: "", how: "" };

export const RULES = {
  ar: { stemmer: stemmer("arabic"), ...PLAIN, attached: ARABIC_ARTICLE, prefixes: ARABIC_PREFIXES },
  zh: { stemmer: null, ...PLAIN },
  en: { stemmer: stemmer("english"), ...PLAIN },
  fr: { stemmer: stemmer("french"), ...PLAIN },
  ru: { stemmer: stemmer("russian"), ...PLAIN },
  es: { stemmer: stemmer("spanish"), ...PLAIN },
};

/** The golden words of a language: a word, its key and its form. */
export function goldenWords(language) {
  const lines = readFileSync(new URL(`golden/${language}.tsv`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => line.split("\t"));
}
