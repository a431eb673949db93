"""A test that asserts only inside a loop passes where the loop has nothing to do; here it is seen that none does.

A loop counts as one that runs if it is over constants, or over ``some(…)``, which fails where it is empty.
"""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from tests.conftest import ROOT, some

TESTS = sorted((ROOT / "tests").glob("**/test_*.py"))
PASSED_ON = {"enumerate", "list", "range", "reversed", "sorted", "zip"}
"""Functions whose result is empty only if one of their arguments is."""
EXPECT = ("expect(", "pytest.fail(", "pytest.raises(")


def runs(iterable: ast.expr) -> bool:
    """Whether a loop over this is known to have something to do."""
    match iterable:
        case ast.Name(id=name):
            return name.isupper()
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            return bool(parts)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return name == "some" or (name in PASSED_ON and all(map(runs, arguments)))
        case ast.Call(func=ast.Attribute(value=holder, attr="items" | "values"), args=[]):
            return runs(holder)
    return isinstance(iterable, ast.Constant)


def assertions(node: ast.AST, *, certain: bool = True) -> Iterator[bool]:
    """Each assertion below a node: whether it is reached although a loop may be empty."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            continue
        reached = certain and not (isinstance(node, ast.For) and child in node.body and not runs(node.iter))
        if isinstance(child, ast.Assert) or (isinstance(child, ast.Call) and ast.unparse(child).startswith(EXPECT)):
            yield reached
        yield from assertions(child, certain=reached)


def vain(code: str) -> list[str]:
    """Tests whose assertions are all in loops that may be empty. Those that leave them to a helper are not looked at."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            reached = list(assertions(node))
            if reached and not any(reached):
                found.append(f"{node.lineno}: {node.name}")
    return found


def test_every_test_asserts_something() -> None:
    """In all files of tests, without an exception."""
    found = {path.name: vain(path.read_text(encoding="utf-8")) for path in some(TESTS)}
    assert {name: tests for name, tests in found.items() if tests} == {}


@pytest.mark.parametrize(
    ("loop", "is_vain"),
    [
        ("for row in page.css('tr'): assert row", True),
        ("for row in some(page.css('tr')): assert row", False),
        ("for name in ('a', 'b'): assert name", False),
        ("for name in ('a', 'b'):\n  for row in rows[name]: assert row", True),
        ("for name in (): assert name", True),
        ("for code, name in zip(LANGUAGES, names): assert name", True),
        ("for name in NAMES.items(): assert name", False),
        ("rows = page.css('tr')\n for row in rows: assert row\n assert rows", False),
        ("for row in rows: expect(row).to_be_visible()", True),
        ("for row in rows:\n  with pytest.raises(ValueError): int(row)", True),
        ("for row in rows: check(row)", False),
    ],
)
def test_a_loop_that_may_be_empty_is_found(loop: str, is_vain: bool) -> None:  # noqa: FBT001 - a case of the table
    """Also inside another loop, and for what the browser or a context expects."""
    assert bool(vain(f"def test_it():\n {loop}")) == is_vain


def test_some_refuses_nothing() -> None:
    """And gives everything else in its order."""
    assert some(chain([2], [1])) == [2, 1]
    with pytest.raises(AssertionError, match="nothing was found"):
        some(iter([]))
