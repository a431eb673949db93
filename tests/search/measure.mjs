// Asks the search, without a browser: node measure.mjs FOLDER < queries.json. The folder has the slices of one language
// and settings.json, as measure.py writes them. A query begins with nothing loaded; the bytes are those after gzip.

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { find } from "../../hooks/knowledge_hub/search/scripts/search_results.mjs";
import { begin, take } from "../../hooks/knowledge_hub/search/scripts/slices.mjs";
import { stemmer } from "./analyses.mjs";

const folder = `${process.argv[2]}/`;
const [index, { algorithm, ...rules }] = JSON.parse(readFileSync(`${folder}settings.json`, "utf8"));
const ready = { ...rules, stemmer: algorithm ? stemmer(algorithm) : null };
const texts = new Map();
let bytes = 0;
let files = [];

/** Scripts are read from the disk when the search adds them to the page. */
globalThis.hubSearch = { take };
globalThis.document = {
  createElement: () => ({
    remove() {},
    /** @type {Record<string, () => void>} */
    listeners: {},
    addEventListener(name, listener) {
      this.listeners[name] = listener;
    },
  }),
  head: {
    append(script) {
      if (!texts.has(script.src)) {
        const text = readFileSync(script.src, "utf8");
        texts.set(script.src, [text, gzipSync(text).length]);
      }
      const [text, size] = texts.get(script.src);
      bytes += size;
      files.push(script.src.slice(folder.length));
      runInThisContext(text);
      queueMicrotask(script.listeners.load);
    },
  },
};

const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  begin(folder, index, ready);
  bytes = 0;
  files = [];
  const question = { query, order: "relevance", values: [], states: [], writing: false };
  const { result, found } = await find(question);
  const without = found.slice(0, 3).map((document) => result.without(document));
  const { names, instead, some } = result;
  answers.push({ found: found.slice(0, 10), count: found.length, names, instead, some, without, bytes, files });
}
process.stdout.write(JSON.stringify(answers));
