"""Measures a whole process from outside: processor time, wall time, memory; and what it wrote."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_EVERY = 0.5
"""Seconds between two looks at the memory."""
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process used, with the processes that it started."""

    user: float
    """Seconds of processor time in the program itself."""
    cpu: float
    """The same with the time in the system."""
    wall: float
    """Seconds from start to end."""
    largest: int
    """Bytes of memory of the largest single process (``ru_maxrss``)."""
    together: int | None
    """Most bytes of memory of all its processes together, each shared page counted once (the sum of PSS); None where the system does not say."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a folder."""

    files: int
    pages: int
    """Files of HTML."""
    size: int
    """Bytes."""


def measured(command: Sequence[str | Path], **environment: str) -> Usage:
    """Run a process from the project's folder; ends the benchmark with what it said when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [*map(str, command)], cwd=ROOT, env={**os.environ, **environment}, stdout=said, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        together = watch.stop()
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said.read()[-2000:]}")
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else _KIB)
    return Usage(used.ru_utime, used.ru_utime + used.ru_stime, wall, largest, together)


def module(name: str, *arguments: str | Path) -> list[str | Path]:
    """The command that runs a module of this project."""
    return [sys.executable, "-m", name, *arguments]


def written(folder: Path) -> Written:
    """Count what stands in a folder, folders below it included."""
    files = pages = size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            files += 1
            pages += name.endswith(".html")
            size += os.stat(f"{place}/{name}").st_size  # noqa: PTH116 - pathlib doubles the cost of 200,000 files
    return Written(files, pages, size)


def removed(*folders: Path) -> None:
    """Leave nothing of a run to the next."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


class _Watch:
    """Looks at the memory of a process and of all below it until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most: int | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> int | None:
        self._stopped.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._stopped.wait(_EVERY):
            now = sum(filter(None, map(_pss, _below(self._pid))))
            if now:
                self._most = max(now, self._most or 0)


def _below(pid: int) -> Iterator[int]:
    """A process and all that it started, directly or not."""
    yield pid
    # Processes end while they are looked at.
    with suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                for child in children.read_text().split():
                    yield from _below(int(child))


def _pss(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * _KIB
    return 0
