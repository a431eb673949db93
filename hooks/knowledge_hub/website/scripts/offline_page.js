/* The page where a reader chooses to keep the site on the device, and removes it. Nothing is stored before. */
"use strict";
(() => {
  const place = document.getElementById("offline"), { root, language, home } = place.dataset;
  const words = JSON.parse(document.getElementById("offline-words").textContent);
  const keep = place.querySelector(".keep"), remove = place.querySelector(".remove");
  const size = place.querySelector(".size"), kept = place.querySelector(".kept"), progress = place.querySelector(".progress");
  const status = place.querySelector("[role=status]");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const lang = `${document.documentElement.lang}-u-nu-latn`;
  /* What is kept names languages: without a prototype, 'constructor' is none. */
  Object.setPrototypeOf(words.names, null);
  const digits = new Intl.NumberFormat(lang);
  const megabytes = new Intl.NumberFormat(lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const base = new URL(root || "./", location.href.replace(/[?#].*$/, "")).href;

  place.hidden = false;
  document.querySelector(".no-script")?.remove();
  if (location.protocol === "file:") return void (status.textContent = words.from_disk);
  try {
    if (!("serviceWorker" in navigator) || !window.caches || !crypto.subtle) return void (status.textContent = words.cannot);
  } catch {
    /* Where a browser refuses storage, it may refuse even to be asked. */
    return void (status.textContent = words.refused);
  }
  const offline = hubOffline(base);
  const refused = () => { status.textContent = words.refused; };

  const show = async () => {
    const note = await offline.note(), { languages = [] } = note.next || note;
    const there = await offline.some();
    keep.hidden = languages.includes(language);
    remove.hidden = !there;
    if (note.damaged) status.textContent = words.damaged;
    kept.textContent = languages.length ? fill(words.kept_languages, { languages: languages.map(each => words.names[each]).join(words.separator) }) : "";
    return languages;
  };

  const begin = async () => {
    keep.disabled = true;
    status.textContent = words.begun;
    try {
      const begun = await offline.note();
      if (begun.damaged) await offline.remove();
      await offline.write(begun.damaged ? {} : begun);
      await show();
      const { build } = await offline.newest(), note = await offline.note(), last = note.next || note;
      const languages = [...new Set([...(last.languages || []), language])];
      await offline.load(build, languages, last.build, (done, total) => {
        progress.textContent = fill(words.loading, { done: digits.format(done), total: digits.format(total) });
      });
      await offline.write({ ...(await offline.note()), next: { build, languages, home } });
      await navigator.serviceWorker.register(`${base}sw.js`, { updateViaCache: "none" });
      await navigator.serviceWorker.ready;
      status.textContent = words.kept;
    } catch (error) {
      status.textContent = REFUSED.includes(error.name) ? words.refused : error.name === "QuotaExceededError" ? words.failed_room : error.message === "changed" ? words.failed_changed : words.failed_line;
    }
    progress.textContent = "";
    keep.disabled = false;
    await show();
    if (keep.hidden) remove.focus();
  };

  const REFUSED = ["SecurityError", "InvalidStateError", "NotAllowedError", "NotSupportedError", "UnknownError"];

  const end = async () => {
    const registered = await navigator.serviceWorker.getRegistration(base);
    if (registered) await registered.unregister();
    await offline.remove();
    await show();
    status.textContent = words.removed;
    keep.focus();
  };

  keep.addEventListener("click", () => begin().catch(refused));
  remove.addEventListener("click", () => end().catch(refused));
  if (location.search === "?missing") status.textContent = words.missing;
  offline.newest().then(
    ({ languages }) => (size.textContent = fill(words.size, { size: megabytes.format(languages[language][0] / 1e6), count: digits.format(languages[language][1]) })),
    () => {},
  );
  show().catch(refused);
})();
