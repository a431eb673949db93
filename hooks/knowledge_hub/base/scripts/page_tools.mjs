// @ts-check
// What the scripts of several pages share: elements, texts with placeholders, numbers, scripts that are loaded later.

/**
 * An element with its attributes and children.
 *
 * An attribute that is `true` is written without a value; one that is `false` or undefined is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

/**
 * An element that the page is sure to have.
 *
 * @template {Element} [Kind=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {Kind}
 */
export function part(selector, within = document) {
  return /** @type {Kind} */ (within.querySelector(selector));
}

/**
 * A text with its placeholders, such as `{count}`, filled in. A placeholder without a value stays.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}

/**
 * Numbers as a language groups them, always in Western digits, as the pages have them.
 *
 * @param {string} language
 * @param {Intl.NumberFormatOptions} [options]
 */
export function numberFormat(language, options) {
  return new Intl.NumberFormat(`${language}-u-nu-latn`, options);
}

/**
 * A text in the plural form that a number takes in a language, with the number as `{count}`.
 *
 * @param {Record<string, string>} forms by plural category; `other` is always there
 * @param {number} number
 * @param {string} language
 * @param {Record<string, unknown>} [values] of other placeholders
 */
export function countText(forms, number, language, values = {}) {
  const category = new Intl.PluralRules(language).select(number);
  return fill(forms[category] ?? forms.other, { count: numberFormat(language).format(number), ...values });
}

/**
 * Load a classic script of the site, which works from a disk as well; rejected where it cannot be had.
 *
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      reject(new Error(address));
    };
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", fail);
    try {
      script.src = address;
    } catch {
      // The host forbids addresses that a script sets (Trusted Types).
      fail();
      return;
    }
    document.head.append(script);
  });
}
