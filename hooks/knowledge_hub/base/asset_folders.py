"""Folders of the files that pages load, named by their content: the same name always means the same files.

So browsers and caches may keep these files for ever, and a page never gets a file of another build (decision 19).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

ASSETS = "assets"
"""Folder of both, below the site's root. Files directly in it, and in its other folders, keep their names from build to build."""
CURRENT = f"{ASSETS}/current.json"
"""List of the names in use. An open page asks for it, to find out whether there is a newer build."""
_DIGITS = 8
"""Hexadecimal digits of a name: two builds in a row have the same one by chance once in four billion times."""
NAMED = re.compile(rf"{ASSETS}/[0-9a-f]{{{_DIGITS}}}/")
"""A folder that is named by its content, in the path of a file."""


@dataclass(frozen=True, slots=True)
class AssetFolders:
    """Paths of the two folders below the site's root, without a final slash.

    There are two so that a new entry does not change the names of the files that every page loads.
    """

    program: str = f"{ASSETS}/preview"
    """Styles, scripts and pictures, which are the same for any data. In a preview the name stays, whatever changes."""
    content: str = f"{ASSETS}/preview"
    """Search, form and entries, which are made from the data. They have the name of the preview until they are complete."""

    @property
    def names(self) -> list[str]:
        """The names of both."""
        return [folder.rpartition("/")[2] for folder in (self.program, self.content)]


def folder_name(lines: Iterable[str]) -> str:
    """The name for content that these lines describe completely, such as checksums with paths."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:_DIGITS]
