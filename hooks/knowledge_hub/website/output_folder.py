"""The folder that a site is written to."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub.base.minifier import as_utf8


@dataclass(frozen=True)
class OutputFolder:
    """Writes new files below a folder."""

    path: Path
    written: set[str] = field(default_factory=set)
    """The files that this process has written, by their paths below the folder."""
    _folders: set[str] = field(default_factory=set)

    def write(self, name: str, content: bytes | str) -> None:
        """Write a new file at a path below the folder. Raises OSError, also if the file exists."""
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self.path}/{folder}", exist_ok=True)  # noqa: PTH103 - as below
            self._folders.add(folder)
        if name.endswith(".js") and isinstance(content, str):
            content = as_utf8(content)
        # pathlib and a buffer take twice the time, for every page.
        with open(f"{self.path}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - see above
            remaining = memoryview(content.encode() if isinstance(content, str) else content)
            # On a disk that is nearly full, a write may be partial without an error; the next one then raises it.
            while remaining:
                remaining = remaining[file.write(remaining) :]
        self.written.add(name)
