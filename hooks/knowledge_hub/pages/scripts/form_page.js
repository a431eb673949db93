/* The form's way from the first question to the ways out, one step at a time; the draft stays in this browser. */
"use strict";
hubForm.ready.then(() => {
  const { element, word, get, set, clean, faults, block, showFaults } = hubForm;
  const form = document.getElementById("contribution");
  const KEY = "hub-draft";
  const root = form.dataset.root;
  let at = 0;
  const fresh = () => ({ mode: "new", collection: "practices", language: hubForm.said.language, keep: true, values: { original_language: hubForm.said.language }, translation: {}, fingerprints: {}, isNew: true });
  let draft = fresh();

  /* Keeping what is written, on this machine only, as long as its owner wants that. */
  const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; /* Storage is refused: nothing was kept. */ } };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* Storage is refused: nothing was kept. */ } };
  const status = element("p", { class: "small kept", role: "status" });
  let timer = 0;
  const changed = () => {
    if (!draft.keep) return;
    const { changed: _, root: __, ...content } = draft;
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...content, at, when: new Date().toISOString() }));
    } catch {
      status.textContent = word("form.draft_refused"); /* The form still works. */
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = word("form.draft_kept", { time: new Date().toLocaleTimeString(hubForm.said.language, { hour: "2-digit", minute: "2-digit" }) }); }, 400);
  };
  hubForm.now = () => draft;
  const adopt = made => { draft = Object.assign(made, { changed, root }); };
  adopt(draft);

  const today = () => new Date().toISOString().slice(0, 10);
  const SINGULAR = { practices: "practice", events: "event", resources: "resource", support: "support", experiences: "experience" };
  /* A short name from the State and the title; a title without Latin letters gives the kind and the year. */
  const shortName = () => {
    const words = (get(draft.values, "text.title") || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]{3,}/g) || [];
    const tail = words.length > 1 ? words.slice(0, 4) : [SINGULAR[draft.collection], today().slice(0, 4)];
    return [(draft.values.countries?.[0] || "int").toLowerCase(), ...tail].join("-").slice(0, 60).replace(/-+$/, "");
  };

  /* The steps of what was chosen: [name, fields]. */
  const steps = () => {
    if (draft.mode === "translate") return ["start", "translation", "preview"];
    return ["start", ...Object.keys(hubForm.said.collections[draft.collection].steps), "preview"];
  };
  const fieldsOf = name => hubForm.said.collections[draft.collection].steps[name] || [];

  const radio = (name, code, label, chosen, change) => {
    const box = element("input", { type: "radio", name, value: code, id: `${name}-${code}` });
    box.checked = chosen;
    box.addEventListener("change", change);
    return element("label", {}, box, element("span", {}, label));
  };

  /* The first step: what to do, and with what. */
  const start = () => {
    const more = element("div");
    const show = () => more.replaceChildren(...(draft.mode === "new" ? [collections()] : [which(), draft.mode === "translate" ? languages() : null].filter(Boolean)));
    const kinds = element("fieldset", { class: "field" }, element("legend", {}, word("form.kind_legend")),
      element("div", { class: "choices" }, ...["new", "correct", "translate"].map(code => radio("mode", code, word(`form.kind_${code}`), draft.mode === code, () => { draft.mode = code; show(); }))));
    const box = element("input", { type: "checkbox", id: "keep" });
    box.checked = draft.keep;
    box.addEventListener("change", () => { draft.keep = box.checked; if (!box.checked) forget(); });
    const file = element("input", { type: "file", id: "open", accept: ".yml,.yaml" });
    file.addEventListener("change", () => open(file.files[0]));
    show();
    return [found(), kinds, more, element("div", { class: "field flag" }, element("p", {}, box, element("label", { for: "keep" }, word("form.keep_draft")))),
      element("div", { class: "field", "data-id": "open" }, element("label", { for: "open" }, word("form.open_file")), element("p", { class: "error", id: "open-error", hidden: true }), file),
      element("p", { class: "small" }, word("form.saved_offline"))];
  };
  const collections = () => element("fieldset", { class: "field" }, element("legend", {}, word("form.collection")), element("div", { class: "choices" },
    ...Object.entries(hubForm.said.collections).map(([code, { name }]) => radio("collection", code, name, draft.collection === code, () => { draft.collection = code; }))));
  const which = () => {
    const note = draft.opened && draft.mode === "translate" ? element("p", { class: "notice", id: "which-opened" }, word("form.opened_translation")) : null;
    const box = element("input", { id: "which", dir: "ltr", autocomplete: "off", "aria-describedby": [note?.id, "which-help", "which-error"].filter(Boolean).join(" ") });
    box.value = draft.values.id ? `${draft.collection}/${draft.values.id}` : "";
    return element("div", { class: "field", "data-id": "which" }, element("label", { for: "which" }, word("form.which")), note, element("p", { class: "help", id: "which-help" }, word("form.which_help")), element("p", { class: "error", id: "which-error", hidden: true }), box);
  };
  const languages = () => {
    const list = element("select", { id: "to" }, ...Object.entries(hubForm.said.languages).map(([code, [own]]) => element("option", { value: code, lang: code }, own)));
    list.value = draft.language;
    list.addEventListener("change", () => { draft.language = list.value; });
    return element("div", { class: "field" }, element("label", { for: "to" }, word("form.translate_to")), list);
  };
  const found = () => {
    const text = kept(), before = text && hubForm.opening.draft(text);
    if (text === null || draft.begun) return null;
    const date = before && new Date(before.when).toLocaleDateString(hubForm.said.language, { day: "numeric", month: "long", year: "numeric" });
    const on = element("button", { type: "button" }, word("form.draft_continue")), off = element("button", { type: "button", class: "quiet" }, word("form.draft_delete"));
    const box = element("div", { class: "notice" }, element("p", {}, before ? word("form.draft_found", { date }) : word("form.draft_damaged")), element("p", { class: "buttons" }, before ? on : null, off));
    on.addEventListener("click", () => { adopt({ ...fresh(), ...before }); go(before.at || 1); });
    off.addEventListener("click", () => { forget(); box.replaceChildren(element("p", { role: "status", tabindex: "-1" }, word("form.draft_deleted"))); box.firstChild.focus(); });
    return box;
  };

  /* The entry that is named by its address or its short name, then the next step. */
  const fetchEntry = async () => {
    const typed = clean(document.getElementById("which").value).replace(/[?#].*$/, "").replace(/\.html$/, "");
    const [collection, id] = typed.includes("/") ? typed.split("/").slice(-2) : ["practices", typed];
    if (!(collection in hubForm.said.collections) || !/^[a-z0-9-]+$/.test(id)) return null;
    try {
      const content = await hubForm.load(root, `${collection}/${id}`);
      return { collection, values: content.entry, translation: content.translations[draft.language], translations: content.translations, fingerprints: content.fingerprints };
    } catch {
      return null;
    }
  };
  const nameOf = (mode, collection, id, language) => [mode, collection, id, mode === "translate" ? language : ""].join(" ");
  const begin = async () => {
    draft.begun = true;
    if (draft.mode === "new") {
      draft.isNew = true;
      return true;
    }
    const entry = await fetchEntry(), { opened } = draft;
    if (!entry || (draft.mode === "translate" && entry.values.original_language === draft.language)) {
      return showFaults(form, [["which", word("form.which"), word(entry ? "form.error_same_language" : "form.entry_unknown")]]);
    }
    if (draft.mode === "translate" && opened && !hubForm.opening.suits(opened, entry.values)) return showFaults(form, [["which", word("form.which"), word("form.error_other_entry")]]);
    /* Who comes back to this step and chooses the same again goes on with what was written. */
    const chosen = nameOf(draft.mode, entry.collection, entry.values.id, draft.language);
    if (opened || draft.chosen !== chosen) Object.assign(draft, { collection: entry.collection, values: entry.values, fingerprints: entry.fingerprints, translation: (draft.mode === "translate" && opened) || entry.translation || { status: "draft" }, isNew: draft.mode === "translate" && !entry.translation, chosen, opened: undefined });
    return true;
  };
  /* A file opens as what it is: an entry at its first fields, a translation beside its original, which it may not name. */
  const open = async file => {
    const read = hubForm.opening.file(await file.text().catch(() => ""), file.name);
    if (!read) return showFaults(form, [["open", word("form.open_file"), word("form.error_file")]]);
    const { collection = "practices", values, translation: opened, id, language = hubForm.said.language } = read;
    if (values) {
      const mode = (await exists(`${collection}/${values.id}`)) ? "correct" : "new";
      adopt({ ...fresh(), mode, collection, values, isNew: mode === "new", begun: true, keep: draft.keep, chosen: nameOf(mode, collection, values.id) });
      return go(1);
    }
    adopt({ ...fresh(), mode: "translate", collection, language, opened, begun: true, keep: draft.keep });
    show(false);
    const box = document.getElementById("which");
    if (!id) return box.focus();
    box.value = `${collection}/${id}`;
    return next();
  };

  /* The step of a translation: each text of the original with a place for its translation. */
  const translation = () => {
    const fields = ["basics", "story", "easy"].flatMap(fieldsOf).filter(field => /^(text|easy)\./.test(field.path) && get(draft.values, field.path) !== undefined);
    const source = draft.values.original_language, foreign = { lang: source, dir: source === "ar" ? "rtl" : "ltr" };
    const asked = hubForm.said.translation.map(field => block(field, draft.translation, draft));
    return [...asked, element("p", { class: "help" }, word("help.translation_text")), ...fields.map(field => {
      const original = get(draft.values, field.path), many = Array.isArray(original), texts = many ? original.map(each => each.text) : [original];
      const mark = draft.translation.made_from?.[field.path], behind = mark && mark !== draft.fingerprints[field.path];
      const boxes = texts.map((text, number) => {
        const id = `${field.path}.${number}`, box = element("textarea", { id, rows: text.length > 120 ? 4 : 2, dir: draft.language === "ar" ? "rtl" : "ltr", lang: draft.language, "aria-describedby": `${id}-source ${id}-error` });
        const now = get(draft.translation, field.path);
        box.value = (many ? now?.[number] : now) ?? "";
        box.addEventListener("input", () => { write(field.path, many, texts.length, number, clean(box.value)); changed(); });
        return element("div", { class: "field", "data-id": id }, element("label", { for: id }, many ? `${field.label} ${number + 1}` : field.label), element("blockquote", { id: `${id}-source`, ...foreign }, text), element("p", { class: "error", id: `${id}-error`, hidden: true }), box);
      });
      const notice = behind ? element("p", { class: "notice" }, word("form.changed_since")) : null;
      return many ? element("fieldset", { class: "group" }, element("legend", {}, field.label), notice, ...boxes) : element("div", { class: "group" }, notice, ...boxes);
    })];
  };
  const write = (path, many, length, number, text) => {
    if (many) {
      const all = [...(get(draft.translation, path) || Array(length).fill(""))].slice(0, length);
      while (all.length < length) all.push("");
      all[number] = text;
      set(draft.translation, path, all.some(Boolean) ? all : "");
    } else set(draft.translation, path, text);
    const marks = { ...draft.translation.made_from };
    if (get(draft.translation, path) === undefined) delete marks[path];
    else marks[path] = draft.fingerprints[path];
    draft.translation.made_from = marks;
  };
  /* A list is translated as a whole or not at all. */
  const gaps = () => ["text", "easy"].flatMap(part => Object.entries(draft.translation[part] || {}).flatMap(([name, value]) => (Array.isArray(value)
    ? value.map((text, number) => (text ? null : [`${part}.${name}.${number}`, `${number + 1}`, word("form.error_required")])).filter(Boolean) : [])));

  const finish = () => {
    if (draft.mode === "translate") return;
    const values = draft.values, now = today();
    if (!values.id) values.id = shortName();
    values.schema_version ??= "1";
    values.status ??= "draft";
    values.added ??= now;
    values.updated = now;
  };

  const exists = async path => {
    try { return (await hubForm.load(root, "ids")).includes(path); } catch { return false; /* A saved page has no list; the check of the repository will tell. */ }
  };
  /* Whether a new entry's short name is free, as far as this copy of the site knows. */
  const isTaken = async () => draft.mode === "new" && exists(`${draft.collection}/${draft.values.id}`);

  const next = async () => {
    const name = steps()[at];
    let good = true;
    if (name === "start") good = await begin();
    else if (name === "translation") good = showFaults(form, [...faults(hubForm.said.translation, draft.translation), ...gaps()]);
    else {
      good = showFaults(form, faults(fieldsOf(name), draft.values));
      if (good && name === "basics") {
        if (!draft.values.id) draft.values.id = shortName();
        if (await isTaken()) good = showFaults(form, [["id", word("form.file_name"), word("form.error_taken")]]);
      }
    }
    if (good) { changed(); go(at + 1); }
  };
  const go = number => {
    at = Math.max(0, Math.min(number, steps().length - 1));
    if (history.state?.step !== at) history.pushState({ step: at }, "");
    show(true);
  };
  const show = moved => {
    const names = steps(), name = names[at];
    const heading = element("h2", { tabindex: "-1" }, word("form.step", { number: at + 1, count: names.length, name: word(`form.step_${name}`) }));
    let content = [];
    if (name === "start") content = start().filter(Boolean);
    else if (name === "preview") {
      finish();
      content = [element("p", {}, word("form.check_ok")), element("h3", {}, word("form.preview")), element("p", { class: "small" }, word("form.preview_text")), hubForm.sending.preview(draft), hubForm.sending.ways(draft)];
    } else if (name === "translation") content = translation();
    else content = [name === "easy" ? element("p", { class: "help" }, word("help.easy")) : null, ...fieldsOf(name).map(field => block(field, draft.values, draft))].filter(Boolean);
    const buttons = element("p", { class: "buttons" });
    if (at) {
      const back = element("button", { type: "button", class: "quiet" }, word("form.back"));
      back.addEventListener("click", () => go(at - 1));
      buttons.append(back);
    }
    if (at < names.length - 1) buttons.append(element("button", { type: "submit", id: "next" }, word("form.next")));
    form.replaceChildren(heading, ...content, buttons, status);
    if (moved) heading.focus();
  };

  form.addEventListener("submit", event => { event.preventDefault(); next(); });
  addEventListener("popstate", event => {
    /* A link within the page, such as the one that skips the header, leads to no other step. */
    if (!event.state) return history.replaceState({ step: at }, "");
    at = Math.min(event.state.step, steps().length - 1);
    show(true);
  });

  /* An address may say what to do: ?correct=practices/mar-didh, ?translate=practices/mar-didh&to=ar, ?new=events. */
  const asked = new URLSearchParams(location.search);
  const named = asked.get("correct") || asked.get("translate");
  if (asked.get("new") in hubForm.said.collections) draft.collection = asked.get("new");
  if (named) {
    draft.mode = asked.get("correct") ? "correct" : "translate";
    if (asked.get("to") in hubForm.said.languages) draft.language = asked.get("to");
  }
  history.replaceState({ step: 0 }, "");
  document.querySelector(".no-script")?.remove();
  show(false);
  if (named) document.getElementById("which").value = named;
});
