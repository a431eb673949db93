// @ts-check
// An entry inside another page: in a dossier, and in the preview of the form.

import { element } from "../../base/scripts/elements.mjs";

/**
 * Prepare the article of an entry for another page: lower its heading levels, and remove its landmarks, as those of
 * fifty entries would be hundreds.
 *
 * @param {Element} article
 * @param {number} steps
 */
export function embed(article, steps) {
  for (const named of article.querySelectorAll("[aria-labelledby]")) named.removeAttribute("aria-labelledby");
  for (const aside of article.querySelectorAll("aside")) rename(aside, "section");
  // From the lowest, so that none is lowered twice.
  for (const level of [4, 3, 2, 1]) {
    for (const heading of article.querySelectorAll(`h${level}`)) {
      rename(heading, /** @type {"h2"} */ (`h${level + steps}`));
    }
  }
}

/**
 * @param {Element} old
 * @param {keyof HTMLElementTagNameMap} name
 */
function rename(old, name) {
  const attributes = Object.fromEntries([...old.attributes].map((attribute) => [attribute.name, attribute.value]));
  old.replaceWith(element(name, attributes, ...old.childNodes));
}
