/* What a reader may add to pages that work without it: own settings, reading aloud, one sentence at a time.
   Loaded in the head, so that settings are in force before the first line is shown. Nothing is stored before a reader chooses. */
(() => {
  "use strict";
  const root = document.documentElement;
  // The page for lost addresses is shown at any address, so it names this script at each distance: the one that is found
  // first tells where the site is.
  if (root.dataset.lost) return;
  if ("lost" in root.dataset) root.dataset.lost = new URL("../", document.currentScript.src).href;
  const KEY = "hub-settings";
  const NAMES = ["theme", "contrast", "size", "spacing", "pace"];

  /** The reader's choices as an object; empty where nothing is kept or storage is refused. */
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return found instanceof Object ? found : {};
    } catch {
      return {};
    }
  };

  /** Whether the choices could be stored: a browser that refuses it still changes this page. */
  const keep = (choices) => {
    try {
      if (Object.keys(choices).length) localStorage.setItem(KEY, JSON.stringify(choices));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  };

  const apply = (choices) => {
    for (const name of NAMES) {
      if (choices[name]) root.dataset[name] = choices[name];
      else delete root.dataset[name];
    }
  };

  apply(kept());
  // Until the page is read, its own script may still say that it works; then what it would have removed is shown.
  root.dataset.starting = "";

  // Where a host demands Trusted Types, scripts of the site's own host may be loaded, as its own policy says.
  try {
    window.trustedTypes?.createPolicy("default", {
      createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
    });
  } catch {
    /* A host that forbids this too: each page says what does not work. */
  }

  /** The settings panel: radio buttons whose name is a setting and whose value is '' for normal. */
  const startSettings = (onChange) => {
    const panel = document.querySelector(".settings");
    const form = panel.querySelector("form");
    const show = (choices) => {
      for (const input of form.elements) if (input.type === "radio") input.checked = input.value === (choices[input.name] || "");
    };
    const store = (choices) => {
      const told = form.querySelector("[data-refused]");
      if (!keep(choices)) told.firstChild.textContent = `${told.dataset.refused} `;
    };
    show(kept());
    form.addEventListener("change", (event) => {
      const choices = kept();
      if (event.target.value) choices[event.target.name] = event.target.value;
      else delete choices[event.target.name];
      store(choices);
      apply(choices);
      onChange();
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      store({});
      apply({});
      show({});
      onChange();
    });
    // The panel lies over the page: it must not cover what the focus moves to.
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(event.relatedTarget)) panel.open = false;
    });
    panel.hidden = false;
  };

  /** Escape closes what is open in the header, and the focus goes back to what opened it. */
  const startEscape = () => {
    for (const panel of document.querySelectorAll("header details")) {
      panel.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !panel.open) return;
        panel.open = false;
        panel.querySelector("summary").focus();
      });
    }
  };

  /** One sentence at a time: returns what must be called when the setting changes. */
  const startPace = (lines, tools) => {
    const steps = tools.querySelector(".steps");
    const position = steps.querySelector("[role=status]");
    const [back, next] = steps.querySelectorAll("button");
    let at = 0;
    const show = () => {
      const one = root.dataset.pace === "one";
      steps.hidden = !one;
      lines.forEach((line, index) => (line.hidden = one && index !== at));
      for (const list of document.querySelectorAll("main section, main .lines, main .authored ul")) {
        const own = [...list.querySelectorAll(".lines > li, .authored li")];
        if (own.length) list.hidden = one && own.every((line) => line.hidden);
      }
      for (const extra of document.querySelectorAll("main .pager, main .authored h2")) extra.hidden = one;
      if (!one) return;
      back.disabled = at === 0;
      next.disabled = at === lines.length - 1;
      position.textContent = steps.dataset.position.replace("{number}", at + 1).replace("{total}", lines.length);
    };
    const step = (by, pressed, other) => {
      at += by;
      show();
      lines[at].scrollIntoView({ block: "center" });
      if (pressed.disabled) other.focus();
    };
    back.addEventListener("click", () => step(-1, back, next));
    next.addEventListener("click", () => step(1, next, back));
    show();
    return show;
  };

  /** Reading aloud with the browser's own voices, sentence by sentence. */
  const startReading = (lines, tools) => {
    const button = tools.querySelector(".read");
    const status = tools.querySelector(".read-status");
    const speech = window.speechSynthesis;
    const voice = () => speech.getVoices().find((each) => each.lang.toLowerCase().split(/[-_]/)[0] === root.lang);
    /** Some systems name their voices only a moment after they are first asked. */
    const asked = () =>
      new Promise((resolve) => {
        if (speech.getVoices().length) return resolve();
        speech.addEventListener("voiceschanged", resolve, { once: true });
        setTimeout(resolve, 3000);
      });
    const stop = () => {
      speech.cancel();
      lines.forEach((line) => line.classList.remove("spoken"));
      button.textContent = button.dataset.start;
      button.setAttribute("aria-pressed", "false");
    };
    const start = (found) => {
      button.textContent = button.dataset.stop;
      button.setAttribute("aria-pressed", "true");
      const visible = lines.filter((line) => !line.hidden);
      visible.forEach((line, index) => {
        const said = new SpeechSynthesisUtterance(line.textContent.trim());
        said.lang = root.lang;
        said.voice = found;
        said.rate = 0.9;
        said.onstart = () => {
          lines.forEach((each) => each.classList.toggle("spoken", each === line));
          line.scrollIntoView({ block: "nearest" });
        };
        if (index === visible.length - 1) said.onend = stop;
        speech.speak(said);
      });
    };
    button.addEventListener("click", async () => {
      if (button.getAttribute("aria-pressed") === "true") return stop();
      if (speech) await asked();
      const found = speech && voice();
      status.textContent = found ? "" : status.dataset.none;
      if (found) start(found);
    });
    if (speech) speech.getVoices();
    addEventListener("pagehide", () => speech && speech.cancel());
    button.hidden = false;
  };

  /** A dossier holds entries as their own pages have them: it opens each page in a frame, and the page hands its text over. */
  const handOver = () => {
    const entry = document.querySelector("main > article");
    if (parent !== window && entry) parent.postMessage(entry.outerHTML, "*");
  };

  /** On the page for lost addresses, relative links begin where the site is. */
  const startLost = (site) => {
    for (const name of ["href", "action", "src"]) {
      for (const each of document.querySelectorAll(`[${name}]:not(script, [rel=stylesheet])`)) {
        const address = each.getAttribute(name);
        if (!/^([a-z]+:|[/#])/.test(address)) each.setAttribute(name, site + address);
      }
    }
    for (const each of document.querySelectorAll(".by-hand")) each.remove();
  };

  /** A host that names the wrong encoding garbles a page: its text is read again as what it is, before other scripts read it. */
  const startEncoding = () => {
    if (document.readyState !== "interactive" || document.characterSet === "UTF-8" || location.protocol === "file:") return;
    try {
      const request = new XMLHttpRequest();
      request.open("GET", location.href, false);
      request.overrideMimeType("text/html; charset=utf-8");
      request.send();
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.title = page.title;
      document.body.replaceWith(document.adoptNode(page.body));
    } catch {
      /* Without an answer the page stays as it came. */
    }
  };
  document.addEventListener("readystatechange", startEncoding);

  /** On paper a page says where it stands. */
  addEventListener("beforeprint", () => {
    if (location.protocol.startsWith("http")) document.querySelector(".address").textContent = location.href;
  });

  document.addEventListener("DOMContentLoaded", () => {
    delete root.dataset.starting;
    if (root.dataset.lost) startLost(root.dataset.lost);
    handOver();
    let changed = () => {};
    const tools = document.querySelector(".easy-tools");
    const lines = [...document.querySelectorAll("[data-register=easy] .lines > li, [data-register=easy] .authored li:has(img)")];
    if (tools && lines.length) {
      startReading(lines, tools);
      changed = startPace(lines, tools);
      tools.hidden = false;
    }
    startSettings(changed);
    startEscape();
  });
})();
