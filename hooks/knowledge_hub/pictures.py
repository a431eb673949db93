"""Stage 7: the drawings of the easy-read edition on one sheet, so that a reader fetches them once for all pages.

The sheet is a grid of cells; ``pictures.svg#map`` shows the cell of one drawing alone. A drawing becomes paths of whole
numbers on a fine grid, each point counted from the one before: a third of the bytes, and no difference that can be seen.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from xml.etree import ElementTree as Xml

SHEET = "assets/pictures.svg"
"""Its place, from the site's root."""
_SIDE = 72
"""Units of a drawing: its own ``viewBox`` is ``0 0 72 72``."""
_STEPS = 3
"""Steps of the grid in a unit; the largest picture has 150 pixels, so that no point moves by more than a third of one."""
_CELL = _SIDE * _STEPS
_COLUMNS = 9
_INITIAL = {
    "fill": "#000",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
}
"""What holds in SVG where a drawing says nothing."""
_USUAL = {
    "fill": "none",
    "stroke": "#000",
    "stroke-width": str(2 * _STEPS),
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
"""What holds on the sheet where a path says nothing: the line of most drawings."""
_NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
"""How many numbers each command of a path takes."""
_TOKEN = re.compile(r"[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")


class PictureError(Exception):
    """A drawing cannot stand on the sheet; the text says why and what to do."""


def sheet(drawings: Mapping[str, str], icon: str) -> str:
    """All drawings, each under its name. The sheet itself, without a name, shows the site's icon."""
    views, cells = [], [icon.replace("<svg ", f'<svg width="{_CELL}" height="{_CELL}" stroke="none" ', 1)]
    for number, (name, drawing) in enumerate(drawings.items(), 1):
        x, y = number % _COLUMNS * _CELL, number // _COLUMNS * _CELL
        views.append(f'<view id="{name}" viewBox="{x} {y} {_CELL} {_CELL}"/>')
        try:
            paths = "".join(_drawn(Xml.fromstring(drawing)))  # noqa: S314 - drawings are the hub's own files
        except (KeyError, ValueError, IndexError, Xml.ParseError) as error:
            raise PictureError(
                f"The drawing '{name}' cannot stand on the sheet of pictures ({error}). Save it as plain paths and shapes."
            ) from None
        cells.append(f'<g transform="translate({x} {y})">{paths}</g>')
    usual = "".join(f' {name}="{value}"' for name, value in _USUAL.items())
    first = f'viewBox="0 0 {_CELL} {_CELL}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {first}{usual}>{"".join(views + cells)}</svg>\n'


def _drawn(drawing: Xml.Element) -> Iterator[str]:
    """The paths of a drawing; lines of one kind that follow one another are one path."""
    for said, run in groupby(_paths(drawing, _INITIAL, ""), itemgetter(0)):
        paths = [path for _, path in run]
        for path in paths if " fill=" in said else ("".join(paths),):
            yield f'<path{said} d="{path}"/>'


def _paths(node: Xml.Element, inherited: Mapping[str, str], transform: str) -> Iterator[tuple[str, str]]:
    """The visible shapes below a node in their order: the attributes and the path of each."""
    look = {name: node.get(name, value) for name, value in inherited.items()}
    transform = " ".join(filter(None, (transform, node.get("transform"))))
    kind = node.tag.rpartition("}")[2]
    if kind in {"svg", "g"}:
        for child in node:
            yield from _paths(child, look, transform)
    elif look["fill"] != "none" or look["stroke"] != "none":
        said = _said(look)
        if transform:
            # The drawing's own units again, for what it does to them.
            said += f' transform="scale({_STEPS}) {transform} scale({1 / _STEPS:g})"'
        yield said, _on_grid(_outline(kind, node))


def _said(look: Mapping[str, str]) -> str:
    """The attributes in which a path differs from the usual."""
    shown = {**look, "fill": _colour(look["fill"]), "stroke": _colour(look["stroke"])}
    if shown["stroke"] == "none":
        shown = {name: shown[name] for name in ("fill", "stroke")}
    else:
        shown["stroke-width"] = str(round(float(shown["stroke-width"]) * _STEPS))
        if shown["stroke-linejoin"] != "miter":
            del shown["stroke-miterlimit"]
    return "".join(f' {name}="{value}"' for name, value in shown.items() if value != _USUAL.get(name))


def _colour(value: str) -> str:
    return re.sub(r"^#(.)\1(.)\2(.)\3$", r"#\1\2\3", value.lower())


def _outline(kind: str, node: Xml.Element) -> str:
    """What a shape draws, in the words of a path."""
    if kind == "path":
        return node.attrib["d"]
    if kind in {"polyline", "polygon"}:
        return f"M{node.attrib['points']}{'z' if kind == 'polygon' else ''}"
    of = {name: float(value) for name, value in node.attrib.items() if name in _LENGTHS}
    if kind == "line":
        return f"M{of['x1']} {of['y1']}L{of['x2']} {of['y2']}"
    if kind == "rect":
        x, y, across, down = of.get("x", 0), of.get("y", 0), of["width"], of["height"]
        rx = of.get("rx", of.get("ry", 0))
        ry = of.get("ry", rx)
        if not rx:
            return f"M{x} {y}h{across}v{down}h{-across}z"
        arc = f"a{rx} {ry} 0 0 1"
        return (
            f"M{x + rx} {y}h{across - 2 * rx}{arc} {rx} {ry}v{down - 2 * ry}{arc} {-rx} {ry}"
            f"h{2 * rx - across}{arc} {-rx} {-ry}v{2 * ry - down}{arc} {rx} {-ry}z"
        )
    if kind in {"circle", "ellipse"}:
        rx, ry = of.get("rx", of.get("r", 0)), of.get("ry", of.get("r", 0))
        half = f"a{rx} {ry} 0 1 0"
        return f"M{of['cx'] - rx} {of['cy']}{half} {2 * rx} 0{half} {-2 * rx} 0z"
    raise ValueError(f"it has <{kind}>")


_LENGTHS = {"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"}


def _on_grid(path: str) -> str:
    """A path whose points lie on the grid, each counted from the one before.

    Points are rounded where they are, not their distances, so that nothing adds up along the path.
    """
    out: list[str] = []
    last = ""
    x = y = start_x = start_y = 0.0
    for command, numbers in _commands(path):
        kind = command.lower()
        from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
        at_x, at_y = _step(x), _step(y)
        if kind == "z":
            x, y, steps = start_x, start_y, []
        elif kind == "h":
            x = from_x + numbers[0]
            steps = [_step(x) - at_x]
        elif kind == "v":
            y = from_y + numbers[0]
            steps = [_step(y) - at_y]
        else:
            # Of an arc only the end is a point.
            points = numbers[-2:] if kind == "a" else numbers
            steps = [
                _step((from_y if at % 2 else from_x) + number) - (at_y if at % 2 else at_x)
                for at, number in enumerate(points)
            ]
            if kind == "a":
                if not {*numbers[3:5]} <= {0, 1}:
                    raise ValueError(f"the arc {numbers} has no flags")
                # A radius that is too short for its half circle is lengthened by the browser, one too long makes it bulge.
                steps = [*(int(radius * _STEPS) for radius in numbers[:2]), *map(int, numbers[2:5]), *steps]
            x, y = from_x + points[-2], from_y + points[-1]
        if kind == "m":
            start_x, start_y = x, y
        written = " ".join(map(str, steps)).replace(" -", "-")
        # After a move, further points are lines.
        repeats = kind == {"m": "l"}.get(last, last)
        if not out:
            kind = "M"
        out.append((written if written.startswith("-") else f" {written}") if repeats and steps else kind + written)
        last = kind
    return "".join(out)


def _step(length: float) -> int:
    return round(length * _STEPS)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of a path, each with its numbers; those that are left out because they repeat, said."""
    tokens = _TOKEN.findall(path)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        taken = _NUMBERS[command.lower()]
        yield command, [float(token) for token in tokens[at : at + taken]]
        at += taken
        command = {"m": "l", "M": "L"}.get(command, command)
