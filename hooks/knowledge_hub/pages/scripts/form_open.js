/* What comes back to the form from outside, a saved file or a kept draft: what it is, and whether the form can work with it. */
"use strict";
hubForm.opening = (() => {
  const { get, set } = hubForm;
  const isMap = value => typeof value === "object" && value !== null && !Array.isArray(value);
  const isList = (value, inner) => Array.isArray(value) && value.every(inner);
  const isText = value => typeof value === "string";
  const isPlain = value => isText(value) || typeof value === "number";
  const TRANSLATION = ["status", "reviewed_by", "easy_checked", "text", "easy", "made_from"];

  const fieldsOf = collection => Object.values(hubForm.said.collections[collection].steps).flat();
  /* Whether every value is of the kind that its field works with. */
  const fits = (fields, holder) => isMap(holder) && fields.every(field => {
    const names = field.path.split(".").slice(0, -1), value = get(holder, field.path);
    if (names.some((_, at) => { const above = get(holder, names.slice(0, at + 1).join(".")); return above !== undefined && !isMap(above); })) return false;
    if (value === undefined) return true;
    if (field.kind === "groups") return isList(value, item => fits(field.fields, item));
    if (["choices", "lines"].includes(field.kind)) return isList(value, isPlain);
    if (field.kind === "flag") return typeof value === "boolean" || value === "true" || value === "false";
    return isPlain(value);
  });
  const isTranslation = value => fits(hubForm.said.translation, value) && ["text", "easy"].every(part => value[part] === undefined || (isMap(value[part]) && Object.values(value[part]).every(text => isText(text) || isList(text, isText))));

  /* Whether a translation has a list where the original has one, and a text where it has a text. What the original has no
     longer stays, so that nobody's work is lost. */
  const suits = (translation, values) => ["text", "easy"].every(part => Object.entries(translation[part] || {}).every(([name, text]) =>
    !Object.hasOwn(values[part] || {}, name) || Array.isArray(text) === Array.isArray(values[part][name])));

  /* An empty value of a file is one that is not there. */
  const filled = value => {
    if (Array.isArray(value)) return value.map(filled);
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== "").map(([key, each]) => [key, filled(each)]));
  };
  /* What was read as text becomes what the form works with. */
  const typed = (fields, holder) => {
    for (const field of fields) {
      const value = get(holder, field.path);
      if (value === undefined) continue;
      if (field.kind === "number" && /^\d+$/.test(value)) set(holder, field.path, Number(value));
      if (field.kind === "flag") set(holder, field.path, value === "true" || value === true);
      if (field.kind === "groups") for (const item of value) typed(field.fields, item);
    }
  };

  /* Which collection has just these fields: of those that know them all, the one that misses fewest. */
  const likeliest = content => {
    const misses = collection => {
      const fields = fieldsOf(collection), texts = fields.map(field => field.path);
      if (!Object.keys(content).every(key => hubForm.said.collections[collection].order.includes(key))) return null;
      if (!isMap(content.text) || !Object.keys(content.text).every(key => texts.includes(`text.${key}`))) return null;
      return fields.filter(field => {
        const value = get(content, field.path);
        if (value === undefined) return field.required;
        return field.kind === "choice" && !hubForm.options(field).some(([code]) => code === value);
      }).length;
    };
    const found = Object.keys(hubForm.said.collections).map(name => [name, misses(name)]).filter(([, number]) => number !== null);
    return found.sort(([, a], [, b]) => a - b)[0]?.[0];
  };

  /* A file by its text and name: { collection, values } of an entry; { translation, collection, id, language } of a
     translation, the last three as far as it says; null where it is neither. Its first line may name its schema, and the
     name that this form gives to files says the rest. */
  const file = (text, name) => {
    let content;
    try { content = filled(jsyaml.load(text, { schema: jsyaml.FAILSAFE_SCHEMA })); } catch { return null; }
    if (!isMap(content)) return null;
    const { collections, languages } = hubForm.said;
    const [, schema, translated] = /^\ufeff?# yaml-language-server: \$schema=\S*?(\w+)(\.translation)?\.json\s*(?:\n|$)/.exec(text) || [];
    if (schema && !(schema in collections)) return null;
    const [, folder, id, part] = /^(?:(\w+)--([a-z0-9-]+?)--)?([a-z]+)(?:[ (].*)?\.ya?ml$/.exec(name) || [];
    const named = schema ?? (folder in collections ? folder : undefined);
    const keys = Object.keys(content);
    if (translated || (!schema && part !== "entry" && keys.every(key => TRANSLATION.includes(key)))) {
      if (!isTranslation(content) || (!content.text && !content.easy && !translated)) return null;
      if (content.made_from !== undefined) content.made_from = Object.fromEntries(String(content.made_from).split("\n").filter(Boolean).map(line => line.split(" ")));
      return { translation: content, collection: named, id, language: part in languages ? part : undefined };
    }
    const collection = named ?? likeliest(content);
    if (!collection || !fits(fieldsOf(collection), content)) return null;
    typed(fieldsOf(collection), content);
    return { collection, values: content };
  };

  /* A kept draft by its text: null where it is damaged. */
  const draft = text => {
    let content;
    try { content = JSON.parse(text); } catch { return null; }
    const { collections, languages } = hubForm.said;
    const good = isMap(content) && ["new", "correct", "translate"].includes(content.mode) && content.collection in collections && content.language in languages
      && fits(fieldsOf(content.collection), content.values) && isTranslation(content.translation) && isMap(content.translation.made_from ?? {}) && isMap(content.fingerprints)
      && (content.mode !== "translate" || suits(content.translation, content.values))
      && Number.isInteger(content.at) && !Number.isNaN(Date.parse(content.when));
    return good ? content : null;
  };

  return { file, draft, suits };
})();
