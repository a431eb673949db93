"""Vocabularies: closed lists of terms with labels in each language; entries hold only the codes.

Each file in ``hub_data/vocabularies`` is one vocabulary. Terms with more than a label have a model here; all others
are ``Term``.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from knowledge_hub.base.languages import LANGUAGES, LanguageCode

Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


CODE = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"
Code = Annotated[str, StringConstraints(pattern=CODE, max_length=60)]
"""A code of a vocabulary, also used in addresses and file names."""

CLOSED = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""Configuration of small values, which are pydantic dataclasses: they take a third of a model's memory and time."""


class Frozen(BaseModel):
    """Base of all models: frozen, without unknown keys."""

    model_config = ConfigDict(**CLOSED, frozen=True)


_Model = TypeVar("_Model", bound=Frozen)


def with_each_language(annotation: Any, default: Any = ...) -> Callable[[type[_Model]], type[_Model]]:  # noqa: ANN401 - as pydantic takes them
    """Class decorator: adds a field for each language of the hub, required unless it has a default."""

    def completed(model: type[_Model]) -> type[_Model]:
        fields: dict[str, Any] = dict.fromkeys(LANGUAGES, (annotation, default))
        return create_model(
            model.__name__, __base__=model, __module__=model.__module__, __doc__=model.__doc__, **fields
        )

    return completed


@with_each_language(Line)
class Labels(Frozen):
    """One text in each language; all are required, because labels have no fallback."""

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
    formerly: tuple[Code, ...] = ()
    """Former codes of the term; addresses with them go on working."""


class Capacity(Term):
    """One of the four key capacities (OHCHR); pages show its shape next to its name."""

    symbol: Literal["circle", "square", "triangle", "diamond"]


class Mechanism(Term):
    """A human rights mechanism; ``short`` is the acronym that the United Nations uses in all languages."""

    short: Line | None = None


class Picture(Term):
    """A picture of the easy-read edition; its label describes it. The file is unchanged."""

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
    """Code in ``regional_groups``; None for observers and for States without a group."""
    membership: Literal["member", "observer"]
    situations: tuple[str, ...] = ()
    """Codes in ``state_situations``: sids, ldc, lldc."""


@with_each_language(tuple[Line, ...], ())
class Forms(Frozen):
    """Forms of a term in each language; an asterisk matches any letters at the start or the end of a word."""

    def __getitem__(self, language: LanguageCode) -> tuple[str, ...]:
        """The forms in one language."""
        forms: tuple[str, ...] = getattr(self, language)
        return forms


class UnTerm(Term):
    """A term in the wording of the United Nations; ``wording_checks`` checks the entries."""

    forms: Forms = Forms()
    """Forms that are as correct as the label."""
    avoid: Forms = Forms()
    """Forms that United Nations texts do not use."""


def address_name(code: str) -> str:
    """A code as in the addresses of pages and searches: 'simore-plus' for ``simore_plus``."""
    return code.lower().replace("_", "-")


class Vocabulary(Frozen):
    """One closed list, in the order of its file."""

    title: Labels
    source: Line
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")] | None = None
    """Month in which the list was last checked against its source."""
    licence: Line | None = None
    terms: Mapping[Code, Term] = Field(min_length=1)


class Capacities(Vocabulary):
    """The four key capacities."""

    terms: Mapping[Code, Capacity] = Field(min_length=1)


class Mechanisms(Vocabulary):
    """The human rights mechanisms."""

    terms: Mapping[Code, Mechanism] = Field(min_length=1)


class Pictures(Vocabulary):
    """The pictures of the easy-read edition."""

    terms: Mapping[Code, Picture] = Field(min_length=1)


class States(Vocabulary):
    """The Member and observer States."""

    terms: Mapping[Code, State] = Field(min_length=1)


class UnTerms(Vocabulary):
    """The words of United Nations texts."""

    terms: Mapping[Code, UnTerm] = Field(min_length=1)
