// Types of the search that several modules share.

/** How one language is analysed; `search_files.py` writes it. */
export interface LanguageRules {
  /** Snowball's stemmer, or null where words are not stemmed. */
  stemmer: { stemWord(word: string): string } | null;
  /** What is written together with a word and is cut from it, as a regular expression; null where nothing is. */
  attached: string | null;
  /** Words that are written together with the next one; removed where the index has the rest. */
  prefixes: string | null;
  /** Words that never decide which entries are found, and those that ask for advice; with blanks between them. */
  stop: string;
  how: string;
}

/** What the index has: how many entries, cards in a slice, and the first key of each slice of a kind. */
export interface Index {
  documents: number;
  block: number;
  terms: string[];
  places: string[];
  words: string[];
}

export type SlicedKind = "terms" | "places" | "words";

/** Forms, documents with weights, and codes that the word names, each joined with spaces; a code has a label. */
export type Term = [forms: string, documents: string, codes: string, label?: string];

/** A word of a query, and the text between blanks that it is from. */
export interface Word {
  token: string;
  text: string;
  /** Its place among the words that were typed. */
  place?: number;
  /** The first word of several with hyphens between them: all of them joined, and how many they are. */
  joined?: string;
  parts?: number;
}

/** Whether the query ends with a word; whether the word may go on; whether it is right as it was typed. */
export interface Place {
  isLast: boolean;
  isUnfinished: boolean;
  isExact?: boolean;
}

/** A name in a query, with the label of what it names. */
export interface Name {
  name: string;
  label: string;
}

/** A number of an entry with its weight. */
export type Weights = Map<number, number>;

/** What one word that was typed finds. */
export interface Match {
  weights: Weights;
  /** Keys that were found, to mark them in results. */
  keys: string[];
  /** What was typed and what was searched instead, where nothing was found. */
  instead?: { word: string; other: string } | null;
}

/** A part of a query: a name, a word, or a run of Chinese. */
export interface Part extends Match {
  /** As it was typed. */
  text: string;
  /** The share of it that an entry has; all of it where nothing is written. */
  shares?: Weights;
  /** How much it tells, where its entries do not tell that. */
  told?: number;
  /** The share of its pairs of characters that are in no text; null where none was looked up. */
  unknown?: number | null;
  /** Runs of Chinese characters, to mark them in results. */
  runs?: string[];
  names?: Name[];
}

export interface QueryResult {
  /** The weight of each entry that was found; null where nothing was asked. */
  scores: Weights | null;
  /** Whether no entry has every part of the query. */
  some: boolean;
  /** How many words were searched. */
  words: number;
  keys: Set<string>;
  runs: string[];
  /** The start of a word that may be unfinished. */
  prefix: string;
  instead: { word: string; other: string }[];
  /** The names that were understood. */
  names: Name[];
  /** The parts of the query that an entry does not have, as they were typed. */
  without(document: number): string[];
}

/** The address, title, kicker and text of an entry; the language where it is not the page's own. */
export type Card = [href: string, title: string, kicker: string, text: string, language: string];

export interface Question {
  query: string;
  order: string;
  /** Facets with codes. */
  values: [facet: string, code: string][];
  /** Codes of States in the order of their names: of those that are chosen, or of all. */
  states: string[];
  /** Whether the last word may be unfinished. */
  writing: boolean;
}

/** The values chosen of each facet, as 'facet:code'. */
export type Chosen = Map<string, string[]>;

export interface Answer {
  result: QueryResult;
  /** What the words find, before a facet narrows it. */
  all: number[];
  chosen: Chosen;
  found: number[];
  /** The State by which an entry is placed, in the order by State; undefined where it has none. */
  stateOf(document: number): string | undefined;
}

/** The interface for data files of the build (`begin`, `take`) and for the dossier (`find`, `card`). */
export interface HubSearch {
  begin(folder: string, index: Index, rules: LanguageRules): void;
  take(kind: string, number: number | string, content: object): void;
  find(question: Question): Promise<Answer>;
  card(register: string, document: number): Promise<Card>;
}

declare global {
  var hubSearch: HubSearch;
}
