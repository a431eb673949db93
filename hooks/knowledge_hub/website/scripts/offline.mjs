// @ts-check
// The page for saving the site on the device and for removing it. Nothing is stored before.

import { part } from "../../base/scripts/elements.mjs";
import { fill, numberFormat } from "../../base/scripts/texts.mjs";
import { offlineStorage } from "./offline_storage.mjs";

/** Names of errors by which browsers refuse storage. */
const REFUSALS = ["SecurityError", "InvalidStateError", "NotAllowedError", "NotSupportedError", "UnknownError"];
const NO_ROOM = "QuotaExceededError";
const MEGABYTE = 1e6;

function startOffline() {
  const place = part("#offline");
  const { root = "", language = "", home = "" } = place.dataset;
  const { lang } = document.documentElement;
  const words = JSON.parse(part("#offline-words").textContent);
  // What is kept names languages: without a prototype, 'constructor' is none.
  Object.setPrototypeOf(words.names, null);
  /** @type {HTMLButtonElement} */
  const keep = part(".keep", place);
  const remove = part(".remove", place);
  const kept = part(".kept", place);
  const progress = part(".progress", place);
  const status = part("[role=status]", place);
  const digits = numberFormat(lang);
  const base = new URL(root || "./", location.href.replace(/[?#].*$/, "")).href;

  place.hidden = false;
  document.querySelector(".no-script")?.remove();
  const obstacle = obstacleOf();
  if (obstacle) {
    status.textContent = words[obstacle];
    return;
  }
  const storage = offlineStorage(base);

  const show = async () => {
    const note = await storage.readNote();
    const { languages = [] } = note.next ?? note;
    keep.hidden = languages.includes(language);
    remove.hidden = await storage.isEmpty();
    if (note.damaged) status.textContent = words.damaged;
    const names = languages.map((code) => words.names[code]).join(words.separator);
    kept.textContent = languages.length ? fill(words.kept_languages, { languages: names }) : "";
  };

  /** @param {number} done @param {number} total */
  const showProgress = (done, total) => {
    progress.textContent = fill(words.loading, { done: digits.format(done), total: digits.format(total) });
  };

  const load = async () => {
    const begun = await storage.readNote();
    if (begun.damaged) await storage.remove();
    await storage.writeNote(begun.damaged ? {} : begun);
    await show();
    const { build } = await storage.newest();
    const note = await storage.readNote();
    const last = note.next ?? note;
    const languages = [...new Set([...(last.languages ?? []), language])];
    await storage.load(build, languages, last.build, showProgress);
    await storage.writeNote({ ...(await storage.readNote()), next: { build, languages, home } });
    await navigator.serviceWorker.register(`${base}sw.js`, { updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  };

  const startKeeping = async () => {
    keep.disabled = true;
    status.textContent = words.begun;
    try {
      await load();
      status.textContent = words.kept;
    } catch (error) {
      status.textContent = words[failureOf(/** @type {Error} */ (error))];
    }
    progress.textContent = "";
    keep.disabled = false;
    await show();
    if (keep.hidden) remove.focus();
  };

  const stopKeeping = async () => {
    const registered = await navigator.serviceWorker.getRegistration(base);
    await registered?.unregister();
    await storage.remove();
    await show();
    status.textContent = words.removed;
    keep.focus();
  };

  const showSize = async () => {
    const { languages } = await storage.newest();
    const [bytes, files] = languages[language];
    const megabytes = numberFormat(lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
    const values = { size: megabytes.format(bytes / MEGABYTE), count: digits.format(files) };
    part(".size", place).textContent = fill(words.size, values);
  };

  const showRefusal = () => {
    status.textContent = words.refused;
  };
  keep.addEventListener("click", () => startKeeping().catch(showRefusal));
  remove.addEventListener("click", () => stopKeeping().catch(showRefusal));
  if (location.search === "?missing") status.textContent = words.missing;
  // Without a connection the size is not shown.
  showSize().catch(() => {});
  show().catch(showRefusal);
}

/** Why this browser cannot save the site, as the key of a text; null if it can. */
function obstacleOf() {
  if (location.protocol === "file:") return "from_disk";
  try {
    return "serviceWorker" in navigator && window.caches && crypto.subtle ? null : "cannot";
  } catch {
    // Where a browser refuses storage, it may refuse even to be asked.
    return "refused";
  }
}

/**
 * Why loading ended, as the key of a text.
 *
 * @param {Error} error
 */
function failureOf({ name, message }) {
  if (REFUSALS.includes(name)) return "refused";
  if (name === NO_ROOM) return "failed_room";
  return message === "changed" ? "failed_changed" : "failed_line";
}

startOffline();
