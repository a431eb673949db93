"""The model of an entry of each collection. These models are the schema; ``entry_collections`` lists the collections.

Fields of a practice follow the peers' records (FAO, PANORAMA, OPSI, Participedia) and the headings of OHCHR's own hub.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge_hub.model.entry_base import Points, Record, Statements, Text
from knowledge_hub.model.field_types import (
    Access,
    Actor,
    AffectedGroup,
    CapacityCode,
    DigitalTool,
    Email,
    EventKind,
    EventMode,
    EvidenceLevel,
    FunctionCode,
    HumanRightsMechanism,
    LanguageTag,
    Level,
    MechanismType,
    Name,
    PartialDate,
    PracticeType,
    ResourceKind,
    RightsTheme,
    Sdg,
    Slug,
    StateCode,
    SupportKind,
    Theme,
    TypeBasis,
    UprCycle,
    Url,
    Year,
)
from knowledge_hub.model.vocabularies import Frozen


class NationalMechanism(Frozen):
    """The mechanism behind a practice; its type is a reading unless ``type_basis`` says otherwise."""

    name: Name | None = None
    name_language: LanguageTag | None = None
    type: MechanismType
    type_basis: TypeBasis


class Contact(Frozen):
    """A role mailbox, never a person; published only with consent."""

    role: Name
    email: Email
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


class DatedStep(Frozen):
    """When a step of a programme took place in one State; two periods of one step are two entries."""

    country: StateCode
    step: Annotated[str, StringConstraints(pattern=r"^(before-)?[0-9](\.[0-9])?$")]
    """Its number as the source prints it, such as '4.1'; 'before-1' is what comes before step 1."""
    start: PartialDate
    end: PartialDate | None = None


class Support(Record):
    """A programme, fund, field presence or service that helps States."""

    required_to_publish = (*Record.required_to_publish, "text.offer")

    kind: SupportKind
    provider: Name
    url: Url | None = None
    dated_steps: tuple[DatedStep, ...] = ()
    """Shown as a table and as a time line; they rest on the record's first source."""
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


class GuidanceText(Text):
    """Advice in the four key capacities (OHCHR), after what comes before them."""

    foundations: Points = ()
    engagement: Points = ()
    coordination: Points = ()
    consultation: Points = ()
    information_management: Points = ()


class Guidance(Record):
    """How to go about something, each point with the practices that show it."""

    required_to_publish = (*Record.required_to_publish, "text.foundations")

    text: GuidanceText
