"""Edits the text of a translation file for ``hub translate``; changes only lines that the program wrote.

These are comments that start with ``#>``, fields without text, ``made_from``, and the notes of the shown wording. Every other
line stays, which is checked by reading the result. Comments are in the language of the translation, so the program recognises
its own by their marks, not by their words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.authoring.stamping import fingerprints, with_fingerprints, without_fingerprints
from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.model.translations import Original, is_written
from knowledge_hub.yaml_files.yaml_reader import Document, Value, read
from knowledge_hub.yaml_files.yaml_writer import comment

OWN = "#>"
"""Start of each comment of the program."""
CHANGED = f"{OWN}!"
"""Start of the line about a changed original; no line of an original starts like this."""
_CHANGED = Message(
    "The original has changed; the new text is below. Change the translation, or delete this line if it "
    "is still correct."
)
_NOTES = Message(
    "Notes of 'hub translate': the wording that it showed, so that it can tell what you have written since."
)
_NOTES_BLOCK = re.compile(r"(?:^#.*'hub translate'.*\n)?(?:^#   \S+ [0-9a-f]{12} (?:[0-9a-f]{12}|-)\n)+", re.MULTILINE)
_NOTE = re.compile(r"^#   (\S+) ([0-9a-f]{12}) ([0-9a-f]{12}|-)$", re.MULTILINE)

Term = tuple[str, str]
"""A United Nations term in the original, and its official translation."""
Part = tuple[str, tuple[Term, ...]]
"""One text of the original, with its terms."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Fingerprints of a field's original when it was shown, and of the translation at that time (None: empty)."""

    source: str
    translation: str | None


