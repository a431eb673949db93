"""Staging folders: temporary folders, each locked by the process that writes to it.

The lock is on the folder itself and ends with the process and its workers, also when they are killed. So a build can tell the
folders of killed builds, which it removes, from those of running builds, even in another container.
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
except ImportError:  # Windows, where a folder in use cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

_locks: dict[Path, int] = {}
"""File descriptors of the folders that this process has locked."""


def make(parent: Path, prefix: str) -> Path:
    """Create and lock a folder in ``parent``, after removing unlocked folders with this prefix. Raises OSError."""
    for leftover in parent.glob(f"{glob.escape(prefix)}*"):
        if not is_used(leftover):
            shutil.rmtree(leftover, ignore_errors=True)
    parent = parent.resolve()
    name = f"{prefix}{secrets.token_hex(4)}"
    # It is renamed after it is locked, so that no other process finds it without a lock.
    new, folder = parent / f".new-{name}", parent / name
    new.mkdir()
    lock = _locked(new, wait=False)
    new.rename(folder)
    if lock is not None:
        _locks[folder] = lock
    return folder


def remove(folder: Path) -> None:
    """Remove a folder of ``make`` with its content, if it still exists."""
    shutil.rmtree(folder, ignore_errors=True)
    release(folder)


def release(folder: Path) -> None:
    """Release the lock of a folder, which may have been renamed."""
    lock = _locks.pop(folder, None)
    if lock is not None:
        os.close(lock)


@contextmanager
def temporary(parent: Path, prefix: str) -> Iterator[Path]:
    """Context manager: a folder of ``make``, removed at the end."""
    folder = make(parent, prefix)
    try:
        yield folder
    finally:
        remove(folder)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Context manager: an exclusive lock on a folder. Waits until other processes of the hub release theirs."""
    # This process has already locked the folders of ``make``; waiting for its own lock would never end.
    lock = None if folder in _locks else _locked(folder, wait=True)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def is_used(folder: Path) -> bool:
    """Whether a process has locked a folder of ``make``. On file systems without locks, every folder counts as used."""
    if fcntl is None:
        return False
    lock = _locked(folder, wait=False)
    if lock is None:
        return True
    os.close(lock)
    return False


def _locked(folder: Path, *, wait: bool) -> int | None:
    """Open and lock a folder; None if the system does not support it, or another process has the lock."""
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
