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

    def add(self, name: str, value: str) -> None:
        """Add a key, which is greater than those before it, with its value as JSON."""
        if not self._starts or self._size > SLICE:
            self.close()
            self._starts.append(name)
        entry = f"{json.dumps(name, ensure_ascii=False)}:{value}"
        self._entries.append(entry)
        self._size += len(entry.encode())

    def close(self) -> list[str]:
        """Write the last slice; returns the first key of each."""
        if self._entries:
            number = len(self._starts) - 1
            content = ",".join(self._entries)
            self._write_file(f"{self.kind}-{number}.js", f'hubSearch.take("{self.kind}",{number},{{{content}}})\n')
        self._entries, self._size = [], 0
        return self._starts
