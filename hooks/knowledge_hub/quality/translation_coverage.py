"""Coverage of translation and easy read for the public coverage page, and the next reviews.

``entry_status`` has the details of each entry. The lists have a maximum length, so that the page stays small. Nothing depends on
the day of the build (decision 4): reviews are sorted by date.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_hub.base.languages import LANGUAGES, LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.quality.entry_status import State, status

MOST_DUE = 50
"""Most entries in the list of next reviews: more than a team confirms between two builds."""
MOST_OPEN = 20
"""Most incomplete entries listed for each language, so that six languages fit on one page; `hub status --open` lists all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of published entries, and the first entries that need work."""

    states: Mapping[tuple[str, Register, LanguageCode], Mapping[State, int]]
    """The number of entries in each state, by collection, register and language."""
    checked: Mapping[tuple[Register, LanguageCode], int]
    """The number of checked texts. Standard: translations reviewed by a person. Easy: texts checked by readers."""
    translations: Mapping[LanguageCode, int]
    """The number of entries with another original language, which need a translation."""
    records: int
    open: Mapping[LanguageCode, tuple[tuple[str, State], ...]]
    """The first ids of entries that are not complete in a language, with the worse state of the two registers."""
    open_count: Mapping[LanguageCode, int]
    due: tuple[str, ...]
    """Ids of the entries with the earliest review dates."""
    dated: int
    """The number of entries with a review date."""


def coverage(catalogue: Catalogue) -> Coverage:
    """Count the published entries."""
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
                incomplete, record_id = unfinished[language], entry.record.id
                incomplete[record_id] = "missing" if incomplete.get(record_id) == "missing" else state
        checked.update((row.register, language) for language in row.checked)
    written = Counter(entry.record.original_language for entry in published.values())
    dated = sorted(
        (entry.record.review_by, entry.path, entry.record.id) for entry in published.values() if entry.record.review_by
    )
    return Coverage(
        states=dict(states),
        checked=dict(checked),
        translations={language: len(published) - written[language] for language in LANGUAGES},
        records=len(published),
        open={language: tuple(incomplete.items())[:MOST_OPEN] for language, incomplete in unfinished.items()},
        open_count={language: len(incomplete) for language, incomplete in unfinished.items()},
        due=tuple(record_id for _, _, record_id in dated[:MOST_DUE]),
        dated=len(dated),
    )
