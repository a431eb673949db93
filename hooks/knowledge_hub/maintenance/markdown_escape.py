"""Escapes texts for Markdown reports.

Anybody can propose a change, so a title may contain Markdown, HTML or a mention of an account. All reports escape texts with
this module.
"""

import re

_SHOWN = 400
"""Most characters of a text in a report: the limit of a summary."""

_ESCAPED = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "\\`*_[]#"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "|": "&#124;",
        "~": "&#126;",
        "$": "&#36;",
        # Without a zero-width space after "@", GitHub would notify the account.
        "@": "&#64;&#8203;",
    }
)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def plain(text: str) -> str:
    """Escape a text as one line of Markdown: no markup, no mention, no invisible characters."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) > _SHOWN:
        line = line[: _SHOWN - 1] + "…"
    # A sign at the start could begin a list or a heading.
    return _FIRST.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", line.translate(_ESCAPED))


def address(url: str) -> str:
    """A link to a web address; escaped text if it is not a web address."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else plain(url)
