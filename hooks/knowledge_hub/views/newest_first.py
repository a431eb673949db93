"""What is newest: one order for the search, the feed, the home page and the lists of events.

Entries were added to the hub in any order, and all on few days. Readers mean the thing itself by "newest".
"""

from collections.abc import Iterable

from knowledge_hub.data.catalogue import Entry


def date_of(entry: Entry) -> str:
    """The newest date of the thing itself, in ISO 8601, perhaps without month or day.

    The last day of an event, else the year of a practice or resource, else the day on which the entry was added.
    """
    record = entry.record
    if record.period:
        start, end = record.period
        return end or start
    year = getattr(record, "year", None)
    return str(year) if year else str(record.added)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by ``date_of``, the newest first; those of the same date by the day added, the last first, then by id.

    A year alone comes after all days of that year, as nobody knows which day is meant.
    """
    ordered = sorted(entries, key=lambda entry: entry.record.id)
    ordered.sort(key=lambda entry: (date_of(entry), entry.record.added), reverse=True)
    return ordered
