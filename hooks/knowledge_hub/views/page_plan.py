"""The plan of an edition: its pages, and the entries that each list shows.

It is the same in every edition, so each page has a counterpart in each. Which pages there are is decided in the room ``pages``, by ``page_kinds``; this room knows the places and lists only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.facets import FACETS
from knowledge_hub.quality.translation_coverage import Coverage, coverage

FORM_PLACE = "contribute-form.html"
"""The form, for all editions."""
DOSSIER_PLACE = "dossier.html"
"""Chosen entries one after the other, for all editions."""
CARDS_PER_PAGE = 24
"""Entries on one page of a list, as no page lists everything. 24 fills rows of two, three and four cards."""
BROWSE_PER_PAGE = 100
"""Entries on one page of a subject, in plain lines of some 170 bytes: a page stays below 25 kB."""

Lists = Mapping[tuple[str, str], tuple[str, ...]]
"""The ids of each list in its order, by what it is a list of and by code: ``("country", "PRY")``."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """One page of every edition. ``uri`` is its place below the edition's root, with slashes."""

    kind: str
    """Name of its ``PageKind``."""
    uri: str
    key: str = ""
    """What the page is about: a collection, a record's id, a code."""
    number: int = 1
    """Which page of a paged list."""
    above: str = ""
    """The section between home and the page, in its trail and its JSON-LD; '' for a page right below home."""

    @property
    def depth(self) -> int:
        """Folders between the page and its edition's root."""
        return self.uri.count("/")


@dataclass(frozen=True)
class Plan:
    """All pages of an edition, and the entries that each list is made of."""

    catalogue: Catalogue
    pages: tuple[PageKey, ...]
    lists: Lists

    @cached_property
    def coverage(self) -> Coverage:
        """How far the records are; it is the same in every edition."""
        return coverage(self.catalogue)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Place of each entry in the list of its collection, by id."""
        ids = (self.ids("collection", collection) for collection in COLLECTIONS)
        return {record_id: position for listed in ids for position, record_id in enumerate(listed)}

    @cached_property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each facet that some entry has, in their order."""
        codes: dict[str, list[str]] = defaultdict(list)
        for facet, _, code in (key.partition(":") for key in sorted(self.keys("value"))):
            codes[facet].append(code)
        return {facet: tuple(found) for facet, found in codes.items()}

    def ids(self, kind: str, key: str) -> tuple[str, ...]:
        """The entries of one list, in its order."""
        return self.lists.get((kind, key), ())

    def keys(self, kind: str) -> tuple[str, ...]:
        """What there are lists of: the States, the groups …"""
        return keys_of(self.lists, kind)

    def values(self, facet: str) -> tuple[str, ...]:
        """The codes of a facet that some entry has."""
        return self.facets.get(facet, ())

    def neighbours(self, collection: str, record_id: str) -> tuple[str | None, str | None]:
        """The ids before and after one in the list of its collection."""
        ids, position = self.ids("collection", collection), self.positions[record_id]
        return ids[position - 1] if position else None, ids[position + 1] if position + 1 < len(ids) else None


def slug(code: str) -> str:
    """A code as it stands in an address."""
    return code.replace("_", "-")


def list_uri(stem: str, number: int) -> str:
    """Address of one page of a paged list: the first has no number."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def paged(
    kind: str, stem: str, key: str, lists: Lists, *, above: str = "", per_page: int = CARDS_PER_PAGE
) -> Iterator[PageKey]:
    """The pages of the list of a kind and key; one where the list is empty."""
    total = max(1, ceil(len(lists.get((kind, key), ())) / per_page))
    for number in range(1, total + 1):
        yield PageKey(kind, list_uri(stem, number), key, number, above)


def keys_of(lists: Lists, kind: str) -> tuple[str, ...]:
    """What there are lists of."""
    return tuple(key for name, key in lists if name == kind)


def entry_lists(catalogue: Catalogue) -> Lists:
    """All lists of published entries."""
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for collection, entries in catalogue.entries.items():
        for entry in _ordered(collection, entries):
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
                for code in facet.codes(catalogue.vocabularies, record):
                    lists["value", f"{name}:{code}"].append(record.id)
    return {key: tuple(ids) for key, ids in lists.items()}


def _ordered(collection: str, entries: Mapping[str, Entry]) -> list[Entry]:
    """The entries of a collection, which come by id, in the order of its lists."""
    ordered = list(entries.values())
    if COLLECTIONS[collection].order == "latest":
        ordered.sort(key=lambda entry: (entry.record.period or ("",))[0], reverse=True)
    return ordered
