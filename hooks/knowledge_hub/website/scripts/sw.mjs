// @ts-check
// The service worker: stored pages and their files are served from one build on the device, all else from the server. A
// new build is loaded in the background and used from the next page on.

import { offlineStorage } from "./offline_storage.mjs";

/** @typedef {import("./offline_storage.mjs").Note} Note */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const scope = worker.registration.scope;
const storage = offlineStorage(scope);
/** @type {Set<string>} Pages that are on their way and not yet among the open ones. */
const answered = new Set();
/** @type {Promise<void> | null} */
let renewing = null;

/**
 * The address of a file, without what a reader may have added.
 *
 * @param {string} url
 */
function fileAddress(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
}

/**
 * Take a new build into use as a page is opened, never under an open one.
 *
 * @param {Note} note
 * @returns {Promise<Note>}
 */
async function useNext(note) {
  if (!note.next || note.before) return note;
  /** @type {Note} */
  const used = { ...note.next };
  if (note.build && note.build !== used.build) {
    const open = await worker.clients.matchAll({ includeUncontrolled: true });
    used.before = { build: note.build, clients: [...open.map(({ id }) => id), ...answered] };
  }
  await storage.writeNote(used);
  return used;
}

/**
 * What is on the device for a request, and the note that tells so.
 *
 * @param {FetchEvent} event
 * @returns {Promise<{ note: Note, found?: Response }>}
 */
async function findStored({ request, clientId, resultingClientId }) {
  const isPage = request.mode === "navigate";
  let note = await storage.readNote();
  if (isPage) {
    note = await useNext(note);
    answered.add(resultingClientId);
  }
  const readsOld = !isPage && note.before?.clients.includes(clientId);
  const build = readsOld ? note.before?.build : note.build;
  if (!build) return { note };
  const cacheName = storage.cacheOf(build);
  const page = isPage ? request : await worker.clients.get(clientId);
  const isKept = page && (await caches.match(fileAddress(page.url), { cacheName }));
  return { note, found: isKept ? await caches.match(fileAddress(request.url), { cacheName }) : undefined };
}

/** @param {FetchEvent} event */
async function answer(event) {
  /** @type {{ note: Note, found?: Response }} */
  let stored = { note: {} };
  try {
    stored = await findStored(event);
  } catch {
    // What is on the device cannot be read: the server is left, by which it can also be removed.
  }
  if (stored.found) return stored.found;
  try {
    return await fetch(event.request);
  } catch (error) {
    // The English home is the site's root, so its name is empty.
    const { home } = stored.note;
    if (event.request.mode !== "navigate" || home === undefined) throw error;
    return Response.redirect(`${scope}${home}offline.html?missing`);
  }
}

/**
 * The list of names in use, for a page that asks whether there is a newer build: as it would be after a reload, once
 * the device has all of that build. A page that is not on the device gets the list from the server.
 *
 * @param {FetchEvent} event
 */
async function answerNewest({ request, clientId }) {
  await renewOnce();
  try {
    const { build = "", next, before } = await storage.readNote();
    const cacheName = storage.cacheOf((!before && next?.build) || build);
    const page = await worker.clients.get(clientId);
    const isKept = page && (await caches.match(fileAddress(page.url), { cacheName }));
    const found = isKept ? await caches.match(fileAddress(request.url), { cacheName }) : undefined;
    if (found) return found;
  } catch {
    // As for other files.
  }
  return fetch(request);
}

/** Load a newer build, once no page reads the one before. */
async function renew() {
  const note = await storage.readNote();
  if (!note.build) return;
  if (note.before) {
    const open = await Promise.all(note.before.clients.map((id) => worker.clients.get(id)));
    if (open.some(Boolean)) return;
    delete note.before;
    await storage.writeNote(note);
    await storage.tidy();
  }
  const { build } = await storage.newest();
  const last = note.next ?? note;
  if (build === last.build) return;
  await storage.load(build, last.languages ?? [], last.build);
  if (!(await storage.hasNote())) return;
  await storage.writeNote({ ...(await storage.readNote()), next: { ...last, build } });
  await storage.tidy();
}

/** Without a connection, or while the site is being changed, nothing is loaded: the next page tries again. */
function renewOnce() {
  renewing ??= renew()
    .catch(() => {})
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.cache === "no-store" || !request.url.startsWith(scope)) return;
  if (request.url.endsWith("?newest")) {
    event.respondWith(answerNewest(event));
    return;
  }
  event.respondWith(answer(event));
  if (request.mode === "navigate") event.waitUntil(renewOnce());
});
