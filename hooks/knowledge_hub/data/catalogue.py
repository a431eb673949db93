"""The catalogue: all entries, vocabularies and interface strings, frozen. ``loader`` reads it from the data folder."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.other_names import OtherNames, SameWords
from knowledge_hub.model.translations import PackedTranslation
from knowledge_hub.model.vocabularies import State, Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """A ``Record`` with its translations. ``path`` is its folder, relative to the data folder, with slashes."""

    collection: str
    path: str
    record: Record
    translations: Mapping[LanguageCode, PackedTranslation]
    stale: Mapping[LanguageCode, frozenset[str]]
    """Out-of-date fields of each translation: their original has changed since they were translated."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All content; independent of MkDocs, HTML and the reader's language.

    ``entries`` has the published entries of each collection by id, sorted by id; ``drafts`` the others.
    """

    vocabularies: Mapping[str, Vocabulary]
    strings: Mapping[LanguageCode, Strings]
    entries: Mapping[str, Mapping[str, Entry]]
    drafts: Mapping[str, Mapping[str, Entry]]
    other_names: Mapping[str, OtherNames | SameWords] = field(default_factory=dict)
    """By vocabulary, and words of the same meaning under the name ``WORDS``."""

    def state(self, code: str) -> State:
        """A State by its ISO 3166-1 alpha-3 code."""
        return cast("State", self.vocabularies["states"].terms[code])

    def all_entries(self, *, drafts: bool = False) -> Iterator[Entry]:
        """All published entries, with ``drafts`` also the drafts, in the order of collections and ids."""
        for collection, entries in self.entries.items():
            if drafts:
                both = {**entries, **self.drafts[collection]}
                yield from (both[record_id] for record_id in sorted(both))
            else:
                yield from entries.values()

    def count(self) -> int:
        """The number of published entries."""
        return sum(map(len, self.entries.values()))

    def last_change(self) -> datetime.date | None:
        """The latest change of a published entry; None without entries."""
        return max((entry.record.updated for entry in self.all_entries()), default=None)

    def find(self, record_id: str) -> Entry | None:
        """The published entry with an id in any collection; None for a draft."""
        for entries in self.entries.values():
            if record_id in entries:
                return entries[record_id]
        return None
