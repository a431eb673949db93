// @ts-check
// The search page. The address determines the results: query, filters, order, and how many are shown.

import { element, part } from "../../base/scripts/elements.mjs";
import { countText, fill, numberFormat } from "../../base/scripts/texts.mjs";
import {
  MOST_CHARACTERS,
  RESULTS_AT_ONCE,
  readSearch,
  repeated,
  searchedPart,
  statesOf,
  writeSearch,
} from "../../pages/scripts/search_address.mjs";
import { filterList } from "./filter_list.mjs";
import { markMatches, resultItem } from "./result_list.mjs";
import { goToPlace, watchPlace } from "./result_place.mjs";
import { notesOn, nowhere } from "./search_notes.mjs";
import { card, expectCards, find } from "./search_results.mjs";

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
 * @property {string} partly
 * @property {string} retry
 * @property {string} unknown
 * @property {string} long
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
  const filterPart = part(".find-filters");
  /** @type {HTMLInputElement} */
  const field = part("#find");
  /** @type {HTMLSelectElement} */
  const order = part("#find-order");
  const heading = part("#results");
  const list = part(".results");
  const status = part(".find-status");
  const notes = part(".find-notes");
  const chosen = part(".chosen");
  const more = part(".find-more");
  const browse = part(".find-browse");
  const dossier = part(".find-dossier");
  const filters = filterList(filterPart, words);
  const digits = numberFormat(lang);
  const siteTitle = document.title;

  let isWriting = false; // Whether the last word may be unfinished: until the form is sent.
  let shown = RESULTS_AT_ONCE;
  let isArriving = false; // Whether the reader comes to the page, perhaps back to a place in the list.
  let isCut = false; // Whether the address had a longer query.
  /** @type {[facet: string, value: string][]} Values of the address that no filter has. */
  let unknown = [];
  let shownSearch = ""; // The query of the address of these results.
  let latest = 0;
  let typing = 0;
  let announcement = 0;
  const readAddress = () => {
    const asked = readSearch(location.search, filters.codesOf, filters.renamed);
    ({ isWriting, shown, isCut, unknown } = asked);
    field.value = asked.query;
    order.value = asked.order;
    filters.choose(asked.values);
  };

  /** @param {number} many results */
  const address = (many) =>
    writeSearch({ query: field.value, order: order.value, values: filters.values(), isWriting, shown: many });

  /**
   * @param {"pushState" | "replaceState"} how
   * @param {{ state: unknown, hash: string }} [place] of the reader in the list, which a new search does not have
   */
  const writeAddress = (how, place = { state: null, hash: "" }) => {
    const search = address(shown);
    if (search === location.search) return;
    try {
      history[how](place.state, "", (search || (location.pathname.split("/").pop() ?? "")) + place.hash);
    } catch {
      // Safari refuses a hundred changes within half a minute: the results are shown all the same.
    }
  };

  /** @param {string} text */
  const announce = (text) => {
    clearTimeout(announcement);
    announcement = setTimeout(() => {
      status.textContent = text;
    }, ANNOUNCEMENT_PAUSE);
  };

  /** What of the address or the query was left out. */
  const omissions = () => {
    const headings = unknown.map(([facet, value]) => fill(words.unknown, { facet: filters.headingOf(facet), value }));
    const wasCut = isCut || searchedPart(field.value) !== field.value.trimStart();
    return wasCut ? [fill(words.long, { count: digits.format(MOST_CHARACTERS) }), ...headings] : headings;
  };

  /** @param {string[]} texts */
  const showNotes = (texts) => notes.replaceChildren(...texts.map((text) => element("p", {}, text)));

  /**
   * Say that something could not be loaded, with a button to try again. What is shown stays.
   *
   * @param {string} text
   */
  const showFailure = (text) => {
    const button = element("button", { type: "button" }, words.retry);
    button.addEventListener("click", () => {
      button.remove();
      heading.focus();
      show();
    });
    notes.append(element("p", {}, text, " ", button));
    announce(`${part(".find-count").textContent} ${text}`.trim());
    browse.hidden = false;
  };

  /**
   * @param {number[]} found
   * @param {string[]} texts of the notes
   */
  const showCounts = (found, texts) => {
    const count = countText(words.count, found.length, lang);
    announce([count, ...texts].join(" "));
    document.title = [count, repeated(field.value), siteTitle].filter(Boolean).join(" – ");
    part(".find-count").textContent = count;
    browse.hidden = found.length > 0;
    dossier.hidden = !found.length || !location.search;
    dossier.firstElementChild?.setAttribute("href", `dossier.html${address(RESULTS_AT_ONCE)}`);
  };

  /**
   * Show the first results while the others are on their way, and those that can be had where some fail.
   *
   * @param {import("./search_types.d.ts").Answer} answer
   * @param {number} turn
   * @returns {Promise<boolean>} whether all are shown; false when another search began meanwhile
   */
  const showResults = async ({ result, found, stateOf }, turn) => {
    /** @type {PromiseSettledResult<import("./search_types.d.ts").Card>[]} */
    const cards = [];
    const lacking = nowhere({ result, found });
    for (const end of [...FIRST_RESULTS, shown]) {
      const wanted = found.slice(cards.length, Math.min(end, shown));
      cards.push(...(await Promise.allSettled(wanted.map((document) => card(register, document)))));
      if (turn !== latest) return false;
      const items = cards.map((loaded, position) => {
        const state = filters.nameOf(["state", stateOf(found[position]) ?? ""]);
        const missing = result.without(found[position]).filter((word) => !lacking.includes(word));
        return loaded.status === "fulfilled" && resultItem(loaded.value, { state, missing }, words);
      });
      list.replaceChildren(...items.filter((item) => item !== false));
      markMatches(list, result);
    }
    more.hidden = found.length <= shown;
    return cards.every((loaded) => loaded.status === "fulfilled");
  };

  /** What the page asks for now; null where it could not be looked up. */
  const answerNow = async () => {
    const [query, values] = [searchedPart(field.value), filters.values()];
    const states = statesOf(values, filters.codesOf);
    try {
      return await find({ query, order: order.value, values, states, writing: isWriting });
    } catch {
      return null;
    }
  };

  const show = async () => {
    latest++;
    const turn = latest;
    const isCurrent = () => turn === latest;
    shownSearch = location.search;
    clearTimeout(announcement);
    status.textContent = "";
    const answer = await answerNow();
    if (!isCurrent()) return;
    if (!answer) {
      showNotes([]);
      showFailure(words.failed);
      return;
    }
    const texts = [...omissions(), ...notesOn(answer, repeated(field.value), words, lang)];
    showNotes(texts);
    showCounts(answer.found, texts);
    const isWhole = await showResults(answer, turn);
    if (!isCurrent()) return;
    if (isArriving) goToPlace(list);
    isArriving = false;
    const areCounted = await filters.showNumbers(answer).then(
      () => true,
      () => false,
    );
    if (isCurrent() && !(isWhole && areCounted)) showFailure(words.partly);
  };

  const showChosen = () => {
    const buttons = filters.removers(() => {
      change();
      (chosen.querySelector("button") ?? field).focus();
    });
    chosen.hidden = !buttons.length;
    part("ul", chosen).replaceChildren(...buttons.map((button) => element("li", {}, button)));
  };

  const change = () => {
    shown = RESULTS_AT_ONCE;
    isArriving = false;
    [isCut, unknown] = [false, []];
    writeAddress("pushState");
    showChosen();
    show();
  };

  const open = () => {
    readAddress();
    // An old spelling becomes the usual one. What is left out stays in the address, so that it is said again.
    if (!unknown.length && !isCut) writeAddress("replaceState", { state: history.state, hash: location.hash });
    isArriving = true;
    showChosen();
    show();
  };

  const type = () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      shown = RESULTS_AT_ONCE;
      isArriving = false;
      [isCut, unknown] = [false, []];
      isWriting = true;
      writeAddress("replaceState");
      show();
    }, TYPING_PAUSE);
  };

  // What an input method is still composing is no word yet; its end may come before or after the last input.
  field.addEventListener("compositionstart", () => clearTimeout(typing));
  field.addEventListener("compositionend", type);
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) type();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    isWriting = false;
    change();
  });
  filterPart.addEventListener("change", change);
  part(".clear", chosen).addEventListener("click", () => {
    filters.choose([]);
    change();
    field.focus();
  });
  more.addEventListener("click", () => {
    shown += RESULTS_AT_ONCE;
    writeAddress("replaceState");
    show();
  });
  // Where a facet cannot be loaded, its values have no numbers.
  filterPart.addEventListener("toggle", () => filters.showNumbers().catch(() => {}), true);
  addEventListener("popstate", () => {
    // Not for a link within the page.
    if (location.search !== shownSearch) open();
  });
  watchPlace(list);

  part(".filters", filterPart).toggleAttribute("open", matchMedia(WIDE).matches);
  document.querySelector(".no-script")?.remove();
  for (const hidden of document.querySelectorAll("[data-script]")) hidden.removeAttribute("hidden");
  expectCards(register);
  open();
}
