"""Staging folders: each is locked by the process that writes in it, and removed when no process does any more.

The lock is on the folder itself and goes with the process and its workers, however they end. So what a killed build left is
told apart from what another build is writing now, whatever their process numbers are, also from another container.
"""

import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a folder that is written in cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

_locks: dict[Path, int] = {}
"""The open folders of this process, which hold its locks."""


def make(parent: Path, prefix: str) -> Path:
    """A new folder in ``parent``, after removing those with this prefix that ended processes left. Raises OSError."""
    for left in parent.glob(f"{glob.escape(prefix)}*"):
        if not is_used(left):
            shutil.rmtree(left, ignore_errors=True)
    parent = parent.resolve()
    name = f"{prefix}{secrets.token_hex(4)}"
    # It gets its name when it is locked, so that no other process can find it without a lock.
    new, folder = parent / f".new-{name}", parent / name
    new.mkdir()
    lock = _locked(new, wait=False)
    new.rename(folder)
    if lock is not None:
        _locks[folder] = lock
    return folder


def remove(folder: Path) -> None:
    """Remove a folder of ``make`` with all that is in it, if it is there still."""
    shutil.rmtree(folder, ignore_errors=True)
    release(folder)


def release(folder: Path) -> None:
    """Let go of the lock of a folder, which may have another name by now."""
    lock = _locks.pop(folder, None)
    if lock is not None:
        os.close(lock)


@contextmanager
def made(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder of ``make`` for a while."""
    folder = make(parent, prefix)
    try:
        yield folder
    finally:
        remove(folder)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process of the hub moves anything in a folder, and keep them waiting meanwhile."""
    # A folder of ``make`` is this process's alone, and waiting for its own lock would never end.
    lock = None if folder in _locks else _locked(folder, wait=True)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def is_used(folder: Path) -> bool:
    """Whether a process writes in a folder of ``make``; where the disk knows no locks, every folder is taken for used."""
    if fcntl is None:
        return False
    lock = _locked(folder, wait=False)
    if lock is None:
        return True
    os.close(lock)
    return False


def _locked(folder: Path, *, wait: bool) -> int | None:
    """Open a folder and lock it; None where the disk or the system knows no such locks, or somebody else has the lock."""
    if fcntl is None:
        return None
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(opened)
        return None
    return opened
