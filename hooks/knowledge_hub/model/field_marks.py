"""Marks of fields: what pydantic does not need and the hub does, written in ``Annotated`` beside the type of a field.

``field_info`` reads them. A mark in a type, such as ``Coded``, holds for every field of that type.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Kind = Literal[
    "text", "symbol", "url", "language", "date", "partial_date", "integer", "boolean", "code", "choice", "fingerprints",
    "group", "statements", "sentences", "objects",
]  # fmt: skip
"""What a value is. A group has fields of its own; statements, sentences and objects are lists of groups."""
StepName = Literal["basics", "facts", "sources", "story", "easy", "contact"]
"""A step of the contribution form."""
Order = Literal["list", "name", "newest"]
"""How the values of a facet stand on a page: as in their vocabulary, by their labels, or the last one first."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a string as a code of one vocabulary.

    The codes are data themselves, so they come in the validation context: ``{vocabulary: {code, …}}``.
    """

    vocabulary: str
    facet: str | None = None
    """The facet of every field of an entry with these codes, by its name in addresses."""
    folder: str | None = None
    """Folder of the pages of its values, which ``page_plan`` must then plan by itself; None for browse pages."""
    order: Order = "list"
    numbered: str | None = None
    """Interface string that joins ``number`` and ``title`` of a term whose code is a number."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the code after it was read as a string."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, code: str, info: ValidationInfo) -> str:
        codes: Mapping[str, Collection[str]] = info.context or {}
        if code not in codes[self.vocabulary]:
            context = {"code": code, "vocabulary": self.vocabulary}
            raise PydanticCustomError("unknown_code", "unknown code", context)
        return code


@dataclass(frozen=True, slots=True)
class KindOf:
    """Says what a value is, where its type alone does not."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of these words, where its type is no ``Literal``."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """The field is a row of the table of facts."""

    name: str = ""
    """Name of the row; '' for that of the field. Its heading is the interface string ``fact.<name>``."""
    after: str | None = None
    """Name of the row that it follows; None for that of the field before it in the model."""
    editorial: bool = False
    """Whether its values may be an editorial interpretation, which the entry then says in ``editorial``."""
    heading: str = ""
    """Interface string of its heading, where it has another one."""
    several: str = ""
    """Interface string of its heading where there are several values."""
    beside: str = ""
    """A field of the same model that is shown in the same row."""


@dataclass(frozen=True, slots=True)
class Step:
    """The step of the form that asks for the field, where it is not the usual one; None where the form does not ask."""

    name: StepName | None


@dataclass(frozen=True, slots=True)
class Searched:
    """A text that counts more than others in the search. Stories and names among the facts are searched without a mark."""

    weight: Literal["title", "summary"]


@dataclass(frozen=True, slots=True)
class AlwaysShown:
    """A page shows the heading even when the sources say nothing, so that nobody takes the absence for an oversight."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The heading of the field is the label of the term of its name, in this vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class NamesOfEditorialFields:
    """The values are names of those fields of the same model whose ``Fact`` may be an editorial interpretation."""
