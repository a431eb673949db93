// @ts-check
// The contribution form. A description of the fields, made from the models, comes from contribution_form.py by
// `describe`; an entry that is to be corrected comes as a script of its own, by `take`. Nothing leaves the browser.

import { describe, described, take } from "./form_description.mjs";
import { startForm } from "./form_page.mjs";

globalThis.hubForm = Object.freeze({ describe, take });
described.then(startForm);
