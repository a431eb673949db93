// @ts-check
// The dossier page: shows the articles of entries from their own pages. The URL lists the entries
// (?ids=practices/a,events/b) or has a search that finds them (?q=…&topic=…).

import { element, part } from "../../base/scripts/elements.mjs";
import { loadScript } from "../../base/scripts/load_script.mjs";
import { countText, fill, numberFormat } from "../../base/scripts/texts.mjs";
import { namedEntries, searchedEntries } from "./dossier_choice.mjs";
import { dossierEntry, entryFoot } from "./dossier_entry.mjs";
import { articleOf } from "./entry_pages.mjs";

/** Pages that are loaded at a time: frames take memory, and browsers open six connections to a server. */
const AT_ONCE = 6;

/** @typedef {import("./dossier_choice.mjs").Words} Words */
/** @typedef {import("./dossier_choice.mjs").Chosen} Chosen */

/** @type {string[]} The paths of all entries. */
let knownPaths = [];

// The list of all entries is the one of the contribution form.
globalThis.hubForm = Object.freeze({
  /** @type {import("./form_types.d.ts").HubForm["take"]} */
  take(_name, paths) {
    if (Array.isArray(paths)) knownPaths = paths;
  },
});

async function startDossier() {
  const place = part(".dossier");
  const { ids = "", register = "", search = "" } = place.dataset;
  const { lang } = document.documentElement;
  /** @type {Words} */
  const words = JSON.parse(part("#dossier-words").textContent);
  const givenTitle = part(".dossier-given", place);
  const searched = part(".dossier-of", place);
  const status = part(".dossier-status", place);
  const date = part(".dossier-date", place);
  const notes = part(".dossier-notes", place);
  const tools = part(".dossier-tools", place);
  const contents = part(".dossier-contents", place);
  const entries = part(".dossier-entries", place);
  /** @type {HTMLInputElement} */
  const nameBox = part("#dossier-name");
  /** @type {HTMLInputElement} */
  const addBox = part("#dossier-add");
  const digits = numberFormat(lang);
  const siteTitle = document.title.replace(words.title, "");

  /** @type {string[]} */
  let paths = [];
  let turn = 0;
  let isByHand = false; // Whether a reader added or removed an entry.

  /**
   * An entry, with its item in the table of contents.
   *
   * @param {Element} article
   * @param {string} path
   * @param {number} number
   */
  const entryPart = (article, path, number) => {
    const address = new URL(`${path}.html`, location.href).href;
    const { entry, title } = dossierEntry(article, address, number);
    const remove = () =>
      change(
        paths.filter((other) => other !== path),
        number,
      );
    entry.append(...entryFoot(words, path, address, title.textContent, remove));
    const { lang: titleLanguage, dir } = title;
    const foreign = titleLanguage ? { lang: titleLanguage, dir } : {};
    const link = element("a", { href: `#${entry.id}`, ...foreign }, title.textContent);
    return { entry, line: element("li", {}, link) };
  };

  /** The entries, and the paths of those that cannot be loaded; null if another change came in the meantime. */
  const loadParts = async () => {
    turn++;
    const current = turn;
    const parts = [];
    const failed = [];
    for (let start = 0; start < paths.length; start += AT_ONCE) {
      const some = paths.slice(start, start + AT_ONCE);
      const articles = await Promise.all(some.map(articleOf));
      if (current !== turn) return null;
      for (const [position, article] of articles.entries()) {
        if (article) parts.push(entryPart(article, some[position], parts.length + 1));
        else failed.push(some[position]);
      }
    }
    return { parts, failed };
  };

  /**
   * Show notices on entries that are not in the dossier, with the reason.
   *
   * @param {string[]} unknown
   * @param {number} total
   * @param {string[]} failed
   */
  const showNotes = (unknown, total, failed) => {
    const texts = [];
    if (unknown.length) texts.push(fill(words.unknown, { names: unknown.join(words.separator) }));
    if (total > paths.length) {
      texts.push(fill(words.first, { number: digits.format(paths.length), total: digits.format(total) }));
    }
    notes.replaceChildren(...texts.map((text) => element("p", { class: "notice" }, text)));
    if (!failed.length) return;
    const links = failed.map((path) => element("li", {}, element("a", { href: `${path}.html`, dir: "ltr" }, path)));
    const sentence = element("p", {}, failedSentence());
    const why = element("p", {}, words.failed_why);
    notes.append(element("div", { class: "notice" }, sentence, element("ul", {}, ...links), why));
  };
  const failedSentence = () => fill(words.failed, { names: "" }).trim();

  /** @param {HTMLElement[]} shown */
  const showDate = (shown) => {
    const newest = shown
      .map(({ dataset }) => dataset)
      .sort((a, b) => ((a.updated ?? "") < (b.updated ?? "") ? 1 : -1))[0];
    date.hidden = !newest;
    date.textContent = newest?.date ?? "";
  };

  /**
   * Show the entries, and list those that are missing.
   *
   * @param {string[]} unknown
   * @param {number} total how many were asked for
   */
  const show = async (unknown, total) => {
    if (paths.length) status.textContent = words.loading;
    const loaded = await loadParts();
    if (!loaded) return;
    const { parts, failed } = loaded;
    showNotes(unknown, total, failed);
    entries.replaceChildren(...parts.map(({ entry }) => entry));
    part("ol", contents).replaceChildren(...parts.map(({ line }) => line));
    contents.hidden = !parts.length;
    showDate(parts.map(({ entry }) => entry));
    if (parts.length) status.textContent = countText(words.count, parts.length, lang);
    else if (failed.length) status.textContent = `${failedSentence()} ${failed.join(words.separator)}`;
    else status.textContent = words.empty;
    place.dataset.ready = "";
  };

  const isChosen = () => isByHand || new URLSearchParams(location.search).has("ids");

  /** Write the shown entries to the URL, and to the links to other languages and to the other register. */
  const writeAddress = () => {
    const kept = [...new URLSearchParams(location.search)].filter(([name]) => name !== "title" && name !== "ids");
    const parameters = isChosen()
      ? [`ids=${paths.join(",")}`]
      : kept.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const title = nameBox.value.trim();
    if (title) parameters.push(`title=${encodeURIComponent(title)}`);
    const page = location.pathname.split("/").pop();
    history.replaceState(null, "", parameters.length ? `?${parameters.join("&")}` : page);
    showTitle();
  };

  const showTitle = () => {
    const title = nameBox.value.trim();
    givenTitle.hidden = !title;
    part("bdi", givenTitle).textContent = title;
    document.title = [words.title, title].filter(Boolean).join(" – ") + siteTitle;
    for (const link of document.querySelectorAll("a")) {
      if (link.matches(".languages a, .register")) link.search = location.search;
    }
  };

  /**
   * @param {string[]} wanted
   * @param {number} removed the number of the entry that was removed, or 0
   * @param {string[]} [unknown]
   */
  const change = async (wanted, removed, unknown = []) => {
    isByHand = true;
    searched.hidden = true;
    paths = wanted.slice(0, words.most);
    writeAddress();
    await show(unknown, wanted.length);
    if (!removed) return;
    // The button that was pressed is gone: the next one is in its place.
    const buttons = entries.querySelectorAll("button");
    (buttons[Math.min(removed, buttons.length) - 1] ?? addBox).focus();
  };

  /** The entries of the URL. @returns {Promise<Chosen>} */
  const asked = async () => {
    const address = new URLSearchParams(location.search);
    const isSearch = ["q", "order", ...Object.keys(words.facets)].some((name) => address.has(name));
    if (isChosen() || !isSearch) return namedEntries(address.get("ids") ?? "", knownPaths);
    await loadScript(search);
    const found = await searchedEntries(address, words, register);
    searched.replaceChildren(...found.rows);
    searched.hidden = !found.rows.length;
    return found;
  };

  nameBox.addEventListener("input", writeAddress);
  tools.addEventListener("submit", (event) => {
    event.preventDefault();
    const { paths: added, unknown } = namedEntries(addBox.value, knownPaths);
    if (!addBox.value.trim()) return;
    if (!unknown.length) addBox.value = "";
    change([...new Set([...paths, ...added])], 0, unknown);
  });
  part(".print", tools).addEventListener("click", async () => {
    await Promise.allSettled([...entries.querySelectorAll("img")].map((picture) => picture.decode()));
    print();
  });

  document.querySelector(".no-script")?.remove();
  nameBox.value = (new URLSearchParams(location.search).get("title") ?? "").slice(0, nameBox.maxLength);
  showTitle();
  try {
    await loadScript(ids);
    const { paths: found, unknown, total } = await asked();
    paths = found.slice(0, words.most);
    part("#dossier-ids").append(...knownPaths.map((value) => element("option", { value })));
    tools.hidden = false;
    await show(unknown, total);
  } catch {
    status.textContent = fill(words.failed, { names: words.title });
  }
}

startDossier();
