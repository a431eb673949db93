"""Functions of the contribution form, called without a browser."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import asset

_PROGRAM = Path(__file__).with_suffix(".mjs")


def call(site: Path, calls: Sequence[Sequence[object]]) -> list[Any]:
    """What ``fileText``, ``readFile`` or ``faultsOf`` return, with the English description of a built site."""
    asked = json.dumps({"form": str(asset(site, "form")), "calls": calls})
    done = subprocess.run(["node", _PROGRAM], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    returned: list[Any] = json.loads(done.stdout)
    return returned


def entry_files(site: Path, path: str) -> dict[str, Any]:
    """An entry as its script hands it to the form."""
    script = asset(site, f"entries/{path}.js").read_text(encoding="utf-8-sig")
    files: dict[str, Any] = json.loads(f"[{script.removeprefix('hubForm.take(').rstrip().removesuffix(')')}]")[1]
    return files
