/* The search in the browser. A build puts the stemmer of one language before this file and the starts of its slices behind
   it (search_files.py). Decision 0006 describes the slices; `analysis` is the twin of text_analysis.py. */
"use strict";
globalThis.hubSearch = (() => {
  const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const IGNORED = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;
  const TOKEN = new RegExp(`[${HAN}]+|[a-z0-9][a-z0-9.\\-]*(?:/[a-z0-9.\\-]*[a-z0-9])+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const LETTERS = { ى: "ي", ة: "ه", œ: "oe", æ: "ae", ß: "ss", ı: "i" };
  const ARABIC_PREFIX = /^[وف]?(?:[بك]?ال|لل)(?=..)/u;
  const STEMMERS = {
    ar: () => new ArabicStemmer(), en: () => new EnglishStemmer(), fr: () => new FrenchStemmer(),
    ru: () => new RussianStemmer(), es: () => new SpanishStemmer(),
  };
  let language = "en", stemmer = null, starts = {}, folder = "";

  const normal = text => text.toLowerCase().normalize("NFC").replace(IGNORED, "");
  const tokens = text => normal(text).match(TOKEN) || [];
  const fold = word => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ىةœæßı]/gu, each => LETTERS[each]);
  const key = word => {
    if (language === "ar") word = word.replace(ARABIC_PREFIX, "");
    return fold(stemmer ? stemmer.stemWord(word) : word);
  };
  const form = word => (language === "ar" ? fold(word).replace(ARABIC_PREFIX, "") : fold(word));
  const counts = word => [...word].length > 1 || /^\d$/.test(word) || IS_HAN.test(word);
  const pairs = run => [...run].slice(0, -1).map((each, at) => each + [...run][at + 1]);

  /* Slices: each is a script that calls take(); `wait` holds those that are on their way. */
  const have = new Map(), wait = new Map();
  const take = (kind, number, content) => {
    const name = `${kind}-${number}`;
    /* Readers' words are looked up in it: without a prototype, 'constructor' is a word like any other. */
    if (!Array.isArray(content)) Object.setPrototypeOf(content, null);
    have.set(name, content);
    wait.get(name)?.done(content);
  };
  const load = (kind, number) => {
    const name = `${kind}-${number}`;
    if (have.has(name)) return have.get(name);
    if (!wait.has(name)) {
      let done, failed;
      const promise = new Promise((resolve, reject) => { done = resolve; failed = reject; });
      wait.set(name, { promise, done });
      const script = document.createElement("script");
      script.onerror = () => { wait.delete(name); failed(new Error(name)); };
      try {
        script.src = `${folder}${kind === "facet" ? "../" : ""}${name}.js`;
        document.head.append(script);
      } catch { /* The host forbids scripts that a script names (Trusted Types). */
        script.onerror();
      }
    }
    return wait.get(name).promise;
  };
  /* Numbers of the slices that can hold keys from one to another. */
  const between = (kind, first, last) => {
    const list = starts[kind] || [];
    let from = list.findLastIndex(start => start <= first);
    const to = list.findLastIndex(start => start <= last);
    from = Math.max(0, from);
    return list.length ? Array.from({ length: Math.max(0, to) - from + 1 }, (_, at) => from + at) : [];
  };
  const slices = async (kind, first, last) =>
    Promise.all(between(kind, first, last).slice(0, 3).map(number => load(kind, number)));

  const number = text => parseInt(text, 36);
  const postings = text => {
    const found = new Map();
    let at = 0;
    for (const pair of text ? text.split(" ") : []) {
      const [step, weight] = pair.split(".");
      at += number(step);
      found.set(at, number(weight) / 10);
    }
    return found;
  };
  const add = (into, from, share) => {
    for (const [document, weight] of from) into.set(document, Math.max(into.get(document) || 0, weight * share));
  };

  /* One term of a slice as documents and weights; what stands in most entries finds all, with hardly any weight. */
  const documents = async ([, list, codes]) => {
    const found = new Map();
    if (list[0] === "*") for (let at = 0; at < starts.documents; at++) found.set(at, 0.01);
    add(found, postings(list.replace("*", "")), 1);
    for (const code of codes ? codes.split(" ") : []) {
      for (const slice of await slices("terms", code, code)) if (slice[code]) add(found, postings(slice[code][1]), 0.8);
    }
    return found;
  };

  /* Whether two words differ by one letter missing, added, changed or two that changed places. */
  const near = (a, b) => {
    if (a === b || Math.abs(a.length - b.length) > 1) return false;
    let start = 0, end = 0;
    while (start < a.length && a[start] === b[start]) start++;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const inA = a.length - start - end, inB = b.length - start - end;
    return (inA <= 1 && inB <= 1) || (inA === 2 && inB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]);
  };

  /* All that one typed word finds: { found, keys, instead }. */
  const lookUp = async (token, typed, last, unfinished) => {
    if (token.includes("/")) {
      const parts = await slices("terms", token, token);
      const found = new Map(), used = [];
      for (const slice of parts) if (slice[token]) { add(found, await documents(slice[token]), 1); used.push(token); }
      return { found, keys: used };
    }
    if (IS_HAN.test(token)) {
      const wanted = token.length > 1 ? pairs(token) : [token];
      const sums = new Map(), hits = new Map();
      for (const pair of wanted) {
        const of = new Map();
        const last = token.length > 1 ? pair : pair + "\uffff";
        for (const slice of await slices("terms", pair, last)) {
          for (const each in slice) if (each === pair || (token.length === 1 && each.startsWith(pair))) add(of, await documents(slice[each]), 1);
        }
        for (const [document, weight] of of) {
          sums.set(document, (sums.get(document) || 0) + weight);
          hits.set(document, (hits.get(document) || 0) + 1);
        }
      }
      /* A run of Chinese may be several words: most of its pairs are enough, and where none has most, as many as any has. */
      const most = Math.max(0, ...hits.values()), enough = Math.min(most, Math.ceil(wanted.length * 0.6));
      const found = new Map([...sums].filter(([document]) => hits.get(document) >= enough).map(([document, weight]) => [document, weight * (hits.get(document) / wanted.length) ** 2]));
      return { found, keys: [token], run: token };
    }
    const exact = key(token), written = form(token), found = new Map(), used = new Set();
    const loaded = new Set(await slices("terms", exact, exact));
    const collect = async (of, beginnings) => {
      for (const slice of of) {
        for (const term in slice) {
          const forms = slice[term][0] ? slice[term][0].split(" ") : [];
          let share = 0;
          if (term === exact || forms.includes(written)) share = 1;
          else if (beginnings && written.length > 1 && (term.startsWith(written) || forms.some(each => each.startsWith(written)))) share = 0.5;
          if (share) { add(found, await documents(slice[term]), share); used.add(term); }
        }
      }
    };
    /* A whole word that is known needs one slice; while somebody types, or where it is not known, its beginning counts as well. */
    if (!unfinished) await collect(loaded, false);
    if (unfinished || !found.size) {
      const from = written.slice(0, 4);
      for (const slice of await slices("terms", from < exact ? from : exact, last ? written + "\uffff" : written)) loaded.add(slice);
      await collect(loaded, last);
    }
    if (/^[a-z]{2,3}$/.test(token) && (typed === typed.toUpperCase() || token.length === 3)) {
      for (const slice of await slices("terms", `=${token}`, `=${token}`)) {
        const code = slice[`=${token}`];
        if (code) { add(found, await documents(code), 5); used.add(token); }
      }
    }
    if (found.size || written.length < 5) return { found, keys: [...used] };
    /* Nothing: one letter may be wrong. What is wrong at the end begins alike, what is wrong at the start ends alike. */
    const backwards = [...written].reverse().join("");
    const close = new Map();
    for (const slice of loaded) for (const term in slice) for (const each of [term, ...slice[term][0].split(" ")]) if (near(written, each)) close.set(term, each);
    for (const slice of await slices("words", backwards.slice(0, 3), backwards.slice(0, 3) + "\uffff")) {
      for (const line in slice) {
        const [reversed, term] = line.split(" ");
        const each = [...reversed].reverse().join("");
        if (near(written, each)) close.set(term, each);
      }
    }
    for (const term of close.keys()) {
      for (const slice of await slices("terms", term, term)) if (slice[term]) { add(found, await documents(slice[term]), 0.7); used.add(term); }
    }
    return { found, keys: [...used], instead: close.size ? { word: typed, other: [...new Set(close.values())].slice(0, 3).join(", ") } : null };
  };

  const both = (a, b) => new Map([...a].filter(([document]) => b.has(document)).map(([document, weight]) => [document, weight + b.get(document)]));

  /* Documents in which the tokens of a phrase follow each other. */
  const phrase = async list => {
    const wanted = list.flatMap(token => (IS_HAN.test(token) && token.length > 1 ? pairs(token) : [token.includes("/") ? token : key(token)]));
    let ends = null;
    for (const term of wanted) {
      const places = new Map();
      for (const slice of await slices("places", term, term)) {
        let document = 0;
        for (const entry of slice[term] ? slice[term].split(" ") : []) {
          const [step, ...steps] = entry.split(".").map(number);
          document += step;
          let at = 0;
          places.set(document, new Set(steps.map(each => (at += each))));
        }
      }
      const next = new Map();
      for (const [document, of] of ends || places) {
        const here = places.get(document);
        const kept = here ? [...of].filter(at => !ends || here.has(at + 1)).map(at => (ends ? at + 1 : at)) : [];
        if (kept.length) next.set(document, new Set(kept));
      }
      ends = next;
    }
    return new Set(ends ? ends.keys() : []);
  };

  /* A query: { scores, keys, runs, instead, some }; `some` when no entry has every word. */
  const find = async (query, typing = true) => {
    const quoted = [...query.matchAll(/["«“„»”]([^"«“„»”]+)["«“„»”]/g)].map(each => tokens(each[1])).filter(list => list.length > 1);
    const typed = query.replace(/["«“„»”]/g, " ").split(/\s+/).filter(Boolean);
    const words = typed.flatMap(each => tokens(each).filter(counts).map(token => ({ token, typed: each })));
    const open = !/[\s"»”]$/.test(query), unfinished = open && typing;
    const results = await Promise.all(words.map(({ token, typed: text }, at) => lookUp(token, text, open && at === words.length - 1, unfinished && at === words.length - 1)));
    const known = results.filter(each => each.found.size);
    let scores = new Map();
    if (known.length === results.length && known.length) scores = known.map(each => each.found).reduce(both);
    const some = !scores.size && known.length > 0;
    if (some) for (const { found } of known) for (const [document, weight] of found) scores.set(document, (scores.get(document) || 0) + weight + 1);
    for (const list of quoted) {
      const holding = await phrase(list);
      scores = new Map([...scores].filter(([document]) => holding.has(document)));
    }
    return {
      scores, some, words: words.length,
      keys: new Set(results.flatMap(each => each.keys)), runs: results.map(each => each.run).filter(Boolean),
      prefix: open && words.length ? form(words.at(-1).token) : "",
      instead: results.map(each => each.instead).filter(Boolean),
    };
  };

  /* The pieces of a text, each with whether it is what was looked for. */
  const marked = (text, result) => {
    const pieces = [];
    let at = 0;
    for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:[\/.\-][\p{L}\p{N}\p{M}]+)*/gu)) {
      const inside = tokens(found[0]);
      if (found.index > at) pieces.push([text.slice(at, found.index), false]);
      at = found.index + found[0].length;
      if (inside.some(token => IS_HAN.test(token))) {
        const runs = result.runs.map(run => run.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        const cut = runs.length ? found[0].split(new RegExp(`(${runs.join("|")})`, "u")) : [found[0]];
        cut.forEach((piece, index) => piece && pieces.push([piece, index % 2 === 1]));
      } else {
        pieces.push([found[0], inside.some(token => result.keys.has(key(token)) || result.keys.has(token) || (result.prefix.length > 1 && form(token).startsWith(result.prefix)))]);
      }
    }
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  };

  const begin = (code, where, slicesStart) => {
    language = code;
    stemmer = STEMMERS[code] ? STEMMERS[code]() : null;
    starts = slicesStart;
    folder = where;
  };
  return { begin, take, load, find, marked, key, form, tokens, near, get starts() { return starts; } };
})();
