"""Text in a terminal: width in columns, line wrapping, and a progress line."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator

from knowledge_hub.base.messages import Message, speaking

_PIECES = re.compile(" +|[\u2e80-\u9fff][、。，；：！？）」』”]*|[^ \u2e80-\u9fff]+")
"""Pieces between line breaks: at spaces and after Chinese characters, but not at the no-break spaces of French."""


def columns(text: str) -> int:
    """Width of a text in terminal columns: two for Chinese characters, none for the marks around Arabic."""
    return sum(0 if unicodedata.category(c) == "Cf" else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def padded(text: str, width: int) -> str:
    """Pad a text with spaces to a width in columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Wrap a text into lines of at most ``width`` columns; a longer word has its own line."""
    line = ""
    for piece in _PIECES.findall(text):
        if line.strip() and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def progress(label: Message, total: int) -> Callable[[int], None]:
    """A function that shows how many of ``total`` are done, in one terminal line, and clears the line at the end.

    It shows nothing with ``--quiet``, or if standard error is not a terminal that can rewrite a line.
    """
    language = speaking.get()
    if language is None or not _can_go_back():
        return lambda _: None
    text = label.in_language(language)

    def show(finished: int) -> None:
        if finished >= total:
            clear_line()
        else:
            line = f"{text}: {finished:,} / {total:,}"
            while columns(line) > _width():
                line = line[1:]
            sys.stderr.write(f"\r{padded(line, _width())}")
            sys.stderr.flush()

    return show


def clear_line() -> None:
    """Clear the line in which ``progress`` may have stopped."""
    if _can_go_back():
        sys.stderr.write(f"\r{' ' * _width()}\r")
        sys.stderr.flush()


def _can_go_back() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """One column less than the terminal has: a character in the last column would start a new line."""
    return max(shutil.get_terminal_size().columns - 1, 10)
