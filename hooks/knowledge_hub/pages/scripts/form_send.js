/* What becomes of a filled form: the text of the file, the page as readers will see it, and the ways to send it. */
"use strict";
hubForm.sending = (() => {
  const { element, word, get, clean, labelOf } = hubForm;
  const TOO_LONG = 7000; /* Characters of an address that hosts and browsers are sure to take. */
  const MAIL_TOO_LONG = 1500;

  /* Keys in the order of the model; what the model does not know stays behind them. */
  const arrange = (value, ranks, path = "") => {
    if (Array.isArray(value)) return value.map(each => arrange(each, ranks, path));
    if (value === null || typeof value !== "object") return typeof value === "string" ? clean(value) : value;
    const rank = key => { const at = ranks.indexOf(path ? `${path}.${key}` : key); return at < 0 ? ranks.length : at; };
    const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b));
    return Object.fromEntries(keys.map(key => [key, arrange(value[key], ranks, path ? `${path}.${key}` : key)]));
  };
  const ranksOf = collection => {
    const { order, steps } = hubForm.said.collections[collection], ranks = [...order];
    const walk = (fields, above) => {
      for (const field of fields) {
        ranks.push(above ? `${above}.${field.path}` : field.path);
        if (field.fields) walk(field.fields, above ? `${above}.${field.path}` : field.path);
      }
    };
    for (const fields of Object.values(steps)) walk(fields, "");
    return ranks;
  };

  /* The file as text. Its first line tells editors which schema it follows. */
  const text = (draft) => {
    const kind = draft.mode === "translate" ? `${draft.collection}.translation` : draft.collection;
    const { made_from: marks, ...rest } = draft.mode === "translate" ? draft.translation : draft.values;
    const content = arrange(rest, draft.mode === "translate" ? ["status", "reviewed_by", "text", "easy"] : ranksOf(draft.collection));
    if (marks) content.made_from = Object.entries(marks).map(([field, mark]) => `${field} ${mark}\n`).join("");
    const yaml = jsyaml.dump(content, { lineWidth: 110, noRefs: true });
    return `# yaml-language-server: $schema=../../schema/${kind}.json\n${yaml}`;
  };
  const place = draft => `hub_data/${draft.collection}/${draft.values.id}/${draft.mode === "translate" ? draft.language : "entry"}.yml`;
  /* Readers of the downloaded file know by its name where it belongs. */
  const fileName = draft => place(draft).split("/").slice(1).join("--");

  /* The entry as its page shows it; entry.html is the model of this markup, and a test holds the two together. */
  const preview = draft => {
    const values = draft.mode === "translate" ? translated(draft) : draft.values;
    const language = draft.mode === "translate" ? draft.language : values.original_language;
    const of = hubForm.said.collections[draft.collection], foreign = language === hubForm.said.language ? {} : { lang: language, dir: language === "ar" ? "rtl" : "ltr" };
    const fields = Object.values(of.steps).flat(), numbers = new Map((values.sources || []).map((source, at) => [source.id, at + 1]));
    const story = of.steps.story || [];
    const sections = story.filter(field => field.always || get(values, field.path)?.length).map(field => element("section", {}, element("h4", {}, field.label), ...(get(values, field.path)?.length
      ? get(values, field.path).map(each => statement(field, each, numbers, foreign))
      : [element("p", { class: "silent" }, word("field.silent"))])));
    const easy = (of.steps.easy || []).filter(field => field.kind === "groups" && get(values, field.path)?.length);
    return element("div", { class: "preview" },
      element("article", { class: "entry", "aria-label": word("form.preview") },
        element("header", { class: "entry-head" }, element("h3", foreign, values.text?.title || ""), element("p", { class: "lead", ...foreign }, values.text?.summary || "")),
        element("div", { class: "side" }, facts(of, fields, values)),
        element("div", { class: "story" }, ...sections, element("section", { class: "sources" }, element("h4", {}, word("entry.sources")), element("ol", {}, ...(values.sources || []).map(source => sourceLine(fields, source, foreign)))))),
      easy.length ? element("section", { class: "preview-easy" }, element("h3", foreign, values.easy.title || ""), ...easy.map(field => element("div", {}, element("h4", {}, field.label), element("ul", { class: "lines" }, ...get(values, field.path).map(each => line(each, draft, foreign)))))) : null);
  };
  const statement = (field, each, numbers, foreign) => {
    const says = field.fields.find(inner => inner.path === "says"), support = element("span", { class: "support" });
    if (each.says && says) support.append(" ", element("span", { class: "says" }, word("field.says", { who: labelOf(says, each.says) })));
    if (each.editorial) support.append(" ", element("span", { class: "reading" }, word("field.editorial")));
    for (const id of each.sources || []) if (numbers.has(id)) support.append(" ", element("span", { class: "ref" }, String(numbers.get(id))));
    return element("p", foreign, each.text || "", support);
  };
  const line = (each, draft, foreign) => {
    const picture = each.picture ? element("img", { src: `${draft.root}assets/pictures.svg#${each.picture}`, alt: "", width: 96, height: 96 }) : null;
    return element("li", {}, picture, element("div", {}, element("p", foreign, each.text || "")));
  };
  const facts = (of, fields, values) => {
    const rows = of.facts.flatMap(([name, label]) => {
      const field = fields.find(each => each.path === name || each.path === `mechanism.${name}` || each.path === `text.${name}`);
      const value = field && get(values, field.path);
      if (value === undefined || value === "" || !label || (Array.isArray(value) && !value.length)) return [];
      const texts = (Array.isArray(value) ? value : [value]).map(each => (field.codes || field.vocabulary ? labelOf(field, each) : String(each)));
      const reading = values.editorial?.includes(name) ? element("span", { class: "reading" }, word("fact.reading")) : null;
      return [element("div", {}, element("dt", {}, label, reading ? " " : null, reading), ...texts.map(text => element("dd", { dir: "auto" }, text)))];
    });
    return element("div", { class: "facts" }, element("h4", {}, word("fact.facts")), element("dl", {}, ...rows));
  };
  const sourceLine = (fields, source, foreign) => {
    const inner = fields.find(each => each.path === "sources").fields, kind = inner.find(each => each.path === "kind");
    const end = word("list.sentence_end"), details = [source.publisher, source.symbol, source.paragraphs && word("entry.paragraph", { paragraphs: source.paragraphs }), source.date].filter(Boolean);
    const title = /^https?:\/\//.test(source.url || "") ? element("a", { href: source.url, rel: "external" }, source.title || source.url) : (source.title || "");
    return element("li", {}, element("span", { dir: "auto" }, title), element("br"), element("span", { class: "small", ...foreign }, `${source.kind ? labelOf(kind, source.kind) : ""}${end}${details.join(word("list.separator"))}`));
  };
  const translated = draft => {
    const merged = structuredClone(draft.values);
    for (const part of ["text", "easy"]) {
      for (const [name, value] of Object.entries(draft.translation[part] || {})) {
        if (!Object.hasOwn(merged[part] || {}, name)) continue;
        if (Array.isArray(value)) merged[part][name] = merged[part][name].map((each, at) => ({ ...each, text: value[at] || each.text }));
        else merged[part][name] = value;
      }
    }
    return merged;
  };

  /* Three ways out, each with what will happen. */
  const ways = draft => {
    const content = text(draft), path = place(draft), { repository, mailbox } = hubForm.said;
    const told = element("p", { class: "small", role: "status" });
    const copy = element("button", { type: "button" }, word("form.copy"));
    const shown = element("textarea", { class: "file", readonly: true, rows: 12, dir: "ltr", id: "file", spellcheck: "false" });
    shown.value = content;
    copy.addEventListener("click", async () => {
      shown.focus();
      shown.select();
      try { await navigator.clipboard.writeText(content); } catch { document.execCommand("copy"); /* Pages from a disk have no clipboard of their own. */ }
      told.textContent = word("form.copied");
    });
    const host = repository ? [...hostWay(draft, content, path, repository)] : [element("p", {}, word("form.no_host"))];
    const save = element("a", { class: "action", download: fileName(draft), href: URL.createObjectURL(new Blob([content], { type: "application/yaml" })) }, word("form.send_file"));
    const subject = word("form.mail_subject", { title: get(draft.values, "text.title") || draft.values.id });
    const short = encodeURIComponent(content).length < MAIL_TOO_LONG ? `\n\n${content}` : "", message = `${word("form.mail_body")}\n${path}${short}`;
    const mail = mailbox
      ? [element("p", {}, word("form.send_mail_text")), element("p", {}, element("a", { class: "action", href: `mailto:${mailbox}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}` }, word("form.send_mail")))]
      : [element("p", {}, word("form.no_mail"))];
    return element("div", { class: "ways" },
      element("h3", {}, word("form.send")),
      element("ol", {},
        element("li", {}, ...host),
        element("li", {}, element("p", {}, word("form.send_file_text")), element("p", {}, save), element("p", { class: "small" }, `${word("form.file_name")}: `, element("code", { dir: "ltr" }, path))),
        element("li", {}, ...mail)),
      element("p", {}, element("label", { for: "file" }, word("form.send_file_content"))), shown, element("p", {}, copy), told,
      element("p", { class: "notice" }, word("form.consent_state"), element("br"), word("form.licence")),
      element("h3", {}, word("form.what_next")),
      element("ol", {}, ...[1, 2, 3, 4, 5].map(number => element("li", {}, word(`form.next_${number}`)))));
  };
  function* hostWay(draft, content, path, repository) {
    const host = new URL(repository).host, isNew = draft.isNew, filled = `${repository}/new/main?filename=${encodeURIComponent(path)}&value=${encodeURIComponent(content)}`;
    const fits = isNew && filled.length < TOO_LONG;
    const address = fits ? filled : isNew ? `${repository}/new/main?filename=${encodeURIComponent(path)}` : `${repository}/edit/main/${path}`;
    yield element("p", {}, word(fits ? "form.send_host_text" : "form.send_host_long"));
    yield element("p", {}, element("a", { class: "action", href: address, rel: "external" }, word("form.send_host", { host })));
  }

  return { text, place, preview, ways };
})();
