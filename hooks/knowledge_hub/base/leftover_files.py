"""Names of files that editors and operating systems leave in folders, such as ``.DS_Store``. All readers of folders ignore them.

Only names that nobody chooses on purpose are listed: a mistake such as ``fr.yaml`` is reported, not ignored.
"""

SYSTEM_FILES = frozenset({".ds_store", "icon\r", "thumbs.db", "ehthumbs.db", "desktop.ini"})
"""Files of the macOS and Windows file managers, in lower case."""

_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "lost+found"})
"""Folders of macOS zip files and of Windows and Linux disks, in lower case."""

_ENDINGS = ("~", ".orig", ".rej", ".bak", ".save", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___")
"""Backups of Emacs, Vim, nano, gedit, Kate, ``git mergetool`` and ``patch``; swap files; JetBrains' safe writes."""

_TRIALS = frozenset({"4913"})
"""The file with which Vim tests whether a folder is writable."""


def is_leftover(name: str) -> bool:
    """Whether a file or folder with this name is ignored: also hidden files, and lock files of Emacs and Office."""
    lower = name.lower()
    return (
        lower.startswith((".", "~$"))
        or lower in SYSTEM_FILES
        or lower in _FOLDERS
        or lower in _TRIALS
        or lower.endswith(_ENDINGS)
        or (lower.startswith("#") and lower.endswith("#"))
    )
