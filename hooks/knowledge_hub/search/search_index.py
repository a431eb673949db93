"""The search index of one language, cut into slices that a browser loads as needed.

``postings`` counts and weighs. A slice is a script that hands its data over, so that it loads from a disk and under the
strictest policy; decision 0006 describes the files. Files are handed on as they are done, as they take more memory
than what they are made of.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.postings import FIELDS, Document, Posting, Postings

SLICE = 24_000
"""Characters of a slice before it is compressed. Compressed, terms are a third of that (6 to 9 kB), places a half: a word
typed costs one such file, and a language has some twenty of them."""

Put = Callable[[str, str], None]
"""Takes the name and the text of a file."""


def write_index(
    documents: Iterable[Document], aliases: Mapping[str, Sequence[str]], language: LanguageCode, put: Put
) -> dict[str, list[str]]:
    """Put the files of the index of one language; returns the first key of each slice of each kind.

    ``aliases`` are keys of other languages' words, with the codes that they name.
    """
    postings = Postings(language)
    coded: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        postings.add(document.texts)
        for code in document.codes:
            coded[f"#{code}"].append(number)
        for each in document.exact:
            coded[f"={each}"].append(number)
    spellings = postings.spellings()
    found = frozenset(postings.terms())
    terms, places = _Slices("terms", put), _Slices("places", put)
    for term in sorted({*found, *coded, *aliases}):
        if term in found:
            posting = postings.posting(term)
            terms.add(term, _json(_found(term, posting, postings.documents, spellings.get(term, ()))))
            places.add(term, f'"{_places(posting)}"')
        elif term in coded:
            weight = FIELDS["summary"] * postings.rarity(len(coded[term]))
            terms.add(term, _json(["", _pairs((number, weight) for number in dict.fromkeys(coded[term])), ""]))
        else:
            known = [f"#{code}" for code in aliases[term] if f"#{code}" in coded]
            if known:
                terms.add(term, _json(["", "", " ".join(known)]))
    words = _Slices("words", put)
    for name in _backwards(spellings):
        words.add(name, '""')
    return {slices.kind: slices.close() for slices in (terms, places, words)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _found(term: str, posting: Posting, documents: int, spellings: Iterable[str]) -> list[str]:
    """Forms, documents with weights, codes. A key of nearly all documents finds all; only its best are kept."""
    everywhere = len(posting.numbers) > max(_FEW, documents * _NEARLY_ALL)
    weights = zip(posting.numbers, posting.weights, strict=True)
    best = ((number, weight) for number, weight in weights if weight >= _NOTABLE) if everywhere else weights
    return [" ".join(sorted(each for each in spellings if each != term)), "*" * everywhere + _pairs(best), ""]


_FEW = 12
"""Entries up to which a key is always listed in full: 'nearly all' of a handful would be any word."""
_NEARLY_ALL = 0.9
"""Share of the entries from which a key is taken to be in all of them. Such a key ranks nothing: here 15 of 2,055 English
keys ('the', 'right', 'nation'). With 400 synthetic entries these lists were 5 % of the slices, and they are what grows."""
_NOTABLE = 1.0
"""Weight from which such a key still names an entry, because it is in its title or summary. In the body alone it weighs
0.3 or less, which the 0.01 that `search.js` gives to all others replaces without changing the order."""


def _pairs(weights: Iterable[tuple[int, float]]) -> str:
    """Documents and weights as numbers to the base of 36: the step from the last document, then ten times the weight."""
    out, last, digits = [], 0, _BASE36
    for number, weight in weights:
        out.append(f"{digits[number - last]}.{digits[round(10 * weight) or 1]}")
        last = number
    return " ".join(out)


def steps(numbers: Iterable[int]) -> str:
    """Ascending numbers as steps to the base of 36."""
    out, last = [], 0
    for number in numbers:
        out.append(_BASE36[number - last])
        last = number
    return " ".join(out)


def _places(posting: Posting) -> str:
    """Documents and places, each as steps from the one before."""
    out, last, digits = [], 0, _BASE36
    for number, places in zip(posting.numbers, posting.places, strict=True):
        if len(places) == 1:
            out.append(f"{digits[number - last]}.{digits[places[0]]}")
        else:
            apart = ".".join([digits[place - before] for before, place in pairwise((0, *places))])
            out.append(f"{digits[number - last]}.{apart}")
        last = number
    return " ".join(out)


def _backwards(spellings: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Every form by its letters from the last to the first, with its key: what is misspelt at the start ends alike."""
    words = {(form[::-1], term) for term, of in spellings.items() for form in of if len(form) >= _LONG}
    for backwards, term in sorted(words):
        yield f"{backwards} {term}"


_LONG = 4
"""Letters from which a form is looked up by its end: one wrong letter of three would find every short word."""


class _Slices:
    """Packs sorted keys with their values into files of one kind."""

    def __init__(self, kind: str, put: Put) -> None:
        self.kind = kind
        self._put = put
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
        """Put the last file; returns the first key of each."""
        if self._entries:
            number = len(self._starts) - 1
            content = ",".join(self._entries)
            self._put(f"{self.kind}-{number}.js", f'hubSearch.take("{self.kind}",{number},{{{content}}})\n')
        self._entries, self._size = [], 0
        return self._starts


class _Base36(dict[int, str]):
    """Numbers to the base of 36; each is worked out once, as the same ones come by the million."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number, len(_DIGITS))
        written = self[number] = (self[rest] if rest else "") + _DIGITS[last]
        return written


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE36 = _Base36()
