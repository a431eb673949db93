"""Icons from the icon folder of Material for MkDocs: Material Design Icons by the Pictogrammers, Apache License 2.0.

Icons are inline SVG: on a site opened from a disk, browsers refuse to ``use`` or mask with parts of another SVG file, and
``<img>`` does not inherit the text colour. The credits page shows the same icons from one sheet (``sheet``).
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import material

AUTHOR = "Material Design Icons, Pictogrammers (https://pictogrammers.com)"
LICENCE, LICENCE_URL = "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"
SHEET = "icons.svg"
"""Name of the sheet with the interface's icons, among the files that are the same for any data."""
INTERFACE: Mapping[str, str] = {
    "easy": "view-list",
    "standard": "text-long",
    "circle": "circle",
    "square": "square",
    "triangle": "triangle",
    "diamond": "cards-diamond",
}
"""The icons of the interface by their use (the two registers, the four capacities), with Material's names."""

_FOLDER = Path(material.__file__).parent / "templates" / ".icons" / "material"
_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">((?:<path d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+"/>)+)</svg>\s*'
)
"""The only form of SVG file that is accepted."""


def is_icon(name: str) -> bool:
    """Whether the folder has an icon with this name."""
    return _NAME.fullmatch(name) is not None and (_FOLDER / f"{name}.svg").is_file()


@cache
def icon(name: str, size: int, css_class: str = "") -> str:
    """Inline SVG of an icon, hidden from screen readers because the text next to it has the same meaning."""
    attributes = f' class="{css_class}"' if css_class else ""
    return (
        f'<svg{attributes} viewBox="0 0 24 24" width="{size}" height="{size}" aria-hidden="true" focusable="false">'
        f"{_drawing(name)}</svg>"
    )


def sheet() -> str:
    """One SVG with all icons of the interface, a ``<view>`` for each, and their licence."""
    views, drawings = [], []
    for position, (purpose, name) in enumerate(INTERFACE.items()):
        views.append(f'<view id="{purpose}" viewBox="{24 * position} 0 24 24"/>')
        drawings.append(f'<g transform="translate({24 * position} 0)">{_drawing(name)}</g>')
    width = 24 * len(INTERFACE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 24">\n<desc>{AUTHOR}, {LICENCE}, {LICENCE_URL}</desc>\n'
        + "\n".join([*views, *drawings])
        + "\n</svg>\n"
    )


@cache
def _drawing(name: str) -> str:
    match = _FILE.fullmatch((_FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    if not match:
        raise ValueError(f"The icon {name} of mkdocs-material is not drawn with paths alone.")
    return match[1]
