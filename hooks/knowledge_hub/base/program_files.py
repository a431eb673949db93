"""Locations of the program's files outside its package: the theme and the default pages.

In the repository, they are in ``overrides`` and ``docs``. A wheel has them inside the package, see ``pyproject.toml``.
Content is elsewhere: in the data folder, and in the folder ``docs`` next to it.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
IS_INSTALLED = (_PACKAGE / "overrides").is_dir()
"""Whether the package was installed from a wheel; False in a repository."""
_TOP = _PACKAGE if IS_INSTALLED else _PACKAGE.parents[1]

THEME = _TOP / "overrides"
"""Page template, stylesheets, and the script of every page. They are code: a data folder cannot replace them."""
DEFAULT_PAGES = _TOP / "docs"
"""The authored pages of a hub without its own, and the pictures of every hub."""
SOURCES = (
    (_PACKAGE,)
    if IS_INSTALLED
    else (_PACKAGE.parent, *(_TOP / name for name in ("hub_data", "docs", "overrides", "tests", ".git")))
)
"""Folders in which no command may write, because the program is read from them."""


def own_pages(data: Path) -> Path:
    """The folder for a hub's own authored pages, next to its data folder; it may not exist."""
    return Path(os.path.normpath(data / ".." / "docs"))


def pages_folder(data: Path) -> Path:
    """The folder of a hub's authored pages: its own if it exists, which then has all pages; else the program's."""
    own = own_pages(data)
    return own if own.is_dir() else DEFAULT_PAGES
