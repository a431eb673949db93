"""Stage 8: a build is written aside and swapped in whole, so that a failed or killed one changes nothing.

On Linux and macOS two folders change places in one step (renameat2, renamex_np). Elsewhere there are two renames;
if the machine stops between them, the next build puts the last site back before it begins.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_STAGING = ".building-"
_PREVIOUS = ".previous"
_MARK = "assets/hub.css"
"""A file that every site of the hub has."""


class PublicationError(Exception):
    """The site cannot be put where it was asked for; the text says why and what to do."""


def staging_folder(out: Path) -> Path:
    """Where the build of this process is written: a hidden folder beside ``out``, on the same disk."""
    return out.with_name(f".{out.name}{_STAGING}{os.getpid()}")


def begin(out: Path, mark: str = _MARK) -> Path:
    """Make the folder to write in, after tidying what killed builds left behind.

    A site that was moved away but not replaced is put back. Raises PublicationError rather than replace a folder that
    holds anything but a site of the hub; ``mark`` is a file by which it is known.
    """
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / mark).exists())):
        raise PublicationError(f"{out} exists and is not a site of the hub; name another folder, or remove it first.")
    out.parent.mkdir(parents=True, exist_ok=True)
    previous = _previous(out)
    if previous.exists() and not out.exists():
        previous.rename(out)
    for left in out.parent.glob(f".{out.name}{_STAGING}*"):
        if not is_running(left.name.rpartition("-")[2]):
            discard(left)
    staging = staging_folder(out)
    discard(staging)
    staging.mkdir()
    return staging


def publish(staging: Path, out: Path) -> None:
    """Let ``staging`` take the place of ``out``, and remove what stood there."""
    if not out.exists():
        staging.rename(out)
    elif _exchange(staging, out):
        discard(staging)
    else:
        discard(_previous(out))
        out.rename(_previous(out))
        staging.rename(out)
        discard(_previous(out))


def discard(folder: Path) -> None:
    """Remove a folder that nobody reads."""
    shutil.rmtree(folder, ignore_errors=True)


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}{_PREVIOUS}")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    exchange, at_working_folder = 2, -100
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, exchange) == 0)
        return bool(libc.renameat2(at_working_folder, a, at_working_folder, b, exchange) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def is_running(process: str) -> bool:
    """Whether a process of this machine still runs; on Windows, where asking could end it, always False."""
    if sys.platform == "win32" or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
