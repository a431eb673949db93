"""Every kind of bad input ends in its sentence, word for word: the messages are the contributors' interface."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.data.loader import load
from knowledge_hub.quality.wording_checks import check_wording

GALLERY = Path(__file__).parent / "gallery"


def cases() -> list[dict[str, Any]]:
    """All cases of the gallery, each with the name of its file."""
    found: list[dict[str, Any]] = []
    for path in sorted(GALLERY.glob("*.yml")):
        found += [{"gallery": path.stem, **case} for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return found


def spoil(data: Path, case: dict[str, Any]) -> None:
    """Do to a data folder what the case says."""
    for other, (old, new) in case.get("also", {}).items():
        spoil(data, {"file": other, "change": [old, new]})
    path = data / case["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "write" in case:
        path.write_text(case["write"], encoding="utf-8", newline="")
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "change" in case:
        old, new = case["change"]
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {case['file']}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    else:
        old, new = case["change_line"]
        lines = path.read_text(encoding="utf-8").splitlines()
        at = next(index for index, line in enumerate(lines) if line.strip().startswith(old.strip()))
        path.write_text("\n".join([*lines[:at], new, *lines[at + 1 :]]) + "\n", encoding="utf-8")


def said(data: Path) -> list[str]:
    """The problems of a data folder as lines, without the folder's own path."""
    try:
        problems: Sequence[Problem] = sorted(check_wording(load(data), data))
    except DataError as error:
        problems = error.problems
    return [str(problem).replace(f"{data}/", "") for problem in problems]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['gallery']}: {case['about']}")
def test_bad_input_is_answered_word_for_word(data: Path, case: dict[str, Any]) -> None:
    """The spoiled folder gives exactly the lines of the case: no more, no fewer, no traceback."""
    spoil(data, case)
    lines = said(data)
    if case.get("on any line"):
        # The case spoils a file of the real content, whose lines move as it grows.
        lines = [re.sub(r":\d+:\d+: ", ":L:C: ", line) for line in lines]
    assert lines == case.get("problems", [])
