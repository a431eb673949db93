/* The service worker: a kept page and all that belongs to it come from one build on the device; everything else, and all
   that belongs to other pages, from the line. A new build is loaded in the background and read from the next page on. */
"use strict";
const scope = registration.scope, kept = hubOffline(scope);
const answered = new Set(); /* Pages that are on their way and not yet among the open ones. */
let renewing = null;

const address = url => {
  const { origin, pathname } = new URL(url);
  return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
};

/* A new build is taken into use as a page is opened, never under an open one. */
const turn = async note => {
  if (!note.next || note.before) return note;
  const open = (await clients.matchAll({ includeUncontrolled: true })).map(client => client.id);
  const turned = { ...note.next };
  if (note.build && note.build !== turned.build) turned.before = { build: note.build, clients: [...open, ...answered] };
  await kept.write(turned);
  return turned;
};

/* What is on the device for a request, and the note that says so. */
const stored = async event => {
  const { request } = event, opens = request.mode === "navigate";
  let note = await kept.note();
  if (opens) {
    note = await turn(note);
    answered.add(event.resultingClientId);
  }
  const read = note.before?.clients.includes(event.clientId) && !opens ? note.before.build : note.build;
  if (!read) return { note };
  const cacheName = kept.nameOf(read);
  const page = opens ? request : await clients.get(event.clientId);
  const own = page && (await caches.match(address(page.url), { cacheName }));
  return { note, found: own && (await caches.match(address(request.url), { cacheName })) };
};

const answer = async event => {
  let note = {}, found;
  try {
    ({ note, found } = await stored(event));
  } catch { /* What is on the device cannot be read: the line is left, by which it can also be removed. */ }
  if (found) return found;
  try {
    return await fetch(event.request);
  } catch (error) {
    /* The English home is the site's root, so its name is empty. */
    if (event.request.mode !== "navigate" || note.home === undefined) throw error;
    return Response.redirect(`${scope}${note.home}offline.html?missing`);
  }
};

const renew = async () => {
  const note = await kept.note();
  if (!note.build) return;
  if (note.before) {
    const open = await Promise.all(note.before.clients.map(id => clients.get(id)));
    if (open.some(Boolean)) return;
    delete note.before;
    await kept.write(note);
    await kept.tidy();
  }
  const { build } = await kept.newest(), last = note.next || note;
  if (build === last.build) return;
  await kept.load(build, last.languages, last.build);
  if (!(await kept.begun())) return;
  await kept.write({ ...(await kept.note()), next: { ...last, build } });
  await kept.tidy();
};

addEventListener("install", () => skipWaiting());
addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || request.cache === "no-store" || !request.url.startsWith(scope)) return;
  event.respondWith(answer(event));
  if (request.mode !== "navigate") return;
  /* Without a line, or while the site is being renewed, there is nothing to say: the next page tries again. */
  renewing ??= renew().catch(() => {}).finally(() => (renewing = null));
  event.waitUntil(renewing);
});
