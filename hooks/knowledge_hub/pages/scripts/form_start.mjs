// @ts-check
// The first step of the form: what to do, and with what.

import { element } from "../../base/scripts/elements.mjs";
import { description, word } from "./form_description.mjs";
import { readDraft } from "./form_reading.mjs";
import { forget, storedText } from "./form_storage.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */
/** @typedef {import("./form_types.d.ts").Mode} Mode */
/** @typedef {import("./form_types.d.ts").StoredDraft} StoredDraft */

/** @type {Mode[]} */
const MODES = ["new", "correct", "translate"];

/**
 * The content of the step.
 *
 * @param {Draft} draft changed as somebody chooses
 * @param {(stored: StoredDraft) => void} goOn with a stored draft
 * @param {(file: File) => void} openFile
 */
export function startStep(draft, goOn, openFile) {
  const asked = element("div");
  const showAsked = () => asked.replaceChildren(...questionsOf(draft));
  showAsked();
  const modes = MODES.map((mode) =>
    radio("mode", mode, word(`form.kind_${mode}`), draft.mode === mode, () => {
      draft.mode = mode;
      showAsked();
    }),
  );
  const kinds = choicesField(word("form.kind_legend"), modes);
  const notice = draft.begun ? null : storedNotice(goOn);
  const offline = element("p", { class: "small" }, word("form.saved_offline"));
  return [notice, kinds, asked, keepField(draft), fileField(openFile), offline].filter((node) => node !== null);
}

/**
 * What has to be known for what was chosen.
 *
 * @param {Draft} draft
 */
function questionsOf(draft) {
  if (draft.mode === "new") return [collectionField(draft)];
  return draft.mode === "translate" ? [entryField(draft), languageField(draft)] : [entryField(draft)];
}

/**
 * @param {string} legend
 * @param {Node[]} choices
 */
function choicesField(legend, choices) {
  const group = element("div", { class: "choices" }, ...choices);
  return element("fieldset", { class: "field" }, element("legend", {}, legend), group);
}

/**
 * @param {string} name
 * @param {string} code
 * @param {string} label
 * @param {boolean} isChosen
 * @param {() => void} choose
 */
function radio(name, code, label, isChosen, choose) {
  const box = element("input", { type: "radio", name, value: code, id: `${name}-${code}` });
  box.checked = isChosen;
  box.addEventListener("change", choose);
  return element("label", {}, box, element("span", {}, label));
}

/** @param {Draft} draft */
function keepField(draft) {
  const box = element("input", { type: "checkbox", id: "keep" });
  box.checked = draft.keep;
  box.addEventListener("change", () => {
    draft.keep = box.checked;
    if (!box.checked) forget();
  });
  const label = element("label", { for: box.id }, word("form.keep_draft"));
  return element("div", { class: "field flag" }, element("p", {}, box, label));
}

/** @param {(file: File) => void} openFile */
function fileField(openFile) {
  const box = element("input", { type: "file", id: "open", accept: ".yml,.yaml" });
  box.addEventListener("change", () => {
    if (box.files?.[0]) openFile(box.files[0]);
  });
  const label = element("label", { for: box.id }, word("form.open_file"));
  return element("div", { class: "field", "data-id": box.id }, label, errorPlace(box.id), box);
}

/** @param {string} id of the control */
const errorPlace = (id) => element("p", { class: "error", id: `${id}-error`, hidden: true });

/** @param {Draft} draft */
function collectionField(draft) {
  const choices = Object.entries(description().collections).map(([code, { name }]) =>
    radio("collection", code, name, draft.collection === code, () => {
      draft.collection = code;
    }),
  );
  return choicesField(word("form.collection"), choices);
}

/**
 * The entry that is corrected or translated, by its address or its short name.
 *
 * @param {Draft} draft
 */
function entryField({ mode, opened, collection, values }) {
  const isOpened = opened && mode === "translate";
  const note = isOpened ? element("p", { class: "notice", id: "which-opened" }, word("form.opened_translation")) : null;
  const described = [note?.id, "which-help", "which-error"].filter(Boolean).join(" ");
  const box = element("input", { id: "which", dir: "ltr", autocomplete: "off", "aria-describedby": described });
  box.value = values.id ? `${collection}/${values.id}` : "";
  const label = element("label", { for: box.id }, word("form.which"));
  const help = element("p", { class: "help", id: "which-help" }, word("form.which_help"));
  return element("div", { class: "field", "data-id": box.id }, label, note, help, errorPlace(box.id), box);
}

/** @param {Draft} draft */
function languageField(draft) {
  const options = Object.entries(description().languages).map(([code, [ownName]]) =>
    element("option", { value: code, lang: code }, ownName),
  );
  const list = element("select", { id: "to" }, ...options);
  list.value = draft.language;
  list.addEventListener("change", () => {
    draft.language = list.value;
  });
  const label = element("label", { for: list.id }, word("form.translate_to"));
  return element("div", { class: "field" }, label, list);
}

/**
 * A draft that this browser has, with buttons to go on and to delete it; one that is damaged can only be deleted.
 *
 * @param {(stored: StoredDraft) => void} goOn
 */
function storedNotice(goOn) {
  const text = storedText();
  if (text === null) return null;
  const stored = text ? readDraft(text) : null;
  const remove = element("button", { type: "button", class: "quiet" }, word("form.draft_delete"));
  const buttons = element("p", { class: "buttons" }, stored ? goOnButton(stored, goOn) : null, remove);
  const sentence = stored ? word("form.draft_found", { date: longDate(stored.when) }) : word("form.draft_damaged");
  const notice = element("div", { class: "notice" }, element("p", {}, sentence), buttons);
  remove.addEventListener("click", () => {
    forget();
    const deleted = element("p", { role: "status", tabindex: "-1" }, word("form.draft_deleted"));
    notice.replaceChildren(deleted);
    deleted.focus();
  });
  return notice;
}

/**
 * @param {StoredDraft} stored
 * @param {(stored: StoredDraft) => void} goOn
 */
function goOnButton(stored, goOn) {
  const button = element("button", { type: "button" }, word("form.draft_continue"));
  button.addEventListener("click", () => goOn(stored));
  return button;
}

/** @param {string} date */
function longDate(date) {
  const format = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
  return new Date(date).toLocaleDateString(description().language, format);
}
