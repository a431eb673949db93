"""Writes fingerprints of the original into translations: the block ``made_from`` at the end of each file.

Changes the text of the file, so that comments and line breaks stay.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem
from knowledge_hub.data.file_tree import ENTRY, linked
from knowledge_hub.data.validation import NEEDS_FIELDS, dotted
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.translations import Original, fingerprint, is_written
from knowledge_hub.yaml_files.user_files import read_bytes, read_file, replace_file
from knowledge_hub.yaml_files.yaml_reader import Fault, Value, read

_BLOCK = re.compile(r"^made_from:.*\n(?:[ ]+.*\n|\n)*", re.MULTILINE)

_PAIR = 2
"""Parts of a line: field and fingerprint."""


def stamp(root: Path, ids: Collection[str], *, again: bool = False) -> tuple[list[Path], list[Problem]]:
    """Add missing fingerprints (with ``again``, renew all) below ``root``.

    Returns the changed files, and the first fault of each file that cannot be read.
    """
    changed: list[Path] = []
    problems: list[Problem] = []
    for collection in COLLECTIONS:
        for entry in sorted(root.glob(f"{collection}/*/{ENTRY}")):
            if not ids or entry.parent.name in ids:
                translations = (entry.with_name(f"{code}.yml") for code in LANGUAGES)
                files = [path for path in translations if path.is_file() and not linked(root, path)]
                _stamp_entry(entry, files, changed, problems, again=again)
    return changed, problems


def _stamp_entry(
    entry: Path, files: Sequence[Path], changed: list[Path], problems: list[Problem], *, again: bool
) -> None:
    if not files:
        return
    original = _fields(entry)
    if isinstance(original, Fault):
        sentence = Message("The translations of this entry were not changed. {sentence}", sentence=original.sentence)
        problems.append(_problem(entry, original, sentence))
        return
    for path in files:
        stamped = _stamp_file(original, path, again=again)
        if isinstance(stamped, Fault):
            sentence = Message("This file was not changed. {sentence}", sentence=stamped.sentence)
            problems.append(_problem(path, stamped, sentence))
        elif stamped:
            changed.append(path)


def _stamp_file(original: dict[str, Value], path: Path, *, again: bool) -> bool | Fault:
    """Stamp one translation; returns whether it was changed, or why that is not possible."""
    translation = _fields(path)
    if isinstance(translation, Fault):
        return translation
    known = {} if again else fingerprints(translation)
    notes = {
        field: known.get(field) or fingerprint(text)
        for field, text in original_texts(original)
        if _has(translation, field)
    }
    text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    new = with_fingerprints(text, notes)
    if new == text:
        return False
    if read(new.encode()).faults:
        # The whole file is in braces, or ends with '...'.
        return Fault(1, 1, (), NEEDS_FIELDS)
    replace_file(path, new)
    return True


def _fields(path: Path) -> dict[str, Value] | Fault:
    """The content of a file, or its first fault."""
    document = read_file(path)
    if document.faults:
        return min(document.faults, key=lambda fault: (fault.line, fault.column))
    return document.value if isinstance(document.value, dict) else Fault(1, 1, (), NEEDS_FIELDS)


def _problem(path: Path, fault: Fault, sentence: Message) -> Problem:
    return Problem(str(path), fault.line, fault.column, dotted(fault.path), sentence)


def fingerprints(translation: dict[str, Value]) -> dict[str, str]:
    """The lines of ``made_from`` as a mapping: field and fingerprint."""
    words = str(translation.get("made_from") or "")
    return dict(pair for line in words.splitlines() if len(pair := line.split()) == _PAIR)


def without_fingerprints(text: str) -> str:
    """The text of a translation without ``made_from``."""
    return _BLOCK.sub("", text if text.endswith("\n") else f"{text}\n")


def with_fingerprints(text: str, notes: Mapping[str, str]) -> str:
    """The text of a translation with this ``made_from`` at its end."""
    block = "made_from: |\n" + "".join(f"  {field} {digits}\n" for field, digits in notes.items()) if notes else ""
    return without_fingerprints(text) + block


def original_texts(original: dict[str, Value]) -> Iterator[tuple[str, Original]]:
    """The texts of an ``entry.yml``, in the order of the file: ``('text.title', …)``."""
    for part in ("text", "easy"):
        holder = original.get(part)
        for name, value in holder.items() if isinstance(holder, dict) else ():
            if isinstance(value, str):
                yield f"{part}.{name}", value
            elif isinstance(value, list):
                yield f"{part}.{name}", tuple(str(item.get("text")) for item in value if isinstance(item, dict))


def _has(translation: dict[str, Value], field: str) -> bool:
    part, _, name = field.partition(".")
    holder = translation.get(part)
    return isinstance(holder, dict) and is_written(holder.get(name))
