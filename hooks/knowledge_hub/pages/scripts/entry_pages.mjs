// @ts-check
// Loads the articles of entries from their pages. From a server, by a request, as many servers forbid frames; if that
// fails, in a frame. From disk, scripts may not read other pages, so a page in a frame sends its article (hub.mjs).

import { element } from "../../base/scripts/elements.mjs";

/** Milliseconds to wait for the article of a page in a frame; without its script, it sends none. */
const FRAME_PATIENCE = 4000;
/** The article of an entry, within its page. */
const ARTICLE = "main > article";

/** @type {Map<string, Promise<Element | null>>} */
const loaded = new Map();

/**
 * The article of an entry, loaded once; null if it cannot be loaded, which is tried again the next time.
 *
 * @param {string} path
 */
export async function articleOf(path) {
  const waiting = loaded.get(path) ?? load(path);
  loaded.set(path, waiting);
  const article = await waiting;
  if (!article) loaded.delete(path);
  return article;
}

/** @param {string} path */
async function load(path) {
  if (location.protocol === "file:") return framed(path, handedOver);
  return (await requested(path)) ?? framed(path, read);
}

/**
 * Load the article by a request; the page is decoded as UTF-8, also if the server names another encoding.
 *
 * @param {string} path
 * @returns {Promise<Element | null>}
 */
function requested(path) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", `${path}.html`);
    request.responseType = "document";
    request.overrideMimeType("text/html; charset=utf-8");
    request.addEventListener("loadend", () => {
      resolve(request.status === 200 ? request.response?.querySelector(ARTICLE) : null);
    });
    request.send();
  });
}

/**
 * Load the article in a temporary frame.
 *
 * @param {string} path
 * @param {(frame: HTMLIFrameElement) => Element | null | Promise<Element | null>} take
 * @returns {Promise<Element | null>}
 */
async function framed(path, take) {
  const frame = element("iframe", { src: `${path}.html`, hidden: true, "aria-hidden": "true", tabindex: "-1" });
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve);
    document.body.append(frame);
  });
  const article = await take(frame);
  frame.remove();
  return article;
}

/**
 * The article of a page from the same server; null if the server forbids frames.
 *
 * @param {HTMLIFrameElement} frame
 */
function read(frame) {
  return frame.contentDocument?.querySelector(ARTICLE) ?? null;
}

/**
 * The article that a page from disk sends. The message has no content except the port for the answer: pages from disk
 * have no origin to name, so any page in the frame may receive it.
 *
 * @param {HTMLIFrameElement} frame
 * @returns {Promise<Element | null>}
 */
function handedOver(frame) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(resolve, FRAME_PATIENCE, null);
    port1.addEventListener("message", ({ data }) => {
      clearTimeout(timer);
      port1.close();
      resolve(new DOMParser().parseFromString(data, "text/html").querySelector("article"));
    });
    port1.start();
    frame.contentWindow?.postMessage("article", "*", [port2]);
  });
}
