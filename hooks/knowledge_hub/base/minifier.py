"""Minifies scripts and style sheets, and makes the classic scripts that pages load.

What others wrote keeps its notice: a comment that begins with ``/*!`` stays.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from knowledge_hub.base.script_joiner import join
from knowledge_hub.base.script_names import shorten


@cache
def script(name: str) -> str:
    """The classic script of one of our modules and of all that it imports, minified; by its name without ``.mjs``."""
    minified: str = jsmin(shorten(join(_path(f"{name}.mjs"))))
    return minified


def vendored(name: str) -> str:
    """A script that others wrote, by its name without ``.js``, minified."""
    minified: str = jsmin(_path(f"{name}.js").read_text(encoding="utf-8"), keep_bang_comments=True)
    return minified


def _path(name: str) -> Path:
    # A room keeps its scripts in a folder of its own; no two rooms have one of the same name.
    (path,) = Path(__file__).parent.parent.glob(f"*/scripts/{name}")
    return path


def as_utf8(text: str) -> str:
    """A script with the mark of UTF-8 (U+FEFF) at its start where it needs one: it holds against a host that names another encoding."""
    return text if text.isascii() else f"\ufeff{text}"


def minify_styles(folder: Path) -> None:
    """Minify the style sheets in a folder."""
    for path in folder.glob("*.css"):
        path.write_text(cssmin(path.read_text(encoding="utf-8"), keep_bang_comments=True), encoding="utf-8")


def write_scripts(folder: Path, names: Iterable[str]) -> None:
    """Write the classic scripts of some modules into a folder."""
    for name in names:
        (folder / f"{name}.js").write_text(as_utf8(script(name)), encoding="utf-8")
