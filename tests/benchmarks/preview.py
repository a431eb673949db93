"""How long a writer waits: from saving an entry until the page that ``hub serve`` serves says the new text."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks.measure import module
from tests.conftest import ROOT

_LONGEST = 600
"""Seconds after which something is wrong."""
_REST = 3
"""Seconds of rest after an edit, as the preview may still be writing pages that the poll did not ask for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Seconds of wall time."""

    first: float
    """From the start until the first page is served."""
    edits: tuple[float, ...]


def preview(data: Path, edits: int) -> Preview:
    """Start a preview of a synthetic data folder and edit an entry in its middle: its title, its summary, the name of its mechanism.

    So its page changes in all languages, as its translations fall behind, and so does every list that it is on.
    """
    entry = sorted(data.glob("practices/*/entry.yml"))[len(list(data.glob("practices/*/entry.yml"))) // 2]
    original = entry.read_text(encoding="utf-8")
    number_of = int(entry.parent.name.rpartition("-")[2])
    port = _free_port()
    page = f"http://127.0.0.1:{port}/practices/{entry.parent.name}.html"
    command = [*map(str, module("knowledge_hub", "serve", "--data", data, "--port", str(port)))]
    start = time.perf_counter()
    # Its site stands in the benchmark's folder, as a terminated process does not tidy up; and not every process that is
    # started in the background can be interrupted.
    environment = {**os.environ, "TMPDIR": str(data.parent)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        first = _until(process, page, "", start)
        took: list[float] = []
        for number in range(edits):
            time.sleep(max(_REST, 2 * took[-1] if took else first))
            mark = f"edit {number}"
            _replace(entry, original.replace(f"({number_of})", f"({mark})"))
            took.append(_until(process, page, mark, time.perf_counter()))
    finally:
        process.terminate()
        process.wait()
        _replace(entry, original)
    return Preview(first, tuple(took))


def _until(process: subprocess.Popen[bytes], address: str, text: str, start: float) -> float:
    """Seconds from a start until a page is served that holds a text."""
    while (waited := time.perf_counter() - start) < _LONGEST:
        try:
            with urlopen(address, timeout=_LONGEST) as answer:  # noqa: S310 - an address of this machine
                if text in answer.read().decode():
                    return time.perf_counter() - start
        except (URLError, ConnectionError):
            pass
        if process.poll() is not None:
            sys.exit(f"hub serve ended with {process.returncode} after {waited:.0f} seconds.")
        time.sleep(0.02)
    sys.exit(f"hub serve did not show '{text}' at {address} within {_LONGEST} seconds.")


def _replace(path: Path, text: str) -> None:
    """Save as editors do: whole, in one step."""
    aside = path.parents[3] / "saving.yml"
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
