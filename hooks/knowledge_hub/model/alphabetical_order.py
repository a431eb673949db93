"""Alphabetical order of names, as readers of a language expect it.

Without marks and case, and without the article of the language, the order of code points is that of CLDR for the names that
a hub sorts: States, vocabularies, glossary. Chinese characters have no order in Unicode that readers know; they are
sorted by their pronunciation, with an order of CLDR in ``orders/``.
"""

import unicodedata
from functools import cache
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode

_ORDERS = Path(__file__).parent / "orders"
_FIRST = 0x3400
"""Code point for the first character of an order: after all letters, where Unicode has the Chinese characters. Characters
without a place in the order come last."""


@cache
def sort_key(language: LanguageCode, name: str) -> tuple[str, str]:
    """What to sort a name by in a language. Cached: the same names are sorted on many pages."""
    definition = LANGUAGE_BY_CODE[language]
    # The article goes first: without its hamza, the name of Albania would begin with one.
    letters = unicodedata.normalize("NFC", name).casefold().removeprefix(definition.article)
    for letter, place in definition.own_letters.items():
        letters = letters.replace(letter, place)
    letters = unicodedata.normalize("NFKD", letters)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.translate(_places(definition.order)) if definition.order else plain, name


@cache
def _places(order: str) -> dict[int, int]:
    """For each character of an order, the code point by which it is sorted. Raises OSError if there is no such order."""
    characters = "".join((_ORDERS / f"{order}.txt").read_text(encoding="utf-8").split())
    return {ord(character): _FIRST + place for place, character in enumerate(characters)}
