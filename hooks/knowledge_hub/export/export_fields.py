"""Fields of the export, derived from the models: name, type, list or not, required or not.

The code book, the tables and the schema follow from this one reading.
"""

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
    found = _fields(leaves_of(COLLECTIONS[collection].model), "")
    return tuple({field.name: field for field in found}.values())


def _fields(infos: Iterable[FieldInfo], within: str) -> Iterator[ExportField]:
    for info in infos:
        name = f"{within}.{info.path}" if within else info.path
        required = info.required and not info.within
        # Where only one word is possible, it is no code of a list.
        kind = "code" if len(info.choices) > 1 else _TYPES.get(info.kind, "text")
        yield ExportField(name, info.words, kind, info.vocabulary, info.many, required)
        if info.fields:
            yield from _fields(info.fields, _PARTS.get(info.kind, f"{name}[]"))
