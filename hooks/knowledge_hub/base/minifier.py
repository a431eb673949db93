"""Minifies scripts and style sheets, and makes the classic scripts that pages load.

Copyright notices of vendored code are kept: comments that begin with ``/*!``.
"""

from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from knowledge_hub.base.script_joiner import join
from knowledge_hub.base.script_names import shorten


@cache
def script(name: str) -> str:
    """The minified classic script of a module and its imports; ``name`` is without ``.mjs``."""
    minified: str = jsmin(shorten(join(_path(f"{name}.mjs"))))
    return minified


def vendored(name: str) -> str:
    """A vendored script, minified; ``name`` is without ``.js``."""
    minified: str = jsmin(_path(f"{name}.js").read_text(encoding="utf-8"), keep_bang_comments=True)
    return minified


def _path(name: str) -> Path:
    # Each room has a folder for scripts; names are unique across rooms.
    (path,) = Path(__file__).parent.parent.glob(f"*/scripts/{name}")
    return path


def as_utf8(text: str) -> str:
    """Add a byte order mark (U+FEFF) to a script that is not ASCII: it overrides a wrong encoding in the host's headers."""
    return text if text.isascii() else f"\ufeff{text}"


def minified_styles(text: str) -> str:
    """A style sheet, minified."""
    minified: str = cssmin(text, keep_bang_comments=True)
    return minified
