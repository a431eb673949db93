"""Minifies scripts and style sheets, and joins the scripts of the rooms.

What others wrote keeps its notice: a comment that begins with ``/*!`` stays.
"""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin


def scripts(*names: str) -> str:
    """Scripts by their names without ``.js``, minified and joined in this order."""
    return "\n".join(map(_script, names))


def as_utf8(script: str) -> str:
    """A script with the mark of UTF-8 (U+FEFF) at its start where it needs one: it holds against a host that names another encoding."""
    return script if script.isascii() else f"\ufeff{script}"


def _script(name: str) -> str:
    # A room keeps its scripts in a folder of its own; no two rooms have one of the same name.
    (path,) = Path(__file__).parent.parent.glob(f"*/scripts/{name}.js")
    script: str = jsmin(path.read_text(encoding="utf-8"), keep_bang_comments=True)
    return script


def minify(folder: Path) -> None:
    """Minify the scripts and styles that stand in a folder."""
    for path in folder.iterdir():
        minifier = {".css": cssmin, ".js": jsmin}.get(path.suffix)
        if minifier:
            text = minifier(path.read_text(encoding="utf-8"), keep_bang_comments=True)
            path.write_text(as_utf8(text) if path.suffix == ".js" else text, encoding="utf-8")
