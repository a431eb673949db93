// @ts-check
// The ways to send a filled form: at the host of the repository, as a file, by e-mail. Each says what will happen.

import { element } from "../../base/scripts/elements.mjs";
import { description, word } from "./form_description.mjs";
import { fileName, filePlace, fileText } from "./form_file.mjs";
import { get } from "./form_values.mjs";

/** @typedef {import("./form_types.d.ts").Draft} Draft */

/** Characters of an address that hosts and browsers are sure to take. */
const LONGEST_ADDRESS = 7000;
/** Characters of a file that mail programs are sure to take within an address. */
const LONGEST_MAIL = 1500;
const NEXT_STEPS = [1, 2, 3, 4, 5];

/** @param {Draft} draft */
export function ways(draft) {
  const content = fileText(draft);
  const path = filePlace(draft);
  return element(
    "div",
    { class: "ways" },
    element("h3", {}, word("form.send")),
    element(
      "ol",
      {},
      element("li", {}, ...hostWay(draft, content, path)),
      element("li", {}, ...fileWay(draft, content, path)),
      element("li", {}, ...mailWay(draft, content, path)),
    ),
    ...contentToCopy(content),
    element("p", { class: "notice" }, word("form.consent_state"), element("br"), word("form.licence")),
    element("h3", {}, word("form.what_next")),
    element("ol", {}, ...NEXT_STEPS.map((number) => element("li", {}, word(`form.next_${number}`)))),
  );
}

/**
 * @param {Draft} draft
 * @param {string} content
 * @param {string} path
 */
function hostWay({ isNew }, content, path) {
  const { repository } = description();
  if (!repository) return [element("p", {}, word("form.no_host"))];
  const named = `${repository}/new/main?filename=${encodeURIComponent(path)}`;
  const filled = `${named}&value=${encodeURIComponent(content)}`;
  const isFilled = isNew && filled.length < LONGEST_ADDRESS;
  const unfilled = isNew ? named : `${repository}/edit/main/${path}`;
  const host = word("form.send_host", { host: new URL(repository).host });
  return [
    element("p", {}, word(isFilled ? "form.send_host_text" : "form.send_host_long")),
    element("p", {}, element("a", { class: "action", href: isFilled ? filled : unfilled, rel: "external" }, host)),
  ];
}

/**
 * @param {Draft} draft
 * @param {string} content
 * @param {string} path
 */
function fileWay(draft, content, path) {
  const href = URL.createObjectURL(new Blob([content], { type: "application/yaml" }));
  const save = element("a", { class: "action", download: fileName(draft), href }, word("form.send_file"));
  const place = element("code", { dir: "ltr" }, path);
  return [
    element("p", {}, word("form.send_file_text")),
    element("p", {}, save),
    element("p", { class: "small" }, `${word("form.file_name")}: `, place),
  ];
}

/**
 * @param {Draft} draft
 * @param {string} content
 * @param {string} path
 */
function mailWay({ values }, content, path) {
  const { mailbox } = description();
  if (!mailbox) return [element("p", {}, word("form.no_mail"))];
  const subject = word("form.mail_subject", { title: get(values, "text.title") || values.id });
  const isShort = encodeURIComponent(content).length < LONGEST_MAIL;
  const body = [word("form.mail_body"), path, ...(isShort ? ["", content] : [])].join("\n");
  const href = `mailto:${mailbox}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return [
    element("p", {}, word("form.send_mail_text")),
    element("p", {}, element("a", { class: "action", href }, word("form.send_mail"))),
  ];
}

/**
 * The text of the file, with a button that copies it.
 *
 * @param {string} content
 */
function contentToCopy(content) {
  const attributes = { class: "file", readonly: true, rows: 12, dir: "ltr", id: "file", spellcheck: "false" };
  const shown = element("textarea", attributes);
  shown.value = content;
  const status = element("p", { class: "small", role: "status" });
  const copy = element("button", { type: "button" }, word("form.copy"));
  copy.addEventListener("click", async () => {
    shown.focus();
    shown.select();
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      // Pages from a disk may not write to the clipboard.
      document.execCommand("copy");
    }
    status.textContent = word("form.copied");
  });
  const label = element("label", { for: shown.id }, word("form.send_file_content"));
  return [element("p", {}, label), shown, element("p", {}, copy), status];
}
