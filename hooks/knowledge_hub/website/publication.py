"""Publishes a build in one step: it is written aside and swapped in, so that a failed or killed build changes nothing.

On Linux and macOS two folders change places in one step (renameat2, renamex_np). Elsewhere there are two renames;
if the machine stops between them, the next build puts the last site back before it begins.

A folder that is a mount, such as a container's volume, cannot change places with another. There the new site is written
into a hidden folder inside, and each file and folder at the top changes places by itself (decision 14).
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge_hub.base.leftover_files import SYSTEM_FILES
from knowledge_hub.base.machine_errors import DISK_IS_FULL, cannot_write, is_out_of_inodes
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.base.program_files import SOURCES, own_pages
from knowledge_hub.website import checksums, staging_folders

_STAGING = ".building-"
_PREVIOUS = ".previous"
_REPLACED = ".replaced-"
_MARK = "assets/hub.css"
"""A file that every site of the hub has."""
_FEW = 5
"""Names of files that one sentence lists."""
_OF_DISKS = "lost+found"
"""Where Linux puts what it finds when it repairs a disk; at the top of each."""


def refuse_sources(out: Path, data: Path) -> None:
    """Raises UsageError where ``out`` holds, or is part of, a folder that the hub reads."""
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
def publishing(out: Path, data: Path, mark: str = _MARK) -> Iterator[Path]:
    """A folder to write in, which takes the place of ``out`` in the end, unless there was an error.

    Raises UsageError where that is not possible.
    """
    refuse_sources(out, data)
    staging = begin(out, mark)
    try:
        yield staging
        publish(staging, out)
    except OSError as error:
        raise stopped(error, staging, out) from None
    finally:
        staging_folders.remove(staging)


def begin(out: Path, mark: str = _MARK, named: Path | None = None) -> Path:
    """Make the folder to write in, after tidying what killed builds left behind.

    A site that was moved away but not replaced is put back. Raises UsageError rather than replace a folder that
    holds anything but a site of the hub, or files that its list of checksums does not name; ``mark`` is a file by which it is known, ``named`` what messages call ``out``.
    """
    try:
        return _begin(out.resolve(), mark, named or out)
    except OSError as error:
        raise UsageError(cannot_write(error, named or out)) from None


def _begin(out: Path, mark: str, named: Path) -> Path:
    if out.exists() and not _is_ours(out, mark):
        raise UsageError(
            Message(
                "{folder} exists and is not a site of the hub; choose another folder, or remove it first.", folder=named
            )
            if mark == _MARK
            else Message(
                "{folder} exists and is not an export of the hub; choose another folder, or remove it first.",
                folder=named,
            )
        )
    foreign = [place for place in _foreign(out) if not _is_worthless(Path(place).name)] if out.exists() else []
    if foreign:
        raise UsageError(
            Message(
                "{folder} contains files that the hub did not write: {names}. Move them elsewhere, or choose another "
                "folder.",
                folder=named,
                names=", ".join([*foreign[:_FEW], *(["…"] if foreign[_FEW:] else [])]),
            )
        )
    if out.exists() and (_is_mount(out) or not os.access(out.parent, os.W_OK)):
        return staging_folders.make(out, _STAGING)
    out.parent.mkdir(parents=True, exist_ok=True)
    with staging_folders.alone_in(out.parent):
        previous = _previous(out)
        if previous.exists() and not out.exists():
            previous.rename(out)
    return staging_folders.make(out.parent, f".{out.name}{_STAGING}")


def publish(staging: Path, out: Path) -> None:
    """Let ``staging`` take the place of ``out``, and remove what was there. Raises OSError."""
    out = out.resolve()
    with staging_folders.alone_in(staging.parent):
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
    """Why a build could not be written, and what it needs; ``named`` is what messages call ``out``."""
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


def _is_ours(out: Path, mark: str) -> bool:
    """Whether a folder may be replaced: it is one that the hub made, or there is nothing in it that anybody wants."""
    if not out.is_dir():
        return False
    if (out / mark).exists():
        return True
    return all(_is_worthless(name) for name in os.listdir(out))  # noqa: PTH208 - names are enough


def _foreign(out: Path) -> list[str]:
    """What a person has put into a site or an export: it would be lost. Before it had a list, only a repository is known."""
    return [*checksums.unlisted(out)] or [name for name in (".git",) if (out / name).exists()]


def _is_worthless(name: str) -> bool:
    return name == _OF_DISKS or name.startswith(_STAGING) or name.lower() in SYSTEM_FILES


def _is_mount(folder: Path) -> bool:
    """Whether another disk, or another folder of this disk, is mounted here; Python alone finds only the first."""
    if os.path.ismount(folder):
        return True
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return str(folder).replace("\\", r"\134").replace(" ", r"\040") in {line.split()[4] for line in table.splitlines()}


def _replace_contents(staging: Path, out: Path) -> None:
    """Let each file and folder at the top of ``out`` change places with the new one: what pages load first, then the pages.

    Each step is whole, all of them together are not: for that moment readers may meet files of two builds.
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
        if path.name not in names and path.name != _OF_DISKS and not path.name.startswith(_STAGING):
            path.rename(staging / f"{_REPLACED}{path.name}")


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}{_PREVIOUS}")


def _extent(folder: Path) -> tuple[int, int]:
    """How many files and folders are below a folder, and the bytes of all files, as far as they can be seen."""
    count = size = 0
    for place, folders, names in os.walk(folder):
        count += len(folders) + len(names)
        for name in names:
            with suppress(OSError):
                size += Path(place, name).lstat().st_size
    return count, size


def _exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step; False where the system cannot."""
    exchange, at_working_folder = 2, -100
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, exchange) == 0)
        return bool(libc.renameat2(at_working_folder, a, at_working_folder, b, exchange) == 0)
    except (AttributeError, OSError, TypeError):
        return False
