// @ts-check
// The articles of entries, from their own pages. A page on a server is requested, as many servers forbid frames; where
// that fails, it is opened in a frame. A page on a disk may not be read, but hands its text over when it is in a frame
// (hub.mjs).

import { element } from "../../base/scripts/elements.mjs";

/** Milliseconds that a page in a frame has to hand its text over: without its script it never does. */
const FRAME_PATIENCE = 4000;
/** The article of an entry, within its page. */
const ARTICLE = "main > article";

/** @type {Map<string, Promise<Element | null>>} */
const loaded = new Map();

/**
 * The article of an entry, loaded once; null where it cannot be had, which is tried again the next time.
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
 * The article by a request; the page is read as UTF-8, whatever the server calls it.
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
 * The article by a frame that is there for a moment.
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
 * The article of a page from the same server; null where the server forbids frames.
 *
 * @param {HTMLIFrameElement} frame
 */
function read(frame) {
  return frame.contentDocument?.querySelector(ARTICLE) ?? null;
}

/**
 * The article that a page from the disk hands over. The message holds nothing but the port for the answer: a page on a
 * disk has no origin that could be named, so it may go to any page that is in the frame.
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
