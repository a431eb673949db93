"""The model of an entry of each collection. These models are the schema; ``entry_collections`` lists the collections.

Fields of a practice follow the records of FAO, PANORAMA, OPSI and Participedia, and the headings of OHCHR's own hub.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge_hub.model.entry_base import EditorialFields, Points, Record, Statements, States, Text
from knowledge_hub.model.field_marks import AlwaysShown, Fact, Labelled, Searched, Step
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
    LegalStatus,
    LegalTextKind,
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
    Symbol,
    Theme,
    TypeBasis,
    UprCycle,
    Url,
    Year,
)
from knowledge_hub.model.vocabularies import Frozen


def _states(after: str | None = None) -> Fact:
    """The row of the States of an entry."""
    return Fact(after=after, heading="fact.state", several="fact.states")


_GROUP = Fact("group", after="countries")
"""The row of the regional groups of its States."""


class NamedMechanism(Frozen):
    """A mechanism by its official name, in the language of the State."""

    name: Annotated[Name | None, Searched("title")] = None
    name_language: LanguageTag | None = None


class NationalMechanism(NamedMechanism):
    """The mechanism of a practice; its type is an editorial interpretation unless ``type_basis`` says otherwise."""

    type: Annotated[MechanismType, Fact(paired_with="type_basis")]
    type_basis: TypeBasis


class Contact(Frozen):
    """A role mailbox, never a person; published only with consent."""

    role: Name
    email: Email
    consent: Literal["true"]


class PracticeText(Text):
    """The story of a practice, in the order of its page."""

    mechanism_name: Annotated[Name | None, Fact("mechanism"), Searched("title")] = None
    context: Statements = ()
    problem: Annotated[Statements, AlwaysShown()] = ()
    objectives: Statements = ()
    what_was_done: Statements = ()
    results: Annotated[Statements, AlwaysShown()] = ()
    challenges: Statements = ()
    what_did_not_work: Statements = ()
    lessons: Annotated[Statements, AlwaysShown()] = ()
    conditions: Statements = ()
    legal_basis: Statements = ()
    resources_needed: Statements = ()
    inclusion: Statements = ()
    second_voice: Statements = ()


class Practice(Record):
    """A good practice of a national mechanism."""

    required_to_publish = (*Record.required_to_publish, "capacities", "evidence_level", "text.what_was_done")

    countries: Annotated[States, _states(), _GROUP] = Field(min_length=1)
    mechanism: Annotated[NationalMechanism, Step("basics")]
    year: Annotated[Year | None, Fact(heading="fact.year_since", editorial=True)] = None
    level: Annotated[Level | None, Fact(after="practice_type", editorial=True)] = None
    practice_type: Annotated[PracticeType | None, Fact(editorial=True)] = None
    capacities: Annotated[tuple[CapacityCode, ...], Fact(editorial=True)] = ()
    functions: Annotated[tuple[FunctionCode, ...], Fact(editorial=True)] = ()
    themes: Annotated[tuple[Theme, ...], Fact(editorial=True)] = ()
    human_rights_mechanisms: Annotated[tuple[HumanRightsMechanism, ...], Fact(editorial=True)] = ()
    upr_cycles: Annotated[tuple[UprCycle, ...], Fact()] = ()
    sdgs: Annotated[tuple[Sdg, ...], Fact(editorial=True)] = ()
    rights_themes: Annotated[tuple[RightsTheme, ...], Fact(editorial=True)] = ()
    affected_groups: Annotated[tuple[AffectedGroup, ...], Fact(editorial=True)] = ()
    actors: Annotated[tuple[Actor, ...], Fact()] = ()
    digital_tools: Annotated[tuple[DigitalTool, ...], Fact()] = ()
    editorial: EditorialFields = ()
    evidence_level: Annotated[EvidenceLevel | None, Fact()] = None
    adapted_from: tuple[Slug, ...] = ()
    contact: Annotated[Contact | None, Step("contact")] = None
    text: PracticeText

    @property
    def mechanism_type(self) -> str:
        """The type of the practice's mechanism."""
        return self.mechanism.type


class EventText(Text):
    """An account of a consultation or seminar."""

    place: Annotated[Name | None, Fact(after="dates")] = None
    organizers: Annotated[Name | None, Fact(after="mode")] = None
    what_happened: Statements = ()
    outcomes: Statements = ()


class Event(Record):
    """A consultation, seminar or other meeting on national mechanisms."""

    required_to_publish = (*Record.required_to_publish, "text.outcomes")

    countries: Annotated[States, _states(after="organizers"), _GROUP] = ()
    kind: Annotated[EventKind, Fact()]
    start: Annotated[PartialDate, Fact("dates", paired_with="end")]
    end: Annotated[PartialDate | None, Step("basics")] = None
    mode: Annotated[EventMode | None, Fact(), Step("basics")] = None
    capacities: Annotated[tuple[CapacityCode, ...], Fact(editorial=True)] = ()
    human_rights_mechanisms: Annotated[tuple[HumanRightsMechanism, ...], Fact(editorial=True)] = ()
    editorial: EditorialFields = ()
    text: EventText

    @property
    def period(self) -> tuple[str, str | None]:
        """The days of the meeting."""
        return self.start, self.end


class ResourceText(Text):
    """The content of a resource and its audience; ``title`` is its official title or a translation of it."""

    contents: Statements = ()
    use: Statements = ()


