"""Acronyms of the names in a text, made from the first letters of their words.

Readers type 'OSCE' where a text has the full name. A name is a run of words with capitals ('Treaty Body Capacity-Building Programme'),
or, as French, Russian and Spanish write them, a capital in the middle of a sentence and the words behind it.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.stop_words import stop_words
from knowledge_hub.search.text_analysis import form

_PIECE = re.compile(r"[^\W\d_]+|[.!?:;,()«»“”\"\n]")
_SHORTEST, _LONGEST = 3, 6
"""Letters of an acronym: with two, every second name would give a word; longer ones are rarely initials only."""
_GUESSED = (4, 5)
"""Letters where only the first word has a capital, so that each number of words is a guess. Three letters are too many guesses."""


def initials(text: str, language: LanguageCode) -> Iterator[str]:
    """The acronyms of the names in a text, in lower case; some are of no name, as no list says where a name ends."""
    pieces = _PIECE.findall(text)
    for start, piece in enumerate(pieces):
        if piece[0].isupper():
            is_inside = start > 0 and pieces[start - 1][0].isalpha()
            yield from _from(pieces[start : start + 2 * _LONGEST], language, is_inside=is_inside)


def _from(pieces: Sequence[str], language: LanguageCode, *, is_inside: bool) -> Iterator[str]:
    """The acronyms of the names that begin with the first of these pieces."""
    stop = frozenset(stop_words(language, "words").split())
    letters, is_title = "", True
    for place, piece in enumerate(pieces):
        if not piece[0].isalpha() or len(letters) == _LONGEST:
            break
        if form(piece.lower(), language) in stop:
            continue
        is_title = is_title and piece[0].isupper()
        letters += piece[0].lower()
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        is_end = not following[:1].isupper()
        if (is_title and is_end and len(letters) >= _SHORTEST) or (
            not is_title and is_inside and len(letters) in _GUESSED
        ):
            yield letters
