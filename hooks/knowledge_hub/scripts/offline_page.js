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
  if (location.protocol === "file:") return void (status.textContent = words.from_disk);
  if (!("serviceWorker" in navigator) || !window.caches || !crypto.subtle) return void (status.textContent = words.cannot);
  const offline = hubOffline(base);

  const show = async () => {
    const note = await offline.note(), { languages = [] } = note.next || note;
    const there = await offline.some();
    keep.hidden = languages.includes(language);
    remove.hidden = !there;
    kept.textContent = languages.length ? fill(words.kept_languages, { languages: languages.map(each => words.names[each]).join(words.separator) }) : "";
    return languages;
  };

  const begin = async () => {
    keep.disabled = true;
    status.textContent = words.begun;
    try {
      await offline.write(await offline.note());
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
      status.textContent = error.name === "QuotaExceededError" ? words.failed_room : error.message === "changed" ? words.failed_changed : words.failed_line;
    }
    progress.textContent = "";
    keep.disabled = false;
    await show();
    if (keep.hidden) remove.focus();
  };

  const end = async () => {
    const registered = await navigator.serviceWorker.getRegistration(base);
    if (registered) await registered.unregister();
    await offline.remove();
    await show();
    status.textContent = words.removed;
    keep.focus();
  };

  keep.addEventListener("click", begin);
  remove.addEventListener("click", end);
  if (location.search === "?missing") status.textContent = words.missing;
  offline.newest().then(
    ({ languages }) => (size.textContent = fill(words.size, { size: megabytes.format(languages[language][0] / 1e6), count: digits.format(languages[language][1]) })),
    () => {},
  );
  show();
})();
