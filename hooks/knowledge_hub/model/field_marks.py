"""Marks of fields: metadata of the hub in ``Annotated``, which pydantic ignores.

``field_info`` reads them. A mark in a type, such as ``Coded``, applies to every field of that type.
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
"""The kind of a value. A group has fields; statements, sentences and objects are lists of groups."""
StepName = Literal["basics", "facts", "sources", "story", "easy", "contact"]
"""A step of the contribution form."""
Order = Literal["list", "name", "newest"]
"""Order of a facet's values on a page: that of the vocabulary, by label, or the latest first."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a string as a code of one vocabulary.

    The codes are data, so the validation context has them: ``{vocabulary: {code, …}}``.
    """

    vocabulary: str
    facet: str | None = None
    """Name of the facet that fields with these codes make, as in addresses."""
    folder: str | None = None
    """Folder of the values' pages, if ``page_plan`` plans them; None for browse pages."""
    order: Order = "list"
    numbered: str | None = None
    """Interface string that joins ``number`` and ``title`` of a term whose code is a number."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Pydantic's hook: check the code after the string."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, code: str, info: ValidationInfo) -> str:
        codes: Mapping[str, Collection[str]] = info.context or {}
        if code not in codes[self.vocabulary]:
            context = {"code": code, "vocabulary": self.vocabulary}
            raise PydanticCustomError("unknown_code", "unknown code", context)
        return code


@dataclass(frozen=True, slots=True)
class KindOf:
    """The kind of a value, if its type does not determine it."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class OneOf:
    """The possible words of a value whose type is not a ``Literal``."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """The field is a row of the table of facts."""

    name: str = ""
    """Name of the row; '' for that of the field. Its heading is the interface string ``fact.<name>``."""
    after: str | None = None
    """Name of the row before it; None for the row of the previous field."""
    editorial: bool = False
    """Whether its value may be an editorial interpretation, which the entry then marks in ``editorial``."""
    heading: str = ""
    """Interface string of its heading, if it is not ``fact.<name>``."""
    several: str = ""
    """Interface string of its heading for several values."""
    paired_with: str = ""
    """A field of the same model that is shown in the same row."""


@dataclass(frozen=True, slots=True)
class Step:
    """The step of the form with the field, if it is not the usual one; None if the form does not have the field."""

    name: StepName | None


@dataclass(frozen=True, slots=True)
class Searched:
    """A text with a higher weight in the search. Stories and names among the facts are indexed without a mark."""

    weight: Literal["title", "summary"]


@dataclass(frozen=True, slots=True)
class AlwaysShown:
    """A page shows the heading even if the field is empty: readers see that the sources say nothing."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The heading of the field is the label of the term with its name in this vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class NamesOfEditorialFields:
    """The values are names of fields of the same model with ``Fact(editorial=True)``."""
