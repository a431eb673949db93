"""Each promise of where the hub works names a test, and the test is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs/contributing/promises.md"
ROWS = re.findall(r"^\| (.+) \| `(tests/[\w/]+\.py)::(test_\w+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_row_has_a_promise_and_a_test() -> None:
    """No other line of the table; no promise twice."""
    table = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert len(ROWS) == len(table) - 2
    assert len({promise for promise, _, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("path", "name"), [row[1:] for row in ROWS], ids=[row[2] for row in ROWS])
def test_the_test_of_a_promise_is_there(path: str, name: str) -> None:
    """Pytest collects it: a function of the module, which no mark skips."""
    module = ast.parse(Path(ROOT / path).read_text(encoding="utf-8"))
    functions = {each.name: each for each in module.body if isinstance(each, ast.FunctionDef)}
    assert name in functions
    assert "skip" not in " ".join(map(ast.unparse, functions[name].decorator_list))


@pytest.mark.parametrize("place", ["README.md", "docs/contributing/hosting.md"])
def test_the_pages_that_promise_lead_to_the_table(place: str) -> None:
    """Who reads a promise finds what shows it."""
    assert "promises.md" in (ROOT / place).read_text(encoding="utf-8")