class Resource(Record):
    """A guide, training, tool or database."""

    required_to_publish = (*Record.required_to_publish, "text.contents")

    countries: Annotated[States, _states(after="url")] = ()
    kind: Annotated[ResourceKind, Fact()]
    year: Annotated[Year | None, Fact(heading="fact.year_published")] = None
    symbol: Annotated[Symbol | None, Fact()] = None
    publisher: Annotated[Name, Fact(after="kind")]
    languages: Annotated[tuple[LanguageTag, ...], Fact()] = ()
    url: Annotated[Url | None, Fact(after="licence")] = None
    access: Annotated[Access | None, Fact()] = None
    licence: Annotated[Name | None, Fact()] = None
    capacities: Annotated[tuple[CapacityCode, ...], Fact(editorial=True)] = ()
    themes: Annotated[tuple[Theme, ...], Fact(editorial=True)] = ()
    editorial: EditorialFields = ()
    text: ResourceText


class SupportText(Text):
    """A kind of support, and how a State applies for it."""

    offer: Statements = ()
    who_can_ask: Statements = ()
    how_to_ask: Statements = ()
    figures: Statements = ()
    results: Statements = ()


class DatedStep(Frozen):
    """The period of one step of a programme in one State; two periods of a step are two items."""

    country: StateCode
    step: Annotated[str, StringConstraints(pattern=r"^(before-)?[0-9](\.[0-9])?$")]
    """Its number as printed in the source, such as '4.1'; 'before-1' comes before step 1."""
    start: PartialDate
    end: PartialDate | None = None


class Support(Record):
    """A programme, fund, field presence or service that helps States."""

    required_to_publish = (*Record.required_to_publish, "text.offer")

    countries: Annotated[States, _states(after="url")] = ()
    kind: Annotated[SupportKind, Fact()]
    provider: Annotated[Name, Fact()]
    url: Annotated[Url | None, Fact()] = None
    dated_steps: tuple[DatedStep, ...] = ()
    """Shown as a table and as a time line; their source is the entry's first one."""
    capacities: Annotated[tuple[CapacityCode, ...], Fact(editorial=True)] = ()
    themes: Annotated[tuple[Theme, ...], Fact(editorial=True)] = ()
    editorial: EditorialFields = ()
    text: SupportText


class ExperienceText(Text):
    """A short note by a State on technical cooperation that it took part in (A/HRC/43/31, para. 114)."""

    what_happened: Statements = ()
    lessons: Statements = ()


class Experience(Record):
    """An experience of technical cooperation, written by participants."""

    required_to_publish = (*Record.required_to_publish, "text.what_happened")

    countries: Annotated[States, _states(), _GROUP] = Field(min_length=1)
    year: Annotated[Year | None, Fact(heading="fact.year_published")] = None
    partners: Annotated[Name | None, Fact()] = None
    capacities: Annotated[tuple[CapacityCode, ...], Fact(editorial=True)] = ()
    editorial: EditorialFields = ()
    text: ExperienceText


class LegalTextText(Text):
    """The clauses of a legal text, each summarised in our own words; fields are the subjects in ``clause_subjects``."""

    mechanism_name: Annotated[Name | None, Fact("mechanism", after="countries"), Searched("title")] = None
    background: Statements = ()
    mandate: Annotated[Statements, Labelled("clause_subjects")] = ()
    composition: Annotated[Statements, Labelled("clause_subjects")] = ()
    chair: Annotated[Statements, Labelled("clause_subjects")] = ()
    members: Annotated[Statements, Labelled("clause_subjects")] = ()
    focal_points: Annotated[Statements, Labelled("clause_subjects")] = ()
    secretariat: Annotated[Statements, Labelled("clause_subjects")] = ()
    nhri: Annotated[Statements, Labelled("clause_subjects")] = ()
    civil_society: Annotated[Statements, Labelled("clause_subjects")] = ()
    other_branches: Annotated[Statements, Labelled("clause_subjects")] = ()
    sessions: Annotated[Statements, Labelled("clause_subjects")] = ()
    information_duty: Annotated[Statements, Labelled("clause_subjects")] = ()
    deadlines: Annotated[Statements, Labelled("clause_subjects")] = ()
    tracking: Annotated[Statements, Labelled("clause_subjects")] = ()
    budget: Annotated[Statements, Labelled("clause_subjects")] = ()
    publication: Annotated[Statements, Labelled("clause_subjects")] = ()
    review: Annotated[Statements, Labelled("clause_subjects")] = ()
    lessons: Statements = ()


class LegalText(Record):
    """A legal text on which a national mechanism rests: a decree, an order, a decision, terms of reference."""

    required_to_publish = (*Record.required_to_publish, "reference", "text.mandate")

    countries: Annotated[States, _states(), _GROUP] = Field(min_length=1)
    mechanism: Annotated[NamedMechanism, Step("basics")] = NamedMechanism()
    kind: Annotated[LegalTextKind, Fact(heading="fact.legal_text_kind")]
    reference: Annotated[Name | None, Fact(), Searched("title")] = None
    """Kind, number and date as the text itself gives them."""
    reference_language: Annotated[LanguageTag | None, Step("basics")] = None
    adopted: Annotated[PartialDate | None, Fact()] = None
    legal_status: Annotated[LegalStatus, Fact()] = "not_known"
    languages: Annotated[tuple[LanguageTag, ...], Fact()] = ()
    url: Annotated[Url | None, Fact(heading="fact.official_text")] = None
    """The text at an official publisher. Copies elsewhere are sources."""
    text: LegalTextText


class GuidanceText(Text):
    """Advice on the preconditions, and on the four key capacities (OHCHR)."""

    foundations: Points = ()
    engagement: Annotated[Points, Labelled("capacities")] = ()
    coordination: Annotated[Points, Labelled("capacities")] = ()
    consultation: Annotated[Points, Labelled("capacities")] = ()
    information_management: Annotated[Points, Labelled("capacities")] = ()


class Guidance(Record):
    """Guidance in points, each with practices as examples."""

    required_to_publish = (*Record.required_to_publish, "text.foundations")

    text: GuidanceText
