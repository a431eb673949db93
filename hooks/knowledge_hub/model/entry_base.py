"""The models that entries of all collections share. These models are the schema.

A record is a folder: ``entry.yml`` holds the facts once and the text in the original language in both
registers; each ``<lang>.yml`` holds one translation, modelled in ``translations``. Fields of a practice follow the peers'
records (FAO, PANORAMA, OPSI, Participedia) and the headings of OHCHR's own hub.

Two depths: what pydantic requires is what a first draft must have; ``Record.required_to_publish`` names what
publication asks beyond that.
"""

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints
from pydantic.dataclasses import dataclass

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
    Title,
    Url,
)
from knowledge_hub.model.vocabularies import CLOSED, Frozen


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Source:
    """Where a claim comes from. ``paragraphs`` is as printed, e.g. '81' or '73, 89'."""

    id: Slug
    title: Name
    publisher: Name | None = None
    kind: SourceKind
    symbol: Name | None = None
    """Document symbol of the United Nations or another body."""
    paragraphs: Name | None = None
    date: PartialDate | None = None
    language: LanguageTag | None = None
    """Language of the source."""
    title_language: LanguageTag | None = None
    """Language in which the title stands here, when it is not that of the source."""
    url: Url | None = None
    url_confirmed: bool = True
    """False when the text was read in a copy and this address itself was not opened."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Statement:
    """One claim with its sources, or a reading of the editors that is marked as such."""

    text: Prose
    sources: tuple[str, ...] = ()
    says: Attribution | None = None
    """Who claims this, when it is not the source's own finding."""
    editorial: bool = False


Statements = tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Point(Statement):
    """One point of guidance, with the records that show how somebody did it."""

    shown_by: tuple[Slug, ...] = ()


Points = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Sentence:
    """One easy-read sentence with its picture and its hard words."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    picture: PictureName | None = None
    words: tuple[GlossaryCode, ...] = ()


Sentences = tuple[Sentence, ...]


class Easy(Frozen):
    """The easy-read text of a record; the headings of the parts are in the interface strings."""

    title: Title
    what: Sentences = Field(min_length=1)
    why: Sentences = ()
    how: Sentences = ()
    result: Sentences = ()
    learn: Sentences = ()


class EasyCheck(Frozen):
    """Readers with intellectual disabilities checked this text; nobody is named without an organisation."""

    by: Name
    on: datetime.date


class Text(Frozen):
    """What every record says in its original language. ``unknown`` is what could not be established."""

    title: Title
    summary: Summary
    unknown: Statements = ()


class Record(Frozen):
    """What all collections share."""

    required_to_publish: ClassVar[tuple[str, ...]] = ("text.summary", "easy", "sources")

    schema_version: Literal["1"]
    id: RecordId
    status: Literal["draft", "published"]
    original_language: HubLanguage
    added: datetime.date
    updated: datetime.date
    review_by: datetime.date | None = None
    """The day by which somebody must confirm the record again; its page shows it."""
    countries: tuple[StateCode, ...] = ()
    related: tuple[Slug, ...] = ()
    formerly: tuple[RecordId, ...] = ()
    """Ids that the record had before; their pages lead here."""
    sources: tuple[Source, ...] = ()
    easy: Easy | None = None
    easy_checked: EasyCheck | None = None
    text: Text
