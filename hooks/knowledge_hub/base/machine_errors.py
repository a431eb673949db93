"""Turns errors of the operating system into messages that say what happened and what to do.

The caller that catches ``OSError`` or ``MemoryError`` knows which file or step failed, and asks for the message.
"""

import errno
import os
import sys
from pathlib import Path

from knowledge_hub.base.messages import Message

DISK_IS_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Errors for a full disk: no free bytes, no free inodes, or an exhausted quota."""

FILES_NEEDED = 64
"""Open files that the message recommends as a limit. A build on two processors was measured to need 14."""

NO_MEMORY = Message(
    "There is not enough memory. Close other programs, or let the hub use one process only: set HUB_PROCESSES=1."
)


_REASONS = {
    errno.EACCES: Message("Permission denied"),
    errno.EPERM: Message("Operation not permitted"),
    errno.ENOENT: Message("No such file or directory"),
    errno.EISDIR: Message("Is a directory"),
    errno.EFBIG: Message("File too large"),
    errno.ENOSPC: Message("No space left on device"),
    errno.EROFS: Message("Read-only file system"),
    errno.EBUSY: Message("Device or resource busy"),
    errno.EIO: Message("Input/output error"),
}
"""The most common reasons in the wording of Linux, so that they can be translated. Others keep the system's wording."""


def reason_of(error: OSError) -> Message | str:
    """The reason of an error, as a message if it is a common one, else as the system's text."""
    # Errors raised by libraries may have a text and no number.
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def cannot_write(error: OSError, path: Path) -> Message:
    """The message for a failed write of a file or folder."""
    match error.errno:
        case errno.EROFS:
            reason = Message("{file} cannot be written: the disk is read-only. Use another disk.", file=path)
        case errno.ENAMETOOLONG:
            reason = Message("{file} cannot be written: the name is too long. Choose a shorter one.", file=path)
        case errno.ENOTDIR | errno.EEXIST:
            reason = Message(
                "{file} cannot be written: a part of its path is a file, not a folder. Choose another path.", file=path
            )
        case errno.EACCES | errno.EPERM:
            reason = Message(
                "{file} cannot be written: {reason}. Check its permissions.", file=path, reason=reason_of(error)
            )
        case full if full in DISK_IS_FULL and is_out_of_inodes(path):
            reason = Message(
                "{file} cannot be written: the disk cannot store more files. Remove some files and run the command again.",
                file=path,
            )
        case full if full in DISK_IS_FULL:
            reason = Message(
                "{file} cannot be written: the disk is full. Free some space and run the command again.", file=path
            )
        case _:
            reason = Message(
                "{file} cannot be written: {reason}. Check the folders above it.", file=path, reason=reason_of(error)
            )
    return _resource_error(error) or reason


def is_out_of_inodes(path: Path) -> bool:
    """Whether a disk has free bytes but no free inodes."""
    there = next((folder for folder in (path, *path.absolute().parents) if folder.exists()), None)
    if there is None or not hasattr(os, "statvfs"):  # Windows
        return False
    disk = os.statvfs(there)
    # File systems without a limit, such as Btrfs, report 0.
    return disk.f_files > 0 and disk.f_favail == 0


def cannot_read(error: OSError) -> Message:
    """The message for a failed read; the caller adds the path."""
    return _resource_error(error) or Message(
        "The file cannot be read: {reason}. Check its permissions.", reason=reason_of(error)
    )


def error_message(error: OSError) -> Message:
    """The message for an error whose file or step is unknown."""
    common = _resource_error(error)
    if common:
        return common
    if error.filename is None:
        return Message("The system reported an error: {reason}.", reason=reason_of(error))
    path = Path(str(error.filename))
    if error.errno in DISK_IS_FULL | {errno.EROFS, errno.ENAMETOOLONG}:
        return cannot_write(error, path)
    return Message("{file} cannot be used: {reason}. Check its permissions.", file=path, reason=reason_of(error))


def _resource_error(error: OSError) -> Message | None:
    """The message for errors that do not depend on the file, such as too many open files; else None."""
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return Message(
            "The limit of open files is too low. Allow {count} or more, for example with: ulimit -n {count}",
            count=FILES_NEEDED,
        )
    return NO_MEMORY if error.errno == errno.ENOMEM else None


def claim_open_files() -> None:
    """Let this process open ``FILES_NEEDED`` files. Raises OSError if the system does not allow it.

    With fewer, some versions of Python could not even remove what a stopped build had written.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows does not have it

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= FILES_NEEDED:
        return
    if hard != resource.RLIM_INFINITY and hard < FILES_NEEDED:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_NEEDED, hard))
