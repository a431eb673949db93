"""Lists the differences from another commit: changed entries with their files, and other changed files.

The source is git, not modification times. Authors are not read.
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
"""Parts of the path of an entry's file below the data folder: collection, id, file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences; paths are relative to the repository, with slashes."""

    records: Mapping[str, Mapping[str, Kind]]
    """The changed files of each entry, such as 'practices/pry-simore-plus'."""
    pages: Sequence[str]
    """Authored pages and other documentation."""
    code: Sequence[str]
    """All other files: code, templates, vocabularies, settings."""


@dataclass(slots=True)
class _Found:
    records: dict[str, dict[str, Kind]] = field(default_factory=lambda: defaultdict(dict))
    pages: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def changes_since(base: str, data: Path) -> Changes:
    """Compare the current files with their merge base with ``base``.

    Raises UsageError if git cannot read the repository of ``data``, or ``base`` is not a commit in it.
    """
    if not data.is_dir():
        raise UsageError(Message("The folder {data} does not exist; give the path of the data folder.", data=data))
    root = Path(_git(data, "rev-parse", "--show-toplevel").strip())
    missing = Message(
        "There is no commit '{base}' here. Use a branch or a commit that this copy of the repository has.", base=base
    )
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", otherwise=missing)
    apart = Message("'{base}' and the files here have no common commit; fetch the full history.", base=base)
    shared = _git(root, "merge-base", commit.strip(), "HEAD", otherwise=apart).strip()
    output = _git(root, "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", shared, "--").split("\0")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    changes = _Found()
    below = PurePosixPath(data.resolve().relative_to(root.resolve()).as_posix())
    for path, kind in sorted([*_pairs(output), *((name, "A") for name in new if name)]):
        _sort(changes, PurePosixPath(path), _KINDS.get(kind, "changed"), below)
    return Changes(dict(changes.records), changes.pages, changes.code)


def _pairs(output: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair up git's output: status, path, status, path, …"""
    yield from zip(output[1::2], output[::2], strict=False)


def _sort(changes: _Found, path: PurePosixPath, kind: Kind, data: PurePosixPath) -> None:
    if path.is_relative_to(data):
        parts = path.relative_to(data).parts
        if len(parts) == _RECORD and parts[0] in COLLECTIONS:
            changes.records["/".join(parts[:2])][parts[2]] = kind
            return
    is_text = path.parts[0] == "docs" or (len(path.parts) == 1 and path.suffix == ".md")
    (changes.pages if is_text else changes.code).append(str(path))


def _git(folder: Path, *arguments: str, otherwise: Message | None = None) -> str:
    try:
        return ask_git(folder, *arguments)
    except GitError as error:
        raise UsageError(otherwise or Message("The changes cannot be found: {reason}", reason=error.reason)) from None
