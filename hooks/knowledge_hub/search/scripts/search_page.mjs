// @ts-check
// The search page. Query and filters are in the URL, and the URL determines the results.

import { element, part } from "../../base/scripts/elements.mjs";
import { countText, fill, numberFormat } from "../../base/scripts/texts.mjs";
import { piecesOf } from "./marked_text.mjs";
import { notesOn } from "./search_notes.mjs";
import { card, expectCards, facetCounter, find, loadFacets } from "./search_results.mjs";

/** Results that are shown at first, and more of them with each press of the button. */
const RESULTS_AT_ONCE = 10;
/** How many results are shown in turn: one answers the reader, five fill a screen, then all that are wanted. */
const FIRST_RESULTS = [1, 5];
/** Milliseconds after the last key: nobody types slower within a word, and nobody notices the delay. */
const TYPING_PAUSE = 150;
/** Milliseconds before a number of results is read aloud, so that a reader who types hears one number and not each. */
const ANNOUNCEMENT_PAUSE = 600;
/** From this width on the filters are next to the results, as in search.css. */
const WIDE = "(min-width: 64rem)";

/**
 * @typedef {object} PageWords what the page says, from search_pages.py
 * @property {string} language
 * @property {Record<string, [name: string, direction: string]>} languages
 * @property {string} remove
 * @property {string} failed
 * @typedef {PageWords & import("./search_notes.mjs").NoteWords} Words
 */

