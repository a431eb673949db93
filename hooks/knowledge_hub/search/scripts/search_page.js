/* The search page: what is typed and chosen stands in the address; the address says what is shown. */
"use strict";
(() => {
  const form = document.getElementById("find-form");
  if (!form) return; /* A dossier searches without this page. */
  const { facets, loaded, loadFacets, fits } = hubSearch.results;
  const filters = document.querySelector(".find-filters");
  const field = form.elements.q, order = form.elements.order, list = document.querySelector(".results"), status = document.querySelector(".find-status");
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const notes = document.querySelector(".find-notes"), chosen = document.querySelector(".chosen"), more = document.querySelector(".find-more"), dossier = document.querySelector(".find-dossier");
  const boxes = [...filters.querySelectorAll("input[type=checkbox]")];
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
  const page = 10, first = 5;
  let writing = false; /* Whether the last word may be unfinished: until the form is sent or the page opened again. */
  let shown = page, latest = 0, announce = 0;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const count = number => fill(words.count[plural.select(number)] ?? words.count.other, { count: digits.format(number) });
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [each, value] of Object.entries(attributes)) made.setAttribute(each, value);
    made.append(...children);
    return made;
  };

  /* The facets whose numbers can be seen. Not by `checkVisibility`, which Safari has only since 17.4. */
  const seen = () => new Set(boxes.filter(box => !box.closest("details:not([open])")).map(box => box.name));

  const read = () => {
    const address = new URLSearchParams(location.search);
    field.value = address.get("q") || "";
    order.value = address.get("order") || "relevance";
    if (!order.value) order.value = "relevance";
    for (const box of boxes) box.checked = address.getAll(box.name).includes(box.value);
  };
  const write = how => {
    const address = new URLSearchParams();
    if (field.value.trim()) address.set("q", field.value);
    if (order.value !== "relevance") address.set("order", order.value);
    for (const box of boxes) if (box.checked) address.append(box.name, box.value);
    const query = address.toString();
    if (`?${query}` === location.search || (!query && !location.search)) return;
    history[how](null, "", query ? `?${query}` : location.pathname.split("/").pop());
  };

  const tally = (found, of) => {
    const kept = new Map();
    for (const box of boxes.filter(each => loaded.has(each.name))) {
      if (!kept.has(box.name)) kept.set(box.name, found.filter(document => fits(document, of, box.name)));
      const holding = facets.get(`${box.name}:${box.value}`);
      const number = holding ? kept.get(box.name).filter(document => holding.has(document)).length : 0;
      box.parentElement.querySelector(".number").textContent = digits.format(number);
      box.parentElement.classList.toggle("none", !number);
    }
  };

  const card = document => hubSearch.results.card(form.dataset.register, document);
  const marks = (text, result) => hubSearch.marked(text, result).map(([piece, is]) => (is ? element("mark", {}, piece) : piece));
  const item = ([href, title, over, text, language], result) => {
    const foreign = language ? { lang: language, dir: language === "ar" ? "rtl" : "ltr" } : {};
    const link = element("a", { href, ...foreign }, ...marks(title, result));
    const made = element("li", {}, element("p", { class: "over" }, over), element("h3", {}, link));
    if (text) made.append(element("p", foreign, ...marks(text, result)));
    if (language) made.append(element("p", { class: "small" }, fill(words.language, { language: words.languages[language] || language })));
    return made;
  };

  const tell = text => {
    clearTimeout(announce);
    announce = setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, 600);
  };

  /* The numbers beside the values, once they can be seen. */
  let counting = null;
  const tellNumbers = async () => {
    const now = counting;
    if (!now) return;
    await loadFacets(seen());
    if (now === counting) tally(...now);
  };

  const show = async () => {
    const turn = ++latest, query = field.value.trim();
    try {
      const values = boxes.filter(box => box.checked).map(box => [box.name, box.value]), states = boxes.filter(box => box.name === "state").map(box => box.value);
      const { result, all, of, found } = await hubSearch.results.find({ query: field.value, order: order.value, values, states, writing });
      if (turn !== latest) return;
      const told = [];
      if (found.length && result.some) told.push(words.some);
      for (const { word, other } of found.length ? result.instead : []) told.push(fill(words.instead, { word, other }));
      if (!found.length) told.push(...(query ? [fill(words.nothing, { query })] : []), words.fewer);
      notes.replaceChildren(...told.map(text => element("p", {}, text)));
      document.querySelector(".find-browse").hidden = found.length > 0;
      dossier.hidden = !found.length || !location.search;
      dossier.firstElementChild.setAttribute("href", `dossier.html${location.search}`);
      tell(count(found.length));
      document.querySelector(".find-count").textContent = count(found.length);
      const wanted = found.slice(0, shown);
      const cards = [];
      for (const [from, to] of [[0, 1], [1, first], [first, shown]]) {
        cards.push(...await Promise.all(wanted.slice(from, to).map(card)));
        if (turn !== latest) return;
        list.replaceChildren(...cards.map(each => item(each, result)));
      }
      more.hidden = found.length <= shown;
      counting = [all, of];
      await tellNumbers();
    } catch {
      notes.replaceChildren(element("p", {}, words.failed));
      tell(words.failed);
      document.querySelector(".find-browse").hidden = false;
    }
  };

  const chips = () => {
    const on = boxes.filter(box => box.checked);
    chosen.hidden = !on.length;
    const made = on.map(box => {
      const name = box.parentElement.querySelector(".name").textContent;
      const button = element("button", { type: "button", "aria-label": fill(words.remove, { name }) }, name, element("span", { "aria-hidden": "true" }, " ×"));
      button.addEventListener("click", () => { box.checked = false; change(); (chosen.querySelector("button") || field).focus(); });
      return element("li", {}, button);
    });
    chosen.querySelector("ul").replaceChildren(...made);
  };
  const change = () => { shown = page; write("pushState"); chips(); show(); };

  let typing = 0;
  field.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => { shown = page; write("replaceState"); writing = true; show(); }, 150); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(typing); writing = false; change(); });
  filters.addEventListener("change", change);
  chosen.querySelector(".clear").addEventListener("click", () => { for (const box of boxes) box.checked = false; change(); field.focus(); });
  more.addEventListener("click", () => { shown += page; show(); });
  filters.addEventListener("toggle", () => { tellNumbers().catch(() => { /* The numbers stay as they were. */ }); }, true);
  addEventListener("popstate", () => { read(); chips(); shown = page; writing = false; show(); });

  filters.querySelector(".filters").open = matchMedia("(min-width: 64rem)").matches;
  document.querySelector(".no-script")?.remove();
  for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
  read();
  chips();
  show();
})();
