/* A dossier: the entries that the address names (?ids=practices/a,events/b) or that its search finds (?q=…&topic=…), as their
   own pages have them. Pages on a disk may not read each other, but a page in a frame may hand its text over (hub.js); where
   there is a server, the page is asked for, as many servers forbid frames. */
(async () => {
  "use strict";
  const place = document.querySelector(".dossier"), { root, register, search } = place.dataset;
  const words = JSON.parse(document.getElementById("dossier-words").textContent);
  const [given, of, status, date, notes, tools, contents, entries] = [".dossier-given", ".dossier-of", ".dossier-status", ".dossier-date", ".dossier-notes", ".dossier-tools", ".dossier-contents", ".dossier-entries"].map(each => place.querySelector(each));
  document.querySelector(".no-script")?.remove();
  const name = document.getElementById("dossier-name"), more = document.getElementById("dossier-add");
  const language = document.documentElement.lang, AT_ONCE = 6, PATIENCE = 4000;
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [each, value] of Object.entries(attributes)) made.setAttribute(each, value);
    made.append(...children);
    return made;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const digits = number => new Intl.NumberFormat(`${language}-u-nu-latn`).format(number);
  const count = number => fill(words.count[new Intl.PluralRules(language).select(number)] ?? words.count.other, { count: digits(number) });
  const load = src => new Promise((resolve, reject) => {
    const script = element("script", { src });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(src)));
    document.head.append(script);
  });

  /* The list of all entries is the one that the contribution form takes. */
  let known = [];
  globalThis.hubForm = { take: (_, paths) => { known = paths; } };

  /* What the address names, as paths; and what no entry is called. */
  const named = text => {
    const paths = new Set(), unknown = [];
    for (const each of text.split(/[\s,]+/).filter(Boolean)) {
      const asked = each.replace(/[?#].*$/, "").replace(/\.html$/, "").split("/").slice(-2).join("/");
      const path = known.find(one => one === asked || one.endsWith(`/${asked}`));
      if (path) paths.add(path);
      else unknown.push(each);
    }
    return { paths: [...paths], unknown };
  };
  /* What the search of the address finds, in its order. */
  const searched = async address => {
    await load(search);
    const values = [...address].filter(([facet, code]) => Object.hasOwn(words.facets, facet) && words.facets[facet][1].some(([each]) => each === code));
    const asked = { query: address.get("q") || "", order: address.get("order") || "relevance", values, states: words.facets.state?.[1].map(([code]) => code) ?? [], writing: false };
    const { found } = await hubSearch.results.find(asked);
    const cards = await Promise.all(found.slice(0, words.most).map(each => hubSearch.results.card(register, each)));
    const row = (term, texts) => element("div", {}, element("dt", {}, term), ...texts.map(text => element("dd", { dir: "auto" }, text)));
    const rows = asked.query.trim() ? [row(words.search, [asked.query.trim()])] : [];
    for (const facet of new Set(values.map(([each]) => each))) {
      const [term, codes] = words.facets[facet], labels = new Map(codes);
      rows.push(row(term, values.filter(([each]) => each === facet).map(([, code]) => labels.get(code))));
    }
    of.replaceChildren(...rows);
    of.hidden = !rows.length;
    return { paths: cards.map(([href]) => href.replace(/\.html$/, "")), unknown: [], total: found.length };
  };

  /* The entry of a page; null where it cannot be had. Read as what every page is, whatever the server calls it. */
  const requested = path => new Promise(resolve => {
    if (location.protocol === "file:") return resolve(null);
    const request = new XMLHttpRequest();
    request.open("GET", `${path}.html`);
    request.responseType = "document";
    request.overrideMimeType("text/html; charset=utf-8");
    request.addEventListener("loadend", () => resolve(request.status === 200 ? request.response?.querySelector("main > article") : null));
    request.send();
  });
  const waiting = new Map();
  addEventListener("message", event => waiting.get(event.source)?.(event.data));
  const framed = path => new Promise(resolve => {
    const frame = element("iframe", { src: `${path}.html`, hidden: "", "aria-hidden": "true", tabindex: "-1" });
    document.body.append(frame);
    const source = frame.contentWindow;
    const done = html => { waiting.delete(source); frame.remove(); resolve(html && new DOMParser().parseFromString(html, "text/html").querySelector("article")); };
    waiting.set(source, done);
    frame.addEventListener("load", () => setTimeout(done, PATIENCE, null));
  });
  /* The same, once; what could not be had is tried again with the next change. */
  const kept = new Map();
  const text = path => {
    if (!kept.has(path)) kept.set(path, requested(path).then(found => found || framed(path)).then(found => {
      if (!found) kept.delete(path);
      return found;
    }));
    return kept.get(path);
  };

  /* An entry as a part of this page: its names and links made to fit, its headings one step lower, what only its own page needs left out. */
  const part = (article, path, number) => {
    /* Changed in its own document, where it loads nothing. */
    const entry = article.cloneNode(true), address = new URL(`${path}.html`, location.href);
    for (const each of entry.querySelectorAll(".trail, .contents, .pager, .act, .changes")) each.remove();
    for (const each of entry.querySelectorAll("section > .similar")) each.parentElement.remove();
    const ids = new Set([...entry.querySelectorAll("[id]")].map(each => each.id)), own = id => `entry-${number}-${id}`;
    for (const each of entry.querySelectorAll("[id]")) each.id = own(each.id);
    /* Parts without a name are no landmarks: those of fifty entries would be a list of hundreds. */
    for (const each of entry.querySelectorAll("[aria-labelledby]")) each.removeAttribute("aria-labelledby");
    for (const attribute of ["href", "src"]) for (const each of entry.querySelectorAll(`[${attribute}]`)) {
      const value = each.getAttribute(attribute);
      each.setAttribute(attribute, value[0] !== "#" ? new URL(value, address).href : ids.has(value.slice(1)) ? `#${own(value.slice(1))}` : value);
    }
    for (const each of entry.querySelectorAll("img")) each.removeAttribute("loading");
    for (const [tag, other] of [["h3", "h4"], ["h2", "h3"], ["h1", "h2"], ["aside", "section"]]) for (const old of entry.querySelectorAll(tag)) {
      old.replaceWith(element(other, Object.fromEntries([...old.attributes].map(each => [each.name, each.value])), ...old.childNodes));
    }
    const title = entry.querySelector("h2");
    title.id = own("title");
    entry.id = `entry-${number}`;
    entry.setAttribute("aria-labelledby", title.id);
    const shown = location.protocol.startsWith("http") ? address.href : `${path}.html`;
    const remove = element("button", { type: "button", class: "quiet", "aria-label": fill(words.remove, { name: title.textContent }) }, fill(words.remove, { name: "" }).replace(/[\s:：]+$/, ""));
    remove.addEventListener("click", () => change(paths.filter(each => each !== path), number));
    entry.append(element("p", { class: "small" }, `${words.page} `, element("a", { href: address.href, dir: "ltr" }, shown)), element("p", { class: "act" }, remove));
    const { lang, dir } = title;
    const link = element("a", { href: `#${entry.id}`, ...(lang ? { lang, dir } : {}) }, title.textContent);
    return { entry: document.adoptNode(entry), line: element("li", {}, link) };
  };

  let paths = [], turn = 0;
  /* Shows the entries and says which there are not. */
  const show = async ({ unknown = [], total = paths.length } = {}) => {
    const now = ++turn, failed = [], parts = [];
    if (paths.length) status.textContent = words.loading;
    for (let at = 0; at < paths.length; at += AT_ONCE) {
      const some = paths.slice(at, at + AT_ONCE), texts = await Promise.all(some.map(text));
      if (now !== turn) return;
      texts.forEach((article, index) => (article ? parts.push(part(article, some[index], parts.length + 1)) : failed.push(some[index])));
    }
    const told = [];
    if (unknown.length) told.push(fill(words.unknown, { names: unknown.join(words.separator) }));
    if (total > paths.length) told.push(fill(words.first, { number: digits(paths.length), total: digits(total) }));
    notes.replaceChildren(...told.map(each => element("p", { class: "notice" }, each)));
    const missing = failed.length ? fill(words.failed, { names: "" }).trim() : "";
    if (missing) notes.append(element("div", { class: "notice" }, element("p", {}, missing), element("ul", {}, ...failed.map(each => element("li", {}, element("a", { href: `${each}.html`, dir: "ltr" }, each)))), element("p", {}, words.failed_why)));
    entries.replaceChildren(...parts.map(each => each.entry));
    contents.querySelector("ol").replaceChildren(...parts.map(each => each.line));
    contents.hidden = !parts.length;
    const newest = parts.map(each => each.entry.dataset).sort((a, b) => (a.updated < b.updated ? 1 : -1))[0];
    date.hidden = !newest;
    date.textContent = newest?.date ?? "";
    status.textContent = parts.length ? count(parts.length) : missing ? `${missing} ${failed.join(words.separator)}` : words.empty;
    place.dataset.ready = "";
  };

  /* The address says what is shown; so do the ways to the other languages and to the other register. */
  const write = () => {
    const address = new URLSearchParams(location.search), title = name.value.trim();
    const rest = [...address].filter(([key]) => key !== "title" && key !== "ids");
    const parameters = chosen() ? [`ids=${paths.join(",")}`] : rest.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
    if (title) parameters.push(`title=${encodeURIComponent(title)}`);
    history.replaceState(null, "", parameters.length ? `?${parameters.join("&")}` : location.pathname.split("/").pop());
    entitle();
  };
  let byHand = false;
  const chosen = () => byHand || new URLSearchParams(location.search).has("ids");
  const plain = document.title.replace(words.title, "");
  const entitle = () => {
    const title = name.value.trim();
    given.hidden = !title;
    given.lastElementChild.textContent = title;
    document.title = `${[words.title, title].filter(Boolean).join(" – ")}${plain}`;
    for (const link of document.querySelectorAll(".languages a, .register")) link.search = location.search;
  };
  const change = async (now, removed, unknown = []) => {
    byHand = true;
    of.hidden = true;
    paths = now.slice(0, words.most);
    write();
    await show({ unknown, total: now.length });
    /* The button that was pressed is gone: the next one stands in its place. */
    const left = entries.querySelectorAll(".act button");
    if (removed) (left[Math.min(removed, left.length) - 1] ?? more).focus();
  };

  name.addEventListener("input", write);
  tools.addEventListener("submit", event => {
    event.preventDefault();
    const { paths: added, unknown } = named(more.value);
    if (!more.value.trim()) return;
    if (!unknown.length) more.value = "";
    change([...new Set([...paths, ...added])], 0, unknown);
  });
  tools.querySelector(".print").addEventListener("click", async () => {
    await Promise.allSettled([...entries.querySelectorAll("img")].map(each => each.decode()));
    print();
  });

  const address = new URLSearchParams(location.search);
  name.value = (address.get("title") || "").slice(0, name.maxLength);
  entitle();
  try {
    await load(`${root}assets/entries/ids.js`);
    const asks = ["q", "order", ...Object.keys(words.facets)].some(each => address.has(each));
    const found = chosen() || !asks ? named(address.get("ids") || "") : await searched(address);
    paths = found.paths.slice(0, words.most);
    document.getElementById("dossier-ids").append(...known.map(value => element("option", { value })));
    tools.hidden = false;
    await show({ unknown: found.unknown, total: found.total ?? found.paths.length });
  } catch {
    status.textContent = fill(words.failed, { names: words.title });
  }
})();