/** Show what the address asks for, where this page is the search page: a dossier searches without it. */
export function startSearchPage() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("find-form"));
  if (!form) return;
  const { register = "" } = form.dataset;
  const { lang } = document.documentElement;
  /** @type {Words} */
  const words = JSON.parse(part("#search-words").textContent);
  const filters = part(".find-filters");
  /** @type {HTMLInputElement} */
  const field = part("#find");
  /** @type {HTMLSelectElement} */
  const order = part("#find-order");
  const list = part(".results");
  const status = part(".find-status");
  const notes = part(".find-notes");
  const chosen = part(".chosen");
  const more = part(".find-more");
  const browse = part(".find-browse");
  const dossier = part(".find-dossier");
  /** @type {HTMLInputElement[]} */
  const boxes = [...filters.querySelectorAll("input")];
  const digits = numberFormat(lang);

  let isWriting = false; // Whether the last word may be unfinished: until the form is sent or the page opened again.
  let shown = RESULTS_AT_ONCE;
  let latest = 0;
  let typing = 0;
  let announcement = 0;
  /** @type {import("./search_types.d.ts").Answer | null} */
  let answer = null;

  const checked = () => boxes.filter((box) => box.checked);

  const readAddress = () => {
    const address = new URLSearchParams(location.search);
    field.value = address.get("q") ?? "";
    order.value = address.get("order") ?? "relevance";
    if (!order.value) order.value = "relevance";
    for (const box of boxes) box.checked = address.getAll(box.name).includes(box.value);
  };

  /** @param {"pushState" | "replaceState"} how */
  const writeAddress = (how) => {
    const address = new URLSearchParams();
    if (field.value.trim()) address.set("q", field.value);
    if (order.value !== "relevance") address.set("order", order.value);
    for (const box of checked()) address.append(box.name, box.value);
    const query = address.toString();
    const search = query && `?${query}`;
    if (search !== location.search) history[how](null, "", search || location.pathname.split("/").pop());
  };

  /**
   * The pieces of a text, with what was searched marked.
   *
   * @param {string} text
   */
  const marked = (text) => {
    const pieces = answer ? piecesOf(text, answer.result) : [];
    return pieces.map(([piece, isMatch]) => (isMatch ? element("mark", {}, piece) : piece));
  };

  /** @param {import("./search_types.d.ts").Card} card */
  const resultItem = ([href, title, kicker, text, language]) => {
    const [name, dir] = words.languages[language] ?? [];
    const foreign = language ? { lang: language, dir } : {};
    const link = element("a", { href, ...foreign }, ...marked(title));
    return element(
      "li",
      {},
      element("p", { class: "over" }, kicker),
      element("h3", {}, link),
      text ? element("p", foreign, ...marked(text)) : null,
      language ? element("p", { class: "small" }, fill(words.language, { language: name ?? language })) : null,
    );
  };

  /** @param {string} text */
  const announce = (text) => {
    clearTimeout(announcement);
    announcement = setTimeout(() => {
      if (status.textContent !== text) status.textContent = text;
    }, ANNOUNCEMENT_PAUSE);
  };

  /** The numbers of the values of facets that are open. Not by `checkVisibility`: Safari has it only since 17.4. */
  const showNumbers = async () => {
    const current = answer;
    if (!current) return;
    await loadFacets(boxes.filter((box) => !box.closest("details:not([open])")).map((box) => box.name));
    if (current !== answer) return;
    const counters = new Map();
    for (const box of boxes) {
      if (!counters.has(box.name)) counters.set(box.name, facetCounter(current.all, current.chosen, box.name));
      const number = counters.get(box.name)?.(box.value);
      const label = box.closest("label");
      if (number === undefined || !label) continue;
      part(".number", label).textContent = digits.format(number);
      label.classList.toggle("none", number === 0);
    }
  };

  /** @param {string[]} texts */
  const showNotes = (texts) => notes.replaceChildren(...texts.map((text) => element("p", {}, text)));

  /** @param {number[]} found */
  const showCounts = (found) => {
    const count = countText(words.count, found.length, lang);
    announce(count);
    part(".find-count").textContent = count;
    browse.hidden = found.length > 0;
    dossier.hidden = !found.length || !location.search;
    dossier.firstElementChild?.setAttribute("href", `dossier.html${location.search}`);
  };

  /**
   * Show the first results while the others are on their way; false when another search began meanwhile.
   *
   * @param {number[]} found
   * @param {number} turn
   */
  const showResults = async (found, turn) => {
    /** @type {import("./search_types.d.ts").Card[]} */
    const cards = [];
    for (const end of [...FIRST_RESULTS, shown]) {
      const wanted = found.slice(cards.length, Math.min(end, shown));
      cards.push(...(await Promise.all(wanted.map((document) => card(register, document)))));
      if (turn !== latest) return false;
      list.replaceChildren(...cards.map(resultItem));
    }
    more.hidden = found.length <= shown;
    return true;
  };

  const show = async () => {
    latest++;
    const turn = latest;
    /** @type {[string, string][]} */
    const values = checked().map((box) => [box.name, box.value]);
    const states = boxes.filter((box) => box.name === "state").map((box) => box.value);
    try {
      const next = await find({ query: field.value, order: order.value, values, states, writing: isWriting });
      if (turn !== latest) return;
      answer = next;
      showNotes(notesOn(next, field.value.trim(), words, lang));
      showCounts(next.found);
      if (await showResults(next.found, turn)) await showNumbers();
    } catch {
      showNotes([words.failed]);
      announce(words.failed);
      browse.hidden = false;
    }
  };

  /** A button for each value that is chosen, which takes it out again. */
  const showChosen = () => {
    const buttons = checked().map((box) => {
      const name = box.closest("label")?.querySelector(".name")?.textContent ?? box.value;
      const attributes = { type: "button", "aria-label": fill(words.remove, { name }) };
      const button = element("button", attributes, name, element("span", { "aria-hidden": "true" }, " ×"));
      button.addEventListener("click", () => {
        box.checked = false;
        change();
        (chosen.querySelector("button") ?? field).focus();
      });
      return element("li", {}, button);
    });
    chosen.hidden = !buttons.length;
    part("ul", chosen).replaceChildren(...buttons);
  };

  const change = () => {
    shown = RESULTS_AT_ONCE;
    writeAddress("pushState");
    showChosen();
    show();
  };

  const open = () => {
    readAddress();
    showChosen();
    shown = RESULTS_AT_ONCE;
    isWriting = false;
    show();
  };

  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      shown = RESULTS_AT_ONCE;
      writeAddress("replaceState");
      isWriting = true;
      show();
    }, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    isWriting = false;
    change();
  });
  filters.addEventListener("change", change);
  part(".clear", chosen).addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    change();
    field.focus();
  });
  more.addEventListener("click", () => {
    shown += RESULTS_AT_ONCE;
    show();
  });
  // Where a facet cannot be loaded, the numbers stay as they were.
  filters.addEventListener("toggle", () => showNumbers().catch(() => {}), true);
  addEventListener("popstate", open);

  part(".filters", filters).toggleAttribute("open", matchMedia(WIDE).matches);
  document.querySelector(".no-script")?.remove();
  for (const hidden of document.querySelectorAll("[data-script]")) hidden.removeAttribute("hidden");
  expectCards(register);
  open();
}
