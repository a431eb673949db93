"""Text in a terminal: its width in columns, lines that fit, and a progress line."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator

from knowledge_hub.base.messages import Message, speaking

_PIECES = re.compile(" +|[\u2e80-\u9fff][、。，；：！？）」』”]*|[^ \u2e80-\u9fff]+")
"""Where a line may be broken: at spaces, and after each Chinese character. French spaces before a colon do not break."""


def columns(text: str) -> int:
    """Columns of a terminal that a text takes: Chinese characters two, the marks around Arabic none."""
    return sum(0 if unicodedata.category(c) == "Cf" else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def padded(text: str, width: int) -> str:
    """A text with spaces behind it, so that it takes so many columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text, each of at most so many columns where its words allow it."""
    line = ""
    for piece in _PIECES.findall(text):
        if line.strip() and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def progress(label: Message, total: int) -> Callable[[int], None]:
    """Takes how many of ``total`` are done, and shows it in one line of the terminal, which is empty again at the end.

    Silent with ``--quiet``, and where standard error is not a terminal or cannot go back to the beginning of a line.
    """
    language = speaking.get()
    if language is None or not _can_go_back():
        return lambda _: None
    said = label.in_language(language)

    def show(finished: int) -> None:
        if finished >= total:
            clear_line()
        else:
            line = f"{said}: {finished:,} / {total:,}"
            while columns(line) > _width():
                line = line[1:]
            sys.stderr.write(f"\r{padded(line, _width())}")
            sys.stderr.flush()

    return show


def clear_line() -> None:
    """Empty the line of the terminal in which ``progress`` may have stopped."""
    if _can_go_back():
        sys.stderr.write(f"\r{' ' * _width()}\r")
        sys.stderr.flush()


def _can_go_back() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """One column less than there are: a character in the last one would begin a new line."""
    return max(shutil.get_terminal_size().columns - 1, 10)
