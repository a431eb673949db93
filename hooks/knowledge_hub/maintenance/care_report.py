"""Weekly maintenance report: entries due for review, and completeness of translation and easy read.

For maintainers. It depends on the current day, so it is not part of the site (decision 4).
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge_hub.base.languages import EDITIONS, LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.maintenance.markdown_escape import plain
from knowledge_hub.maintenance.review_report import language_name
from knowledge_hub.quality.entry_status import EntryStatus, status
from knowledge_hub.quality.review_dates import SOON, due

MOST = 50
"""Most entries in the report, which is posted as a GitHub issue of at most 65,536 characters."""


def care(data: Path, day: datetime.date) -> str:
    """The report as Markdown. Raises DataError if the data has problems."""
    catalogue = load(data)
    lines = ["## Due for review", "", *_due(catalogue, day), ""]
    lines += ["## Translation and easy read", "", *_coverage(status(catalogue)), ""]
    return "\n".join(lines) + "\n"


def _due(catalogue: Catalogue, day: datetime.date) -> Iterator[str]:
    reviews = due(catalogue, day)
    if not reviews:
        # Python's dates end with the year 9999.
        ahead = datetime.timedelta(days=min(SOON, (datetime.date.max - day).days))
        yield f"Nothing until {day + ahead}."
        return
    yield "Read each against its sources. If it is still correct, write a later day in `review_by`; if not, correct it."
    yield ""
    for review in reviews[:MOST]:
        late = " (overdue)" if review.late > 0 else ""
        yield f"* {review.review_by}{late}: **{plain(review.entry.path)}** “{plain(review.entry.record.text.title)}”"
    if len(reviews) > MOST:
        yield f"* … and {len(reviews) - MOST} more."


def _coverage(statuses: Sequence[EntryStatus]) -> Iterator[str]:
    yield "| Language | Text | Complete | Draft | Out of date | Not all there | Checked by people |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for edition in EDITIONS:
        rows = [row for row in statuses if row.register == edition.register]
        counts = " | ".join(map(str, _counts(rows, edition.language)))
        yield f"| {language_name(edition.language)} | {_REGISTER_NAMES[edition.register]} | {counts} |"


_REGISTER_NAMES: Mapping[Register, str] = {"standard": "standard", "easy": "easy read"}


def _counts(rows: Sequence[EntryStatus], language: LanguageCode) -> list[int]:
    counts = [
        sum(row.states[language] == state for row in rows) for state in ("complete", "draft", "behind", "missing")
    ]
    return [*counts, sum(language in row.checked for row in rows)]
