// @ts-check
// A long list of boxes to tick, as one stop of the Tab key: a filter above it, the arrow keys within it, and what is
// chosen as buttons that take it out again. The boxes stay native, so screen readers read them in any mode.

import { element } from "../../base/scripts/elements.mjs";
import { countWord, word } from "./form_description.mjs";

/** Milliseconds after which a letter begins a new name, about as lists of browsers wait. */
const NEW_NAME_PAUSE = 700;

/** Where a key leads from a place in the list. @type {Map<string, (position: number) => number>} */
const MOVES = new Map();
MOVES.set("ArrowDown", (position) => position + 1);
MOVES.set("ArrowUp", (position) => position - 1);
MOVES.set("Home", () => 0);
MOVES.set("End", () => Infinity);

/** @param {string} text */
const foldName = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/**
 * @param {HTMLLabelElement[]} labels with one checkbox each
 * @param {string} id of the field
 */
export function longList(labels, id) {
  const boxOf = (/** @type {HTMLLabelElement} */ label) => /** @type {HTMLInputElement} */ (label.firstChild);
  const nameOf = new Map(labels.map((label) => [boxOf(label), foldName(label.textContent)]));
  const shown = () => labels.filter((label) => !label.hidden).map(boxOf);
  /** The one box that Tab reaches. @param {EventTarget | null | undefined} stop */
  const stopAt = (stop) => {
    for (const box of nameOf.keys()) box.tabIndex = box === stop ? 0 : -1;
  };

  const chosen = element("ul", { class: "chosen-boxes" });
  const keysId = `${id}-keys`;
  const filter = element("input", {
    type: "search",
    id: `${id}-filter`,
    autocomplete: "off",
    "aria-describedby": keysId,
  });
  const status = element("p", { class: "small", role: "status" });
  const list = element("div", { class: "choices many" }, ...labels);

  const showChosen = () => {
    const ticked = labels.filter((label) => boxOf(label).checked);
    chosen.replaceChildren(...ticked.map((label) => element("li", {}, removeButton(label))));
    chosen.hidden = !ticked.length;
  };
  /** @param {HTMLLabelElement} label */
  const removeButton = (label) => {
    const name = label.textContent;
    const attributes = { type: "button", class: "quiet", "aria-label": word("form.remove", { name }) };
    const button = element("button", attributes, name, element("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", () => {
      const position = [...chosen.children].findIndex((item) => item.contains(button));
      boxOf(label).click();
      const next = chosen.children[Math.min(position, chosen.children.length - 1)];
      (next?.querySelector("button") ?? filter).focus();
    });
    return button;
  };

  filter.addEventListener("input", () => {
    const wanted = foldName(filter.value);
    for (const label of labels) label.hidden = !nameOf.get(boxOf(label))?.includes(wanted);
    stopAt(shown()[0]);
    status.textContent = wanted ? countWord("form.list_found", shown().length) : "";
  });
  list.addEventListener("focusin", ({ target }) => stopAt(target));
  list.addEventListener("change", showChosen);

  let typed = "";
  let lastKey = -NEW_NAME_PAUSE;
  /**
   * The box whose name begins with what is typed, from the one that has the focus on, around the end.
   *
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement[]} boxes
   * @param {number} position
   */
  const findTyped = (event, boxes, position) => {
    const letter = foldName(event.key);
    typed = event.timeStamp - lastKey < NEW_NAME_PAUSE ? typed + letter : letter;
    lastKey = event.timeStamp;
    // The first letter, pressed again, leads to the next name.
    const from = [...typed].length > 1 ? position : position + 1;
    return [...boxes.slice(from), ...boxes.slice(0, from)].find((box) => nameOf.get(box)?.startsWith(typed));
  };
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = MOVES.get(event.key);
    if (!move && ([...event.key].length > 1 || event.key === " ")) return;
    event.preventDefault();
    const boxes = shown();
    const position = boxes.indexOf(/** @type {HTMLInputElement} */ (event.target));
    const next = move
      ? boxes[Math.max(0, Math.min(move(position), boxes.length - 1))]
      : findTyped(event, boxes, position);
    next?.focus();
  });

  stopAt(boxOf(labels.find((label) => boxOf(label).checked) ?? labels[0]));
  showChosen();
  const all = element(
    "div",
    { class: "long-list" },
    chosen,
    element("p", { class: "filter" }, element("label", { for: filter.id }, word("form.search_choose")), filter),
    element("p", { class: "help", id: keysId }, word("form.list_keys")),
    status,
    list,
  );
  // Enter in a field sends the form, but who searches a list has not finished the step.
  all.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  });
  return all;
}
