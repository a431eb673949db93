// @ts-check
// The filters of the search page: what is chosen of each facet, and how many entries each value would give.

import { element, part } from "../../base/scripts/elements.mjs";
import { countText, fill, numberFormat } from "../../base/scripts/texts.mjs";
import { facetCounter, loadFacets } from "./search_results.mjs";

/** @typedef {[facet: string, code: string]} Value */
/** @typedef {import("./search_types.d.ts").Answer} Answer */

/**
 * @param {Element} filters
 * @param {{ count: Record<string, string>, remove: string }} words
 */
export function filterList(filters, words) {
  const { lang } = document.documentElement;
  const digits = numberFormat(lang);
  /** @type {HTMLInputElement[]} */
  const boxes = [...filters.querySelectorAll("input")];
  const boxOf = new Map(boxes.map((box) => [`${box.name}:${box.value}`, box]));
  /** @type {Map<string, string[]>} */
  const codesOf = new Map();
  for (const { name, value } of boxes) codesOf.set(name, [...(codesOf.get(name) ?? []), value]);
  /** @type {Map<string, string>} */
  const renamed = new Map();
  for (const { name, value, dataset } of boxes) {
    for (const former of dataset.formerly?.split(" ") ?? []) renamed.set(`${name}:${former}`, value);
  }
  /** @type {Answer | null} */
  let answer = null;

  const checked = () => boxes.filter((box) => box.checked);

  /** @param {HTMLInputElement | undefined} box */
  const labelOf = (box) => box?.closest("label")?.querySelector(".name")?.textContent ?? "";

  /**
   * The number next to a value: in digits to see, with what it counts to hear; none where it is not known.
   *
   * @param {HTMLInputElement} box
   * @param {number | undefined} number
   */
  const showNumber = (box, number) => {
    const label = box.closest("label");
    if (!label) return;
    part(".number", label).textContent = number === undefined ? "" : digits.format(number);
    part(".visually-hidden", label).textContent = number === undefined ? "" : countText(words.count, number, lang);
    label.classList.toggle("none", number === 0);
  };

  for (const box of boxes) {
    const label = box.closest("label");
    label?.append(element("span", { class: "visually-hidden" }));
    showNumber(box, Number(label?.querySelector(".number")?.textContent?.replace(/\D/g, "")));
  }

  return {
    codesOf,
    renamed,

    /** @returns {Value[]} */
    values: () => checked().map((box) => [box.name, box.value]),

    /** @param {Value[]} values */
    choose(values) {
      for (const box of boxes) box.checked = false;
      for (const [facet, code] of values) {
        const box = boxOf.get(`${facet}:${code}`);
        if (box) box.checked = true;
      }
    },

    /** @param {Value} value */
    nameOf: ([facet, code]) => labelOf(boxOf.get(`${facet}:${code}`)),

    /** @param {string} facet */
    headingOf: (facet) =>
      filters.querySelector(`[name="${facet}"]`)?.closest("fieldset")?.getAttribute("aria-label") ?? facet,

    /**
     * Buttons for the values that are chosen, each of which takes its value out again.
     *
     * @param {() => void} onRemove
     */
    removers: (onRemove) =>
      checked().map((box) => {
        const name = labelOf(box);
        const attributes = { type: "button", "aria-label": fill(words.remove, { name }) };
        const button = element("button", attributes, name, element("span", { "aria-hidden": "true" }, " ×"));
        button.addEventListener("click", () => {
          box.checked = false;
          onRemove();
        });
        return button;
      }),

    /**
     * Show the numbers in the facets that are open. Rejected where a facet could not be loaded: its values have none.
     * Not by `checkVisibility`: Safari has it only since 17.4.
     *
     * @param {Answer | null} [next] another answer, null for none; without it, the last one
     */
    async showNumbers(next = answer) {
      answer = next;
      const open = boxes.filter((box) => !box.closest("details:not([open])"));
      const names = new Set(open.map((box) => box.name));
      try {
        if (answer) await loadFacets(names);
      } finally {
        const counters = new Map();
        for (const name of names) counters.set(name, answer && facetCounter(answer.all, answer.chosen, name));
        if (next === answer) for (const box of open) showNumber(box, counters.get(box.name)?.(box.value));
      }
    },
  };
}
