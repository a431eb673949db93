"""Stage 5: which records somebody must confirm again, and when; for editors, not for the build, which has no clock."""

import datetime
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.tree import ENTRY


@dataclass(frozen=True, order=True, slots=True)
class Due:
    """One record that must be confirmed again."""

    review_by: str
    """ISO 8601 day."""
    file: str
    """Its ``entry.yml``."""
    late: int
    """Days since then; negative while it is still to come."""


def today() -> datetime.date:
    """The day in UTC, or that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds.isdecimal() else now).date()


def due(catalogue: Catalogue, root: Path, day: datetime.date, within: int) -> list[Due]:
    """Records, drafts as well, whose day has come or comes within so many days; the oldest first."""
    return sorted(
        Due(entry.record.review_by.isoformat(), str(root / entry.path / ENTRY), (day - entry.record.review_by).days)
        for of in (*catalogue.entries.values(), *catalogue.drafts.values())
        for entry in of.values()
        if entry.record.review_by is not None and (entry.record.review_by - day).days <= within
    )


def due_as_json(found: Sequence[Due]) -> str:
    """For programs: one object a record."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)


def due_as_table(found: Sequence[Due], within: int) -> str:
    """For people: one line a record, then how many there are."""
    count = "1 record" if len(found) == 1 else f"{len(found)} records"
    return "\n".join(
        [
            *(f"{each.review_by}  {'late  ' if each.late > 0 else 'coming'}  {each.file}" for each in found),
            f"{count} to confirm within {within} days.",
        ]
    )
