"""The faults that are put into a Python module, one at a time: a comparison, an operator, a number or a condition is changed."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """A module with one fault, and where it is."""

    line: int
    fault: str
    code: str


def mutants(code: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its lines."""
    tree = ast.parse(code)
    skipped = set(_without_effect(tree))
    places = [place for place, node in enumerate(ast.walk(tree)) if id(node) not in skipped]
    for place in places:
        changed = copy.deepcopy(tree)
        node = next(node for at, node in enumerate(ast.walk(changed)) if at == place)
        before = ast.unparse(node)
        if _change(node):
            yield Mutant(node.lineno, f"{before} -> {ast.unparse(node)}", ast.unparse(changed))  # type: ignore[attr-defined]


def _without_effect(tree: ast.Module) -> Iterator[int]:
    """Docstrings, annotations and decorators: no test could tell their mutants, or only mypy would."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        match node:
            case ast.Expr(value=ast.Constant()) | ast.ImportFrom() | ast.Import():
                parts = [node]
            case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=annotation):
                parts = [annotation]
            case ast.FunctionDef(decorator_list=decorators, returns=returns):
                parts = [*decorators, returns]
            case ast.ClassDef(decorator_list=decorators):
                parts = [*decorators]
        for part in filter(None, parts):
            yield from map(id, ast.walk(part))


def _change(node: ast.AST) -> bool:
    """Put the fault of its kind into a node; False where there is none."""
    match node:
        case ast.Compare(ops=[first, *rest]) if type(first) in OPPOSITE:
            node.ops = [OPPOSITE[type(first)](), *rest]
        case ast.BoolOp(op=ast.And()):
            node.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            node.op = ast.And()
        case ast.UnaryOp(op=ast.Not()):
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.BinOp(op=operator) if type(operator) in OTHER and not isinstance(node.left, ast.JoinedStr):
            node.op = OTHER[type(operator)]()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case _:
            return False
    return True
