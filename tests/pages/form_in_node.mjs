// Calls functions of the form with the description of a built site: reads {form, calls} as JSON, writes what they return.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";
import { faultsOf } from "../../hooks/knowledge_hub/pages/scripts/form_checks.mjs";
import { describe, fieldsOf } from "../../hooks/knowledge_hub/pages/scripts/form_description.mjs";
import { fileText } from "../../hooks/knowledge_hub/pages/scripts/form_file.mjs";
import { readFile } from "../../hooks/knowledge_hub/pages/scripts/form_reading.mjs";

globalThis.jsyaml = createRequire(import.meta.url)("../../hooks/knowledge_hub/pages/scripts/yaml/js-yaml.js");
globalThis.hubForm = { describe };

const FUNCTIONS = {
  fileText,
  readFile,
  faultsOf: (collection, values) => faultsOf(fieldsOf(collection), values),
};

const { form, calls } = JSON.parse(readFileSync(0, "utf8"));
// As a browser reads it: without the mark of UTF-8.
runInThisContext(readFileSync(`${form}/en.js`, "utf8").replace(/^\ufeff/, ""));
process.stdout.write(JSON.stringify(calls.map(([name, ...values]) => FUNCTIONS[name](...values))));
