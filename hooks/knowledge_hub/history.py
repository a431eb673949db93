"""Stage 4: when which record changed, from the history of the data folder; read once, before the pages are made.

Only the days and the files are read: who changed them, and what they wrote about it, are personal data and stay where they
are. The history is that of the last commit, so what is not committed changes nothing, and the same commit gives the same bytes.

Git compares two trees for each commit: 10,000 records with 5,000 commits take about five seconds, this hub's own a few
hundredths of one. Asking for one folder only would take twice as long.
"""

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge_hub.languages import LANGUAGES, LanguageCode
from knowledge_hub.records import COLLECTIONS
from knowledge_hub.tree import ENTRY

Deed = Literal["added", "changed", "removed"]

MOST = 10
"""Days that are kept for one record."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record on one day: of its own file, and of its translations."""

    day: str
    """ISO 8601, as the committer's clock said."""
    record: Deed | None
    translations: Mapping[Deed, tuple[LanguageCode, ...]]


History = Mapping[str, tuple[Change, ...]]
"""The changes of each record, the newest first, by its folder below the data folder, such as 'practices/tls-sop'."""

_LOG = ("git", "--no-pager", "-c", "core.quotePath=true", "log", "--relative", "--format=%cs", "--name-status", "--no-renames",
        "--no-merges", "--no-show-signature")  # fmt: skip
_IS_SHALLOW = ("git", "rev-parse", "--is-shallow-repository")


def read_history(data: Path) -> History:
    """The history of a data folder; empty where there is none, where it was cut short, and where there is no git."""
    if _said(data, _IS_SHALLOW).strip() != "false":
        return {}
    return _by_record(_said(data, _LOG).splitlines())


def _said(data: Path, command: tuple[str, ...]) -> str:
    """What git answers; nothing where it cannot. A clone without all trees is not completed over the network."""
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(command, cwd=data, env=environment, capture_output=True, check=True)  # noqa: S603 - fixed
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _by_record(lines: Iterable[str]) -> History:
    """Lines of days, each followed by what became of files: 'M', a tabulator, 'practices/tls-sop/fr.yml'."""
    found: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    day = ""
    for line in lines:
        letter, tabulator, path = line.partition("\t")
        if tabulator:
            collection, _, rest = path.partition("/")
            if collection in COLLECTIONS and rest.count("/") == 1:
                folder, _, name = path.rpartition("/")
                found[folder][day][name].add(letter)
        elif line:
            day = line
    return {folder: tuple(_changes(days))[:MOST] for folder, days in sorted(found.items())}


def _changes(days: Mapping[str, Mapping[str, set[str]]]) -> Iterator[Change]:
    for day in sorted(days, reverse=True):
        deeds = {name: _deed(letters) for name, letters in days[day].items()}
        record = deeds.get(ENTRY)
        translations: dict[Deed, tuple[LanguageCode, ...]] = {}
        for deed in ("added", "changed", "removed"):
            languages = tuple(code for code in LANGUAGES if deeds.get(f"{code}.yml") == deed)
            if languages:
                translations[deed] = languages
        if record or translations:
            yield Change(day, record, translations)


def _deed(letters: set[str]) -> Deed:
    """What a file's letters of one day come to; added and removed on the same day, it was moved or replaced."""
    if "A" in letters and "D" not in letters:
        return "added"
    return "removed" if letters == {"D"} else "changed"
