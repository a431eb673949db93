// @ts-check
// What a search asks for, as the address of a page says it: the same address always gives the same results.

/** Results that are shown at first, and more of them with each press of the button. */
export const RESULTS_AT_ONCE = 10;
/** Results that an address may ask for: fifty presses of the button. More would load cards for a minute. */
const MOST_SHOWN = 500;
/** Characters that are searched: thrice the longest sentence in the texts. Each word costs a request for a slice. */
export const MOST_CHARACTERS = 300;
/** Characters of a reader's text that a sentence on the page repeats: what a phone shows in two lines. */
const MOST_REPEATED = 60;
/** The first is the usual one, which no address names. */
const ORDERS = ["relevance", "newest", "state"];

/**
 * @typedef {object} Asked
 * @property {string} query
 * @property {boolean} isCut whether the address had more than is searched
 * @property {string} order
 * @property {[facet: string, code: string][]} values in the order of the filters
 * @property {boolean} isWriting whether the last word may be unfinished
 * @property {number} shown how many results
 * @property {[facet: string, value: string][]} unknown values that no filter has
 */

/**
 * A code as in addresses. Pages of a value are named in this way: browse/tool-simore-plus.html for `simore_plus`.
 *
 * @param {string} code
 */
const spelling = (code) => code.toLowerCase().replaceAll("_", "-");

/**
 * The start of a text, cut between words where it has any.
 *
 * @param {string} text
 * @param {number} most characters
 */
function startOf(text, most) {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most).join("");
  return /\s/.test(characters[most]) ? start : start.replace(/(\S)\s+\S*$/, "$1");
}

/**
 * The part of a query that is searched. A blank at its end stays: it says that the last word is whole.
 *
 * @param {string} query
 */
export const searchedPart = (query) => startOf(query.trimStart(), MOST_CHARACTERS);

/**
 * A reader's text, short enough for a sentence.
 *
 * @param {string} text
 */
export function repeated(text) {
  const start = startOf(text.trim(), MOST_REPEATED);
  return start === text.trim() ? start : `${start}…`;
}

/**
 * What an address asks for. Codes may be spelled as in data or as in addresses, and several joined by commas.
 *
 * @param {string} search the query of the address
 * @param {Map<string, string[]>} codesOf the known codes of each facet
 * @param {Map<string, string>} [renamed] the code of today for each 'facet:former code'
 * @returns {Asked}
 */
export function readSearch(search, codesOf, renamed = new Map()) {
  const today = new Map([...renamed].map(([former, code]) => [spelling(former), code]));
  const address = new URLSearchParams(search);
  /** @type {[string, string][]} */
  const values = [];
  /** @type {[string, string][]} */
  const unknown = [];
  for (const [facet, codes] of codesOf) {
    const texts = address.getAll(facet).flatMap((text) => text.split(","));
    const wanted = new Map(
      texts.filter(Boolean).map((text) => {
        const name = spelling(text.trim());
        return [spelling(today.get(`${facet}:${name}`) ?? name), text];
      }),
    );
    for (const code of codes) if (wanted.delete(spelling(code))) values.push([facet, code]);
    for (const text of wanted.values()) unknown.push([facet, repeated(text)]);
  }
  const query = address.get("q") ?? "";
  const order = address.get("order") ?? "";
  const presses = Math.ceil(Number(address.get("show")) / RESULTS_AT_ONCE) || 1;
  return {
    query: searchedPart(query),
    isCut: searchedPart(query) !== query.trimStart(),
    order: ORDERS.includes(order) ? order : ORDERS[0],
    values,
    isWriting: address.has("typing"),
    shown: Math.min(Math.max(presses, 1) * RESULTS_AT_ONCE, MOST_SHOWN),
    unknown,
  };
}

/**
 * The query of the address for what is asked: '' or a text that begins with '?'.
 *
 * @param {Omit<Asked, "isCut" | "unknown">} asked
 */
export function writeSearch({ query, order, values, isWriting, shown }) {
  const address = new URLSearchParams();
  const searched = searchedPart(query);
  if (searched.trim()) address.set("q", searched);
  if (searched.trim() && isWriting) address.set("typing", "1");
  if (order !== ORDERS[0]) address.set("order", order);
  for (const [facet, code] of values) address.append(facet, spelling(code));
  if (shown > RESULTS_AT_ONCE) address.set("show", String(shown));
  const text = address.toString();
  return text && `?${text}`;
}

/**
 * The States by which results are placed: those that are chosen, or else all.
 *
 * @param {[facet: string, code: string][]} values
 * @param {Map<string, string[]>} codesOf
 */
export function statesOf(values, codesOf) {
  const chosen = values.filter(([facet]) => facet === "state").map(([, code]) => code);
  return chosen.length ? chosen : (codesOf.get("state") ?? []);
}
