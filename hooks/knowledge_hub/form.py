"""Stage 6: the form with which anybody adds, corrects or translates an entry; made from the models and the lists.

The page holds nothing but its place: ``scripts/form.js`` builds the form from a description of the fields, so that its
fields, lists and checks are those of the models. An entry that is to be corrected comes as a script of its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from knowledge_hub import field_words
from knowledge_hub.catalogue import Entry
from knowledge_hub.composer import Composer, Page
from knowledge_hub.entry_text import entry_text
from knowledge_hub.facts import ORDER
from knowledge_hub.interface import Strings
from knowledge_hub.languages import LANGUAGES, OWN_NAMES
from knowledge_hub.plan import PageKey
from knowledge_hub.records import COLLECTIONS
from knowledge_hub.schema import VOCABULARY_FILE, record_schema
from knowledge_hub.strict_yaml import FORBIDDEN
from knowledge_hub.translations import fingerprint, originals
from knowledge_hub.views import ALWAYS_SHOWN

SCRIPTS = ("yaml/js-yaml", "form", "form_send", "form_page")
"""Files of ``scripts``, joined in this order into ``assets/form/form.js``."""
STEPS = ("basics", "facts", "sources", "story", "easy", "contact")
"""The steps between the first question and the preview."""
_LICENCE = "/* Holds js-yaml 5.5.0, (c) 2011-2015 Vitaly Puzrin, MIT */\n"
_AUTOMATIC = {"schema_version", "status", "added", "updated", "review_by", "easy_checked", "url_confirmed"}
"""What the form fills in itself, or what only editors decide."""
_BASICS = {"original_language", "countries", "kind", "start", "end", "mode", "publisher", "provider", "id"}
_LONG = 300
"""Texts that may be longer than this get more than one line to be written in."""

Described = dict[str, Any]


def form_page(composer: Composer, key: PageKey) -> Page:
    """The place of the form, and what those without a script can do instead."""
    strings = composer.strings
    lead = strings["form.easy_lead" if composer.easy else "form.lead"]
    root = composer.root(0)
    body = composer.render(
        "form.html",
        key,
        trail=composer.trail(key, None),
        lead=lead,
        register=composer.edition.register,
        empty=[
            {
                "href": f"{root}assets/form/{composer.localised.language}/{name}.yml",
                "label": strings[f"form.collection_{name}"],
            }
            for name in COLLECTIONS
            if name != "guidance"
        ],
    )
    scripts = (f"{root}assets/form/form.js", f"{root}assets/form/{composer.localised.language}.js")
    return Page(strings["form.title"], lead, body, "contribute", scripts=scripts)


def script() -> str:
    """The program of the form, the same in all languages."""
    folder = files("knowledge_hub") / "scripts"
    return _LICENCE + "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def description(composer: Composer, repository: str, mailbox: str) -> str:
    """Everything that the form says in one language, as a script that hands it to the program."""
    strings, localised, catalogue = composer.strings, composer.localised, composer.catalogue
    collections = {name: _collection(composer, name) for name in COLLECTIONS if name != "guidance"}
    vocabularies = {
        name: [[code, localised.label(name, code)] for code in catalogue.vocabularies[name].terms]
        for name in sorted(_used(collections))
    }
    vocabularies["states"].sort(key=lambda pair: strings.sort_key(pair[1]))
    words = {key: text for key, text in strings.texts.items() if key.startswith("form.")}
    words |= {key: strings[key] for key in _PREVIEW_WORDS}
    content = {
        "language": localised.language,
        "languages": {code: [OWN_NAMES[code], localised.language_name(code)] for code in LANGUAGES},
        "collections": collections,
        "vocabularies": vocabularies,
        "words": words,
        "repository": repository,
        "mailbox": mailbox,
        "forbidden": FORBIDDEN,
    }
    return f"hubForm.describe({_json(content)})\n"


_PREVIEW_WORDS = (
    "fact.facts", "fact.reading", "fact.reading_note", "fact.state", "fact.states", "field.says", "field.editorial",
    "field.silent", "entry.sources", "entry.source", "entry.source_in", "entry.paragraph", "chrome.contents",
    "list.separator", "list.sentence_end", "help.translation_text", "help.easy",
)  # fmt: skip


def entry_script(entry: Entry) -> str:
    """One entry as its files have it, for the form that corrects or translates it."""
    record = entry.record
    content = {
        "entry": record.model_dump(mode="json", exclude_unset=True),
        "translations": {
            language: each.model_dump(mode="json", exclude_unset=True) for language, each in entry.translations.items()
        },
        "fingerprints": {field: fingerprint(text) for field, text in originals(record)},
    }
    return f"hubForm.take({_json(entry.path)},{_json(content)})\n"


def blank_files(strings: Strings) -> Iterator[tuple[str, str]]:
    """An empty ``entry.yml`` of each collection, explained in one language, for those who cannot use the form."""
    for collection, model in COLLECTIONS.items():
        if collection != "guidance":
            begun = {"schema_version": "1", "status": "draft", "original_language": strings.language}
            yield f"{collection}.yml", entry_text(collection, model, begun, strings.texts)


def ids_script(entries: Iterable[Entry]) -> str:
    """The paths of all entries, so that no new one takes a name twice."""
    return f"hubForm.take({_json('ids')},{_json([entry.path for entry in entries])})\n"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _collection(composer: Composer, collection: str) -> Described:
    """The steps of the form for one collection, each with its fields."""
    schema = record_schema(composer.catalogue, collection)
    steps: dict[str, list[Described]] = {name: [] for name in STEPS}
    reader = _Reader(composer, collection, schema["$defs"])
    for field in reader.fields(schema, ""):
        steps[_step(field)].append(field)
    # The form proposes a short name from the State and the title, so it asks for one last.
    steps["basics"].sort(key=lambda field: field["path"] == "id")
    steps["story"].sort(key=lambda field: field["path"] == "text.unknown")
    for field in steps["story"]:
        if field["path"].removeprefix("text.") in ALWAYS_SHOWN.get(collection, ()):
            field["always"] = True
    return {
        "steps": {name: fields for name, fields in steps.items() if fields},
        "order": list(schema["properties"]),
        "facts": [_fact(composer, collection, name) for name in ORDER[COLLECTIONS[collection]]],
        "name": composer.strings[f"form.collection_{collection}"],
    }


def _fact(composer: Composer, collection: str, name: str) -> list[str | None]:
    return [name, field_words.label(composer.strings.texts, collection, name)]


def _step(field: Described) -> str:
    path: str = field["path"]
    top = path.partition(".")[0]
    if top in {"sources", "easy", "contact"}:
        return top
    if top == "text":
        return "story" if field["kind"] == "groups" else "basics"
    if field.get("required") or top in _BASICS or top == "mechanism":
        return "basics"
    return "facts"


class _Reader:
    """Reads the fields of one collection out of its schema."""

    def __init__(self, composer: Composer, collection: str, definitions: Mapping[str, Any]) -> None:
        self._composer = composer
        self._collection = collection
        self._definitions = definitions

    def fields(self, schema: Mapping[str, Any], parent: str, words: str = "", within: str = "") -> Iterator[Described]:
        """The fields of one mapping; those of a mapping within it stand in its place.

        What a mapping needs that may be left out as a whole is needed only ``within`` it.
        """
        required = set(schema.get("required", ()))
        for name, value in schema["properties"].items():
            path = f"{parent}.{name}" if parent else name
            if name in _AUTOMATIC:
                continue
            inner = self._definition(value)
            if inner is not None:
                yield from self.fields(inner, path, within="" if name in required else path)
            else:
                needed: Described = {}
                if name in required and name != "id":
                    needed = {"within": within} if within else {"required": True}
                yield self._field(path, f"{words}.{name}" if words else path, value) | needed

    def _definition(self, value: Mapping[str, Any]) -> Mapping[str, Any] | None:
        name = str(value.get("$ref", "")).removeprefix("#/$defs/")
        return self._definitions.get(name)

    def _field(self, path: str, words: str, value: Mapping[str, Any]) -> Described:
        strings = self._composer.strings
        kind = self._kind(value)
        label = field_words.label(strings.texts, self._collection, words)
        if label is None and "vocabulary" in kind:
            label = self._composer.catalogue.vocabularies[kind["vocabulary"]].title[self._composer.localised.language]
        said = {"label": label or path, "help": field_words.explanation(strings.texts, self._collection, words)}
        return {"path": path, **said, **kind}

    def _kind(self, value: Mapping[str, Any]) -> Described:
        """How a value is asked for."""
        vocabulary = _vocabulary(value)
        if vocabulary:
            return {"kind": "choice", "vocabulary": vocabulary}
        if "enum" in value:
            return self._enumeration(value["enum"])
        if value.get("type") == "array":
            return self._list(value)
        if value.get("type") == "boolean":
            return {"kind": "flag"}
        if value.get("type") == "integer":
            return {"kind": "number", "min": value["minimum"], "max": value["maximum"]}
        bounds = {"max": value["maxLength"]} if "maxLength" in value else {}
        if "pattern" in value:
            bounds["pattern"] = value["pattern"]
        if value.get("format") == "date":
            bounds["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
        return {"kind": "long" if bounds.get("max", 0) > _LONG and "pattern" not in bounds else "text", **bounds}

    def _enumeration(self, codes: Sequence[Any]) -> Described:
        if True in codes:
            return {"kind": "flag"}
        if set(codes) == set(LANGUAGES):
            return {"kind": "choice", "codes": [[code, OWN_NAMES[code]] for code in LANGUAGES]}
        strings = self._composer.strings
        return {
            "kind": "choices",
            "codes": [[code, field_words.label(strings.texts, self._collection, code) or code] for code in codes],
        }

    def _list(self, value: Mapping[str, Any]) -> Described:
        inner = value["items"]
        vocabulary = _vocabulary(inner)
        if vocabulary:
            return {"kind": "choices", "vocabulary": vocabulary}
        if "enum" in inner:
            return self._enumeration(inner["enum"])
        definition = self._definition(inner)
        if definition is None:
            return {"kind": "lines", **({"pattern": inner["pattern"]} if "pattern" in inner else {})}
        name = str(inner["$ref"]).removeprefix("#/$defs/")
        words = field_words.MODELS[name]
        return {"kind": "groups", "of": words, "fields": list(self.fields(definition, "", words))}


def _vocabulary(value: Mapping[str, Any]) -> str:
    name = str(value.get("$ref", ""))
    return name.rpartition("/")[2] if name.startswith(VOCABULARY_FILE) else ""


def _used(described: object) -> set[str]:
    """The vocabularies that a description names."""
    if isinstance(described, dict):
        own = {described["vocabulary"]} if "vocabulary" in described else set()
        return own.union(*(_used(each) for each in described.values()))
    if isinstance(described, list):
        return set().union(*(_used(each) for each in described))
    return set()
