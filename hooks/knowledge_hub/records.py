"""Stage 2: what a record is. These models are the schema; the JSON Schema is exported from them.

A record is a folder: ``entry.yml`` holds the facts once and the text in the original language in both
registers; each ``<lang>.yml`` holds one translation, modelled in ``translations``. Fields of a practice follow the peers'
records (FAO, PANORAMA, OPSI, Participedia) and the headings of OHCHR's own hub.

Two depths: what pydantic requires is what a first draft must have; ``Record.required_to_publish`` names what
publication asks beyond that.
"""

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from knowledge_hub.fields import (
    Access,
    Actor,
    AffectedGroup,
    Attribution,
    CapacityCode,
    DigitalTool,
    EventKind,
    EventMode,
    EvidenceLevel,
    FunctionCode,
    GlossaryCode,
    HumanRightsMechanism,
    LanguageTag,
    Level,
    MechanismType,
    Name,
    PartialDate,
    PictureName,
    PracticeType,
    Prose,
    ResourceKind,
    RightsTheme,
    Sdg,
    Slug,
    SourceKind,
    StateCode,
    Summary,
    SupportKind,
    Theme,
    Title,
    TypeBasis,
    UprCycle,
    Url,
    Year,
)
from knowledge_hub.languages import LanguageCode
from knowledge_hub.vocabularies import Frozen


class Source(Frozen):
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


class Statement(Frozen):
    """One claim with its sources, or a reading of the editors that is marked as such."""

    text: Prose
    sources: tuple[str, ...] = ()
    says: Attribution | None = None
    """Who claims this, when it is not the source's own finding."""
    editorial: bool = False


Statements = tuple[Statement, ...]


class Sentence(Frozen):
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
    id: Slug
    status: Literal["draft", "published"]
    original_language: LanguageCode
    added: datetime.date
    updated: datetime.date
    review_by: datetime.date | None = None
    """After this day the page says since when nobody has confirmed the record."""
    countries: tuple[StateCode, ...] = ()
    related: tuple[Slug, ...] = ()
    sources: tuple[Source, ...] = ()
    easy: Easy | None = None
    easy_checked: EasyCheck | None = None
    text: Text


class NationalMechanism(Frozen):
    """The mechanism behind a practice; its type is a reading unless ``type_basis`` says otherwise."""

    name: Name | None = None
    name_language: LanguageTag | None = None
    type: MechanismType
    type_basis: TypeBasis


class Contact(Frozen):
    """A role mailbox, never a person; published only with consent."""

    role: Name
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}$")]
    consent: Literal["true"]


class PracticeText(Text):
    """The story of a practice, in the order of its page."""

    mechanism_name: Name | None = None
    context: Statements = ()
    problem: Statements = ()
    objectives: Statements = ()
    what_was_done: Statements = ()
    results: Statements = ()
    challenges: Statements = ()
    what_did_not_work: Statements = ()
    lessons: Statements = ()
    conditions: Statements = ()
    legal_basis: Statements = ()
    resources_needed: Statements = ()
    inclusion: Statements = ()
    second_voice: Statements = ()


class Practice(Record):
    """A good practice of a national mechanism."""

    required_to_publish = (*Record.required_to_publish, "capacities", "evidence_level", "text.what_was_done")

    countries: tuple[StateCode, ...] = Field(min_length=1)
    mechanism: NationalMechanism
    year: Year | None = None
    level: Level | None = None
    practice_type: PracticeType | None = None
    capacities: tuple[CapacityCode, ...] = ()
    functions: tuple[FunctionCode, ...] = ()
    themes: tuple[Theme, ...] = ()
    human_rights_mechanisms: tuple[HumanRightsMechanism, ...] = ()
    upr_cycles: tuple[UprCycle, ...] = ()
    sdgs: tuple[Sdg, ...] = ()
    rights_themes: tuple[RightsTheme, ...] = ()
    affected_groups: tuple[AffectedGroup, ...] = ()
    actors: tuple[Actor, ...] = ()
    digital_tools: tuple[DigitalTool, ...] = ()
    editorial: tuple[
        Literal[
            "practice_type",
            "capacities",
            "functions",
            "themes",
            "human_rights_mechanisms",
            "sdgs",
            "rights_themes",
            "affected_groups",
            "level",
            "year",
        ],
        ...,
    ] = ()
    """Fields whose values are the hub's own reading; the page marks them."""
    evidence_level: EvidenceLevel | None = None
    adapted_from: tuple[Slug, ...] = ()
    contact: Contact | None = None
    text: PracticeText


class EventText(Text):
    """An account of a consultation or seminar."""

    place: Name | None = None
    organizers: Name | None = None
    what_happened: Statements = ()
    outcomes: Statements = ()


class Event(Record):
    """A consultation, seminar or other meeting on national mechanisms."""

    required_to_publish = (*Record.required_to_publish, "text.outcomes")

    kind: EventKind
    start: PartialDate
    end: PartialDate | None = None
    mode: EventMode | None = None
    capacities: tuple[CapacityCode, ...] = ()
    human_rights_mechanisms: tuple[HumanRightsMechanism, ...] = ()
    editorial: tuple[Literal["capacities", "human_rights_mechanisms"], ...] = ()
    text: EventText


class ResourceText(Text):
    """What a resource holds and whom it helps; ``title`` is its official title or a translation of it."""

    contents: Statements = ()
    use: Statements = ()


class Resource(Record):
    """A guide, training, tool or database."""

    required_to_publish = (*Record.required_to_publish, "text.contents")

    kind: ResourceKind
    year: Year | None = None
    symbol: Name | None = None
    publisher: Name
    languages: tuple[LanguageTag, ...] = ()
    url: Url | None = None
    access: Access | None = None
    licence: Name | None = None
    capacities: tuple[CapacityCode, ...] = ()
    themes: tuple[Theme, ...] = ()
    editorial: tuple[Literal["capacities", "themes"], ...] = ()
    text: ResourceText


class SupportText(Text):
    """Who can help and how a State asks."""

    offer: Statements = ()
    who_can_ask: Statements = ()
    how_to_ask: Statements = ()
    figures: Statements = ()
    results: Statements = ()


class Support(Record):
    """A programme, fund, field presence or service that helps States."""

    required_to_publish = (*Record.required_to_publish, "text.offer")

    kind: SupportKind
    provider: Name
    url: Url | None = None
    capacities: tuple[CapacityCode, ...] = ()
    themes: tuple[Theme, ...] = ()
    editorial: tuple[Literal["capacities", "themes"], ...] = ()
    text: SupportText


class ExperienceText(Text):
    """A short note by a State on technical cooperation that it took part in (A/HRC/43/31, para. 114)."""

    what_happened: Statements = ()
    lessons: Statements = ()


class Experience(Record):
    """An experience of technical cooperation, told by those who took part."""

    required_to_publish = (*Record.required_to_publish, "text.what_happened")

    countries: tuple[StateCode, ...] = Field(min_length=1)
    year: Year | None = None
    partners: Name | None = None
    capacities: tuple[CapacityCode, ...] = ()
    editorial: tuple[Literal["capacities"], ...] = ()
    text: ExperienceText


COLLECTIONS: dict[str, type[Record]] = {
    "practices": Practice,
    "events": Event,
    "resources": Resource,
    "support": Support,
    "experiences": Experience,
}
"""The collections by the name of their folder, which is also the folder of their pages."""
