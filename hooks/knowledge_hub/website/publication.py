"""Publishes a build in one step: it is written to a staging folder and swapped in, so a failed or killed build changes nothing.

On Linux and macOS, two folders are exchanged atomically (renameat2, renamex_np). Elsewhere there are two renames; if the machine
stops between them, the next build restores the last site first.

A mount, such as a container's volume, cannot be exchanged. There the new site is written to a hidden folder inside, and each
file and folder at the top level is exchanged separately (decision 14).
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge_hub.base.asset_folders import CURRENT
from knowledge_hub.base.leftover_files import SYSTEM_FILES
from knowledge_hub.base.machine_errors import DISK_IS_FULL, cannot_write, claim_open_files, is_out_of_inodes
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.base.program_files import SOURCES, own_pages
from knowledge_hub.website import checksums, staging_folders
from knowledge_hub.website.previous_assets import keep_previous

_STAGING = ".building-"
_PREVIOUS = ".previous"
_REPLACED = ".replaced-"
_MARKER = CURRENT
"""A file in every site of the hub, by which one is recognised."""
_FORMER_MARKER = "assets/hub.css"
"""The same in sites of version 0.2 and before."""
_MAX_NAMES = 5
"""File names in an error message, at most."""
_LOST_AND_FOUND = "lost+found"
"""Folder at the root of Linux file systems for files recovered in a repair."""


def refuse_sources(out: Path, data: Path) -> None:
    """Raises UsageError if ``out`` contains, or is inside, a folder that the hub reads."""
    place = out.resolve()
    for source in (data, own_pages(data), *SOURCES):
        folder = source.resolve()
        if place == folder or place in folder.parents or folder in place.parents:
            raise UsageError(
                Message(
                    "The site is built from files in or around {folder}; choose another path with --out.", folder=out
                )
            )


@contextmanager
def publishing(out: Path, data: Path, marker: str = _MARKER) -> Iterator[Path]:
    """Context manager: a staging folder, which replaces ``out`` at the end, unless there was an error. Raises UsageError."""
    refuse_sources(out, data)
    staging = begin(out, marker)
    try:
        yield staging
        publish(staging, out)
    except OSError as error:
        raise stopped(error, staging, out) from None
    finally:
        staging_folders.remove(staging)


def begin(out: Path, marker: str = _MARKER, named: Path | None = None) -> Path:
    """Create the staging folder, after removing those of killed builds, and restoring a site that was moved but not replaced.

    Raises UsageError if ``out`` has other content than a site of the hub, which ``marker`` identifies, or files that are not in its
    list of checksums. Error messages call the folder ``named``.
    """
    try:
        claim_open_files()
        return _begin(out.resolve(), marker, named or out)
    except OSError as error:
        raise UsageError(cannot_write(error, named or out)) from None


def _begin(out: Path, marker: str, named: Path) -> Path:
    if out.exists() and not _is_ours(out, marker):
        raise UsageError(
            Message(
                "{folder} exists and is not a site of the hub; choose another folder, or remove it first.", folder=named
            )
            if marker == _MARKER
            else Message(
                "{folder} exists and is not an export of the hub; choose another folder, or remove it first.",
                folder=named,
            )
        )
    foreign = [place for place in _foreign(out) if not _is_ignored(Path(place).name)] if out.exists() else []
    if foreign:
        raise UsageError(
            Message(
                "{folder} contains files that the hub did not write: {names}. Move them elsewhere, or choose another "
                "folder.",
                folder=named,
                names=", ".join([*foreign[:_MAX_NAMES], *(["…"] if foreign[_MAX_NAMES:] else [])]),
            )
        )
    if out.exists() and (_is_mount(out) or not os.access(out.parent, os.W_OK)):
        return staging_folders.make(out, _STAGING)
    out.parent.mkdir(parents=True, exist_ok=True)
    with staging_folders.exclusive(out.parent):
        previous = _previous(out)
        if previous.exists() and not out.exists():
            previous.rename(out)
    return staging_folders.make(out.parent, f".{out.name}{_STAGING}")


def publish(staging: Path, out: Path) -> None:
    """Replace ``out`` with ``staging``, and remove the old content, except for files that open pages may load. Raises OSError."""
    out = out.resolve()
    with staging_folders.exclusive(staging.parent):
        keep_previous(out, staging)
        if staging.parent == out:
            _replace_contents(staging, out)
        elif not out.exists():
            staging.rename(out)
        elif not _exchange(staging, out):
            previous = _previous(out)
            staging_folders.remove(previous)
            out.rename(previous)
            staging.rename(out)
            staging_folders.remove(previous)
            staging_folders.release(staging)
            return
    staging_folders.remove(staging)


def stopped(error: OSError, staging: Path, out: Path, named: Path | None = None) -> UsageError:
    """The error for a build that could not be written, with the space it needs; the message calls ``out`` ``named``."""
    folder = named or out
    if error.errno not in DISK_IS_FULL:
        return UsageError(cannot_write(error, folder))
    (new_files, new_size), (old_files, old_size) = _extent(staging), _extent(out)
    if is_out_of_inodes(staging):
        return UsageError(
            Message(
                "The disk with {folder} cannot store more files. There must be room for {count:,} new files or more, "
                "in addition to the old ones. Nothing was replaced; remove some files and run the command again.",
                folder=folder,
                count=max(new_files, old_files),
            )
        )
    return UsageError(
        Message(
            "The disk with {folder} is full. The new files need {size:,} MB or more there, in addition to the "
            "old ones. Nothing was replaced; free some space and run the command again.",
            folder=folder,
            size=max(new_size, old_size) // 1_000_000 + 1,
        )
    )


def _is_ours(out: Path, marker: str) -> bool:
    """Whether a folder may be replaced: the hub made it, or it is empty except for system files."""
    if not out.is_dir():
        return False
    if (out / marker).exists() or (marker == _MARKER and (out / _FORMER_MARKER).exists()):
        return True
    return all(_is_ignored(name) for name in os.listdir(out))  # noqa: PTH208 - only names are needed


def _foreign(out: Path) -> list[str]:
    """Files in a site or an export that the hub did not make, and which replacing it would delete.

    In a folder without a list of checksums, only a Git repository is detected.
    """
    return [*checksums.unlisted(out)] or [name for name in (".git",) if (out / name).exists()]


def _is_ignored(name: str) -> bool:
    return name == _LOST_AND_FOUND or name.startswith(_STAGING) or name.lower() in SYSTEM_FILES


def _is_mount(folder: Path) -> bool:
    """Whether something is mounted here. Python detects other disks only, so bind mounts are read from ``mountinfo``."""
    if os.path.ismount(folder):
        return True
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return str(folder).replace("\\", r"\134").replace(" ", r"\040") in {line.split()[4] for line in table.splitlines()}


def _replace_contents(staging: Path, out: Path) -> None:
    """Exchange each file and folder at the top level of ``out`` with the new one: assets first, then pages.

    Each exchange is atomic, but not all together: for a moment, readers may get pages of two builds, and each page finds its own
    files.
    """
    names = sorted((path.name for path in staging.iterdir()), key=lambda name: (name != "assets", "." in name, name))
    for name in names:
        new, old = staging / name, out / name
        if not old.exists():
            new.rename(old)
        elif not _exchange(new, old):
            old.rename(staging / f"{_REPLACED}{name}")
            new.rename(old)
    for path in out.iterdir():
        if path.name not in names and path.name != _LOST_AND_FOUND and not path.name.startswith(_STAGING):
            path.rename(staging / f"{_REPLACED}{path.name}")


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}{_PREVIOUS}")


def _extent(folder: Path) -> tuple[int, int]:
    """Number of files and folders below a folder, and total size in bytes of the readable files."""
    count = size = 0
    for place, folders, names in os.walk(folder):
        count += len(folders) + len(names)
        for name in names:
            with suppress(OSError):
                size += Path(place, name).lstat().st_size
    return count, size


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two files or folders atomically; False if the system does not support it."""
    exchange, working_folder = 2, -100
    a, b = os.fsencode(first), os.fsencode(second)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, exchange) == 0)
        return bool(libc.renameat2(working_folder, a, working_folder, b, exchange) == 0)
    except (AttributeError, OSError, TypeError):
        return False
