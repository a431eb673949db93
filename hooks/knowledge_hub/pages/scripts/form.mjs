// @ts-check
// The contribution form. A script from contribution_form.py calls `describe` with the fields from the models; scripts
// with entries to correct call `take`. Nothing is sent from the browser.

import { describe, described, take } from "./form_description.mjs";
import { startForm } from "./form_page.mjs";

globalThis.hubForm = Object.freeze({ describe, take });
described.then(startForm);
