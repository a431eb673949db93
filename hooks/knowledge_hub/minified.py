"""Stage 8: scripts and styles as they travel, without the comments and blanks that only their authors need.

What others wrote keeps its notice: a comment that begins with ``/*!`` stays.
"""

from importlib.resources import files
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin


def scripts(*names: str) -> str:
    """Files of the folder ``scripts`` by their names without ``.js``, joined in this order."""
    folder = files("knowledge_hub") / "scripts"
    return "\n".join(
        jsmin((folder / f"{name}.js").read_text(encoding="utf-8"), keep_bang_comments=True) for name in names
    )


def as_utf8(script: str) -> str:
    """A script with the mark of UTF-8 (U+FEFF) at its start where it needs one: it holds against a host that names another encoding."""
    return script if script.isascii() else f"\ufeff{script}"


def minify(folder: Path) -> None:
    """Minify the scripts and styles that stand in a folder."""
    for path in folder.iterdir():
        minifier = {".css": cssmin, ".js": jsmin}.get(path.suffix)
        if minifier:
            text = minifier(path.read_text(encoding="utf-8"), keep_bang_comments=True)
            path.write_text(as_utf8(text) if path.suffix == ".js" else text, encoding="utf-8")
