"""Files that editors and operating systems leave in any folder, such as ``.DS_Store``. Whatever reads a folder ignores them.

Only names that nobody gives on purpose are here: a mistake such as ``fr.yaml`` is reported, not passed over.
"""

OF_SYSTEMS = frozenset({".ds_store", "icon\r", "thumbs.db", "ehthumbs.db", "desktop.ini"})
"""What file managers of macOS and Windows write into a folder that somebody looks at; in lower case."""

_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "lost+found"})
"""What unpacking a zip of macOS, a disk of Windows and a disk of Linux leave; in lower case."""

_ENDINGS = ("~", ".orig", ".rej", ".bak", ".save", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___")
"""Backups of Emacs, Vim, nano, gedit and Kate, what ``git mergetool`` and ``patch`` leave, swap files, JetBrains' safe writes."""

_TRIALS = frozenset({"4913"})
"""The file by which Vim finds out whether it may write into a folder."""


def is_leftover(name: str) -> bool:
    """Whether a file or folder of this name is passed over. Hidden ones are, as are locks of Emacs and Office."""
    lower = name.lower()
    return (
        lower.startswith((".", "~$"))
        or lower in OF_SYSTEMS
        or lower in _FOLDERS
        or lower in _TRIALS
        or lower.endswith(_ENDINGS)
        or (lower.startswith("#") and lower.endswith("#"))
    )