class TranslationFile:
    """A file with its values and its pending changes."""

    def __init__(self, path: Path, text: str, language: LanguageCode) -> None:
        """Take a text without faults. Windows line ends are restored by ``text``."""
        self.path = path
        self._language = language
        self._text = text
        self._windows = "\r\n" in text
        plain = text.replace("\r\n", "\n")
        values = read(plain.encode()).value
        self.made_from = fingerprints(values) if isinstance(values, dict) else {}
        self.shown = dict(_notes(plain))
        body = without_fingerprints(_NOTES_BLOCK.sub("", plain))
        self._lines = body.split("\n")[:-1]
        self._document: Document = read(body.encode(), located=True)
        self._gone: set[int] = set()
        self._new: dict[int, list[str]] = defaultdict(list)

    def value(self, field: str) -> Original | None:
        """The translation of a field, or None if it is empty."""
        part, _, name = field.partition(".")
        holder = _mapping(self._document.value).get(part)
        value = _mapping(holder).get(name)
        if isinstance(value, str) and is_written(value):
            return value
        return tuple(map(str, value)) if isinstance(value, list) and is_written(value) else None

    def is_marked(self, field: str) -> bool:
        """Whether the mark of a changed original is still above the field."""
        return any(self._lines[line].strip().startswith(CHANGED) for line in self._above(field))

    def unmark(self, field: str) -> None:
        """Remove the mark; the shown original stays."""
        self._gone.update(line for line in self._above(field) if self._lines[line].strip().startswith(CHANGED))

    def mark(self, field: str, original: Iterable[Part], *, many: bool) -> None:
        """Add the mark of a changed original above a field, with the new original."""
        line, column = self._key(field)
        self._gone.update(line for line in self._around(field) if self._lines[line].strip().startswith(OWN))
        self._new[line].append(f"{' ' * column}{CHANGED} {_CHANGED.in_language(self._language)}")
        for number, part in enumerate(original, 1):
            self._new[line] += self._original(part, column, f"{number}. " if many else "")

    def ask_for(self, field: str, original: Iterable[Part], later: Iterable[str], *, many: bool) -> None:
        """Insert an empty field at its position: before the fields of ``later``."""
        part, _, name = field.partition(".")
        line = self._place(part, name, later)
        indent = self._indent(part)
        if not many:
            shown = [text for sentence in original for text in self._original(sentence, indent)]
            self._new[line] += [*shown, f'{" " * indent}{name}: ""']
            return
        self._new[line].append(f"{' ' * indent}{name}:")
        for sentence in original:
            self._new[line] += [*self._original(sentence, indent + 2), f'{" " * indent}  - ""']

    def text(self, made_from: Mapping[str, str], shown: Mapping[str, Shown]) -> str:
        """The text with all changes. Raises DataError if they would change what people wrote."""
        lines = []
        for number, line in enumerate([*self._lines, None]):
            lines += self._new.get(number, [])
            if line is not None and number not in self._gone:
                lines.append(line)
        body = "".join(f"{line}\n" for line in lines)
        document = read(body.encode())
        if document.faults or _values(document.value) != _values(self._document.value):
            sentence = Message(
                "The command cannot add to this file without changing its texts; write each field on its own lines."
            )
            raise DataError([Problem(str(self.path), 1, 1, "file", sentence)])
        notes = [f"#   {field} {note.source} {note.translation or '-'}\n" for field, note in shown.items()]
        if notes:
            notes.insert(0, f"# {_NOTES.in_language(self._language)}\n")
        text = with_fingerprints(body + "".join(notes), made_from)
        return text.replace("\n", "\r\n") if self._windows else text

    def _original(self, part: Part, indent: int, before: str = "") -> list[str]:
        """One original text as comments, with its terms."""
        text, terms = part
        lines = comment(before + text, indent, OWN)
        for term, official in terms:
            term_line = Message("UN term: {term} = {official}", term=term, official=official)
            lines += comment(term_line.in_language(self._language), indent, OWN)
        return lines

    def _key(self, field: str) -> tuple[int, int]:
        """Line and column of a field's key, from 0."""
        line, column = self._document.keys[tuple(field.split("."))]
        if self._lines[line - 1][: column - 1].strip():
            sentence = Message(
                "These fields are in braces; write each on its own line, so that the command can add to them."
            )
            raise DataError([Problem(str(self.path), line, column, field.partition(".")[0], sentence)])
        return line - 1, column - 1

    def _top(self, line: int, column: int) -> int:
        """The first comment line above a key."""
        while line and re.match(rf" {{{column}}}#", self._lines[line - 1]):
            line -= 1
        return line

    def _end(self, line: int, depth: int) -> int:
        """The line after the value of a key."""
        keys = (place for path, place in self._document.keys.items() if len(path) <= depth)
        later = [(below - 1, column - 1) for below, column in keys if below - 1 > line]
        return self._top(*min(later)) if later else len(self._lines)

    def _above(self, field: str) -> range:
        if tuple(field.split(".")) not in self._document.keys:
            return range(0)
        line, column = self._key(field)
        return range(self._top(line, column), line)

    def _around(self, field: str) -> range:
        """The lines of a field with the comments above it."""
        line, column = self._key(field)
        return range(self._top(line, column), self._end(line, 2))

    def _place(self, part: str, name: str, later: Iterable[str]) -> int:
        """The line before which to insert a field; removes an empty field that is there already."""
        keys = self._document.keys
        if (part, name) in keys:
            own = [line for line in self._around(f"{part}.{name}") if _is_own(self._lines[line])]
            line, _ = self._key(f"{part}.{name}")
            self._gone.update([line, *own])
            return line
        after = next((field for field in later if tuple(field.split(".")) in keys), None)
        if after is not None:
            return self._top(*self._key(after))
        if (part,) in keys:
            line, _ = self._key(part)
            if _mapping(self._document.value).get(part) is None:
                return line + 1
            return self._end(line, 1)
        if not self._new[len(self._lines)] or f"{part}:" not in self._new[len(self._lines)]:
            self._new[len(self._lines)].append(f"{part}:")
        return len(self._lines)

    def _indent(self, part: str) -> int:
        """Indentation of a part's fields, in columns."""
        inner = [f"{part}.{path[1]}" for path in self._document.keys if path[0] == part and len(path) > 1]
        return self._key(inner[0])[1] if inner else 2


def _notes(text: str) -> Iterable[tuple[str, Shown]]:
    block = _NOTES_BLOCK.search(text)
    for field, source, translation in _NOTE.findall(block[0]) if block else ():
        yield field, Shown(source, None if translation == "-" else translation)


def _is_own(line: str) -> bool:
    """Whether a line of an empty field is the program's and may be removed."""
    return line.strip() in {"", "-", '- ""', "- ''"} or line.strip().startswith(OWN)


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _values(value: Value) -> dict[str, object]:
    """The values of a file, without empty ones."""
    values: dict[str, object] = dict(_mapping(value))
    for part in ("text", "easy"):
        inner = {name: text for name, text in _mapping(_mapping(value).get(part)).items() if is_written(text)}
        values[part] = inner
    return values
