"""JSON Schema (2020-12) of an exported entry, derived from the models like the schemas of the YAML files (``json_schema``).

Values have JSON types: a year is a number, a flag is a boolean, anything else a string.
"""

from typing import Any

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.json_schema import Dialect, Schema, definitions, object_schema
from knowledge_hub.export.export_format import FORMAT, LICENCE
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import FieldInfo, fields_of
from knowledge_hub.model.field_labels import explanation
from knowledge_hub.model.translations import TRANSLATIONS


def export_schema(catalogue: Catalogue) -> Schema:
    """The schema of an entry's JSON file, and of every JSON line of a collection."""
    schemas: dict[str, Schema] = {}
    choices = [_choice(catalogue, collection, schemas) for collection in COLLECTIONS]
    lists = {
        f"list.{name}": {"enum": list(vocabulary.terms), "title": vocabulary.title[DEFAULT_LANGUAGE]}
        for name, vocabulary in catalogue.vocabularies.items()
    }
    form = {
        "type": "object",
        "required": ["name", "version"],
        "properties": {"name": {"const": FORMAT["name"]}, "version": {"const": FORMAT["version"]}},
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT['name']} {FORMAT['version']}",
        "type": "object",
        "required": ["format", "collection", "path", "licence", "entry", "translations"],
        "properties": {
            "format": form,
            "collection": {"enum": list(COLLECTIONS)},
            "path": {"type": "string", "pattern": "^[a-z]+/[a-z0-9-]+$"},
            "licence": {"const": LICENCE},
            "entry": {"type": "object"},
            "translations": {"type": "object"},
        },
        "additionalProperties": False,
        "oneOf": choices,
        "$defs": {**schemas, **lists},
    }


def _choice(catalogue: Catalogue, collection: str, schemas: dict[str, Schema]) -> Schema:
    """The alternative for one collection; adds the schemas of its models to ``schemas``."""
    record = _model(catalogue, collection, COLLECTIONS[collection].model, schemas)
    translation = _model(catalogue, collection, TRANSLATIONS[collection], schemas)
    translation["properties"]["out_of_date"] = {"type": "array", "items": {"type": "string"}}
    translation["required"] = [*translation.get("required", ()), "made_from", "out_of_date"]
    names = [f"{collection}.entry", f"{collection}.translation"]
    schemas |= dict(zip(names, (record, translation), strict=True))
    reference = {"$ref": f"#/$defs/{names[1]}"}
    return {
        "properties": {
            "collection": {"const": collection},
            "entry": {"$ref": f"#/$defs/{names[0]}"},
            "translations": {"properties": dict.fromkeys(LANGUAGES, reference), "additionalProperties": False},
        }
    }


def _model(catalogue: Catalogue, collection: str, model: Any, schemas: dict[str, Schema]) -> Schema:  # noqa: ANN401 - models of two kinds
    texts, fields = catalogue.strings[DEFAULT_LANGUAGE].texts, fields_of(model)

    def explained(field: FieldInfo) -> str | None:
        return explanation(texts, collection, field.words)

    schemas |= definitions(fields, _EXPORT, explained)
    return object_schema(model, fields, _EXPORT, explained)


def _words(words: tuple[str, ...]) -> Schema:
    """One of several words, or a constant."""
    return {"enum": list(words), "type": "string"} if len(words) > 1 else {"const": words[0], "type": "string"}


_EXPORT = Dialect(
    code=lambda vocabulary: {"$ref": f"#/$defs/list.{vocabulary}"},
    choice=_words,
    text="string",
    fingerprints={"additionalProperties": {"type": "string"}, "type": "object"},
    defaults=True,
)
