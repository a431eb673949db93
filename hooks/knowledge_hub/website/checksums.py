"""Checksums: the SHA-256 of every file of the site, as ``sha256sum --check`` reads it; the last step of a build.

Whoever carries the site elsewhere can tell with it that every file arrived as it was built.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge_hub.base.workers import fan_out, split

NAME = "SHA256SUMS"
"""The list itself, at the root of the folder; it is the one file that it does not name."""


def write(folder: Path) -> None:
    """Write the list of a folder's files, sorted by their places; one that stands there is replaced."""
    (folder / NAME).write_bytes("".join(lines(folder)).encode())


def lines(folder: Path) -> Iterator[str]:
    """A line for each file below the folder but the list: its checksum, two spaces, its place with slashes."""
    places = sorted(
        place for path in folder.rglob("*") if (place := path.relative_to(folder).as_posix()) != NAME and path.is_file()
    )
    for part in fan_out(_of, str(folder), split(places)):
        yield from part


def unlisted(folder: Path) -> Iterator[str]:
    """Places below a folder that its list does not name: files, and folders that hold no listed file. None without a list."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    listed = {line.partition("  ")[2] for line in text.splitlines()} | {NAME}
    folders: set[str] = set()
    for place in listed:
        parent = place.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    for place, below, names in os.walk(folder):
        start = "" if Path(place) == folder else f"{Path(place).relative_to(folder).as_posix()}/"
        strange = [name for name in below if f"{start}{name}" not in folders and _holds_files(Path(place, name))]
        yield from sorted(f"{start}{name}" for name in [*strange, *(n for n in names if f"{start}{n}" not in listed)])
        below[:] = sorted(name for name in below if f"{start}{name}" in folders)


def _holds_files(folder: Path) -> bool:
    return any(names for _, _, names in os.walk(folder))


def _of(folder: str, places: Sequence[str]) -> list[str]:
    found = []
    for place in places:
        with open(f"{folder}/{place}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib costs as much as the sum
            found.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {place}\n")
    return found
