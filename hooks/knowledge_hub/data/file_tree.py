"""Finds and reads the files of the data folder, each once, and reports files that do not belong there."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.leftover_files import is_leftover
from knowledge_hub.base.machine_errors import reason_of
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.base.workers import fan_out, split
from knowledge_hub.data.consistency_rules import Finding
from knowledge_hub.data.validation import dotted, nearest
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.other_names import WORDS
from knowledge_hub.model.vocabulary_list import VOCABULARIES
from knowledge_hub.yaml_files.user_files import read_file
from knowledge_hub.yaml_files.yaml_reader import Document, Value

ENTRY = "entry.yml"
"""The file with an entry's facts and original text."""

SCHEMA_FOLDER = "schema"
"""Folder of the schemas that ``hub schema`` exports for text editors."""

Parts = tuple[str, ...]
"""The path of a file below the data folder."""


@dataclass(slots=True)
class DataFile:
    """A file of the data folder with its content."""

    path: str
    """The path for messages."""
    value: Value

    def located(self) -> Document:
        """The document with the place of each value. Reads the file again, so only for files with problems."""
        return read_file(self.path, located=True)


def data_folder(root: Path) -> Path:
    """Check that the root is a folder. Raises DataError."""
    if not root.is_dir():
        sentence = Message("This folder does not exist; give the path of the data folder.")
        raise DataError([Problem(str(root), 1, 1, "file", sentence)])
    return root


def walk_tree(root: Path, problems: list[Problem], below: Parts = ()) -> list[Parts]:
    """The paths of all files (or of those of one folder) below the root, sorted. Misplaced ones are added to ``problems``."""
    data_folder(root)
    paths: list[Parts] = []
    if linked(root, root.joinpath(*below)):
        problems.append(file_problem(root, below, LINK))
        return []
    for parts, fault in _walk(root, below) if root.joinpath(*below).is_dir() else ():
        if parts[:1] == (SCHEMA_FOLDER,) and parts[-1].endswith(".json") and not fault:
            continue
        complaint = fault or _misplaced(parts)
        if complaint:
            problems.append(file_problem(root, parts, complaint))
        else:
            paths.append(parts)
    return paths


def read_files(
    root: Path, paths: Sequence[Parts], problems: list[Problem], done: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[Parts, DataFile]]:
    """Yield the files in order, one at a time to save memory. Faulty ones are added to ``problems``."""
    for part in fan_out(_read_files, root, split(paths), done=done):
        for parts, value, faults in part:
            path = _joined(root, parts)
            if faults:
                problems.extend(Problem(path, line, column, field, say) for line, column, field, say in faults)
            else:
                yield parts, DataFile(path, value)


Stamps = tuple[tuple[Parts, int, int], ...]
"""Path, modification time and size of files, to detect changes."""


def file_stamps(root: Path, paths: Iterable[Parts]) -> Stamps:
    """The stamps of files. A file without readable status counts as changed; reading it reports the error."""
    stamps: list[tuple[Parts, int, int]] = []
    for parts in paths:
        try:
            status = os.stat(_joined(root, parts))  # noqa: PTH116 - as often as there are files, where pathlib is slow
        except OSError:
            stamps.append((parts, -1, len(stamps)))
        else:
            stamps.append((parts, status.st_mtime_ns, status.st_size))
    return tuple(stamps)


_Fault = tuple[int, int, str, Message]
"""Line, column, field and message of a fault, for other processes."""


def _read_files(root: Path, paths: Sequence[Parts]) -> list[tuple[Parts, Value, list[_Fault]]]:
    out: list[tuple[Parts, Value, list[_Fault]]] = []
    for parts in paths:
        document = read_file(_joined(root, parts))
        faults = [(fault.line, fault.column, dotted(fault.path), fault.sentence) for fault in document.faults]
        out.append((parts, document.value, faults))
    return out


def _joined(root: Path, parts: Parts) -> str:
    return os.path.join(root, *parts)  # noqa: PTH118 - as often as there are files, where pathlib is slow


def linked(root: Path, path: Path) -> bool:
    """Whether a path below the root contains a symbolic link; the root itself may be one."""
    return any(part.is_symlink() for part in (path, *path.parents) if part != root and part.is_relative_to(root))


def _walk(root: Path, below: Parts = ()) -> Iterator[tuple[Parts, Message | None]]:
    """Yield every file below a folder in a fixed order, with the reason if it is not read."""
    try:
        with os.scandir(root.joinpath(*below)) as scan:
            entries = sorted(scan, key=lambda item: item.name)
    except OSError as error:
        yield below, _unreadable(error)
        return
    for item in entries:
        if is_leftover(item.name):
            continue
        parts = (*below, item.name)
        if item.is_dir(follow_symlinks=False) and len(parts) <= _DEEPEST:
            yield from _walk(root, parts)
        elif item.is_file(follow_symlinks=False):
            yield parts, None
        else:
            yield parts, LINK if item.is_symlink() else NO_FILE


def _unreadable(error: OSError) -> Message:
    return Message("The folder cannot be read: {reason}. Check its permissions.", reason=reason_of(error))


_DEEPEST = 2
"""Most folders above a file: the collection's and the entry's."""
NO_FILE = Message("This is neither a regular file nor a folder that belongs here; delete it.")
"""Message for a pipe, a device or an unexpected folder."""

LINK = Message("This is a symbolic link, which the hub does not follow. Put the file itself here.")
"""Message for a symbolic link."""

_TRANSLATIONS = frozenset(f"{code}.yml" for code in LANGUAGES)


def _misplaced(parts: Parts) -> Message | None:
    """Why a path is not that of an entry, a vocabulary or interface strings; None if it is."""
    match parts:
        case ("vocabularies" | "other_names" as folder, name) if name.endswith(".yml"):
            stem = name.removesuffix(".yml")
            known = VOCABULARIES if folder == "vocabularies" else (*VOCABULARIES, WORDS)
            unknown = Message("No vocabulary has this name.").then(nearest(stem, known))
            return None if stem in known else unknown
        case ("strings", name) if name in _TRANSLATIONS:
            return None
        case (collection, _, name) if collection in COLLECTIONS:
            if name == ENTRY or name in _TRANSLATIONS:
                return None
            return Message(
                "This file is not part of an entry; the folder of an entry contains entry.yml and translations named "
                "{names}. Rename or delete it.",
                names=", ".join(sorted(_TRANSLATIONS)),
            )
        case (collection, *_) if collection in COLLECTIONS:
            return Message(
                "This file is not part of an entry; an entry is a folder: {collection}/<id>/entry.yml.",
                collection=collection,
            )
    folders = (*COLLECTIONS, "vocabularies", "other_names", "strings")
    listed = Message("The folders here are {folders}.", folders=", ".join(folders))
    return Message("This file is not part of an entry.").then(nearest(parts[0], folders)).then(listed)


def file_problem(root: Path, parts: Sequence[str], sentence: Message) -> Problem:
    """A problem that concerns the file and no field."""
    return Problem(str(root.joinpath(*parts)), 1, 1, "file", sentence)


def placed(file: DataFile, findings: Sequence[Finding]) -> Iterator[Problem]:
    """Turn findings of one file into problems with lines; reads the file again only if there are any."""
    if not findings:
        return
    document = file.located()
    for path, sentence in findings:
        yield Problem(file.path, *document.place(path), dotted(path), sentence)
