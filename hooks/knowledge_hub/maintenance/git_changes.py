"""Differences from another commit, by git: which entries changed, in which of their files, and what else.

Asked of git, never of the files' dates. Nothing of the one who made the change is read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from knowledge_hub.base.git import GitError, ask_git
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.model.entry_collections import COLLECTIONS

Kind = Literal["added", "changed", "removed"]
_KINDS: Mapping[str, Kind] = {"A": "added", "D": "removed"}

_RECORD = 3
"""Parts of the path of a record's file below the data folder: collection, id, file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; paths are relative to the repository and have slashes."""

    records: Mapping[str, Mapping[str, Kind]]
    """For each record, such as 'practices/pry-simore-plus', its files that differ."""
    pages: Sequence[str]
    """Authored pages and other texts for people."""
    code: Sequence[str]
    """All else: code, templates, vocabularies, settings."""


@dataclass(slots=True)
class _Found:
    records: dict[str, dict[str, Kind]] = field(default_factory=lambda: defaultdict(dict))
    pages: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def changes_since(base: str, data: Path) -> Changes:
    """What differs between the files as they are now and the last state that they share with ``base``.

    Raises UsageError where git cannot read the repository of ``data``, or ``base`` names nothing in it.
    """
    if not data.is_dir():
        raise UsageError(Message("There is no folder {data}; name the data folder.", data=data))
    root = Path(_git(data, "rev-parse", "--show-toplevel").strip())
    missing = Message(
        "There is no commit '{base}' here. Name a branch or a commit that this copy of the repository has.", base=base
    )
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", otherwise=missing)
    apart = Message("'{base}' and the files here have no common state; fetch the whole history.", base=base)
    shared = _git(root, "merge-base", commit.strip(), "HEAD", otherwise=apart).strip()
    told = _git(root, "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", shared, "--").split("\0")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    found = _Found()
    below = PurePosixPath(data.resolve().relative_to(root.resolve()).as_posix())
    for path, kind in sorted([*_pairs(told), *((each, "A") for each in new if each)]):
        _sort(found, PurePosixPath(path), _KINDS.get(kind, "changed"), below)
    return Changes(dict(found.records), found.pages, found.code)


def _pairs(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Git says: kind, path, kind, path, …"""
    yield from zip(told[1::2], told[::2], strict=False)


def _sort(found: _Found, path: PurePosixPath, kind: Kind, data: PurePosixPath) -> None:
    if path.is_relative_to(data):
        parts = path.relative_to(data).parts
        if len(parts) == _RECORD and parts[0] in COLLECTIONS:
            found.records["/".join(parts[:2])][parts[2]] = kind
            return
    is_text = path.parts[0] == "docs" or (len(path.parts) == 1 and path.suffix == ".md")
    (found.pages if is_text else found.code).append(str(path))


def _git(folder: Path, *arguments: str, otherwise: Message | None = None) -> str:
    try:
        return ask_git(folder, *arguments)
    except GitError as error:
        raise UsageError(otherwise or Message("The changes are not known: {reason}", reason=error.reason)) from None
