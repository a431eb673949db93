"""JSON Schema (2020-12) of an exported entry, made from the models as ``json_schema`` makes that of the files.

Here values have the types of JSON: a year is a number, a mark is true or false, all else is text.
"""

from typing import Any

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.export.export_format import FORMAT, LICENCE
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_labels import MODELS, explanation
from knowledge_hub.model.translations import TRANSLATIONS

Schema = dict[str, Any]


def export_schema(catalogue: Catalogue) -> Schema:
    """The schema of each entry's file and of each line of the files of a collection."""
    definitions: dict[str, Schema] = {}
    choices = [_choice(catalogue, collection, definitions) for collection in COLLECTIONS]
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
        "$defs": {**definitions, **lists},
    }


def _choice(catalogue: Catalogue, collection: str, definitions: dict[str, Schema]) -> Schema:
    """What holds for the entries of one collection; their models join the definitions."""
    record = _model(catalogue, collection, COLLECTIONS[collection].model, definitions)
    translation = _model(catalogue, collection, TRANSLATIONS[collection], definitions)
    translation["properties"]["out_of_date"] = {"type": "array", "items": {"type": "string"}}
    translation["required"] = [*translation.get("required", ()), "made_from", "out_of_date"]
    names = [f"{collection}.entry", f"{collection}.translation"]
    definitions |= dict(zip(names, (record, translation), strict=True))
    each = {"$ref": f"#/$defs/{names[1]}"}
    return {
        "properties": {
            "collection": {"const": collection},
            "entry": {"$ref": f"#/$defs/{names[0]}"},
            "translations": {"properties": dict.fromkeys(LANGUAGES, each), "additionalProperties": False},
        }
    }


def _model(catalogue: Catalogue, collection: str, model: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 - models of two kinds
    raw: Schema = model.model_json_schema(mode="serialization")
    texts = catalogue.strings[DEFAULT_LANGUAGE].texts

    def explained(schema: Schema, parent: str) -> Schema:
        out: Schema = _plain(schema)
        for name, value in out.get("properties", {}).items():
            said = explanation(texts, collection, f"{parent}.{name}" if parent else name)
            if said:
                value["description"] = said
        return out

    for name, each in raw.pop("$defs", {}).items():
        definitions[name] = explained(each, MODELS.get(name, ""))
    return explained(raw, "")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """A schema without names made from names and without «or null»: what has no value is left out."""
    if isinstance(value, list):
        return list(map(_plain, value))
    if not isinstance(value, dict):
        return value
    if "anyOf" in value:
        (value,) = (each for each in value["anyOf"] if each.get("type") != "null")
    if "vocabulary" in value:
        return {"$ref": f"#/$defs/list.{value['vocabulary']}"}
    plain = {name: _plain(each) for name, each in value.items() if name not in {"title", "default", "properties"}}
    if isinstance(value.get("default"), bool):
        plain["default"] = value["default"]
    if "properties" in value:
        plain["properties"] = {name: _plain(each) for name, each in value["properties"].items()}
    return plain
