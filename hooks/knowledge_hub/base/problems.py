"""Problems of the data as values, and their report as text, JSON or annotations of a pull request.

A problem has a file, line, column and field. Its ``Message`` says what is wrong and what to do.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message, visible

Format = Literal["text", "json", "github"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One error to correct. Lines and columns count from 1; ``field`` is a dotted path, or 'file'."""

    path: str
    line: int
    column: int
    field: str
    sentence: Message

    def __str__(self) -> str:
        """The line that ``hub check`` prints, in English."""
        return self.shown(DEFAULT_LANGUAGE)

    def shown(self, language: LanguageCode) -> str:
        """The line that ``hub check`` prints: ``path:line:col: field: sentence``."""
        return f"{_place(self)}: {visible(self.field)}: {self.sentence.shown(language)}"


class DataError(Exception):
    """The data has problems; ``problems`` has all of them, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems by file, line and column."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


class UsageError(Exception):
    """A command cannot run with its arguments or environment; ``reasons`` has one message for each reason."""

    def __init__(self, *reasons: Message, language: LanguageCode | None = None) -> None:
        """``language``: the person's language, if known and not chosen otherwise."""
        self.reasons = reasons
        self.language = language
        super().__init__("\n".join(reasons))


def report(problems: Sequence[Problem], style: Format = "text", language: LanguageCode | None = None) -> str:
    """All problems in one of three formats: lines for people, a JSON object, or GitHub annotations.

    Without ``language``, annotations use the language of their file, and the other formats English. JSON has every problem;
    the others have the first ``MOST`` of each kind, and the number of the rest.
    """
    if style == "github":
        shown, _ = _first(problems)
        return "\n".join(_annotation(problem, language or _language_of(problem.path)) for problem in shown)
    language = language or DEFAULT_LANGUAGE
    if style == "json":
        rows = [problem_fields(problem, language) for problem in problems]
        return json.dumps({"count": len(rows), "problems": rows}, ensure_ascii=False, indent=2)
    shown, more = _first(problems)
    lines = [*(problem.shown(language) for problem in shown), *(line.shown(language) for line in more)]
    return "\n".join([*lines, count_line(len(problems)).shown(language)])


MOST = 100
"""Most problems of one kind in formats for people: 100,000 misplaced files would fill a terminal with 20 MB."""


def _first(problems: Sequence[Problem]) -> tuple[list[Problem], list[Message]]:
    """The first problems of each kind, and a message with the number of the rest."""
    counts: Counter[str] = Counter()
    shown, example = [], {}
    for problem in problems:
        kind = _kind(problem.sentence)
        counts[kind] += 1
        if counts[kind] <= MOST:
            shown.append(problem)
            example[kind] = problem
    return shown, [
        Message("Not shown: {count:,} more like {place}.", count=count - MOST, place=_place(example[kind]))
        for kind, count in counts.items()
        if count > MOST
    ]


def _kind(sentence: Message) -> str:
    """The template of a message, without a following suggestion."""
    while sentence.template == "{first} {next}":
        sentence = sentence.values["first"]
    return sentence.template


def _place(problem: Problem) -> str:
    return f"{visible(problem.path)}:{problem.line}:{problem.column}"


def count_line(count: int) -> Message:
    """The closing line of a check."""
    if not count:
        return Message("No problems.")
    return Message("1 problem.") if count == 1 else Message("{count} problems.", count=count)


def problem_fields(problem: Problem, language: LanguageCode) -> dict[str, str | int]:
    """The fields of a JSON problem; with the English sentence as well if ``sentence`` is in another language."""
    sentence = problem.sentence.in_language(language)
    return {
        "path": _writable(problem.path),
        "line": problem.line,
        "column": problem.column,
        "field": visible(problem.field),
        "sentence": sentence,
        **({} if sentence == problem.sentence else {"english": str(problem.sentence)}),
    }


def _annotation(problem: Problem, language: LanguageCode) -> str:
    """One GitHub workflow command (``::error …``), with the English sentence as a second line for reviewers.

    Commas and line ends are encoded as GitHub's documentation asks. Other control characters of a file name are
    encoded as well, because they would move the cursor in a log.
    """
    sentences = dict.fromkeys((problem.sentence.shown(language), str(problem.sentence)))
    message = _encoded(f"{visible(problem.field)}: " + "\n".join(sentences))
    path = re.sub("[%,:\0-\x1f\x7f-\x9f]", lambda sign: f"%{ord(sign[0]):02X}", _writable(problem.path))
    return f"::error file={path},line={problem.line},col={problem.column}::{message}"


def _writable(path: str) -> str:
    """A path with escapes for bytes that are not UTF-8, because no output can encode them."""
    return path.encode("utf-8", "backslashreplace").decode()


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_ORIGINAL_LANGUAGE = re.compile(rb"^original_language:[ \"']*(ar|zh|en|fr|ru|es)\b", re.MULTILINE)
_BEGINNING = 64 * 1024
"""Bytes of a file that are searched for its language: the field is near the start, and a hostile file may be huge."""


def _language_of(path: str) -> LanguageCode:
    """The language of a file: from the name of a translation or page, else from ``original_language``, else English."""
    file = Path(path)
    named = file.stem.rpartition(".")[2]
    if named in LANGUAGES:
        return named
    if file.is_symlink() or not file.is_file():
        return DEFAULT_LANGUAGE
    try:
        with file.open("rb") as beginning:
            original = _ORIGINAL_LANGUAGE.search(beginning.read(_BEGINNING))
    except OSError:
        return DEFAULT_LANGUAGE
    return original[1].decode() if original else DEFAULT_LANGUAGE
