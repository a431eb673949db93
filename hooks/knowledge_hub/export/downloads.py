"""Files to download: writes a file, and counts its size and checksum while writing."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge_hub.base.languages import LanguageCode

MEDIA_TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "mjs": "text/javascript",
    "py": "text/x-python",
}


@dataclass(frozen=True, slots=True)
class Download:
    """One file of the export. ``collection`` and ``language`` are None where the file has all of them."""

    name: str
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    collection: str | None = None
    language: LanguageCode | None = None
    entries: int | None = None


class CountedFile:
    """Writes a file and updates its size and checksum, without holding its content in memory."""

    def __init__(
        self, folder: Path, name: str, collection: str | None = None, language: LanguageCode | None = None
    ) -> None:
        """Create the file. Raises FileExistsError if there is one."""
        self.entries = 0
        self._name = name
        self._about = (collection, language)
        self._file = (folder / name).open("xb")
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        """Return this object."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()

    def write(self, content: bytes) -> None:
        """Append to the file."""
        self._file.write(content)
        self._hash.update(content)
        self._size += len(content)

    def done(self) -> Download:
        """Description of the file as written so far."""
        collection, language = self._about
        media_type = MEDIA_TYPES[self._name.rpartition(".")[2]]
        digest = self._hash.hexdigest()
        return Download(self._name, media_type, self._size, digest, collection, language, self.entries or None)
