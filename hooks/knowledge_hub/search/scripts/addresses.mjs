// @ts-check
// A pasted address or file name of a source finds the entries that cite it.

import { termOf, weightsOf } from "./weights.mjs";

const SCHEME = /^https?:\/\/(?:www\.)?|^www\./;
/** A query that is one address or one name of a file. */
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[^\s/]+\.(?:pdf|docx?|html?|xlsx?|pptx?)$|^[\w-]+(?:\.[\w-]+)+\/\S+$/i;

/**
 * What a query finds that is an address; null where it is none, or none that the index has.
 *
 * @param {string} query
 * @returns {Promise<import("./search_types.d.ts").Part | null>}
 */
export async function findAddress(query) {
  const text = query.trim();
  if (!ADDRESS.test(text)) return null;
  const plain = text.toLowerCase().replace(SCHEME, "").split("#")[0].replace(/\/+$/, "");
  const file = plain.split("?")[0].split("/").pop() ?? "";
  for (const key of [`@${plain}`, `@${plain.split("?")[0]}`, ...(file.includes(".") ? [`@${file}`] : [])]) {
    const term = await termOf(key);
    if (term) return { text, weights: await weightsOf(term), keys: [] };
  }
  return null;
}
