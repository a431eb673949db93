/* What a search finds: a query, the values of facets and an order become entries. The search page and a dossier ask alike. */
"use strict";
hubSearch.results = (() => {
  const facets = new Map(), loaded = new Set();

  const decode = text => { let at = 0; return text.split(" ").map(step => (at += parseInt(step, 36))); };
  /* Which entries have which value, of the facets that are named. */
  const loadFacets = names => Promise.all([...names].filter(name => !loaded.has(name)).map(async name => {
    for (const [value, text] of Object.entries(await hubSearch.load("facet", name))) facets.set(value, new Set(decode(text)));
    loaded.add(name);
  }));

  const groups = values => {
    const of = new Map();
    for (const [name, value] of values) of.set(name, [...(of.get(name) || []), `${name}:${value}`]);
    return of;
  };
  const fits = (document, of, except) => [...of].every(([name, values]) => name === except || values.some(value => facets.get(value)?.has(document)));

  const sorted = (found, scores, order, states) => {
    if (order === "state") {
      const place = new Map();
      states.forEach((state, at) => {
        for (const document of facets.get(`state:${state}`) || []) if (!place.has(document)) place.set(document, at);
      });
      return found.sort((a, b) => (place.get(a) ?? 1e9) - (place.get(b) ?? 1e9) || a - b);
    }
    if (order === "newest" || !scores) return found.sort((a, b) => a - b);
    return found.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
  };

  /* `values` are [facet, code]; `states` stand in their order; `writing`: the last word may be unfinished. */
  const find = async ({ query, order, values, states, writing }) => {
    const of = groups(values);
    await loadFacets([...of.keys(), ...(order === "state" ? ["state"] : [])]);
    const result = query.trim() ? await hubSearch.find(query, writing) : { scores: null, keys: new Set(), runs: [], prefix: "", instead: [], some: false, words: 0 };
    const all = result.scores && result.words ? [...result.scores.keys()] : Array.from({ length: hubSearch.starts.documents }, (_, at) => at);
    const found = sorted(of.size ? all.filter(document => fits(document, of)) : [...all], result.words ? result.scores : null, order, states);
    return { result, all, of, found };
  };

  /* What a list shows of an entry: [address, title, line above, text, language where it is foreign]. */
  const card = async (register, document) => {
    const size = hubSearch.starts.block;
    const block = await hubSearch.load(`cards-${register}`, Math.floor(document / size));
    return block[document % size];
  };

  return { facets, loaded, loadFacets, fits, find, card };
})();
