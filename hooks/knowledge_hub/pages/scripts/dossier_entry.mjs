// @ts-check
// An entry inside a dossier.

import { element } from "../../base/scripts/elements.mjs";
import { embed } from "./embedded_entry.mjs";

/** Elements to remove, as only the entry's own page needs them. */
const OWN_PAGE = ".trail, .contents, .pager, .act, .changes";

/**
 * A copy of an entry's article that fits into the dossier, with its title.
 *
 * @param {Element} article
 * @param {string} address of its own page
 * @param {number} number its place in the dossier
 */
export function dossierEntry(article, address, number) {
  // Changed while in its own document, where it does not load pictures yet.
  const entry = /** @type {HTMLElement} */ (article.cloneNode(true));
  for (const extra of entry.querySelectorAll(OWN_PAGE)) extra.remove();
  for (const list of entry.querySelectorAll("section > .similar")) list.parentElement?.remove();
  const prefix = `entry-${number}`;
  moveNames(entry, address, `${prefix}-`);
  for (const picture of entry.querySelectorAll("img")) picture.removeAttribute("loading");
  // A reader's settings may show one sentence of the page at a time; a dossier has all.
  for (const sentence of entry.querySelectorAll("[hidden]")) sentence.removeAttribute("hidden");
  embed(entry, 1);
  const title = /** @type {HTMLElement} */ (entry.querySelector("h2"));
  title.id = `${prefix}-title`;
  entry.id = prefix;
  entry.setAttribute("aria-labelledby", title.id);
  return { entry: document.adoptNode(entry), title };
}

/**
 * Make ids unique in the dossier, and keep the targets of links from the entry's own page.
 *
 * @param {Element} entry
 * @param {string} address
 * @param {string} prefix
 */
function moveNames(entry, address, prefix) {
  const ids = new Set();
  for (const named of entry.querySelectorAll("[id]")) {
    ids.add(`#${named.id}`);
    named.id = prefix + named.id;
  }
  for (const name of ["href", "src"]) {
    for (const linked of entry.querySelectorAll(`[${name}]`)) {
      const value = linked.getAttribute(name) ?? "";
      if (ids.has(value)) linked.setAttribute(name, `#${prefix}${value.slice(1)}`);
      else if (!value.startsWith("#")) linked.setAttribute(name, new URL(value, address).href);
    }
  }
}

/**
 * The end of an entry: the URL of its page, and a button to remove it.
 *
 * @param {{ page: string, remove: string }} words
 * @param {string} path
 * @param {string} address
 * @param {string} title
 * @param {() => void} onRemove
 */
export function entryFoot(words, path, address, title, onRemove) {
  // A path on this disk is of no use to other readers of a printed dossier.
  const shown = location.protocol.startsWith("http") ? address : `${path}.html`;
  // The same sentence without a name, and without the colon before it.
  const label = words.remove.replace("{name}", "").replace(/[\s:：]+$/, "");
  const attributes = { type: "button", class: "quiet", "aria-label": words.remove.replace("{name}", title) };
  const remove = element("button", attributes, label);
  remove.addEventListener("click", onRemove);
  const link = element("a", { href: address, dir: "ltr" }, shown);
  return [element("p", { class: "small" }, `${words.page} `, link), element("p", { class: "act" }, remove)];
}
