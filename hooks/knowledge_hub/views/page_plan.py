"""The plan of all pages. It is the same in every edition, so each page has a counterpart in each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Literal

from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.quality.translation_coverage import Coverage, coverage
from knowledge_hub.views.facets import FACETS, facet_address

Kind = Literal[
    "home", "entry", "collection", "countries", "country", "group", "guidance", "capacity", "glossary", "credits",
    "search", "browse", "value", "form", "coverage", "data", "codebook", "moved", "offline", "dossier",
]  # fmt: skip

FORM_PLACE = "contribute-form.html"
"""The form, for all editions."""
DOSSIER_PLACE = "dossier.html"
"""Chosen entries one after the other, for all editions."""
CARDS_PER_PAGE = 24
"""Entries on one page of a list, as no page lists everything. 24 fills rows of two, three and four cards."""
BROWSE_PER_PAGE = 100
"""Entries on one page of a subject, in plain lines of some 170 bytes: a page stays below 25 kB."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """One page of every edition. ``uri`` is its place below the edition's root, with slashes."""

    kind: Kind
    uri: str
    key: str = ""
    """What the page is about: a collection, a record's id, a code."""
    number: int = 1
    """Which page of a paged list."""

    @property
    def depth(self) -> int:
        """Folders between the page and its edition's root."""
        return self.uri.count("/")


@dataclass(frozen=True)
class Plan:
    """All pages of an edition, and the entries that each list is made of, by ``(kind, key)``."""

    catalogue: Catalogue
    pages: tuple[PageKey, ...]
    lists: Mapping[tuple[str, str], tuple[str, ...]]
    positions: Mapping[tuple[str, str], int]
    """Place of each entry in the list of its collection, by ``(collection, id)``."""
    facets: Mapping[str, tuple[str, ...]]
    """The codes of each facet that some entry has."""

    @cached_property
    def coverage(self) -> Coverage:
        """How far the records are; it is the same in every edition."""
        return coverage(self.catalogue)

    def ids(self, kind: str, key: str) -> tuple[str, ...]:
        """The entries of one list, in its order."""
        return self.lists.get((kind, key), ())

    def keys(self, kind: str) -> tuple[str, ...]:
        """What there are lists of: the States, the groups …"""
        return tuple(key for of, key in self.lists if of == kind)

    def values(self, facet: str) -> tuple[str, ...]:
        """The codes of a facet that some entry has."""
        return self.facets.get(facet, ())

    def neighbours(self, collection: str, record_id: str) -> tuple[str | None, str | None]:
        """The ids before and after one in the list of its collection."""
        ids, at = self.ids("collection", collection), self.positions[collection, record_id]
        return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def make_plan(catalogue: Catalogue) -> Plan:
    """Decide every page of an edition from the published records."""
    lists = _lists(catalogue)
    pages = [PageKey("home", "index.html"), PageKey("credits", "credits.html")]
    pages += [PageKey("glossary", "glossary.html"), PageKey("countries", "countries/index.html")]
    for collection in COLLECTIONS:
        pages += _of_collection(catalogue, collection, lists)
    for kind, key in sorted(lists):
        if kind == "country":
            pages += _paged("country", f"countries/{key.lower()}", key, lists)
        elif kind == "group":
            pages += _paged("group", f"regions/{slug(key)}", key, lists)
    for code in catalogue.vocabularies["capacities"].terms:
        pages += _paged("capacity", f"capacities/{slug(code)}", code, lists)
    pages += [PageKey("search", "search.html"), PageKey("browse", "browse/index.html"), PageKey("form", FORM_PLACE)]
    pages += [PageKey("coverage", "coverage.html"), PageKey("offline", "offline.html")]
    pages += [PageKey("data", "data/index.html"), PageKey("codebook", "data/codebook.html")]
    pages.append(PageKey("dossier", DOSSIER_PLACE))
    facets: dict[str, list[str]] = defaultdict(list)
    for kind, key in sorted(lists):
        if kind == "value":
            facet, _, code = key.partition(":")
            facets[facet].append(code)
            address = facet_address(facet, code)
            if address.startswith("browse/"):
                pages += _paged("value", address.removesuffix(".html"), key, lists, BROWSE_PER_PAGE)
    positions = {
        (collection, record_id): at
        for collection in COLLECTIONS
        for at, record_id in enumerate(lists.get(("collection", collection), ()))
    }
    values = {facet: tuple(codes) for facet, codes in facets.items()}
    return Plan(catalogue, tuple(pages), lists, positions, values)


def _of_collection(
    catalogue: Catalogue, collection: str, lists: dict[tuple[str, str], tuple[str, ...]]
) -> Iterator[PageKey]:
    """Its front, its entries, and the addresses that these had before."""
    if collection == "guidance":
        yield PageKey("guidance", "guidance/index.html")
    else:
        yield from _paged("collection", f"{collection}/index", collection, lists)
    for record_id, entry in catalogue.entries[collection].items():
        yield PageKey("entry", f"{collection}/{record_id}.html", record_id)
        for old in entry.record.formerly:
            yield PageKey("moved", f"{collection}/{old}.html", record_id)


def slug(code: str) -> str:
    """A code as it stands in an address."""
    return code.replace("_", "-")


def list_uri(stem: str, number: int) -> str:
    """Address of one page of a paged list: the first has no number."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def _paged(
    kind: Kind, stem: str, key: str, lists: dict[tuple[str, str], tuple[str, ...]], per_page: int = CARDS_PER_PAGE
) -> Iterator[PageKey]:
    total = max(1, ceil(len(lists.get((kind, key), ())) / per_page))
    for number in range(1, total + 1):
        yield PageKey(kind, list_uri(stem, number), key, number)


def _lists(catalogue: Catalogue) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of each list in the order in which it shows them."""
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for collection, entries in catalogue.entries.items():
        ordered = list(entries.values())
        if collection == "events":
            ordered.sort(key=lambda entry: str(getattr(entry.record, "start", "")), reverse=True)
        for entry in ordered:
            record = entry.record
            lists["collection", collection].append(record.id)
            groups = set()
            for state in record.countries:
                lists["country", state].append(record.id)
                groups.add(catalogue.state(state).group)
            for group in sorted(group for group in groups if group):
                lists["group", group].append(record.id)
            for capacity in getattr(record, "capacities", ()):
                lists["capacity", capacity].append(record.id)
            for name, facet in FACETS.items():
                for code in facet.codes(catalogue, entry):
                    lists["value", f"{name}:{code}"].append(record.id)
    return {key: tuple(ids) for key, ids in lists.items()}
