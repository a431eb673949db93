"""The plan of an edition: the places of its pages, and the entries in each list.

All editions have the same plan, so a reader can switch language and register on every page. ``pages/page_kinds.py`` decides
which pages there are.
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
from knowledge_hub.views.newest_first import newest_first

FORM_PLACE = "contribute-form.html"
"""Place of the contribution form in every edition."""
DOSSIER_PLACE = "dossier.html"
"""Place of the dossier page in every edition."""
CARDS_PER_PAGE = 24
"""Entries on one page of a list. 24 fills rows of two, three and four cards."""
BROWSE_PER_PAGE = 100
"""Entries on one page of a facet value, as lines of about 170 bytes each: a page stays below 25 kB."""

Lists = Mapping[tuple[str, str], tuple[str, ...]]
"""The ordered ids of each list, by its kind and key: ``("country", "PRY")``."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """Identifies one page of an edition. ``uri`` is its path below the edition's root."""

    kind: str
    """Name of its ``PageKind``."""
    uri: str
    key: str = ""
    """Subject of the page: the name of a collection, an entry's id, or a code."""
    number: int = 1
    """Page number in a paged list, from 1."""
    above: str = ""
    """The section between home and the page, for breadcrumbs and JSON-LD; '' for a page directly below home."""

    @property
    def depth(self) -> int:
        """Number of folders between the page and its edition's root."""
        return self.uri.count("/")


@dataclass(frozen=True)
class Plan:
    """All pages of an edition, and the entries of each list."""

    catalogue: Catalogue
    pages: tuple[PageKey, ...]
    lists: Lists

    @cached_property
    def coverage(self) -> Coverage:
        """Completeness and translation coverage of the entries."""
        return coverage(self.catalogue)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position of each entry in the list of its collection, by id."""
        ids = (self.ids("collection", collection) for collection in COLLECTIONS)
        return {record_id: position for listed in ids for position, record_id in enumerate(listed)}

    @cached_property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """The codes in use of each facet, sorted."""
        codes: dict[str, list[str]] = defaultdict(list)
        for facet, _, code in (key.partition(":") for key in sorted(self.keys("value"))):
            codes[facet].append(code)
        return {facet: tuple(values) for facet, values in codes.items()}

    def ids(self, kind: str, key: str) -> tuple[str, ...]:
        """The ordered ids of one list; empty when there is no such list."""
        return self.lists.get((kind, key), ())

    def keys(self, kind: str) -> tuple[str, ...]:
        """The keys of all lists of a kind: the codes of all States with entries, of all groups …"""
        return keys_of(self.lists, kind)

    def values(self, facet: str) -> tuple[str, ...]:
        """The codes in use of one facet."""
        return self.facets.get(facet, ())

    def neighbours(self, collection: str, record_id: str) -> tuple[str | None, str | None]:
        """The ids of the previous and the next entry in its collection; None at the ends."""
        ids, position = self.ids("collection", collection), self.positions[record_id]
        return ids[position - 1] if position else None, ids[position + 1] if position + 1 < len(ids) else None


def former_codes(catalogue: Catalogue, facet: str, code: str) -> tuple[str, ...]:
    """The former codes of a facet value."""
    vocabulary = FACETS[facet].vocabulary
    return catalogue.vocabularies[vocabulary].terms[code].formerly if vocabulary else ()


def slug(code: str) -> str:
    """A code as used in a URL."""
    return code.replace("_", "-")


def list_uri(stem: str, number: int) -> str:
    """File name of one page of a paged list; the first has no number."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def paged(
    kind: str, stem: str, key: str, lists: Lists, *, above: str = "", per_page: int = CARDS_PER_PAGE
) -> Iterator[PageKey]:
    """The pages of one list; an empty list has one page."""
    total = max(1, ceil(len(lists.get((kind, key), ())) / per_page))
    for number in range(1, total + 1):
        yield PageKey(kind, list_uri(stem, number), key, number, above)


def keys_of(lists: Lists, kind: str) -> tuple[str, ...]:
    """The keys of all lists of a kind."""
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
    """The entries of a collection in the order of its lists: by id, or the newest first."""
    return newest_first(entries.values()) if COLLECTIONS[collection].order == "newest" else list(entries.values())
