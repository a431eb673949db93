// @ts-check
// Errors of a step: at their fields, and in a list of links above.

import { element, part } from "../../base/scripts/elements.mjs";
import { countWord } from "./form_description.mjs";

/**
 * Show the errors; returns whether there are none.
 *
 * @param {HTMLElement} form
 * @param {import("./form_types.d.ts").Fault[]} faults
 */
export function showFaults(form, faults) {
  hideFaults(form);
  if (!faults.length) return true;
  for (const [id, , message] of faults) {
    const error = document.getElementById(`${id}-error`);
    if (error) error.textContent = message;
    error?.removeAttribute("hidden");
    document.getElementById(id)?.setAttribute("aria-invalid", "true");
  }
  const heading = element("h3", { id: "errors" }, countWord("form.errors_heading", faults.length));
  const attributes = { class: "errors", role: "group", "aria-labelledby": heading.id, tabindex: "-1" };
  const box = element("div", attributes, heading, element("ul", {}, ...faults.map(faultItem)));
  part("h2", form).after(box);
  box.focus();
  return false;
}

/** @param {HTMLElement} form */
function hideFaults(form) {
  for (const error of form.querySelectorAll(".error")) {
    error.textContent = "";
    error.setAttribute("hidden", "");
  }
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  form.querySelector(".errors")?.remove();
}

/** @param {import("./form_types.d.ts").Fault} fault */
function faultItem([id, label, message]) {
  const link = element("a", { href: `#${id}` }, `${label}: ${message}`);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const control = document.getElementById(id);
    control?.focus();
    // In a list that is filtered, the first box may be hidden.
    if (document.activeElement !== control) document.getElementById(`${id}-filter`)?.focus();
  });
  return element("li", {}, link);
}
