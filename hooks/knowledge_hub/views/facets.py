"""Facets by which entries can be found: filters of the search, and subjects of the browse pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_models import Event, Practice


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search. Its values are codes of a vocabulary, or speak for themselves, as years do."""

    vocabulary: str | None
    heading: str
    """Key of its name in the interface."""
    codes: Callable[[Catalogue, Entry], Sequence[str]]


def _field(name: str) -> Callable[[Catalogue, Entry], Sequence[str]]:
    return lambda _, entry: tuple(getattr(entry.record, name, ()))


def _situations(catalogue: Catalogue, entry: Entry) -> Sequence[str]:
    return tuple(dict.fromkeys(each for code in entry.record.countries for each in catalogue.state(code).situations))


def _groups(catalogue: Catalogue, entry: Entry) -> Sequence[str]:
    groups = (catalogue.state(code).group for code in entry.record.countries)
    return tuple(dict.fromkeys(group for group in groups if group))


def _type(_: Catalogue, entry: Entry) -> Sequence[str]:
    record = entry.record
    return (record.mechanism.type,) if isinstance(record, Practice) else ()


def _year(_: Catalogue, entry: Entry) -> Sequence[str]:
    record = entry.record
    year = record.start[:4] if isinstance(record, Event) else getattr(record, "year", None)
    return (str(year),) if year else ()


FACETS: Mapping[str, Facet] = {
    "collection": Facet(None, "facet.collection", lambda _, entry: (entry.collection,)),
    "state": Facet("states", "fact.state", _field("countries")),
    "group": Facet("regional_groups", "fact.group", _groups),
    "situation": Facet("state_situations", "facet.situation", _situations),
    "type": Facet("mechanism_types", "fact.type", _type),
    "capacity": Facet("capacities", "fact.capacities", _field("capacities")),
    "function": Facet("functions", "fact.functions", _field("functions")),
    "topic": Facet("themes", "fact.themes", _field("themes")),
    "mechanism": Facet("human_rights_mechanisms", "fact.human_rights_mechanisms", _field("human_rights_mechanisms")),
    "cycle": Facet("upr_cycles", "fact.upr_cycles", _field("upr_cycles")),
    "sdg": Facet("sdgs", "fact.sdgs", _field("sdgs")),
    "right": Facet("rights_themes", "fact.rights_themes", _field("rights_themes")),
    "affected": Facet("affected_groups", "fact.affected_groups", _field("affected_groups")),
    "actor": Facet("actors", "fact.actors", _field("actors")),
    "tool": Facet("digital_tools", "fact.digital_tools", _field("digital_tools")),
    "year": Facet(None, "facet.year", _year),
}
"""The facets by their name in an address, in the order of the page."""


def facet_address(facet: str, code: str) -> str:
    """The page that lists the entries of one value, below an edition's root; lists have the first page's address."""
    name = code.lower().replace("_", "-")
    match facet:
        case "collection":
            return f"{code}/index.html"
        case "state":
            return f"countries/{name}.html"
        case "group":
            return f"regions/{name}.html"
        case "capacity":
            return f"capacities/{name}.html"
    return f"browse/{facet}-{name}.html"
