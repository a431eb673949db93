"""Fields of the contribution form, read from the schema of the models: kind, bounds, list, label, help."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES
from knowledge_hub.data.json_schema import VOCABULARY_FILE, record_schema
from knowledge_hub.model import field_labels
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.fact_table import ORDER
from knowledge_hub.views.localised import ALWAYS_SHOWN

STEPS = ("basics", "facts", "sources", "story", "easy", "contact")
"""The steps between the first question and the preview."""
_AUTOMATIC = {"schema_version", "status", "added", "updated", "review_by", "formerly", "easy_checked", "url_confirmed"}
"""What the form fills in itself, or what only editors decide."""
_BASICS = {"original_language", "countries", "kind", "start", "end", "mode", "publisher", "provider", "id"}
_LONG = 300
"""Texts that may be longer than this get more than one line to be written in; a title, of at most 120, does not."""

Described = dict[str, Any]
"""A field, a step or a collection, as the browser is told of it."""


def describe(composer: Composer, collection: str) -> Described:
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
        "facts": [_fact(composer, collection, name) for name in ORDER[COLLECTIONS[collection].model]],
        "name": composer.strings[f"form.collection_{collection}"],
    }


def _fact(composer: Composer, collection: str, name: str) -> list[str | None]:
    return [name, field_labels.label(composer.strings.texts, collection, name)]


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
        label = field_labels.label(strings.texts, self._collection, words)
        if label is None and "vocabulary" in kind:
            label = self._composer.catalogue.vocabularies[kind["vocabulary"]].title[self._composer.localised.language]
        said = {"label": label or path, "help": field_labels.explanation(strings.texts, self._collection, words)}
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
            "codes": [[code, field_labels.label(strings.texts, self._collection, code) or code] for code in codes],
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
        words = field_labels.MODELS[name]
        return {"kind": "groups", "of": words, "fields": list(self.fields(definition, "", words))}


def _vocabulary(value: Mapping[str, Any]) -> str:
    name = str(value.get("$ref", ""))
    return name.rpartition("/")[2] if name.startswith(VOCABULARY_FILE) else ""


def vocabularies_of(described: object) -> set[str]:
    """The vocabularies that a description names."""
    if isinstance(described, dict):
        own = {described["vocabulary"]} if "vocabulary" in described else set()
        return own.union(*(vocabularies_of(each) for each in described.values()))
    if isinstance(described, list):
        return set().union(*(vocabularies_of(each) for each in described))
    return set()
