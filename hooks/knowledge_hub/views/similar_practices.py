"""Similar entries of a collection, and the traits they share: type of mechanism, region, digital tool and others."""

from collections import defaultdict
from dataclasses import dataclass

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import UNSPECIFIC_TYPES, Record
from knowledge_hub.model.entry_collections import COLLECTIONS

MOST_SIMILAR = 3
"""Similar entries on a page, at most."""
_CANDIDATES = 24
"""Entries to compare for each trait: the nearest by id among those with the trait. So the work grows linearly with the
number of entries, not with its square. With 47 practices, the result is that of a full comparison. With 1,000 synthetic
ones, the results have 98 % of the weight that a full comparison finds, in 0.25 instead of 3.7 seconds."""
_WEIGHTS = {"mechanism_types": 3, "regional_groups": 2, "state_situations": 2, "digital_tools": 2, "capacities": 1}
"""Weight of a shared trait. The type of a mechanism decides what can be copied from another State, so it counts most.
Nearly every practice has several capacities, so a shared capacity counts least."""

Trait = tuple[str, str]
"""A vocabulary and one of its codes."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar entry, and the traits that both have, by descending weight."""

    entry: Entry
    shared: tuple[Trait, ...]


def traits(catalogue: Catalogue, record: Record) -> frozenset[Trait]:
    """The traits by which entries are compared, without codes such as 'other' that say nothing."""
    result: set[Trait] = {("capacities", code) for code in getattr(record, "capacities", ())}
    result |= {("digital_tools", code) for code in getattr(record, "digital_tools", ()) if code not in {"own", "other"}}
    if record.mechanism_type and record.mechanism_type not in UNSPECIFIC_TYPES:
        result.add(("mechanism_types", record.mechanism_type))
    for code in record.countries:
        state = catalogue.state(code)
        result |= {("state_situations", situation) for situation in state.situations}
        if state.group:
            result.add(("regional_groups", state.group))
    return frozenset(result)


class Similarity:
    """Index of entries by trait. Finding the similar entries of one takes the same time however many entries there are."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index the entries of all collections with ``similar``, in the order of their ids."""
        self._entries = {
            entry.record.id: entry for entry in catalogue.all_entries() if COLLECTIONS[entry.collection].similar
        }
        self._traits = {record_id: traits(catalogue, entry.record) for record_id, entry in self._entries.items()}
        self._by_trait: dict[tuple[str, Trait], list[str]] = defaultdict(list)
        """The ids of a collection's entries with a trait."""
        self._position: dict[tuple[Trait, str], int] = {}
        for record_id, own_traits in self._traits.items():
            for trait in own_traits:
                ids = self._by_trait[self._entries[record_id].collection, trait]
                self._position[trait, record_id] = len(ids)
                ids.append(record_id)
        self._similar: dict[str, list[Similar]] = {}

    def to(self, record_id: str) -> list[Similar]:
        """The most similar entries of the same collection, ties in the order of their ids; empty if its collection has none."""
        similar = self._similar.get(record_id)
        if similar is None:
            similar = self._similar[record_id] = self._find(record_id) if record_id in self._entries else []
        return similar

    def _find(self, record_id: str) -> list[Similar]:
        collection, own_traits = self._entries[record_id].collection, self._traits[record_id]
        candidates: set[str] = set()
        for trait in own_traits:
            others = self._by_trait[collection, trait]
            start = max(0, self._position[trait, record_id] - _CANDIDATES // 2)
            candidates.update(others[start : start + _CANDIDATES])
        candidates.discard(record_id)
        scored = sorted((-_score(own_traits & self._traits[other]), other) for other in candidates)
        return [
            Similar(self._entries[other], tuple(sorted(own_traits & self._traits[other], key=_order)))
            for _, other in scored[:MOST_SIMILAR]
        ]


def _score(shared: frozenset[Trait]) -> int:
    return sum(_WEIGHTS[vocabulary] for vocabulary, _ in shared)


def _order(trait: Trait) -> tuple[int, Trait]:
    return -_WEIGHTS[trait[0]], trait
