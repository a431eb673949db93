/* What is kept on a device and how it is renewed, for the page where a reader chooses and for the worker alike.
   One cache holds one build of the site, and each file is checked against the build's list, so builds never mix. */
"use strict";
const hubOffline = root => {
  const OURS = `hub ${root} `, NOTE = `${OURS}note`, NOTE_URL = `${root}assets/offline/note`;
  const nameOf = build => OURS + build;
  const listOf = language => `${root}assets/offline/${language}.json`;
  const AT_ONCE = 6;

  /* The note says {build, languages} of what is read, the same as `next` for what is read from the next page on, and as
     `before` for what pages that were open at the last change still read. Without a choice there is no note.
     A note that cannot be understood, as its storage was damaged, says {damaged}. */
  const sound = ({ build = "", languages = [], home = "", next = {}, before = {} }, inner) =>
    typeof build === "string" && typeof home === "string" && Array.isArray(languages) && (before.clients === undefined || Array.isArray(before.clients)) && (inner || (sound(next, true) && sound(before, true)));
  const note = async () => {
    const found = await caches.match(NOTE_URL, { cacheName: NOTE });
    if (!found) return {};
    try {
      const kept = await found.json();
      if (sound(kept)) return kept;
    } catch { /* It is no JSON, or no object. */ }
    return { damaged: true };
  };
  const write = async kept => (await caches.open(NOTE)).put(NOTE_URL, new Response(JSON.stringify(kept)));

  const ask = async url => {
    const answer = await fetch(url, { cache: "no-store" });
    if (!answer.ok) throw new Error("line");
    return answer;
  };
  /* A new answer of the same bytes: one that came by a redirect could not be shown as a page. */
  const checked = async (url, hash) => {
    const answer = await ask(url), bytes = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (![...digest].map(byte => byte.toString(16).padStart(2, "0")).join("").startsWith(hash)) throw new Error("changed");
    return new Response(bytes, { headers: { "Content-Type": answer.headers.get("Content-Type") || "" } });
  };

  const newest = async () => (await ask(`${root}assets/offline/builds.json`)).json();

  /* Load a build in some languages. What is the same in the build `had` is taken from there; what was loaded before an
     interruption stays. Ends with an error ("line", "changed", "removed", or the browser's own) or when all is there. */
  const load = async (build, languages, had, told = () => {}) => {
    const cache = await caches.open(nameOf(build)), old = had && (await caches.open(nameOf(had)));
    const files = new Map(), known = new Map();
    for (const language of languages) {
      const list = await (await ask(listOf(language))).json();
      if (list.build !== build) throw new Error("changed");
      for (const [name, hash] of list.files) files.set(root + name, hash);
      const before = old && (await old.match(listOf(language)));
      if (before) for (const [name, hash] of (await before.json()).files) known.set(root + name, hash);
      await cache.put(listOf(language), new Response(JSON.stringify(list)));
    }
    const there = new Set((await cache.keys()).map(request => request.url));
    const waiting = files.entries();
    let done = 0;
    const some = async () => {
      for (const [url, hash] of waiting) {
        if (!there.has(url)) {
          if (!(await caches.has(NOTE))) throw new Error("removed");
          const same = known.get(url) === hash && (await old.match(url));
          await cache.put(url, same || (await checked(url, hash)));
        }
        told(++done, files.size);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  };

  const caches_ = async () => (await caches.keys()).filter(name => name.startsWith(OURS));
  /* Builds that nobody reads any more. */
  const tidy = async () => {
    const { build, next, before } = await note();
    const used = [NOTE, ...[build, next?.build, before?.build].filter(Boolean).map(nameOf)];
    for (const name of await caches_()) if (!used.includes(name)) await caches.delete(name);
  };
  const remove = async () => {
    await caches.delete(NOTE);
    for (const name of await caches_()) await caches.delete(name);
  };

  return { note, write, newest, load, tidy, remove, nameOf, some: async () => (await caches_()).length > 0, begun: () => caches.has(NOTE) };
};
