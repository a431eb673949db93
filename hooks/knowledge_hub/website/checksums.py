"""``SHA256SUMS``: the SHA-256 of every file of the site, for ``sha256sum --check``; the last step of a build.

With it, operators can verify a copy of the site.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge_hub.base.asset_folders import NAMED
from knowledge_hub.base.workers import fan_out, split

NAME = "SHA256SUMS"
"""Name of the list, at the root of the folder; the only file that is not in the list."""


def write(folder: Path) -> None:
    """Write the list of a folder's files, sorted by path; an existing list is replaced."""
    (folder / NAME).write_bytes("".join(lines(folder)).encode())


def lines(folder: Path) -> Iterator[str]:
    """A line for each file below the folder except the list: checksum, two spaces, path with slashes."""
    places = sorted(
        place for path in folder.rglob("*") if (place := path.relative_to(folder).as_posix()) != NAME and path.is_file()
    )
    for part in fan_out(_lines_of, str(folder), split(places)):
        yield from part


def listed(folder: Path) -> list[str]:
    """The paths in a folder's list; none if there is no list."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return [line.partition("  ")[2] for line in text.splitlines()]


def unlisted(folder: Path) -> Iterator[str]:
    """Paths below a folder that are not in its list: files, and folders without a listed file. Nothing if there is no list.

    Folders that are named by their content count as listed, as a site may have those of the build before.
    """
    known = {*listed(folder), NAME}
    if known == {NAME}:
        return
    folders: set[str] = set()
    for place in known:
        parent = place.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    for place, below, names in os.walk(folder):
        start = "" if Path(place) == folder else f"{Path(place).relative_to(folder).as_posix()}/"
        below[:] = [name for name in below if not NAMED.fullmatch(f"{start}{name}/")]
        unknown = [name for name in below if f"{start}{name}" not in folders and _holds_files(Path(place, name))]
        yield from sorted(
            f"{start}{name}" for name in [*unknown, *(name for name in names if f"{start}{name}" not in known)]
        )
        below[:] = sorted(name for name in below if f"{start}{name}" in folders)


def _holds_files(folder: Path) -> bool:
    return any(names for _, _, names in os.walk(folder))


def _lines_of(folder: str, places: Sequence[str]) -> list[str]:
    result = []
    for place in places:
        with open(f"{folder}/{place}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes as long as the checksum
            result.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {place}\n")
    return result
