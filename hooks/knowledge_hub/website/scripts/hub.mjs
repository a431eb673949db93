// @ts-check
// The script of every page, an addition to pages that work without it: settings, reading aloud, one sentence at a time.
// Loaded in the head, so that settings apply before the first line is shown. Nothing is stored before a reader chooses.
// It blocks rendering, so it imports nothing and stays below 3 kB.

const root = document.documentElement;
const KEY = "hub-settings";
const NAMES = ["theme", "contrast", "size", "spacing", "pace"];
/** A tenth slower than the voice: listeners of easy read asked for time to follow. */
const READING_RATE = 0.9;
/** Milliseconds that a system gets to name its voices: some do so only a moment after they are first asked. */
const VOICES_PATIENCE = 3000;

/** @typedef {Record<string, string>} Choices */
/** @typedef {HTMLElement[]} Sentences */

/**
 * An element that the page is sure to have.
 *
 * @template {Element} [Kind=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {Kind}
 */
const part = (selector, within = document) => /** @type {Kind} */ (within.querySelector(selector));

/** The reader's choices; empty where nothing is stored or storage is refused. @returns {Choices} */
const storedChoices = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "");
    return found instanceof Object ? found : {};
  } catch {
    return {};
  }
};

/**
 * Whether the choices could be stored: a browser that refuses it still changes this page.
 *
 * @param {Choices} choices
 */
const store = (choices) => {
  try {
    if (Object.keys(choices).length) localStorage.setItem(KEY, JSON.stringify(choices));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
};

/** @param {Choices} choices */
const apply = (choices) => {
  for (const name of NAMES) {
    if (choices[name]) root.dataset[name] = choices[name];
    else delete root.dataset[name];
  }
};

/**
 * The settings panel: radio buttons whose name is a setting and whose value is '' for normal.
 *
 * @param {() => void} onChange
 */
const startSettings = (onChange) => {
  /** @type {HTMLDetailsElement} */
  const panel = part(".settings");
  const form = part("form", panel);
  /** @param {Choices} choices */
  const show = (choices) => {
    for (const input of form.querySelectorAll("input")) input.checked = input.value === (choices[input.name] ?? "");
  };
  /** @param {Choices} choices */
  const use = (choices) => {
    const refusal = part("[data-refused]", form);
    if (!store(choices)) refusal.firstChild?.replaceWith(`${refusal.dataset.refused} `);
    apply(choices);
    onChange();
  };
  show(storedChoices());
  form.addEventListener("change", (event) => {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    const choices = storedChoices();
    if (value) choices[name] = value;
    else delete choices[name];
    use(choices);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    use({});
    show({});
  });
  // The panel covers a part of the page: it must not hide the element with the focus.
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !panel.contains(relatedTarget)) panel.open = false;
  });
  panel.hidden = false;
};

/** The same place and query in another language, and in the other register: before a link is followed or copied. */
const startSwitches = () => {
  for (const link of document.querySelectorAll("a")) {
    if (!link.matches(".languages a, .register")) continue;
    const carry = () => {
      link.search = location.search;
      link.hash = location.hash;
    };
    link.onclick = carry;
    link.onfocus = carry;
    link.onpointerdown = carry;
  }
};

/** Escape closes what is open in the header, and the focus goes back to what opened it. */
const startEscape = () => {
  for (const panel of document.querySelectorAll("details")) {
    if (!panel.closest("header")) continue;
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      part("summary", panel).focus();
    });
  }
};

/**
 * One sentence at a time: returns what must be called when the setting changes.
 *
 * @param {Sentences} sentences
 * @param {HTMLElement} tools
 */
const startPace = (sentences, tools) => {
  const steps = part(".steps", tools);
  const position = part("[role=status]", steps);
  const [back, next] = steps.querySelectorAll("button");
  let current = 0;
  const show = () => {
    const isOne = root.dataset.pace === "one";
    steps.hidden = !isOne;
    sentences.forEach((sentence, index) => {
      sentence.hidden = isOne && index !== current;
    });
    for (const list of document.querySelectorAll("main section, main .lines, main .authored ul")) {
      const own = [...list.querySelectorAll(".lines > li, .authored li")];
      if (own.length) list.toggleAttribute("hidden", isOne && own.every((sentence) => sentence.hasAttribute("hidden")));
    }
    for (const extra of document.querySelectorAll("main .pager, main .authored h2")) {
      extra.toggleAttribute("hidden", isOne);
    }
    if (!isOne) return;
    back.disabled = current === 0;
    next.disabled = current === sentences.length - 1;
    const { position: text = "" } = steps.dataset;
    position.textContent = text.replace("{number}", `${current + 1}`).replace("{total}", `${sentences.length}`);
  };
  /** @param {number} by @param {HTMLButtonElement} pressed @param {HTMLButtonElement} other */
  const step = (by, pressed, other) => {
    current += by;
    show();
    sentences[current].scrollIntoView({ block: "center" });
    if (pressed.disabled) other.focus();
  };
  back.addEventListener("click", () => step(-1, back, next));
  next.addEventListener("click", () => step(1, next, back));
  show();
  return show;
};

/**
 * Reading aloud with the browser's own voices, sentence by sentence.
 *
 * @param {Sentences} sentences
 * @param {HTMLElement} tools
 */
