// @ts-check
// Texts with placeholders, and numbers, as a language writes them.

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
