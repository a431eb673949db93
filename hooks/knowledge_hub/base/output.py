"""Output of commands: text for people in any encoding, JSON for programs, and text for files.

A character that a console cannot show is replaced and never stops the command; programs and files get all characters.
"""

import codecs
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.machine_errors import reason_of
from knowledge_hub.base.messages import Message, speaking
from knowledge_hub.base.terminal import clear_line

READABLE = "readable"
"""Name of the error handler that ``fit_streams`` sets on the streams."""

_ALIKE = {
    **dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", ""),  # invisible marks of direction
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”«»", '"'),
    **dict.fromkeys("–—", "-"),
}


def fit_streams() -> None:
    """Prepare the standard streams so that no character and no closed stream stops the command."""
    codecs.register_error(READABLE, _replaced)
    # Python sets a stream to None if the caller closed it.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=READABLE)


class OutputError(Exception):
    """Standard output cannot be written."""

    def __init__(self, reason: Message | str) -> None:
        """``reason``: why, in the system's words."""
        self.reason = reason
        super().__init__(str(reason))


@contextmanager
def writing() -> Iterator[None]:
    """Raise OutputError for errors of standard output. A closed pipe stays a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(reason_of(error)) from None


def put(text: object) -> None:
    """Write a line for people."""
    with writing():
        sys.stdout.write(f"{text}\n")


def say(message: Message, language: LanguageCode | None = None) -> None:
    """Write the result of a command in ``language``, else in that of ``speaking``; nothing with ``--quiet``."""
    spoken = speaking.get()
    if spoken is not None:
        put(message.shown(language or spoken))


def put_json(value: object) -> None:
    """Write a value as JSON. If the encoding is not UTF-8, non-ASCII is escaped, so that nothing is lost."""
    put_json_text(json.dumps(value, ensure_ascii=False, indent=2))


def put_json_text(text: str) -> None:
    """Write JSON text with the encoding rules of ``put_json``."""
    if not _is_utf8():
        text = re.sub("[^\x00-\x7f]", lambda match: json.dumps(match[0])[1:-1], text)
    put(text)


def put_document(text: str) -> None:
    """Write YAML or Markdown in UTF-8, or in the terminal's encoding for a terminal."""
    with writing():
        if sys.stdout.isatty() or _is_utf8():
            sys.stdout.write(text)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())


def print_error(text: str) -> None:
    """Write a line to standard error. If that fails, the exit status still reports the error."""
    with suppress(OSError):
        clear_line()
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def discard_output() -> None:
    """Discard buffered output, because Python would try to write it again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _is_utf8() -> bool:
    return codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """ASCII lookalikes of characters that cannot be encoded, else escapes with their code points."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_alike, error.object[error.start : error.end])), error.end


def _alike(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    apart = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in apart if not unicodedata.combining(part))
    return letters if letters.isascii() and letters else f"\\u{ord(character):04x}"
