"""Where the files are that belong to the program but lie outside its package: the theme, and pages to begin with.

In the repository they are at the top (``overrides``, ``docs``). A wheel carries them inside the package, see ``pyproject.toml``.
What a person writes lies elsewhere: the data folder, and the folder ``docs`` beside it.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
IS_INSTALLED = (_PACKAGE / "overrides").is_dir()
"""Whether the package was installed from a wheel; else it is in a repository."""
_TOP = _PACKAGE if IS_INSTALLED else _PACKAGE.parents[1]

THEME = _TOP / "overrides"
"""Templates of the page, stylesheets, and the script of every page. They are code: nothing beside the data replaces them."""
DEFAULT_PAGES = _TOP / "docs"
"""The authored pages of a hub that has none of its own, and the pictures of every hub."""
SOURCES = (
    (_PACKAGE,)
    if IS_INSTALLED
    else (_PACKAGE.parent, *(_TOP / name for name in ("hub_data", "docs", "overrides", "tests", ".git")))
)
"""Folders in which nothing may be built, as the program is read from them."""


def own_pages(data: Path) -> Path:
    """Where a hub has its own authored pages, if it has any: beside its data folder."""
    return Path(os.path.normpath(data / ".." / "docs"))


def pages_folder(data: Path) -> Path:
    """The folder of the authored pages of a hub: its own, which is whole, or that of the program."""
    own = own_pages(data)
    return own if own.is_dir() else DEFAULT_PAGES
