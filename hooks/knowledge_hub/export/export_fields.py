"""Fields of the export, derived from the models. The code book and the CSV tables are derived from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import FieldInfo, leaves_of
from knowledge_hub.model.field_marks import Kind

Type = Literal["text", "integer", "date", "boolean", "code", "statements", "sentences", "objects"]

_TYPES: Mapping[Kind, Type] = {
    "date": "date",
    "integer": "integer",
    "boolean": "boolean",
    "code": "code",
    "statements": "statements",
    "sentences": "sentences",
    "objects": "objects",
}
"""The type of each kind of field; all others are text."""
_PARTS: Mapping[Kind, str] = {"statements": "text.*[]", "sentences": "easy.*[]"}
"""Prefix for the fields of a statement and of an easy-read sentence, which are the same in all text fields."""


@dataclass(frozen=True, slots=True)
class ExportField:
    """One field of the entries of a collection."""

    name: str
    """Path within ``entry``, such as 'mechanism.type'; '[]' means every item of a list."""
    words: str
    """Key for ``field_labels``, such as 'statement.says'."""
    type: Type
    vocabulary: str | None
    many: bool
    required: bool


@cache
def fields(collection: str) -> tuple[ExportField, ...]:
    """The fields of a collection in the order of its model; a list comes before the fields of its items."""
    all_fields = _fields(leaves_of(COLLECTIONS[collection].model), "")
    return tuple({field.name: field for field in all_fields}.values())


def _fields(infos: Iterable[FieldInfo], prefix: str) -> Iterator[ExportField]:
    for info in infos:
        name = f"{prefix}.{info.path}" if prefix else info.path
        required = info.required and not info.within
        # A field with only one possible value is not a code.
        kind = "code" if len(info.choices) > 1 else _TYPES.get(info.kind, "text")
        yield ExportField(name, info.words, kind, info.vocabulary, info.many, required)
        if info.fields:
            yield from _fields(info.fields, _PARTS.get(info.kind, f"{name}[]"))
