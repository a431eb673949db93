/* A long list of boxes to tick, as one stop of the Tab key: a filter above it, the arrow keys within it, and what is
   chosen as buttons that take it out again. The boxes stay native, so screen readers read them in any mode. */
"use strict";
hubForm.longList = (() => {
  const { element, word, count } = hubForm;
  const PAUSE = 700; /* Milliseconds after which a letter begins a new name, about as lists of browsers wait. */
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const MOVES = new Map([["ArrowDown", at => at + 1], ["ArrowUp", at => at - 1], ["Home", () => 0], ["End", () => Infinity]]);

  /* `labels` hold one checkbox each. */
  return (labels, id) => {
    const names = new Map(labels.map(label => [label.firstChild, fold(label.textContent)]));
    const shown = () => labels.filter(label => !label.hidden).map(label => label.firstChild);
    /* The one box that Tab reaches. */
    const stopAt = box => { for (const each of names.keys()) each.tabIndex = each === box ? 0 : -1; };

    const chosen = element("ul", { class: "chosen-boxes" });
    const filter = element("input", { type: "search", id: `${id}-filter`, autocomplete: "off", "aria-describedby": `${id}-keys` });
    const told = element("p", { class: "small", role: "status" });
    const list = element("div", { class: "choices many" }, ...labels);

    const showChosen = () => {
      chosen.replaceChildren(...labels.filter(label => label.firstChild.checked).map(label => {
        const name = label.textContent, button = element("button", { type: "button", class: "quiet", "aria-label": word("form.remove", { name }) }, name, element("span", { "aria-hidden": "true" }, " ×"));
        button.addEventListener("click", () => {
          const at = [...chosen.children].indexOf(button.parentElement);
          label.firstChild.click();
          (chosen.children[Math.min(at, chosen.children.length - 1)]?.firstChild ?? filter).focus();
        });
        return element("li", {}, button);
      }));
      chosen.hidden = !chosen.children.length;
    };
    filter.addEventListener("input", () => {
      const wanted = fold(filter.value);
      for (const label of labels) label.hidden = !names.get(label.firstChild).includes(wanted);
      stopAt(shown()[0]);
      told.textContent = wanted ? count("form.list_found", shown().length) : "";
    });
    list.addEventListener("focusin", event => stopAt(event.target));
    list.addEventListener("change", showChosen);

    let typed = "", last = -PAUSE;
    list.addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const boxes = shown(), at = boxes.indexOf(event.target);
      let to = null;
      if (MOVES.has(event.key)) to = boxes[Math.max(0, Math.min(MOVES.get(event.key)(at), boxes.length - 1))];
      else if ([...event.key].length === 1 && event.key !== " ") {
        typed = event.timeStamp - last < PAUSE ? typed + fold(event.key) : fold(event.key);
        last = event.timeStamp;
        const from = [...typed].length > 1 ? at : at + 1;
        to = [...boxes.slice(from), ...boxes.slice(0, from)].find(box => names.get(box).startsWith(typed));
      } else return;
      event.preventDefault();
      to?.focus();
    });

    stopAt((labels.find(label => label.firstChild.checked) ?? labels[0]).firstChild);
    showChosen();
    const whole = element("div", { class: "long-list" }, chosen, element("p", { class: "filter" }, element("label", { for: filter.id }, word("form.search_choose")), filter), element("p", { class: "help", id: `${id}-keys` }, word("form.list_keys")), told, list);
    /* Enter in a field sends the form, but who searches a list has not finished the step. */
    whole.addEventListener("keydown", event => { if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); });
    return whole;
  };
})();
