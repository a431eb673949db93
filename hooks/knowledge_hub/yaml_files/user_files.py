"""Reads and replaces the files of contributors: never more than a file may hold, and never half a text.

Every command reads them by ``read_file`` and writes them by ``replace_file``.
"""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from knowledge_hub.base.machine_errors import cannot_read, cannot_write
from knowledge_hub.base.problems import UsageError
from knowledge_hub.yaml_files.yaml_reader import MAX_BYTES, Document, Fault, read


def read_bytes(path: str | Path) -> bytes:
    """What a file holds, cut after one byte more than may be read, so that nothing without end fills the memory."""
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib doubles its cost
        return file.read(MAX_BYTES + 1)


def read_file(path: str | Path, *, located: bool = False) -> Document:
    """A YAML file; one that cannot be read, or is too long, is a document with that fault."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        return Document(faults=[Fault(1, 1, (), cannot_read(error))])
    return read(raw, located=located)


def replace_file(path: Path, text: str) -> None:
    """Let a text take the place of a file, or make the file: whatever stops this leaves the old text whole.

    A file that is there keeps its permissions and, where the system allows it, its owner. Raises UsageError.
    """
    aside = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        try:
            with aside.open("xb") as file:
                if path.exists():
                    _take_over(path, aside)
                file.write(text.encode())
                file.flush()
                # Without this, a machine that stops now may have the new name and none of the text.
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(cannot_write(error, path)) from None


def new_file(path: Path, text: str) -> None:
    """Write the first file of a folder, which is made for it; without the file there is no folder. Raises UsageError."""
    try:
        path.parent.mkdir(parents=True)
    except OSError as error:
        raise UsageError(cannot_write(error, path)) from None
    try:
        replace_file(path, text)
    except BaseException:
        path.parent.rmdir()
        raise


def _take_over(path: Path, aside: Path) -> None:
    """Give the new file what the old one has, and refuse to replace one that may not be written."""
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    found = path.stat()
    if hasattr(os, "chown") and (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.chown(aside, found.st_uid, found.st_gid)
    aside.chmod(found.st_mode)
