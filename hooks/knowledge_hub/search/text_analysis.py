"""Text analysis: from text to keys of the search index. ``scripts/text_analysis.mjs`` must give the same results.

Both use Snowball 3.0.1, and ``tests/search/golden`` compares them. A key is a stem in lower case without accents; a form is the
whole word in lower case without accents, to find unfinished and misspelt words.
"""

import re
import unicodedata
from functools import cache
from typing import Protocol

import snowballstemmer

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode

_IGNORED = re.compile(
    "[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
"""Combining accents, Arabic vowel marks and tatweel; soft hyphens, zero-width characters and marks of direction."""
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_HYPHEN = "\u2010"
"""The hyphen that NFKC leaves; it makes the no-break hyphen one of these."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]+|[a-z0-9][a-z0-9.-]*(?:/[a-z0-9.-]*[a-z0-9])+|(?:(?![{_HAN}])[^\W_])+")
"""A run of Chinese characters, a document symbol such as 'a/hrc/res/51/33', or a word."""
_COMPOUND = re.compile(rf"(?:(?![{_HAN}])[^\W\d_])+(?:-(?:(?![{_HAN}])[^\W\d_])+)+")
_WORD = re.compile(r"[^\W_]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i"})


_NOT_ALPHANUMERIC = re.compile("[^a-z0-9]")
_JOINED = 5
"""Characters of the shortest symbol that is also found without its slashes ('HRPUB161'); shorter ones would be words."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def normal(text: str) -> str:
    """Lower case in the compatibility form (NFKC), without optional marks and invisible characters, with digits 0 to 9."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    plain = _IGNORED.sub("", lower).replace(_HYPHEN, "-")
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)


def tokens(text: str) -> list[str]:
    """The tokens of a text in order: runs of Chinese, document symbols and words."""
    normalised = normal(text)
    # A text without slashes and Chinese characters has words only; the simpler pattern takes a third of the time.
    only_words = "/" not in normalised and (normalised.isascii() or not _IS_HAN.search(normalised))
    return (_WORD if only_words else _TOKEN).findall(normalised)


def compounds(text: str) -> list[str]:
    """The words of a text that are written with hyphens, each joined: 'follow-up' is found as 'followup' too."""
    return [compound.replace("-", "") for compound in _COMPOUND.findall(normal(text))] if "-" in normal(text) else []


def fold(word: str) -> str:
    """A word without accents, hamza and similar marks, as many people type."""
    if word.isascii():
        return word
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return plain.translate(_LETTERS)


def key(word: str, language: LanguageCode) -> str:
    """The folded stem of a word that is already ``normal``."""
    stemmer = _stemmer(language)
    word = _detached(word, language)
    return fold(stemmer.stemWord(word)) if stemmer else fold(word)


def form(word: str, language: LanguageCode) -> str:
    """The folded word without attached particles, such as the Arabic article."""
    return _detached(fold(word), language)


def _detached(word: str, language: LanguageCode) -> str:
    attached = LANGUAGE_BY_CODE[language].attached
    return attached.sub("", word) if attached else word


def keys(token: str, language: LanguageCode) -> tuple[tuple[str, ...], ...]:
    """The keys of a token: for each position that it takes in the text, all keys at that position."""
    if is_chinese(token):
        pairs = [token[index : index + 2] for index in range(len(token) - 1)]
        return (*((pair,) for pair in pairs), (token[-1],))
    if "/" in token:
        parts = token.split("/")
        tails = ["/".join(parts[index:]) for index in range(len(parts) - 1)]
        joined = _NOT_ALPHANUMERIC.sub("", token)
        if len(joined) >= _JOINED and not joined.isdigit():
            tails.append(key(joined, language))
        return ((*tails, *(key(word, language) for part in parts for word in tokens(part) if is_searched(word))),)
    return ((key(token, language),),) if is_searched(token) else ()


def query_keys(token: str, language: LanguageCode) -> tuple[str, ...]:
    """The keys that an entry must have to match a typed token."""
    if is_chinese(token):
        return tuple(token[index : index + 2] for index in range(len(token) - 1)) or (token,)
    if "/" in token:
        return (token,)
    return (key(token, language),) if is_searched(token) else ()


def is_searched(word: str) -> bool:
    """Whether a word is searched. Single letters, left over from elisions, are not."""
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
