r"""Finds characters that are forbidden in texts, because they hide something from readers or reviewers.

Checked in the raw file, and again in values, where escapes (``"\u202E"``) have become characters. Languages need the direction
marks (U+200E, U+200F, U+061C) and the joiners of Persian, Indic scripts and emoji (U+200C, U+200D), so these are allowed.
"""

import re
import unicodedata
from collections.abc import Iterator

from knowledge_hub.base.messages import Message

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
"""Control characters; also Unicode's line and paragraph separators, at which only some programs end a line."""
_NO_CHARACTERS = "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff"
"""Private use, noncharacters, and planes without letters, among them the tags that can hide a text in another."""
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates, which reorder the text around them; the plain direction marks do not."""

FORBIDDEN = f"[{_CONTROLS}{_NO_CHARACTERS}{_INVISIBLE}{_BIDI_CONTROLS}]"
"""Pattern of forbidden characters, also for the form. Surrogates are left out: JavaScript checks them differently."""

_SEARCH = re.compile(f"([{_INVISIBLE}])|([{_BIDI_CONTROLS}])|[{_CONTROLS}{_NO_CHARACTERS}\ud800-\udfff]")
_ANY = re.compile(f"[{FORBIDDEN[1:-1]}\ud800-\udfff]")
"""A quick test before ``_SEARCH``: three times as fast on a text without faults."""
_MOST_MARKS = 5
"""Most combining marks on one letter. Vietnamese needs two, Arabic three, Hebrew and Tibetan up to five."""
_PILE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]{{{_MOST_MARKS + 1}}}"
)
_UNSEEN = re.compile("[\u061c\u200c-\u200f\ufe00-\ufe0f]")
_UNSEEN_ALONE = re.compile(f"(?:\\s|{_UNSEEN.pattern})*{_UNSEEN.pattern}\\s*")

INVISIBLE = Message("The text has no visible character; write it, or leave the field out.")


def faults(text: str) -> Iterator[tuple[int, Message]]:
    """Positions and messages of forbidden characters: each character once, at its first position."""
    seen = set()
    for match in _SEARCH.finditer(text) if _ANY.search(text) else ():
        if match[0] not in seen:
            seen.add(match[0])
            yield match.start(), _sentence(match)
    pile = None if text.isascii() else _PILE.search(text)
    if pile:
        yield (
            pile.start(),
            Message(
                "One letter has more than {most} accents or other marks, which cover the text around it; delete them.",
                most=_MOST_MARKS,
            ),
        )


def may_be_invisible(text: str) -> bool:
    """A quick test of a file: False if no part of it can be ``is_invisible``."""
    return not text.isascii() and _UNSEEN.search(text) is not None


def is_invisible(text: str) -> bool:
    """Whether a text has characters, but no visible one."""
    return _UNSEEN_ALONE.fullmatch(text) is not None


def lookalike_letter(text: str) -> Message | None:
    """A message about the first letter outside a-z, which may look exactly like one of them; else None."""
    for letter in text:
        if letter.isalnum() and not letter.isascii():
            name = unicodedata.name(letter, "")
            return Message(
                "'{letter}' is U+{code:04X} {name}, not one of A-Z, a-z and 0-9",
                letter=letter,
                code=ord(letter),
                name=name,
            )
    return None


def without(text: str) -> str:
    """The text without forbidden characters."""
    return _PILE.sub("", _ANY.sub("", text))


def _sentence(match: re.Match[str]) -> Message:
    code = ord(match[0])
    if match[1]:
        return Message("The invisible character U+{code:04X} can make a text look like another; delete it.", code=code)
    if match[2]:
        return Message(
            "The invisible direction mark U+{code:04X} can change the order in which a text is read; delete it. "
            "The page sets the direction of each text.",
            code=code,
        )
    return Message("The character U+{code:04X} cannot be shown as text; delete it.", code=code)
