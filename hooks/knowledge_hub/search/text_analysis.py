"""Text analysis: turns text into keys of the search index. ``scripts/search.js`` here does the same, word for word.

Both sides stem by Snowball 3.0.1, and ``tests/search/golden`` holds them together. A key is a folded stem; a form is the
folded word itself, by which unfinished and misspelt words are found.
"""

import re
import unicodedata
from functools import cache
from typing import Protocol

import snowballstemmer

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode

_IGNORED = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
"""Accents that stand alone, Arabic vowels and tatweel."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]+|[a-z0-9][a-z0-9.-]*(?:/[a-z0-9.-]*[a-z0-9])+|(?:(?![{_HAN}])[^\W_])+")
"""A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word."""
_WORD = re.compile(r"[^\W_]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i"})


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def normal(text: str) -> str:
    """Lower case, composed letters, none of the marks that writers leave out."""
    lower = text.lower()
    return lower if lower.isascii() else _IGNORED.sub("", unicodedata.normalize("NFC", lower))


def tokens(text: str) -> list[str]:
    """The pieces of a text in their order: Chinese runs, symbols and words."""
    found = normal(text)
    # Without slashes and Chinese characters there are words only; looking for nothing else takes a third of the time.
    only_words = "/" not in found and (found.isascii() or not _IS_HAN.search(found))
    return (_WORD if only_words else _TOKEN).findall(found)


def fold(word: str) -> str:
    """A word as people type it who leave out accents, hamza and the rest."""
    if word.isascii():
        return word
    plain = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    return plain.translate(_LETTERS)


def key(word: str, language: LanguageCode) -> str:
    """The folded stem of one word, which must be ``normal`` already."""
    stemmer = _stemmer(language)
    word = _detached(word, language)
    return fold(stemmer.stemWord(word)) if stemmer else fold(word)


def form(word: str, language: LanguageCode) -> str:
    """The folded word, without what its language writes together with it, as Arabic does with the article."""
    return _detached(fold(word), language)


def _detached(word: str, language: LanguageCode) -> str:
    attached = LANGUAGE_BY_CODE[language].attached
    return attached.sub("", word) if attached else word


def keys(token: str, language: LanguageCode) -> tuple[tuple[str, ...], ...]:
    """The keys of one token: for each place that it takes in the text, all keys that stand there."""
    if is_chinese(token):
        pairs = [token[at : at + 2] for at in range(len(token) - 1)]
        return (*((pair,) for pair in pairs), (token[-1],))
    if "/" in token:
        parts = token.split("/")
        tails = ["/".join(parts[at:]) for at in range(len(parts) - 1)]
        return ((*tails, *(key(word, language) for part in parts for word in tokens(part) if _counts(word))),)
    return ((key(token, language),),) if _counts(token) else ()


def query_keys(token: str, language: LanguageCode) -> tuple[str, ...]:
    """The keys that an entry must have to hold what somebody typed."""
    if is_chinese(token):
        return tuple(token[at : at + 2] for at in range(len(token) - 1)) or (token,)
    if "/" in token:
        return (token,)
    return (key(token, language),) if _counts(token) else ()


def _counts(word: str) -> bool:
    """Single letters, left over from elisions, do not count."""
    return len(word) > 1 or word.isdigit() or is_chinese(word)


def is_chinese(token: str) -> bool:
    """Whether a token is a run of Chinese characters."""
    return _IS_HAN.match(token) is not None


@cache
def _stemmer(language: LanguageCode) -> _Stemmer | None:
    algorithm = LANGUAGE_BY_CODE[language].stemmer
    if algorithm is None:
        return None
    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer
