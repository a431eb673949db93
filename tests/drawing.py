"""Draws the rooms of the program: ``python -m tests.drawing``, or ``make drawing``.

The rows are the layers of the import contract in ``pyproject.toml``, the arrows the imports that the modules really have (grimp
reads them, as import-linter does), the words those of the package's docstring. An arrow that follows from others is left out:
every room imports ``base``. Each box names all rooms that it imports.
"""

import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import grimp

import knowledge_hub
from tests.conftest import ROOT

DRAWING = ROOT / "docs/contributing/pictures/rooms.svg"
MOST_ROOMS = 14
"""More rooms than this nobody keeps in mind."""

Imports = Mapping[str, frozenset[str]]
"""The rooms that each room imports."""

_WIDE, _NARROW, _GAP, _LINE = 620, 215, 22, 17
"""Widths of a box of the first column and of the others, the space between boxes, and the height of a line, in pixels."""
_STYLE = """\
  svg { color-scheme: light dark; font: 13px/1.4 system-ui, sans-serif; }
  rect { fill: #fff; stroke: #33507a; stroke-width: 1.5; }
  .top { stroke-dasharray: 5 4; }
  path { fill: none; stroke: #33507a; stroke-width: 1.5; marker-end: url(#head); }
  #head path { fill: #33507a; stroke: none; marker-end: none; }
  text { fill: #1b1b1b; }
  .name { font-weight: 700; font-size: 15px; }
  .imports { fill: #4a4a4a; font-size: 12px; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #1d2733; stroke: #9dbbe6; }
    path { stroke: #9dbbe6; }
    #head path { fill: #9dbbe6; }
    text { fill: #f2f2f2; }
    .imports { fill: #c9c9c9; }
  }
"""


_HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def layers() -> list[list[str]]:
    """The rows of the contract that hold rooms, from the top to the bottom."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    rows = [row.split(" | ") for row in contract["layers"]]
    folders = {path.parent.name for path in ROOT.glob("hooks/knowledge_hub/*/__init__.py")}
    return [[name for name in row if name in folders] for row in rows if folders & {*row}]


def imports() -> Imports:
    """What the modules of each room import from other rooms."""
    graph = grimp.build_graph("knowledge_hub", cache_dir=None)
    rooms = {name for row in layers() for name in row}
    found: dict[str, set[str]] = {name: set() for name in sorted(rooms)}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            room, other = _room(module), _room(imported)
            if room in rooms and other in rooms and room != other:
                found[room].add(other)
    return {name: frozenset(others) for name, others in found.items()}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def essential(edges: Imports) -> Imports:
    """The imports that do not follow from others: without those that a room has through another room as well."""

    def reached(name: str) -> frozenset[str]:
        return frozenset({name}).union(*(reached(other) for other in edges[name]))

    return {
        name: frozenset(other for other in others if not any(other in reached(between) for between in others - {other}))
        for name, others in edges.items()
    }


def described() -> dict[str, str]:
    """What each room holds, as the docstring of the package lists it."""
    lines = (knowledge_hub.__doc__ or "").splitlines()
    listed = (re.fullmatch(r"``(\w+)`` {2,}(.+)", line) for line in lines)
    return {found[1]: found[2].replace("``", "") for found in listed if found}


@dataclass(frozen=True)
class Box:
    """A room in its place: from the left, from the top."""

    name: str
    column: int
    row: int
    top: int
    height: int
    words: Sequence[str]
    imports: Sequence[str]

    @property
    def left(self) -> int:
        """Where it begins."""
        return _GAP if self.column == 0 else _WIDE + 2 * _GAP + (self.column - 1) * (_NARROW + _GAP)

    @property
    def width(self) -> int:
        """How wide it is."""
        return _NARROW if self.column else _WIDE

    @property
    def middle(self) -> int:
        """Where arrows leave and arrive."""
        return self.left + self.width // 2

    def draw(self) -> Iterator[str]:
        """Its frame, its name and its lines."""
        kind = ' class="top"' if self.row == 0 else ""
        yield f'<rect{kind} x="{self.left}" y="{self.top}" width="{self.width}" height="{self.height}" rx="6"/>'
        lines = [
            ("name", self.name),
            *(("", line) for line in self.words),
            *(("imports", line) for line in self.imports),
        ]
        for number, (style, line) in enumerate(lines):
            mark = f' class="{style}"' if style else ""
            yield f'<text{mark} x="{self.left + 12}" y="{self.top + 21 + number * _LINE}">{escape(line)}</text>'


def text() -> str:
    """The drawing; the same program makes the same bytes."""
    rows, edges = layers(), imports()
    order = {name: number for number, row in enumerate(rows) for name in row}
    against = [f"{name} imports {other}" for name in edges for other in edges[name] if order[other] <= order[name]]
    assert against == [], f"against the contract: {against}"
    arrows = essential(edges)
    # The first box of a row is in the wide column, above the room that it imports.
    rows = [sorted(row, key=lambda name: (min(map(order.__getitem__, arrows[name]), default=0), name)) for row in rows]
    lines = {
        name: _lines(
            words, sorted(edges.get(name, ()), key=lambda room: (order[room], room)), name in {row[0] for row in rows}
        )
        for name, words in described().items()
    }
    lines["hub"] = (["the hub command: __main__, command; the offline edition: bundle"], [])
    boxes: dict[str, Box] = {}
    top = _GAP
    for number, row in enumerate([["hub"], *rows]):
        height = 14 + _LINE * (1 + max(len(lines[name][0]) + len(lines[name][1]) for name in row))
        boxes |= {name: Box(name, column, number, top, height, *lines[name]) for column, name in enumerate(row)}
        top += height + _GAP
    width = max(box.left + box.width for box in boxes.values()) + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" role="img" aria-labelledby="title desc">',
        '<title id="title">The rooms of the program and their imports</title>',
        f'<desc id="desc">{escape(_in_words(rows, edges))}</desc>',
        f"<style>\n{_STYLE}</style>",
        _HEAD,
        *(part for box in boxes.values() for part in box.draw()),
        *(_arrow(boxes["hub"], boxes[name]) for name in rows[0]),
        *(_arrow(boxes[name], boxes[other]) for row in rows for name in row for other in sorted(arrows[name])),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lines(words: str, imported: Sequence[str], is_wide: bool) -> tuple[list[str], list[str]]:  # noqa: FBT001
    listed = f"imports {', '.join(imported)}" if imported else ""
    return textwrap.wrap(words, 95 if is_wide else 29), textwrap.wrap(listed, 105 if is_wide else 34)


def _arrow(start: Box, end: Box) -> str:
    """Straight down where that is possible; else to the side, at a height of its own for each column."""
    below = start.top + start.height
    if start.column == end.column:
        return f'<path d="M{start.middle} {below}V{end.top}"/>'
    if end.row == start.row + 1:
        return f'<path d="M{start.middle} {below}V{below + _GAP // 2}H{end.middle}V{end.top}"/>'
    return f'<path d="M{start.middle} {below}V{end.top + end.height * start.column // 3}H{end.left + end.width}"/>'


def _in_words(rows: Iterable[Sequence[str]], edges: Imports) -> str:
    """The drawing as a text, for those who do not see it."""
    sentences = [f"{name} imports {', '.join(sorted(edges[name])) or 'no other room'}." for row in rows for name in row]
    return "From the top to the bottom: " + " ".join(sentences)


if __name__ == "__main__":
    DRAWING.write_text(text(), encoding="utf-8")
