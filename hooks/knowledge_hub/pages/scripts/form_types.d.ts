// Types of the contribution form and of its data, which contribution_form.py and form_fields.py write.

/** A mapping as a YAML file has it. */
// biome-ignore lint/suspicious/noExplicitAny: what a file holds is known only after form_reading.mjs has looked at it.
export type Values = Record<string, any>;

export type Option = [code: string | number | boolean, label: string];

export interface Field {
  /** The names that lead to the value, such as 'text.title'. */
  path: string;
  label: string;
  help?: string | null;
  kind: "text" | "long" | "lines" | "number" | "flag" | "choice" | "choices" | "groups" | "own_sources";
  vocabulary?: string;
  codes?: Option[];
  required?: boolean;
  /** A mapping that may be left out as a whole; where it is there, the field is required. */
  within?: string;
  min?: number;
  max?: number;
  pattern?: string;
  /** Whether the page shows the field also when it is empty. */
  always?: boolean;
  /** What the groups are. */
  of?: "statement" | "sources" | "sentence" | "dated_steps";
  fields?: Field[];
}

export interface Collection {
  name: string;
  singular: string;
  steps: Record<string, Field[]>;
  /** The order of names in a file. */
  order: string[];
  facts: [name: string, label: string | null][];
}

export interface Description {
  language: string;
  languages: Record<string, [ownName: string, name: string, direction: string]>;
  collections: Record<string, Collection>;
  translation: Field[];
  vocabularies: Record<string, Option[]>;
  words: Record<string, string | Record<string, string>>;
  repository: string;
  mailbox: string;
  forbidden: string;
}

/** An entry as its script has it. */
export interface EntryFiles {
  entry: Values;
  translations: Record<string, Values>;
  fingerprints: Record<string, string>;
}

export type Mode = "new" | "correct" | "translate";

export interface Draft {
  mode: Mode;
  collection: string;
  /** Into which language the entry is translated. */
  language: string;
  /** Whether the draft is stored in this browser. */
  keep: boolean;
  values: Values;
  translation: Values;
  fingerprints: Record<string, string>;
  /** Whether the file is a new one. */
  isNew: boolean;
  /** Whether the first step is done. */
  begun?: boolean;
  /** A translation that was opened from a file. */
  opened?: Values;
  /** What was chosen in the first step. */
  chosen?: string;
}

export interface StoredDraft extends Draft {
  at: number;
  when: string;
}

/** What a file is that was opened. */
export interface OpenedFile {
  collection?: string;
  values?: Values;
  translation?: Values;
  id?: string;
  language?: string;
}

/** What is wrong with a field: the id of its control, its label and a message. */
export type Fault = [id: string, label: string, message: string];

/** What the controls of a form need of the draft that they change. */
export interface FormContext {
  /** The sources that the entry has now. */
  sources(): Values[];
  /** Called after each change. */
  changed(): void;
}

/** `lang` and `dir` of a text, empty where it is in the language of the page. */
export type Foreign = { lang?: string; dir?: string };

/** The interface for data files of the build. The dossier has `take` alone, for the list of all entries. */
export interface HubForm {
  describe?(description: Description): void;
  take(path: string, content: EntryFiles | string[]): void;
}

declare global {
  var hubForm: HubForm;
  // biome-ignore lint/suspicious/noExplicitAny: js-yaml comes without types.
  var jsyaml: any;
}
