"""Stage 2: closed lists with labels in six languages; records hold their codes only.

One file a list in ``hub_data/vocabularies``. A list whose terms carry more than a label has a model of its
own here; all others are ``Term``.
"""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge_hub.languages import LanguageCode

Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class Frozen(BaseModel):
    """Base of every value that comes from a file: unknown keys are refused, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Labels(Frozen):
    """One text in each of the six languages; all six are required, as a label has no fallback."""

    ar: Line
    zh: Line
    en: Line
    fr: Line
    ru: Line
    es: Line

    def __getitem__(self, language: LanguageCode) -> str:
        """The text in one language."""
        text: str = getattr(self, language)
        return text


class Term(Frozen):
    """One code of a list."""

    label: Labels
    definition: Labels | None = None
    broader: str | None = None
    """Code of the same list that includes this one."""


class Capacity(Term):
    """One of the four key capacities (OHCHR); its shape goes with its word wherever it is named."""

    symbol: Literal["circle", "square", "triangle", "diamond"]


class Mechanism(Term):
    """A human rights mechanism; ``short`` is the acronym that the United Nations uses in all languages."""

    short: Line | None = None


class Picture(Term):
    """A drawing of the easy-read edition; its label says what it shows. The file is unchanged."""

    hexcode: Line
    annotation: Line
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class State(Term):
    """A Member or observer State of the United Nations, by its official short name (UNTERM)."""

    alpha2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2; the code of the term itself is alpha-3."""
    m49: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
    """UN M49 numeric code."""
    group: str | None = None
    """Code in ``regional_groups``; none for the observers and for States in no group."""
    membership: Literal["member", "observer"]
    situations: tuple[str, ...] = ()
    """Codes in ``state_situations``: sids, ldc, lldc."""


T = TypeVar("T", bound=Term)


class Vocabulary(Frozen, Generic[T]):
    """One closed list, in the order of its file."""

    title: Labels
    source: Line
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")] | None = None
    """Month in which the list was last checked against its source."""
    licence: Line | None = None
    terms: dict[str, T] = Field(min_length=1)


TERM_MODELS: dict[str, type[Term]] = {
    "access": Term,
    "actors": Term,
    "affected_groups": Term,
    "attributions": Term,
    "capacities": Capacity,
    "digital_tools": Term,
    "event_kinds": Term,
    "event_modes": Term,
    "evidence_levels": Term,
    "functions": Term,
    "glossary": Term,
    "human_rights_mechanisms": Mechanism,
    "levels": Term,
    "mechanism_types": Term,
    "pictures": Picture,
    "practice_types": Term,
    "regional_groups": Term,
    "resource_kinds": Term,
    "rights_themes": Term,
    "sdgs": Term,
    "source_kinds": Term,
    "state_situations": Term,
    "states": State,
    "support_kinds": Term,
    "themes": Term,
    "translation_statuses": Term,
    "type_bases": Term,
    "upr_cycles": Term,
}
"""Every list that the records use, by the name of its file."""
