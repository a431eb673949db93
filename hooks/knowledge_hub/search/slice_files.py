"""Slices: scripts that pass a part of the index to ``hubSearch.take``, each written as soon as it is full."""

import json
from collections.abc import Callable

SLICE = 12_000
"""Bytes in a slice, uncompressed. Compression reduces terms to less than half of that (3 to 5 kB), positions to a half. Each
typed word costs one slice, each pair of neighbours in a run of Chinese as well: with 24 kB, a long question cost 135 kB."""

WriteFile = Callable[[str, str], None]
"""Callback that writes a file, given its name and text."""


class Slices:
    """Writes sorted keys with their values to slices of one kind."""

    def __init__(self, kind: str, write_file: WriteFile) -> None:
        """There are no keys yet; ``kind`` is part of the names of the files."""
        self.kind = kind
        self._write_file = write_file
        self._starts: list[str] = []
        self._entries: list[str] = []
        self._size = 0
        self._last = ""

    def add(self, name: str, value: str) -> None:
        """Add a key, which is greater than those before it, with its value as JSON."""
        if not self._starts or self._size > SLICE:
            self.close()
            self._starts.append(_start(name, self._last))
        self._last = name
        entry = f"{json.dumps(name, ensure_ascii=False)}:{value}"
        self._entries.append(entry)
        self._size += len(entry.encode())

    def close(self) -> list[str]:
        """Write the last slice; returns the start of the first key of each, which is enough to tell it from the one before."""
        if self._entries:
            number = len(self._starts) - 1
            content = ",".join(self._entries)
            self._write_file(f"{self.kind}-{number}.js", f'hubSearch.take("{self.kind}",{number},{{{content}}})\n')
        self._entries, self._size = [], 0
        return self._starts


def _start(name: str, last: str) -> str:
    """The shortest start of a key that is greater than the last key of the slice before: all starts are in ``search.js``."""
    return next((name[:length] for length in range(1, len(name)) if name[:length] > last), name) if last else name
