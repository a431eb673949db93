"""What is wrong with the data, as values; how it is worded for a person, a program or a review.

A problem knows its place (file, line, column, field). Its sentence says what is wrong and what to do.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Format = Literal["text", "json", "github"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend. Lines and columns count from 1; ``field`` is a dotted path, or 'file'."""

    path: str
    line: int
    column: int
    field: str
    sentence: str

    def __str__(self) -> str:
        """The line that ``hub check`` prints: ``path:line:col: field: sentence``."""
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {self.sentence}"


class DataError(Exception):
    """The data cannot become a site; carries every problem that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems by file, line and column."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


class UsageError(Exception):
    """A command cannot be carried out as it was given; the message says why, one line for each reason."""


def report(problems: Sequence[Problem], style: Format = "text") -> str:
    """All problems in one of three forms: lines for people, a JSON object, or review annotations."""
    if style == "json":
        return json.dumps(
            {"count": len(problems), "problems": [asdict(problem) for problem in problems]},
            ensure_ascii=False,
            indent=2,
        )
    if style == "github":
        return "\n".join(_annotation(problem) for problem in problems)
    return "\n".join([*map(str, problems), count_line(len(problems))])


def count_line(count: int) -> str:
    """The closing line of a check."""
    if not count:
        return "No problems."
    return "1 problem." if count == 1 else f"{count} problems."


def _annotation(problem: Problem) -> str:
    """One workflow command; commas and line ends would break it, so they are encoded as GitHub asks."""
    message = f"{problem.field}: {problem.sentence}".replace("%", "%25").replace("\n", "%0A")
    path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::error file={path},line={problem.line},col={problem.column}::{message}"
