"""What was measured with: the machine, and the versions of the programs."""

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers import Peers
from tests.benchmarks.slow_line import browser_path
from tests.conftest import ROOT

REPORT = "docs/contributing/performance.md"


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the figures come from; names no place or person."""

    processor: str
    processors: int
    memory: str
    system: str
    files: str
    """The file system in which the work was done."""
    python: str
    hugo: str
    pagefind: str
    chromium: str
    commit: str
    day: str
    """Of the last commit: the project has no other clock."""


def machine(peers: Peers, place: Path) -> Machine:
    """This machine, as far as it tells; the work is done in ``place``."""
    chromium = browser_path()
    memory = _line("/proc/meminfo", r"MemTotal:\s*(\d+)")
    changed = [line for line in _said("git", "status", "--porcelain").splitlines() if not line.endswith(REPORT)]
    return Machine(
        _line("/proc/cpuinfo", r"model name\s*: (.*)") or platform.processor() or platform.machine(),
        os.cpu_count() or 1,
        f"{int(memory) / 1024**2:.0f} GiB" if memory else "not known",
        f"{platform.system()} {platform.release()}",
        _said("df", "--output=fstype", place).removeprefix("Type").strip() or "not known",
        platform.python_version(),
        _version(_said(peers.hugo, "version")),
        _version(_said(peers.pagefind, "--version")),
        _version(_said(chromium, "--version")) if chromium else "none",
        _said("git", "rev-parse", "--short", "HEAD").strip() + (", with changes" if changed else ""),
        _said("git", "log", "-1", "--format=%cs").strip(),
    )


def _said(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _version(said: str) -> str:
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "unknown"


def _line(path: str, pattern: str) -> str | None:
    try:
        found = re.search(pattern, Path(path).read_text(encoding="utf-8"))
    except OSError:
        return None
    return found[1].strip() if found else None
