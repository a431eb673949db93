// @ts-check
// The stored files of the site and their updates, for the offline page and for the service worker. One cache holds one
// build of the site, and each file is checked against the build's cache list, so builds never mix.

/** Files that are loaded at a time. */
const AT_ONCE = 6;

/**
 * The note tells which build is read and in which languages; `next` the same for what is read from the next page on,
 * and `before` for what pages that were open at the last change still read. Without a choice there is no note.
 *
 * @typedef {object} Note
 * @property {string} [build]
 * @property {string[]} [languages]
 * @property {string} [home] prefix of the reader's edition; empty for the one at the site's root
 * @property {Note} [next]
 * @property {{ build?: string, clients: string[] }} [before]
 * @property {boolean} [damaged] whether the note cannot be understood, as its storage was damaged
 */

/**
 * Whether a note is one that this program wrote.
 *
 * @param {any} note
 * @param {boolean} [isInner]
 * @returns {boolean}
 */
function isSound({ build = "", languages = [], home = "", clients = [], next = {}, before = {} }, isInner = false) {
  if (typeof build !== "string" || typeof home !== "string") return false;
  if (!Array.isArray(languages) || !Array.isArray(clients)) return false;
  return isInner || (isSound(next, true) && isSound(before, true));
}

/**
 * A file from the server, never from a cache of the browser.
 *
 * @param {string} url
 */
async function request(url) {
  const answer = await fetch(url, { cache: "no-store" });
  if (!answer.ok) throw new Error("line");
  return answer;
}

/**
 * A file that has the checksum of the list. A new answer of the same bytes: one that came by a redirect could not be
 * shown as a page.
 *
 * @param {string} url
 * @param {string} hash the start of its SHA-256
 */
async function requestChecked(url, hash) {
  const answer = await request(url);
  const bytes = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digits = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!digits.startsWith(hash)) throw new Error("changed");
  return new Response(bytes, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } });
}

/**
 * The storage of the site at an address.
 *
 * @param {string} root
 */
export function offlineStorage(root) {
  const prefix = `hub ${root} `;
  const noteCache = `${prefix}note`;
  const noteUrl = `${root}assets/offline/note`;

  /** @param {string} build */
  const cacheOf = (build) => prefix + build;
  /** @param {string} build @param {string} language */
  const listUrl = (build, language) => `${root}assets/offline/${build}/${language}.json`;

  /** @returns {Promise<Note>} */
  const readNote = async () => {
    const found = await caches.match(noteUrl, { cacheName: noteCache });
    if (!found) return {};
    try {
      const note = await found.json();
      if (isSound(note)) return note;
    } catch {
      // It is not JSON, or not an object.
    }
    return { damaged: true };
  };

  /** @param {Note} note */
  const writeNote = async (note) => (await caches.open(noteCache)).put(noteUrl, new Response(JSON.stringify(note)));

  /** Whether the note is there: a reader may remove everything while files are loaded. */
  const hasNote = () => caches.has(noteCache);

  /**
   * What the server has now.
   *
   * @returns {Promise<{ build: string, languages: Record<string, [size: number, files: number]> }>}
   */
  const newest = async () => (await request(`${root}assets/offline/builds.json`)).json();

  /**
   * The files of a build in a language with their checksums, and those of the build that was there before.
   *
   * @param {string} build
   * @param {string} language
   * @param {Cache} cache
   * @param {string} [oldBuild]
   * @param {Cache} [oldCache]
   * @returns {Promise<{ files: [string, string][], oldFiles: [string, string][] }>}
   */
  const loadList = async (build, language, cache, oldBuild = "", oldCache) => {
    const url = listUrl(build, language);
    const list = await (await request(url)).json();
    if (list.build !== build) throw new Error("changed");
    const old = await oldCache?.match(listUrl(oldBuild, language));
    await cache.put(url, new Response(JSON.stringify(list)));
    return { files: list.files, oldFiles: old ? (await old.json()).files : [] };
  };

  /**
   * Load a build in some languages. What is the same in the old build is taken from there; what was loaded before an
   * interruption stays. Ends with an error ("line", "changed", "removed", or the browser's own) or when all is there.
   *
   * @param {string} build
   * @param {string[]} languages
   * @param {string | undefined} oldBuild
   * @param {(done: number, total: number) => void} [onProgress]
   */
  const load = async (build, languages, oldBuild, onProgress = () => {}) => {
    const cache = await caches.open(cacheOf(build));
    const oldCache = oldBuild ? await caches.open(cacheOf(oldBuild)) : undefined;
    const hashes = new Map();
    /** @type {Map<string, string>} By their checksums: the folder of a file has another name in each build. */
    const oldUrls = new Map();
    for (const language of languages) {
      const { files, oldFiles } = await loadList(build, language, cache, oldBuild, oldCache);
      for (const [name, hash] of files) hashes.set(root + name, hash);
      for (const [name, hash] of oldFiles) oldUrls.set(hash, root + name);
    }
    /** @param {string} url @param {string} hash */
    const loadFile = async (url, hash) => {
      if (!(await hasNote())) throw new Error("removed");
      const same = await oldCache?.match(oldUrls.get(hash) ?? "");
      await cache.put(url, same ?? (await requestChecked(url, hash)));
    };
    const there = new Set((await cache.keys()).map(({ url }) => url));
    // The loaders take their files from one queue.
    const queue = hashes.entries();
    let done = 0;
    const loadFiles = async () => {
      for (const [url, hash] of queue) {
        if (!there.has(url)) await loadFile(url, hash);
        done++;
        onProgress(done, hashes.size);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, loadFiles));
  };

  const ownCaches = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));

  /** Delete the caches of builds that no page uses any more. */
  const tidy = async () => {
    const { build, next, before } = await readNote();
    const used = [noteCache, ...[build, next?.build, before?.build].flatMap((name) => (name ? cacheOf(name) : []))];
    for (const name of await ownCaches()) if (!used.includes(name)) await caches.delete(name);
  };

  const remove = async () => {
    await caches.delete(noteCache);
    for (const name of await ownCaches()) await caches.delete(name);
  };

  const isEmpty = async () => !(await ownCaches()).length;

  return { readNote, writeNote, hasNote, newest, load, tidy, remove, cacheOf, isEmpty };
}
