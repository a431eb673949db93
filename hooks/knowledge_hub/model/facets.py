"""Facets: filters of the search, and subjects of the browse pages.

Each coded field whose type names a facet makes one; a few more are computed from other fields.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.fact_rows import rows_of
from knowledge_hub.model.field_info import FieldInfo, leaves_of
from knowledge_hub.model.field_marks import Coded, Order
from knowledge_hub.model.vocabularies import State, Vocabulary, address_name

Codes = Callable[[Mapping[str, Vocabulary], Record], Sequence[str]]
"""A function that returns the facet values of an entry."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter. Its values are codes of a vocabulary, or are shown as they are, such as years."""

    name: str
    """Its name in addresses."""
    vocabulary: str | None
    heading: str
    """Interface string of its name."""
    codes: Codes
    address: str = ""
    """Address of a value's page below an edition's root, with ``{code}``; '' for a browse page."""
    order: Order = "list"
    numbered: str | None = None
    """Interface string that joins ``number`` and ``title`` of a term whose code is a number."""

    def href(self, code: str) -> str:
        """Address of the first page that lists the entries of one value, below an edition's root."""
        return (self.address or f"browse/{self.name}-{{code}}.html").replace("{code}", address_name(code))


def _values_of_fields(paths: Mapping[type[Record], FieldInfo]) -> Codes:
    """A function that returns the codes of the field that an entry's model has."""
    getters = {model: attrgetter(field.path) for model, field in paths.items()}

    def codes(_: Mapping[str, Vocabulary], record: Record) -> Sequence[str]:
        getter = getters.get(type(record))
        value = getter(record) if getter else None
        return value if isinstance(value, tuple) else (value,) if value else ()

    return codes


def _of_fields() -> Iterator[Facet]:
    """The facets of coded fields, in the order of the models. Raises LookupError if two vocabularies share a facet's name."""
    by_code: dict[Coded, dict[type[Record], FieldInfo]] = {}
    headings: dict[Coded, str] = {}
    for collection in COLLECTIONS.values():
        model = collection.model
        for field in leaves_of(model):
            if field.coded and field.coded.facet:
                by_code.setdefault(field.coded, {})[model] = field
        for row in rows_of(model):
            if row.field.coded:
                headings.setdefault(row.field.coded, row.heading)
    check_names(by_code)
    for coded, fields in by_code.items():
        address = f"{coded.folder}/{{code}}.html" if coded.folder else ""
        yield Facet(
            cast("str", coded.facet), coded.vocabulary, headings[coded], _values_of_fields(fields),
            address, coded.order, coded.numbered,
        )  # fmt: skip


def check_names(codes: Iterable[Coded]) -> None:
    """Raise LookupError if two vocabularies share the name of a facet: their values would share addresses."""
    vocabularies: dict[str | None, str] = {}
    for coded in codes:
        other = vocabularies.setdefault(coded.facet, coded.vocabulary)
        if other != coded.vocabulary:
            raise LookupError(f"The vocabularies {other} and {coded.vocabulary} share the facet '{coded.facet}'")


def _states(vocabularies: Mapping[str, Vocabulary], record: Record) -> Iterator[State]:
    terms = vocabularies["states"].terms
    return (cast("State", terms[code]) for code in record.countries)


def _situations(vocabularies: Mapping[str, Vocabulary], record: Record) -> Sequence[str]:
    return tuple(dict.fromkeys(code for state in _states(vocabularies, record) for code in state.situations))


def _groups(vocabularies: Mapping[str, Vocabulary], record: Record) -> Sequence[str]:
    return tuple(dict.fromkeys(state.group for state in _states(vocabularies, record) if state.group))


_COLLECTION_OF = {collection.model: name for name, collection in COLLECTIONS.items()}


def _collection(_: Mapping[str, Vocabulary], record: Record) -> Sequence[str]:
    return (_COLLECTION_OF[type(record)],)


def _years(_: Mapping[str, Vocabulary], record: Record) -> Sequence[str]:
    """The year of an entry: its field ``year``, else the year of its start."""
    date = getattr(record, "year", None) or getattr(record, "start", None)
    return (str(date)[:4],) if date else ()


def _all() -> Iterator[Facet]:
    yield Facet("collection", None, "facet.collection", _collection, "{code}/index.html")
    for facet in _of_fields():
        yield facet
        if facet.vocabulary == "states":
            yield Facet("group", "regional_groups", "fact.group", _groups, "regions/{code}.html")
            yield Facet("situation", "state_situations", "facet.situation", _situations)
    yield Facet("year", None, "facet.year", _years, order="newest")


FACETS: Mapping[str, Facet] = {facet.name: facet for facet in _all()}
"""The facets by their name in addresses, in the order of the page."""
