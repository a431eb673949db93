/* The contribution form: fields and checks. A description of the fields, made from the models, comes from contribution_form.py with
   `describe`; an entry that is to be corrected comes as a script of its own with `take`. Nothing leaves the browser. */
"use strict";
globalThis.hubForm = (() => {
  let said = null;
  const taken = new Map();
  let begin;

  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [each, value] of Object.entries(attributes)) if (value !== undefined && value !== false) node.setAttribute(each, value === true ? "" : value);
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  };
  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const word = (key, values) => fill(said.words[key] ?? key, values);
  const count = (key, number, values = {}) => {
    const forms = said.words[key], rule = new Intl.PluralRules(said.language).select(number);
    return fill(forms[rule] ?? forms.other, { count: new Intl.NumberFormat(`${said.language}-u-nu-latn`).format(number), ...values });
  };

  /* Values live in plain objects as the file has them; a path such as 'text.title' leads through them. */
  const get = (holder, path) => path.split(".").reduce((at, name) => at?.[name], holder);
  const set = (holder, path, value) => {
    const names = path.split("."), last = names.pop();
    const empty = value === "" || value === undefined || value === false || (Array.isArray(value) && !value.length);
    const parent = names.reduce((at, name) => (at === undefined ? undefined : (at[name] ??= empty ? undefined : {})), holder);
    if (empty && parent) delete parent[last];
    else if (!empty) parent[last] = value;
    for (let depth = names.length; empty && depth > 0; depth--) {
      const whole = names.slice(0, depth), key = whole.pop(), above = whole.length ? get(holder, whole.join(".")) : holder;
      if (above?.[key] && !Object.keys(above[key]).length) delete above[key];
    }
  };

  /* YAML knows one kind of line end and no tabs; marks of byte order stand at the start of files only. */
  const clean = text => text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/\t/g, " ").replace(/\ufeff/g, "").trim();
  const length = text => [...text].length;

  /* What is wrong with one value: a message, or nothing. */
  const fault = (field, value, holder) => {
    if (isMissing(value)) return needs(field, holder) ? word(field.kind.startsWith("choice") ? "form.error_choice" : "form.error_required") : null;
    const texts = Array.isArray(value) ? value : [value];
    for (const text of texts) {
      if (typeof text !== "string") continue;
      if (new RegExp(said.forbidden, "u").test(text) || text.isWellFormed?.() === false) return word("form.error_character");
      if (field.kind !== "number" && field.max && length(text) > field.max) return word("form.error_long", { count: length(text), max: field.max });
      if (field.pattern && !new RegExp(field.pattern, "u").test(text)) return word(`form.error_${pattern(field)}`);
    }
    if (field.kind === "number" && !(Number(value) >= field.min && Number(value) <= field.max)) return word("form.error_number");
    return null;
  };
  const isMissing = value => value === undefined || value === "" || (Array.isArray(value) && !value.length);
  const needs = (field, holder) => field.required || (field.within && get(holder, field.within) !== undefined);
  const pattern = field => {
    if (field.path.endsWith("email")) return "email";
    if (field.pattern.startsWith("^https")) return "pattern_url";
    if (field.pattern.includes("{4}")) return "pattern_date";
    return field.pattern.startsWith("^[a-z0-9]+") ? "pattern_id" : "pattern_other";
  };

  /* Everything that is wrong in some fields: [[id of the control, label, message]]. */
  const faults = (fields, holder, prefix = "") => fields.flatMap(field => {
    const id = `${prefix}${field.path}`, value = get(holder, field.path);
    if (field.kind !== "groups") {
      const message = fault(field, value, holder);
      return message ? [[id, field.label, message]] : [];
    }
    const found = needs(field, holder) && isMissing(value) ? [[`${id}-add`, field.label, word("form.error_required")]] : [];
    (value || []).forEach((item, at) => {
      found.push(...faults(field.fields, item, `${id}.${at}.`));
      if (field.of === "statement" && item.text && !item.sources?.length && !item.editorial) found.push([`${id}.${at}.text`, field.label, word("form.error_source")]);
    });
    return found;
  });

  const options = field => field.codes || said.vocabularies[field.vocabulary];
  const labelOf = (field, code) => options(field).find(each => each[0] === String(code))?.[1] ?? String(code);
  const note = field => element("span", { class: "small" }, ` (${word(field.required ? "form.required" : "form.optional")})`);
  const ltr = field => Boolean(field.pattern) || field.kind === "number";

  /* One field with its label, its help, a place for its fault and its control. */
  const block = (field, holder, draft, prefix = "", group = "") => {
    const id = `${prefix}${field.path}`, wide = ["choices", "groups"].includes(field.kind) || field.kind === "own_sources";
    const help = field.help ? element("p", { class: "help", id: `${id}-help` }, field.help) : null;
    const error = element("p", { class: "error", id: `${id}-error`, hidden: true });
    const described = [help && `${id}-help`, `${id}-error`].filter(Boolean).join(" ");
    const inner = control(field, holder, draft, id, described);
    if (field.kind === "flag") return element("div", { class: "field flag", "data-id": id }, element("p", {}, inner, element("label", { for: id }, field.label)), help, error);
    if (wide) {
      const attributes = field.kind === "groups" ? { class: "field groups" } : { class: "field" };
      return element("fieldset", { ...attributes, "data-id": id, "aria-describedby": described }, element("legend", {}, field.label, group ? element("span", { class: "visually-hidden" }, ` (${group})`) : null, field.kind === "groups" ? null : note(field)), help, error, inner);
    }
    return element("div", { class: "field", "data-id": id }, element("label", { for: id }, field.label, note(field)), help, error, inner);
  };

  const control = (field, holder, draft, id, described) => {
    const value = get(holder, field.path), keep = made => { set(holder, field.path, made); draft.changed(); };
    const common = { id, "aria-describedby": described, "aria-required": field.required ? "true" : undefined };
    if (field.kind === "groups") return groups(field, holder, draft, id);
    if (field.kind === "own_sources") return sources(field, holder, draft, id, keep);
    if (field.kind === "choices") return choices(field, value || [], id, keep);
    if (field.kind === "flag") {
      const box = element("input", { ...common, type: "checkbox", "aria-required": undefined });
      box.checked = value === true || value === "true";
      box.addEventListener("change", () => keep(box.checked));
      return box;
    }
    if (field.kind === "choice") {
      const list = element("select", common, element("option", { value: "" }, word("form.none_chosen")), ...options(field).map(([code, label]) => element("option", { value: code }, label)));
      list.value = value ?? "";
      list.addEventListener("change", () => keep(list.value));
      return list;
    }
    const many = field.kind === "long" || field.kind === "lines";
    const box = element(many ? "textarea" : "input", { ...common, dir: ltr(field) ? "ltr" : "auto", rows: many ? (field.max > 1000 ? 5 : 3) : undefined, autocomplete: "off", inputmode: field.kind === "number" ? "numeric" : undefined });
    box.value = field.kind === "lines" ? (value || []).join("\n") : (value ?? "");
    const left = field.max && field.kind !== "number" && field.max <= 400 ? element("p", { class: "small left" }) : null;
    /* Said once half of the room is used. */
    const tell = () => { if (left) { const rest = field.max - length(clean(box.value)); left.textContent = rest > field.max / 2 ? "" : count("form.count_left", Math.max(0, rest)); } };
    box.addEventListener("input", () => {
      const text = clean(box.value);
      if (field.kind === "lines") keep(text.split("\n").map(line => line.trim()).filter(Boolean));
      else if (field.kind === "number") keep(/^\d+$/.test(text) ? Number(text) : text);
      else keep(text);
      tell();
    });
    tell();
    return left ? element("div", {}, box, left) : box;
  };

  const LONG = 20; /* Boxes that fit a screen; more are one stop of the Tab key, with a filter. */
  const choices = (field, chosen, id, keep) => {
    const all = options(field), set = new Set(chosen.map(String));
    const boxes = all.map(([code, label], at) => {
      const box = element("input", { type: "checkbox", id: at ? `${id}.${code}` : id, value: code });
      box.checked = set.has(code);
      box.addEventListener("change", () => { box.checked ? set.add(code) : set.delete(code); keep(all.map(each => each[0]).filter(each => set.has(each))); });
      return element("label", {}, box, element("span", {}, label));
    });
    return all.length > LONG ? hubForm.longList(boxes, id) : element("div", { class: "choices" }, ...boxes);
  };

  /* The sources that a statement rests on: those that the entry has. */
  const sources = (field, holder, draft, id, keep) => {
    const all = draft.values.sources || [], chosen = new Set(get(holder, field.path) || []);
    if (!all.length) return element("p", { class: "small" }, word("form.none_chosen"));
    return element("div", { class: "choices" }, ...all.map((source, at) => {
      const box = element("input", { type: "checkbox", id: at ? `${id}.${source.id}` : id, value: source.id });
      box.checked = chosen.has(source.id);
      box.addEventListener("change", () => { box.checked ? chosen.add(source.id) : chosen.delete(source.id); keep(all.map(each => each.id).filter(each => chosen.has(each))); });
      return element("label", {}, box, element("span", { dir: "auto" }, `${at + 1}. ${source.title || ""}`));
    }));
  };

  const ADD = { statement: "form.add_statement", sources: "form.add_source", sentence: "form.add_sentence", dated_steps: "form.add_step" };
  const groups = (field, holder, draft, id) => {
    const place = element("div", { class: "group-list" });
    const add = element("button", { type: "button", id: `${id}-add` }, word(ADD[field.of]));
    const show = () => {
      const items = get(holder, field.path) || [];
      place.replaceChildren(...items.map((item, at) => {
        const name = `${field.label} ${at + 1}`;
        const remove = element("button", { type: "button", class: "quiet" }, word("form.remove", { name }));
        remove.addEventListener("click", () => {
          const rest = (get(holder, field.path) || []).filter(each => each !== item);
          set(holder, field.path, rest);
          draft.changed();
          show();
          add.focus();
        });
        const inner = field.fields.filter(each => each.path !== "id").map(each => block(each.path === "sources" ? { ...each, kind: "own_sources" } : each, item, draft, `${id}.${at}.`, name));
        return element("fieldset", { class: "group" }, element("legend", {}, name), ...inner, element("p", {}, remove));
      }));
    };
    add.addEventListener("click", () => {
      const items = get(holder, field.path) || [], item = {};
      if (field.of === "sources") {
        const used = new Set(items.map(each => each.id));
        let number = items.length + 1;
        while (used.has(`source-${number}`)) number++;
        item.id = `source-${number}`;
      }
      set(holder, field.path, [...items, item]);
      draft.changed();
      show();
      place.lastElementChild.querySelector("input, select, textarea")?.focus();
    });
    show();
    return element("div", {}, place, element("p", {}, add));
  };

  /* Shows faults beside their fields and in a list above them; says whether there were none. */
  const showFaults = (place, found) => {
    for (const error of place.querySelectorAll(".error")) { error.hidden = true; error.textContent = ""; }
    for (const each of place.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    place.querySelector(".errors")?.remove();
    if (!found.length) return true;
    for (const [id, , message] of found) {
      const error = document.getElementById(`${id}-error`), box = document.getElementById(id);
      if (error) { error.textContent = message; error.hidden = false; }
      box?.setAttribute("aria-invalid", "true");
    }
    const list = element("ul", {}, ...found.map(([id, label, message]) => {
      const link = element("a", { href: `#${id}` }, `${label}: ${message}`);
      link.addEventListener("click", event => {
        event.preventDefault();
        const box = document.getElementById(id);
        box?.focus();
        /* In a list that is filtered, the first box may be hidden. */
        if (document.activeElement !== box) document.getElementById(`${id}-filter`)?.focus();
      });
      return element("li", {}, link);
    }));
    const heading = element("h3", { id: "errors" }, count("form.errors_heading", found.length));
    const box = element("div", { class: "errors", role: "group", "aria-labelledby": "errors", tabindex: "-1" }, heading, list);
    place.querySelector("h2").after(box);
    box.focus();
    return false;
  };

  const take = (path, content) => taken.set(path, content);
  /* An entry by its path ('practices/mar-didh'), from a script beside the site's pages. */
  const load = (root, path) => new Promise((resolve, reject) => {
    if (taken.has(path)) { resolve(structuredClone(taken.get(path))); return; }
    const script = element("script", { src: `${root}assets/entries/${path}.js` });
    script.addEventListener("load", () => (taken.has(path) ? resolve(structuredClone(taken.get(path))) : reject(new Error(path))));
    script.addEventListener("error", () => { script.remove(); reject(new Error(path)); });
    document.head.append(script);
  });

  const ready = new Promise(resolve => { begin = resolve; });
  const describe = description => {
    said = description;
    /* Addresses, files and drafts name what is in these: without a prototype, 'constructor' is not. */
    for (const each of [said.collections, said.languages, said.vocabularies, said.words]) Object.setPrototypeOf(each, null);
    begin();
  };
  return { describe, take, taken: path => taken.get(path), load, ready, element, word, count, get, set, clean, faults, block, showFaults, labelOf, options, get said() { return said; } };
})();
