"""Writes the figures of ``tests/search/figures.yml`` into the pages ``search-quality``: ``python -m tests.search.quality_page``.

The words of the pages are written by hand in each language. Only numbers are replaced: the cells of the two tables, whose rows
are languages and kinds of query, and the number of answered queries in easy read.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import ROOT

FIGURES = ROOT / "tests/search/figures.yml"
_KINDS = ("state", "acronym", "demonym", "concept", "question", "misspelling", "script", "symbol")
_ROWS = (*LANGUAGES, "all", *_KINDS)
"""The rows of both tables, in the order of the pages."""
_ROW = re.compile(r"^\| ([^|]+) \| \d+ / \d+ \| \d+ / \d+ \|$", re.MULTILINE)


def pages() -> Iterator[Path]:
    """The page in each language and register."""
    for folder in ("docs", "docs/easy"):
        yield from sorted((ROOT / folder).glob("search-quality*.md"))


def figures() -> Mapping[str, Any]:
    """The figures of the half of the queries that the search was never tuned with."""
    unseen: Mapping[str, Any] = yaml.safe_load(FIGURES.read_text(encoding="utf-8"))["unseen"]
    return unseen


def with_figures(text: str, easy: bool) -> str:  # noqa: FBT001 - the register of a page
    """The text of a page with the numbers of ``figures``. Raises ValueError if it has other tables."""
    found = figures()
    if easy:
        answered = round(found["hub"]["all"]["five"] * found["hub"]["all"]["queries"])
        return _with_number(text, answered)
    rows = iter(_ROWS)

    def filled(match: re.Match[str]) -> str:
        group = next(rows)
        cells = (
            " / ".join(str(round(100 * found[engine][group][name])) for name in ("first", "five"))
            for engine in ("hub", "Pagefind")
        )
        return f"| {match[1]} | {' | '.join(cells)} |"

    new, count = _ROW.subn(filled, text)
    if count != len(_ROWS):
        raise ValueError(f"{count} rows, not {len(_ROWS)}")
    return new


def _with_number(text: str, answered: int) -> str:
    lines = text.split("\n")
    # The line with this picture says how many of the 240 queries were answered.
    place = next(number for number, line in enumerate(lines) if "checklist.svg" in line)
    lines[place] = re.sub(r"(?<!\d)(?!240(?!\d))\d+", str(answered), lines[place])
    return "\n".join(lines)


def main() -> None:
    """Write the pages."""
    for path in pages():
        path.write_text(with_figures(path.read_text(encoding="utf-8"), path.parent.name == "easy"), encoding="utf-8")


if __name__ == "__main__":
    main()