const startReading = (sentences, tools) => {
  const button = part(".read", tools);
  const status = part(".read-status", tools);
  /** @type {SpeechSynthesis | undefined} */
  const speech = window.speechSynthesis;
  const findVoice = () => speech?.getVoices().find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === root.lang);
  const voicesNamed = () =>
    new Promise((resolve) => {
      if (!speech || speech.getVoices().length) return resolve(null);
      speech.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, VOICES_PATIENCE);
    });
  /** @param {HTMLElement} [spoken] */
  const mark = (spoken) => {
    for (const sentence of sentences) sentence.classList.toggle("spoken", sentence === spoken);
  };
  /** @param {boolean} isReading */
  const showState = (isReading) => {
    button.textContent = button.dataset[isReading ? "stop" : "start"] ?? "";
    button.setAttribute("aria-pressed", `${isReading}`);
  };
  const stop = () => {
    speech?.cancel();
    mark();
    showState(false);
  };
  /** @param {SpeechSynthesisVoice} voice */
  const start = (voice) => {
    showState(true);
    const visible = sentences.filter((sentence) => !sentence.hidden);
    for (const sentence of visible) {
      const utterance = new SpeechSynthesisUtterance(sentence.textContent.trim());
      utterance.lang = root.lang;
      utterance.voice = voice;
      utterance.rate = READING_RATE;
      utterance.onstart = () => {
        mark(sentence);
        sentence.scrollIntoView({ block: "nearest" });
      };
      if (sentence === visible.at(-1)) utterance.onend = stop;
      speech?.speak(utterance);
    }
  };
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    await voicesNamed();
    const voice = findVoice();
    status.textContent = voice ? "" : (status.dataset.none ?? "");
    if (voice) start(voice);
  });
  speech?.getVoices();
  addEventListener("pagehide", () => speech?.cancel());
  button.hidden = false;
};

/**
 * A dossier opened from disk loads the pages of its entries in frames, but may not read them. So a page sends its
 * article when the parent page sends a message with a port. Web pages cannot load files from disk in a frame. On a
 * server no article is sent, as a dossier there can read its frames.
 */
const startHandingOver = () => {
  if (location.protocol !== "file:") return;
  addEventListener("message", ({ source, ports }) => {
    const entry = document.querySelector("main > article");
    if (source === parent && entry) ports[0]?.postMessage(entry.outerHTML);
  });
};

/**
 * On the 404 page, make relative links start at the root of the site.
 *
 * @param {string} site
 */
const startLost = (site) => {
  for (const name of ["href", "action", "src"]) {
    for (const linked of document.querySelectorAll(`[${name}]:not(script, [rel=stylesheet])`)) {
      const address = linked.getAttribute(name) ?? "";
      if (!/^([a-z]+:|[/#])/.test(address)) linked.setAttribute(name, site + address);
    }
  }
  for (const hint of document.querySelectorAll(".by-hand")) hint.remove();
};

/** Decode the page again as UTF-8 if the server names another encoding, before other scripts read it. */
const startEncoding = () => {
  if (document.readyState !== "interactive" || document.characterSet === "UTF-8" || location.protocol === "file:")
    return;
  try {
    const request = new XMLHttpRequest();
    request.open("GET", location.href, false);
    request.overrideMimeType("text/html; charset=utf-8");
    request.send();
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
  } catch {
    // Without an answer the page stays as it came.
  }
};

/** Where a host demands Trusted Types, scripts of the site's own host may be loaded, as the pages' policy says. */
const startTrustedTypes = () => {
  try {
    /** @type {any} */ (window).trustedTypes?.createPolicy("default", {
      /** @param {string} address */
      createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
    });
  } catch {
    // A host that forbids this too: each page says what does not work.
  }
};

const startPage = () => {
  delete root.dataset.starting;
  if (root.dataset.lost) startLost(root.dataset.lost);
  let onChange = () => {};
  /** @type {HTMLElement | null} */
  const tools = document.querySelector(".easy-tools");
  /** @type {Sentences} */
  const sentences = [
    ...document.querySelectorAll("[data-register=easy] .lines > li, [data-register=easy] .authored li:has(img)"),
  ].filter((sentence) => sentence instanceof HTMLElement);
  if (tools && sentences.length) {
    startReading(sentences, tools);
    onChange = startPace(sentences, tools);
    tools.hidden = false;
  }
  startSettings(onChange);
  startEscape();
  startSwitches();
};

const start = () => {
  const script = document.currentScript;
  if ("lost" in root.dataset && script instanceof HTMLScriptElement)
    root.dataset.lost = new URL("../../", script.src).href;
  apply(storedChoices());
  // Until the page is read, its own script may still say that it works; then what it would have removed is shown.
  root.dataset.starting = "";
  startTrustedTypes();
  startHandingOver();
  document.addEventListener("readystatechange", startEncoding);
  // Printed pages have their URL.
  addEventListener("beforeprint", () => {
    if (location.protocol.startsWith("http")) part(".address").textContent = location.href;
  });
  document.addEventListener("DOMContentLoaded", startPage);
};

// The 404 page is shown at any URL, so it loads this script from every depth: the first one that exists has the URL of
// the site.
if (!root.dataset.lost) start();
