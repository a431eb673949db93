"""The models that entries of all collections share. These models are the schema.

An entry is a folder: ``entry.yml`` has the facts, and the text in the original language in both registers (``Record``);
each ``<lang>.yml`` has one translation (``translations``). Fields of a practice follow the records of comparable
databases (FAO, PANORAMA, OPSI, Participedia) and the headings of OHCHR's own hub.

pydantic requires what a first draft must have; ``Record.required_to_publish`` names what publication requires in addition.
"""

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, ValidationError, field_validator
from pydantic.dataclasses import dataclass
from pydantic_core import InitErrorDetails

from knowledge_hub.model.field_info import fields_of
from knowledge_hub.model.field_marks import KindOf, NamesOfEditorialFields, Searched, Step
from knowledge_hub.model.field_types import (
    Attribution,
    GlossaryCode,
    HubLanguage,
    LanguageTag,
    Name,
    PartialDate,
    PictureName,
    Prose,
    RecordId,
    Slug,
    SourceKind,
    StateCode,
    Summary,
    Symbol,
    Title,
    Url,
)
from knowledge_hub.model.vocabularies import CLOSED, Frozen


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Source:
    """The source of a claim. ``paragraphs`` is as printed, such as '81' or '73, 89'."""

    id: Slug
    title: Name
    publisher: Name | None = None
    kind: SourceKind
    symbol: Symbol | None = None
    paragraphs: Name | None = None
    date: PartialDate | None = None
    language: LanguageTag | None = None
    """Language of the source."""
    title_language: LanguageTag | None = None
    """Language of ``title``, if it is not that of the source."""
    url: Url | None = None
    url_confirmed: Annotated[bool, Step(None)] = True
    """False if the editors read a copy of the text and could not open this address."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Statement:
    """One claim with its sources, or an editorial interpretation that is marked as such."""

    text: Prose
    sources: tuple[str, ...] = ()
    says: Attribution | None = None
    """Who claims this, if it is not the source's own finding."""
    editorial: bool = False


Statements = Annotated[tuple[Statement, ...], KindOf("statements")]


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Point(Statement):
    """One point of guidance, with practices as examples."""

    shown_by: tuple[Slug, ...] = ()


Points = Annotated[tuple[Point, ...], KindOf("statements")]


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Sentence:
    """One easy-read sentence with its picture and its hard words."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    picture: PictureName | None = None
    words: tuple[GlossaryCode, ...] = ()


Sentences = Annotated[tuple[Sentence, ...], KindOf("sentences")]


class Easy(Frozen):
    """The easy-read text of an entry; the headings of its parts are interface strings."""

    title: Annotated[Title, Searched("title")]
    what: Sentences = Field(min_length=1)
    why: Sentences = ()
    how: Sentences = ()
    result: Sentences = ()
    learn: Sentences = ()


class EasyCheck(Frozen):
    """A check by readers with intellectual disabilities; a person is named only with an organisation."""

    by: Name
    on: datetime.date


class Text(Frozen):
    """The texts that all entries have, in the original language. ``unknown``: what the editors could not establish."""

    title: Annotated[Title, Searched("title")]
    summary: Annotated[Summary, Searched("summary")]
    unknown: Statements = ()


UNSPECIFIC_TYPES = frozenset({"unknown", "not_applicable"})
"""Codes that do not say which type a mechanism has."""
States = Annotated[tuple[StateCode, ...], Step("basics")]
EditorialFields = Annotated[tuple[str, ...], NamesOfEditorialFields()]
"""Fields whose values are an editorial interpretation; the page marks them."""


class Record(Frozen):
    """The content of ``entry.yml``: fields of all collections. ``data.catalogue.Entry`` is a record with its translations."""

    required_to_publish: ClassVar[tuple[str, ...]] = ("text.summary", "easy", "sources")

    schema_version: Annotated[Literal["1"], Step(None)]
    id: RecordId
    status: Annotated[Literal["draft", "published"], Step(None)]
    original_language: HubLanguage
    added: Annotated[datetime.date, Step(None)]
    updated: Annotated[datetime.date, Step(None)]
    review_by: Annotated[datetime.date | None, Step(None)] = None
    """The day by which somebody must confirm the entry again; its page shows it."""
    countries: States = ()
    related: tuple[Slug, ...] = ()
    formerly: Annotated[tuple[RecordId, ...], Step(None)] = ()
    """Former ids of the entry; their addresses redirect to its page."""
    sources: Annotated[tuple[Source, ...], Step("sources")] = ()
    easy: Annotated[Easy | None, Step("easy")] = None
    easy_checked: Annotated[EasyCheck | None, Step(None)] = None
    text: Text

    @property
    def period(self) -> tuple[str, str | None] | None:
        """First and last day of an event; the last is None if it is the first. None for entries without a time."""
        return None

    @property
    def mechanism_type(self) -> str | None:
        """The type of the mechanism behind the entry."""
        return None

    @field_validator("editorial", check_fields=False)
    @classmethod
    def _check_editorial(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        """Check that only fields are named that may be an editorial interpretation."""
        known = next(field.choices for field in fields_of(cls) if field.name == "editorial")
        faults: list[InitErrorDetails] = [
            {"type": "literal_error", "loc": (index,), "input": name, "ctx": {"expected": _joined_choices(known)}}
            for index, name in enumerate(names)
            if name not in known
        ]
        if faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return names


def _joined_choices(names: tuple[str, ...]) -> str:
    """Join choices as pydantic does: ``'a', 'b' or 'c'``."""
    *others, last = (f"'{name}'" for name in names)
    return f"{', '.join(others)} or {last}" if others else last
