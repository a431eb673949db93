"""Fields of the export, derived from the models: name, type, list or not, required or not.

The code book, the tables and the schema follow from this one reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from knowledge_hub.model.blank_entry import resolved
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_labels import MODELS

Type = Literal["text", "integer", "date", "boolean", "code", "statements", "sentences", "objects"]

_LISTS: Mapping[str, Type] = {"Statement": "statements", "Point": "statements", "Sentence": "sentences"}
_PARTS = {"statements": "text.*[]", "sentences": "easy.*[]"}
"""How the parts of a statement and of a sentence are named, as they are the same in all fields."""


@dataclass(frozen=True, slots=True)
class ExportField:
    """One field of the entries of a collection."""

    name: str
    """Where it stands in ``entry``, such as 'mechanism.type'; '[]' stands for each value of a list."""
    words: str
    """How ``field_labels`` knows it, such as 'statement.says'."""
    type: Type
    vocabulary: str | None
    many: bool
    required: bool


@cache
def fields(collection: str) -> tuple[ExportField, ...]:
    """The fields of a collection in the order of its model, those within lists after their list."""
    schema = COLLECTIONS[collection].model.model_json_schema(mode="serialization")
    found = _fields(schema, schema["$defs"], "", "", required=True)
    return tuple({each.name: each for each in found}.values())


def _fields(
    schema: Mapping[str, Any], models: Mapping[str, Any], name: str, words: str, *, required: bool
) -> Iterator[ExportField]:
    needed = set(schema.get("required", ())) if required else set()
    for last, described in schema["properties"].items():
        of = resolved(described, models)
        here, known = (f"{each}.{last}" if each else last for each in (name, words))
        many = of.get("type") == "array"
        one = resolved(of["items"], models) if many else of
        if "properties" not in one:
            yield ExportField(here, known, _type(one), one.get("vocabulary"), many, last in needed)
        elif not many:
            yield from _fields(one, models, here, MODELS.get(one["title"], ""), required=last in needed)
        else:
            kind = _LISTS.get(one["title"], "objects")
            yield ExportField(here, known, kind, None, True, last in needed)
            yield from _fields(one, models, _PARTS.get(kind, f"{here}[]"), MODELS.get(one["title"], ""), required=True)


def _type(schema: Mapping[str, Any]) -> Type:
    if "vocabulary" in schema or "enum" in schema:
        return "code"
    if schema.get("format") == "date":
        return "date"
    kinds: Mapping[str, Type] = {"integer": "integer", "boolean": "boolean"}
    return kinds.get(schema.get("type", ""), "text")
