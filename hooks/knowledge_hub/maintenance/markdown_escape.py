"""Escapes texts for Markdown reports: whatever they hold shows as text.

Anybody can propose a change, so a title may hold Markdown, HTML or the name of an account. The three
reports of this room pass every text through here.
"""

import re

_SHOWN = 400
"""Longest text that a report repeats, in characters; the longest summary of a record."""

_ESCAPED = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "\\`*_[]#"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "|": "&#124;",
        "~": "&#126;",
        "$": "&#36;",
        # Without a gap behind it, GitHub would notify the account of this name.
        "@": "&#64;&#8203;",
    }
)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def plain(text: str) -> str:
    """One line of Markdown that shows the text as it is: no markup, no mention, nothing invisible."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) > _SHOWN:
        line = line[: _SHOWN - 1] + "…"
    # A mark at the start would open a list or a heading of its own.
    return _FIRST.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", line.translate(_ESCAPED))


def address(url: str) -> str:
    """A web address as a link to itself; as plain text where it is not one."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else plain(url)
