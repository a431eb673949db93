"""Days on which each entry changed, from the git history of the data folder; read once for each build.

Only days and files are read: authors and commit messages are personal data. Only commits count, so the same commit gives the
same bytes. A missing history is reported, because pages then have no list of changes.

Git compares two trees for each commit: 10,000 entries with 5,000 commits take about five seconds. A limit to one folder would
take twice as long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge_hub.base.git import GitError, ask_git, no_commit
from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.model.entry_collections import COLLECTIONS

Deed = Literal["added", "changed", "removed"]

MOST = 10
"""Most days for one entry: the latest ones, so that the page stays short."""


@dataclass(frozen=True, slots=True)
class Change:
    """Changes of one entry on one day: to its own file, and to its translations."""

    day: str
    """ISO 8601, in the committer's time zone."""
    record: Deed | None
    translations: Mapping[Deed, tuple[LanguageCode, ...]]


History = Mapping[str, tuple[Change, ...]]
"""The changes of each entry, the latest first, by its folder, such as 'practices/tls-sop'."""

_LOG = ("-c", "core.quotePath=true", "log", "--relative", "--format=%cs", "--name-status", "--no-renames",
        "--no-merges", "--no-show-signature")  # fmt: skip
_IS_SHALLOW = ("rev-parse", "--is-shallow-repository")


def read_history(data: Path, report: Callable[[Message], None] = lambda _: None) -> History:
    """Read the history of a data folder. If git fails, it is empty, and ``report`` gets the reason."""
    try:
        return _history(data)
    except GitError as error:
        report(Message("The entries show no “Latest changes”: {reason}", reason=error.reason))
        return {}


def _history(data: Path) -> History:
    if ask_git(data, *_IS_SHALLOW).strip() != "false":
        raise GitError(Message("this copy of the repository has only its latest versions. Run: git fetch --unshallow"))
    history = _by_record(ask_git(data, *_LOG).splitlines())
    if not history:
        raise GitError(no_commit(data))
    return history


def _by_record(lines: Iterable[str]) -> History:
    """Parse git's lines: a day, followed by changed files such as 'M', a tab, 'practices/tls-sop/fr.yml'."""
    letters: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    day = ""
    for line in lines:
        letter, tabulator, path = line.partition("\t")
        if tabulator:
            collection, _, rest = path.partition("/")
            if collection in COLLECTIONS and rest.count("/") == 1:
                folder, _, name = path.rpartition("/")
                letters[folder][day][name].add(letter)
        elif line:
            day = line
    return {folder: tuple(_changes(days))[:MOST] for folder, days in sorted(letters.items())}


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
    """Combine a file's status letters of one day; a file added and removed was moved or replaced."""
    if "A" in letters and "D" not in letters:
        return "added"
    return "removed" if letters == {"D"} else "changed"
