"""The search index of one language, split into slices that the browser loads as needed.

The weights come from ``postings``. A slice is a script that passes its data to ``hubSearch.take``, so that it can be loaded
from disk and under a strict Content Security Policy; decision 0006 describes the files. Each file is written as soon as it is
full, as all files together take more memory than the postings.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.postings import FIELDS, Document, Posting, Postings

SLICE = 24_000
"""Characters in a slice, uncompressed. Compression reduces terms to a third of that (6 to 9 kB), positions to a half. Each
typed word costs one slice, and a language has about twenty."""

WriteFile = Callable[[str, str], None]
"""Callback that writes a file, given its name and text."""


def write_index(
    documents: Iterable[Document], aliases: Mapping[str, Sequence[str]], language: LanguageCode, write_file: WriteFile
) -> dict[str, list[str]]:
    """Write the index files of one language; returns the first key of each slice, by kind of slice.

    ``aliases`` are keys of words in other languages, with the codes that they name.
    """
    postings = Postings(language)
    coded: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        postings.add(document.texts)
        for code in document.codes:
            coded[f"#{code}"].append(number)
        for code in document.exact:
            coded[f"={code}"].append(number)
    spellings = postings.spellings()
    in_texts = frozenset(postings.terms())
    terms, places = _Slices("terms", write_file), _Slices("places", write_file)
    for term in sorted({*in_texts, *coded, *aliases}):
        if term in in_texts:
            posting = postings.posting(term)
            terms.add(term, _json(_term_value(term, posting, postings.documents, spellings.get(term, ()))))
            places.add(term, f'"{_places(posting)}"')
        elif term in coded:
            weight = FIELDS["summary"] * postings.rarity(len(coded[term]))
            terms.add(term, _json(["", _pairs((number, weight) for number in dict.fromkeys(coded[term])), ""]))
        else:
            used = [f"#{code}" for code in aliases[term] if f"#{code}" in coded]
            if used:
                terms.add(term, _json(["", "", " ".join(used)]))
    words = _Slices("words", write_file)
    for name in _backwards(spellings):
        words.add(name, '""')
    return {slices.kind: slices.close() for slices in (terms, places, words)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _term_value(term: str, posting: Posting, documents: int, spellings: Iterable[str]) -> list[str]:
    """Forms, documents with weights, and codes of a key. A key of nearly all documents is marked as such, with its best ones."""
    everywhere = len(posting.numbers) > max(_FEW, documents * _NEARLY_ALL)
    weights = zip(posting.numbers, posting.weights, strict=True)
    best = ((number, weight) for number, weight in weights if weight >= _NOTABLE) if everywhere else weights
    return [
        " ".join(sorted(spelling for spelling in spellings if spelling != term)),
        "*" * everywhere + _pairs(best),
        "",
    ]


_FEW = 12
"""A key with this number of entries or fewer is always listed in full: in a tiny hub, any word is in 'nearly all' entries."""
_NEARLY_ALL = 0.9
"""A key in more than this share of entries counts as in all of them. Such keys do not affect ranking: here 15 of 2,055 English
keys ('the', 'right', 'nation'). With 400 synthetic entries their lists were 5 % of the slices, a share that grows."""
_NOTABLE = 1.0
"""Such a key still lists the entries with at least this weight, those with the key in title or summary. In the body only, it
weighs 0.3 or less; `search.js` uses 0.01 instead, which does not change the order."""


def _pairs(weights: Iterable[tuple[int, float]]) -> str:
    """Documents with weights in base 36: the difference from the previous document number, then ten times the weight."""
    out, last, digits = [], 0, _BASE36
    for number, weight in weights:
        out.append(f"{digits[number - last]}.{digits[round(10 * weight) or 1]}")
        last = number
    return " ".join(out)


def steps(numbers: Iterable[int]) -> str:
    """Ascending numbers as differences in base 36 (delta encoding)."""
    out, last = [], 0
    for number in numbers:
        out.append(_BASE36[number - last])
        last = number
    return " ".join(out)


def _places(posting: Posting) -> str:
    """Documents and positions, both as differences from the previous one."""
    out, last, digits = [], 0, _BASE36
    for number, places in zip(posting.numbers, posting.places, strict=True):
        if len(places) == 1:
            out.append(f"{digits[number - last]}.{digits[places[0]]}")
        else:
            differences = ".".join([digits[place - before] for before, place in pairwise((0, *places))])
            out.append(f"{digits[number - last]}.{differences}")
        last = number
    return " ".join(out)


def _backwards(spellings: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """All forms reversed, with their keys, to find words with an error at the start by their ending."""
    words = {(form[::-1], term) for term, forms in spellings.items() for form in forms if len(form) >= _LONG}
    for backwards, term in sorted(words):
        yield f"{backwards} {term}"


_LONG = 4
"""Shorter forms are not found by their ending: with one wrong letter of three, every short word would match."""


class _Slices:
    """Writes sorted keys with their values to slices of one kind."""

    def __init__(self, kind: str, write_file: WriteFile) -> None:
        self.kind = kind
        self._write_file = write_file
        self._starts: list[str] = []
        self._entries: list[str] = []
        self._size = 0

    def add(self, name: str, value: str) -> None:
        if not self._starts or self._size > SLICE:
            self.close()
            self._starts.append(name)
        entry = f"{_json(name)}:{value}"
        self._entries.append(entry)
        self._size += len(entry)

    def close(self) -> list[str]:
        """Write the last slice; returns the first key of each."""
        if self._entries:
            number = len(self._starts) - 1
            content = ",".join(self._entries)
            self._write_file(f"{self.kind}-{number}.js", f'hubSearch.take("{self.kind}",{number},{{{content}}})\n')
        self._entries, self._size = [], 0
        return self._starts


class _Base36(dict[int, str]):
    """Cache of numbers in base 36, as the same ones recur millions of times."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number, len(_DIGITS))
        written = self[number] = (self[rest] if rest else "") + _DIGITS[last]
        return written


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE36 = _Base36()
