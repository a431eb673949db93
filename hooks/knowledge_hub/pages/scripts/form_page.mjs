// @ts-check
// The form from the first question to the ways to send it, one step at a time.

import { element, part } from "../../base/scripts/elements.mjs";
import { faultsOf, gapsOf } from "./form_checks.mjs";
import { description, loadEntry, word } from "./form_description.mjs";
import { choiceName, chooseByAddress, freshDraft, useEntry } from "./form_draft.mjs";
import { showFaults } from "./form_errors.mjs";
import { fieldBlock } from "./form_fields.mjs";
import { preview } from "./form_preview.mjs";
import { readFile, suits } from "./form_reading.mjs";
import { DEFAULT_COLLECTION, parseEntryName, shortName, today } from "./form_short_name.mjs";
import { startStep } from "./form_start.mjs";
import { store } from "./form_storage.mjs";
import { translationStep } from "./form_translation.mjs";
import { clean } from "./form_values.mjs";
import { ways } from "./form_ways.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */
/** @typedef {import("./form_types.d.ts").Fault} Fault */

/** Milliseconds after the last key before the form tells that the draft is stored: screen readers read it aloud. */
const STORED_PAUSE = 400;

/** Show the form in its place, once its description is there. */
export function startForm() {
  /** @type {HTMLFormElement} */
  const form = part("#contribution");
  const { entries = "", assets = "" } = form.dataset;
  const status = element("p", { class: "small kept", role: "status" });
  let draft = freshDraft();
  let at = 0;
  let timer = 0;

  const context = {
    sources: () => draft.values.sources ?? [],
    changed: () => {
      if (!draft.keep) return;
      if (!store(draft, at)) {
        // The form still works.
        status.textContent = word("form.draft_refused");
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        const format = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
        const time = new Date().toLocaleTimeString(description().language, format);
        status.textContent = word("form.draft_kept", { time });
      }, STORED_PAUSE);
    },
  };

  /** The names of the steps of what was chosen. */
  const stepNames = () => {
    if (draft.mode === "translate") return ["start", "translation", "preview"];
    return ["start", ...Object.keys(description().collections[draft.collection].steps), "preview"];
  };
  /** @param {string} step */
  const fieldsOfStep = (step) => description().collections[draft.collection].steps[step] ?? [];

  /** The entry that was named in the first step; the key of a text where there is none. */
  const loadNamedEntry = async () => {
    /** @type {HTMLInputElement} */
    const box = part("#which");
    const named = parseEntryName(clean(box.value));
    if (!named) return "form.entry_unknown";
    const path = `${named.collection}/${named.id}`;
    try {
      /** @type {import("./form_types.d.ts").EntryFiles} */
      const files = await loadEntry(entries, path);
      return { collection: named.collection, ...files };
    } catch {
      // Only the list of all entries tells that there is none: the host may have removed the files of an older build.
      const paths = await loadEntry(entries, "ids").catch(() => [path]);
      return paths.includes(path) ? "form.entry_failed" : "form.entry_unknown";
    }
  };

  /** What is wrong with the first step, once the entry that it names is loaded. @returns {Promise<Fault[]>} */
  const begin = async () => {
    draft.begun = true;
    if (draft.mode === "new") {
      draft.isNew = true;
      return [];
    }
    const isTranslation = draft.mode === "translate";
    const { opened } = draft;
    /** @param {string} key @returns {Fault[]} */
    const fault = (key) => [["which", word("form.which"), word(key)]];
    const loaded = await loadNamedEntry();
    if (typeof loaded === "string") return fault(loaded);
    const { collection, entry } = loaded;
    if (isTranslation && entry.original_language === draft.language) return fault("form.error_same_language");
    if (isTranslation && opened && !suits(opened, entry)) return fault("form.error_other_entry");
    const chosen = choiceName(draft.mode, collection, entry.id, draft.language);
    // Who comes back to this step and chooses the same again goes on with what was written.
    if (opened || draft.chosen !== chosen) useEntry(draft, loaded, chosen);
    return [];
  };

  /**
   * A file opens as what it is: an entry at its first fields, a translation with its original, which it may not name.
   *
   * @param {File} file
   */
  const openFile = async (file) => {
    const read = readFile(await file.text().catch(() => ""), file.name);
    if (!read) {
      showFaults(form, [["open", word("form.open_file"), word("form.error_file")]]);
      return;
    }
    const {
      collection = DEFAULT_COLLECTION,
      values,
      translation: opened,
      id,
      language = description().language,
    } = read;
    const { keep } = draft;
    if (values) {
      const mode = (await exists(entries, `${collection}/${values.id}`)) ? "correct" : "new";
      const chosen = choiceName(mode, collection, values.id);
      draft = { ...freshDraft(), mode, collection, values, isNew: mode === "new", begun: true, keep, chosen };
      go(1);
      return;
    }
    draft = { ...freshDraft(), mode: "translate", collection, language, opened, begun: true, keep };
    show(false);
    /** @type {HTMLInputElement} */
    const box = part("#which");
    if (id) {
      box.value = `${collection}/${id}`;
      await next();
    } else box.focus();
  };

  /** What only the file needs, filled in before it is shown. */
  const finish = () => {
    if (draft.mode === "translate") return;
    const { values } = draft;
    values.id ||= shortName(draft);
    values.schema_version ??= "1";
    values.status ??= "draft";
    values.added ??= today();
    values.updated = today();
  };

  /** What is wrong with a step that somebody wants to leave. @param {string} step @returns {Promise<Fault[]>} */
  const faultsOfStep = async (step) => {
    if (step === "start") return begin();
    if (step === "translation") {
      return [...faultsOf(description().translation, draft.translation), ...gapsOf(draft.translation)];
    }
    const faults = faultsOf(fieldsOfStep(step), draft.values);
    if (faults.length || step !== "basics") return faults;
    draft.values.id ||= shortName(draft);
    const isTaken = draft.mode === "new" && (await exists(entries, `${draft.collection}/${draft.values.id}`));
    return isTaken ? [["id", word("form.file_name"), word("form.error_taken")]] : [];
  };

  const next = async () => {
    if (!showFaults(form, await faultsOfStep(stepNames()[at]))) return;
    context.changed();
    go(at + 1);
  };

  /** @param {number} number */
  const go = (number) => {
    at = Math.max(0, Math.min(number, stepNames().length - 1));
    if (history.state?.step !== at) history.pushState({ step: at }, "");
    show(true);
  };

  /** @param {string} step */
  const contentOf = (step) => {
    if (step === "start") return startStep(draft, goOn, openFile);
    if (step === "translation") return translationStep(draft, context);
    if (step === "preview") {
      finish();
      return [
        element("p", {}, word("form.check_ok")),
        element("h3", {}, word("form.preview")),
        element("p", { class: "small" }, word("form.preview_text")),
        preview(draft, assets),
        ways(draft),
      ];
    }
    const blocks = fieldsOfStep(step).map((field) => fieldBlock(field, draft.values, context));
    return step === "easy" ? [element("p", { class: "help" }, word("help.easy")), ...blocks] : blocks;
  };

  /** @param {import("./form_types.d.ts").StoredDraft} stored */
  const goOn = (stored) => {
    draft = { ...freshDraft(), ...stored };
    go(stored.at || 1);
  };

  const buttonsOfStep = () => {
    const buttons = element("p", { class: "buttons" });
    if (at) {
      const back = element("button", { type: "button", class: "quiet" }, word("form.back"));
      back.addEventListener("click", () => go(at - 1));
      buttons.append(back);
    }
    if (at < stepNames().length - 1) {
      buttons.append(element("button", { type: "submit", id: "next" }, word("form.next")));
    }
    return buttons;
  };

  /** @param {boolean} moveFocus */
  const show = (moveFocus) => {
    const names = stepNames();
    const place = { number: at + 1, count: names.length, name: word(`form.step_${names[at]}`) };
    const heading = element("h2", { tabindex: "-1" }, word("form.step", place));
    form.replaceChildren(heading, ...contentOf(names[at]), buttonsOfStep(), status);
    if (moveFocus) heading.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    next();
  });
  addEventListener("popstate", ({ state }) => {
    // A link within the page, such as the one that skips the header, leads to no other step.
    if (!state) {
      history.replaceState({ step: at }, "");
      return;
    }
    at = Math.min(state.step, stepNames().length - 1);
    show(true);
  });

  const named = chooseByAddress(draft);
  history.replaceState({ step: 0 }, "");
  document.querySelector(".no-script")?.remove();
  show(false);
  if (named) {
    /** @type {HTMLInputElement} */
    const box = part("#which");
    box.value = named;
  }
}

/**
 * Whether an entry is there, as far as this copy of the site knows.
 *
 * @param {string} folder
 * @param {string} path
 */
async function exists(folder, path) {
  try {
    return (await loadEntry(folder, "ids")).includes(path);
  } catch {
    // A saved page has no list; the check of the repository will tell.
    return false;
  }
}
