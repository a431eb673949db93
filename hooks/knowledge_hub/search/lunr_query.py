"""Searches an index of the hub's open data with the stock lunr.py: ``find = searcher(json.load(open("fr.json")))``.

Published with the indexes, so it imports nothing of the hub. ``lunr_query.mjs`` does the same with lunr.js.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from lunr.index import Index
from lunr.query import Query, QueryPresence

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"([{_HAN}]+)|([a-z0-9][a-z0-9.-]*(?:/[a-z0-9.-]*[a-z0-9])+)|(?:(?![{_HAN}])[^\W_])+")
"""A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word."""


def searcher(data: dict[str, Any]) -> Callable[[str], list[dict[str, Any]]]:
    """What finds entries by a text: those with all of its words, or else those with some; the best match first."""
    return partial(_found, Index.load(data), data["words"])


def _found(index: Index, words: Mapping[str, str], text: str) -> list[dict[str, Any]]:
    keys = list(_keys(text, words))

    def ask(presence: QueryPresence) -> list[dict[str, Any]]:
        query: Query = index.create_query()
        query.term(keys, presence=presence)
        results: list[dict[str, Any]] = index.query(query)
        return results

    return (ask(QueryPresence.REQUIRED) or ask(QueryPresence.OPTIONAL)) if keys else []


def _keys(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """The terms of the index that the words of a text come to."""
    for token in _TOKEN.finditer(without_accents(text)):
        chinese, symbol = token.groups()
        if chinese:
            yield from (chinese[at : at + 2] for at in range(max(len(chinese) - 1, 1)))
        elif symbol:
            yield symbol
        elif len(token[0]) > 1 or token[0].isdigit():
            yield words.get(token[0], token[0])


def without_accents(text: str) -> str:
    """Lower case without accents, vowel marks and the like, as ``words`` has them."""
    letters = unicodedata.normalize("NFD", text.lower().replace("\u0640", ""))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))
