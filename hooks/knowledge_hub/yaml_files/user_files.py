"""Reads contributors' files up to a maximum size, and replaces them atomically.

All commands use ``read_file`` and ``replace_file``.
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
    """The content of a file, up to one byte more than the maximum, so that an endless file does not fill the memory."""
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib doubles its cost
        return file.read(MAX_BYTES + 1)


def read_file(path: str | Path, *, located: bool = False) -> Document:
    """Read a YAML file. If it cannot be read or is too long, the document has that fault."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        return Document(faults=[Fault(1, 1, (), cannot_read(error))])
    return read(raw, located=located)


def replace_file(path: Path, text: str) -> None:
    """Write a file atomically: on any error, the old content stays.

    An existing file keeps its permissions and, where the system allows it, its owner. Raises UsageError.
    """
    aside = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        try:
            with aside.open("xb") as file:
                if path.exists():
                    _take_over(path, aside)
                file.write(text.encode())
                file.flush()
                # Without fsync, a crash may leave an empty file with the new name.
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(cannot_write(error, path)) from None


def new_file(path: Path, text: str) -> None:
    """Create a folder with its first file; if that fails, leave no folder. Raises UsageError."""
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
    """Copy permissions and owner to the new file; raise OSError if the old one is not writable."""
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    status = path.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.chown(aside, status.st_uid, status.st_gid)
    aside.chmod(status.st_mode)
