"""Errors of the operating system as messages: each says what happened and what to do.

Errors come up from deep down as ``OSError`` or ``MemoryError``; whoever knows what was being done asks here for the words.
"""

import errno
import os
from pathlib import Path

from knowledge_hub.base.messages import Message

DISK_IS_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""No bytes or no files are left on the disk, or of what this person may use of it."""

FILES_NEEDED = 64
"""Files that may be open at once, in the advice to a person. A build on two processors was seen to need 14."""

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
"""The commonest reasons, in the words of Linux, so that they have translations. Others stay as the system words them."""


def reason_of(error: OSError) -> Message | str:
    """The system's reason, in words that a message can show in each language."""
    # Not every error has a number: some are raised by libraries with a text alone.
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def cannot_write(error: OSError, path: Path) -> Message:
    """Why a file or folder could not be written, and what to do."""
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
        case full if full in DISK_IS_FULL and holds_no_more_files(path):
            reason = Message(
                "{file} cannot be written: the disk can hold no more files. Remove some files and run the command again.",
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
    return _of_the_machine(error) or reason


def holds_no_more_files(path: Path) -> bool:
    """Whether the disk of a place has room for bytes, but for no more files: its inodes are used up."""
    there = next((each for each in (path, *path.absolute().parents) if each.exists()), None)
    if there is None or not hasattr(os, "statvfs"):  # Windows
        return False
    disk = os.statvfs(there)
    # Some file systems, such as Btrfs, have no limit, and say 0.
    return disk.f_files > 0 and disk.f_favail == 0


def cannot_read(error: OSError) -> Message:
    """Why a file could not be read, where its place is said beside the sentence."""
    return _of_the_machine(error) or Message(
        "The file cannot be read: {reason}. Check its permissions.", reason=reason_of(error)
    )


def in_words(error: OSError) -> Message:
    """The same where nobody knows any more what was being done."""
    common = _of_the_machine(error)
    if common:
        return common
    if error.filename is None:
        return Message("The system reported an error: {reason}.", reason=reason_of(error))
    path = Path(str(error.filename))
    if error.errno in DISK_IS_FULL | {errno.EROFS, errno.ENAMETOOLONG}:
        return cannot_write(error, path)
    return Message("{file} cannot be used: {reason}. Check its permissions.", file=path, reason=reason_of(error))


def _of_the_machine(error: OSError) -> Message | None:
    """What has nothing to do with the one file."""
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return Message(
            "Too few files may be open at once. Allow {count} or more, for example with: ulimit -n {count}",
            count=FILES_NEEDED,
        )
    return NO_MEMORY if error.errno == errno.ENOMEM else None
