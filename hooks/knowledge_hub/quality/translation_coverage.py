"""Coverage of translation and easy read, counted once for all editions, and the next reviews that are due.

``entry_status`` says it entry by entry; this is what every reader may see of it. The lists are bounded, so that the page
stays small however many records there are. Nothing depends on the day of the build (decision 4): what must be confirmed again
stands in the order of its days.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_hub.base.languages import LANGUAGES, LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.quality.entry_status import State, status

MOST_DUE = 50
"""Entries in the list of what must be confirmed next: more than a team confirms before the list is made again."""
MOST_OPEN = 20
"""Entries named for each language as not complete. Six languages of them fit on one page; `hub status --open` lists all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of published records, and the first of those that need work."""

    states: Mapping[tuple[str, Register, LanguageCode], Mapping[State, int]]
    """How many records of a collection are in each state, in a register and language."""
    checked: Mapping[tuple[Register, LanguageCode], int]
    """Standard: translations that a person has reviewed. Easy: texts that their readers have checked."""
    translations: Mapping[LanguageCode, int]
    """Records that were not written in a language, so that their text in it is a translation."""
    records: int
    open: Mapping[LanguageCode, tuple[tuple[str, State], ...]]
    """Ids of records that are not complete in a language, with the worse state of the two registers: the first ones."""
    open_count: Mapping[LanguageCode, int]
    due: tuple[str, ...]
    """Ids of the records whose day of review comes first."""
    dated: int
    """How many records have a day of review."""


def coverage(catalogue: Catalogue) -> Coverage:
    """Count the published records."""
    published = {entry.path: entry for entry in catalogue.all_entries()}
    states: dict[tuple[str, Register, LanguageCode], Counter[State]] = defaultdict(Counter)
    checked: Counter[tuple[Register, LanguageCode]] = Counter()
    unfinished: dict[LanguageCode, dict[str, State]] = {language: {} for language in LANGUAGES}
    for row in status(catalogue):
        entry = published.get(row.record)
        if entry is None:
            continue
        for language, state in row.states.items():
            states[entry.collection, row.register, language][state] += 1
            if state != "complete":
                of, record_id = unfinished[language], entry.record.id
                of[record_id] = "missing" if of.get(record_id) == "missing" else state
        checked.update((row.register, language) for language in row.checked)
    written = Counter(entry.record.original_language for entry in published.values())
    dated = sorted(
        (each.record.review_by, each.path, each.record.id) for each in published.values() if each.record.review_by
    )
    return Coverage(
        states=dict(states),
        checked=dict(checked),
        translations={language: len(published) - written[language] for language in LANGUAGES},
        records=len(published),
        open={language: tuple(of.items())[:MOST_OPEN] for language, of in unfinished.items()},
        open_count={language: len(of) for language, of in unfinished.items()},
        due=tuple(record_id for _, _, record_id in dated[:MOST_DUE]),
        dated=len(dated),
    )
