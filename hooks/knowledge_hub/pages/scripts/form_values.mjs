// @ts-check
// Values of a form in plain objects, as the file has them. A path such as 'text.title' leads through them.

/** @typedef {import("./form_types.d.ts").Values} Values */

/** @param {unknown} value @returns {value is Values} */
export const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
export const isMissing = (value) => value === undefined || value === "" || (Array.isArray(value) && !value.length);

/**
 * @param {Values} values
 * @param {string} path
 * @returns {any}
 */
export function get(values, path) {
  return path.split(".").reduce((/** @type {any} */ holder, name) => holder?.[name], values);
}

/**
 * Set a value. One that is empty or false is removed, with the mappings that it leaves empty: a file says nothing of
 * what is not there.
 *
 * @param {Values} values
 * @param {string} path
 * @param {unknown} value
 */
export function set(values, path, value) {
  const names = path.split(".");
  if (isMissing(value) || value === false) {
    remove(values, names);
    return;
  }
  let holder = values;
  for (const name of names.slice(0, -1)) {
    holder[name] ??= {};
    holder = holder[name];
  }
  holder[names[names.length - 1]] = value;
}

/**
 * @param {Values} holder
 * @param {string[]} names
 */
function remove(holder, [name, ...rest]) {
  if (rest.length) {
    if (!isMap(holder[name])) return;
    remove(holder[name], rest);
    if (Object.keys(holder[name]).length) return;
  }
  delete holder[name];
}

/**
 * A text as files have it: one kind of line end, no tabs, no marks of byte order, no blanks around it.
 *
 * @param {string} text
 */
export function clean(text) {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  return lines
    .replace(/\t/g, " ")
    .replace(/\ufeff/g, "")
    .trim();
}

/** Characters as people count them. @param {string} text */
export const lengthOf = (text) => [...text].length;
