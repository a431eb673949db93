"""Review dates: entries that must be confirmed again. For editors; a build does not depend on the current day."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.terminal import columns, padded
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.model.settings import source_date

SOON = 30
"""Default number of days for which entries are listed in advance: time to write to a ministry and get an answer."""


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that must be confirmed again."""

    review_by: datetime.date
    entry: Entry
    late: int
    """Days since the review date; negative before it."""


def today() -> datetime.date:
    """The current day in UTC, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    seconds = source_date()
    now = datetime.datetime.now(datetime.UTC)
    return (now if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC)).date()


def due(catalogue: Catalogue, day: datetime.date, within: int = SOON) -> list[Due]:
    """Published entries with a review date up to ``within`` days after ``day``, the oldest first."""
    reviews = [
        Due(entry.record.review_by, entry, (day - entry.record.review_by).days)
        for entry in catalogue.all_entries()
        if entry.record.review_by is not None and (entry.record.review_by - day).days <= within
    ]
    return sorted(reviews, key=lambda review: (review.review_by, review.entry.path))


def due_as_json(reviews: Sequence[Due], root: Path) -> str:
    """JSON with one object for each entry."""
    rows = [
        {"review_by": review.review_by.isoformat(), "file": _file(review, root), "late": review.late}
        for review in reviews
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def due_as_table(reviews: Sequence[Due], root: Path, within: int, language: LanguageCode) -> str:
    """One line for each entry, then the number of entries."""
    late, coming = Message("late").shown(language), Message("coming").shown(language)
    width = max(columns(late), columns(coming))
    lines = [
        f"{review.review_by}  {padded(late if review.late > 0 else coming, width)}  {_file(review, root)}"
        for review in reviews
    ]
    return "\n".join([*lines, _count(len(reviews), within).shown(language)])


def _file(review: Due, root: Path) -> str:
    return str(root / review.entry.path / ENTRY)


def _count(count: int, days: int) -> Message:
    if count == 1:
        return Message("1 entry to confirm within {days} days.", days=days)
    return Message("{count} entries to confirm within {days} days.", count=count, days=days)
