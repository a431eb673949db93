"""Postings: where each key occurs in the texts of one language, and its weight there by lunr's formula.

lunr.py counts and weighs words one by one and keeps each count as an object; here they are numbers in arrays, which take
a tenth of the memory and half of the time. lunr's parameters, average lengths and inverse frequencies make the weights
(a test holds them to those of lunr's own index).
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lunr.builder import Builder
from lunr.idf import idf

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.text_analysis import form, is_chinese, keys, tokens

FIELDS = {"title": 10, "summary": 3, "body": 1}
"""The fields of an entry and what a match in each counts. A word of the title has to outweigh its recurrence in the body, whose
count BM25 limits to ``k1 + 1`` = 2.2 times; a summary lies between. The written queries (``tests/search/queries``) hold this."""


@dataclass(slots=True)
class Document:
    """What is found of one entry in one language: the texts of each field, and its codes as 'facet:code'."""

    texts: Mapping[str, Sequence[str]]
    codes: Sequence[str]
    exact: Sequence[str] = ()
    """Keys that are found as they are typed, such as ISO codes."""


@dataclass(slots=True)
class Posting:
    """The documents that hold one key, in their order; its weight and its places in each."""

    numbers: Sequence[int]
    weights: Sequence[float]
    places: Sequence[Sequence[int]]


class Postings:
    """Reads the documents of one language in turn; knows afterwards where each key stands."""

    def __init__(self, language: LanguageCode) -> None:
        """Nothing is read yet."""
        self.documents = 0
        self._language = language
        self._keys: dict[str, str | tuple[tuple[str, ...], ...]] = {}
        """What each token comes to: its key, or for each of its places all keys that stand there. No Chinese runs, as few come again."""
        self._standing: dict[str, array[int]] = defaultdict(lambda: array("I"))
        """For each key the numbers of its documents, each with how many places follow, and the places."""
        self._lengths = [array("I") for _ in FIELDS]
        self._ends = [array("I") for _ in FIELDS]
        """The last place of each field in each document."""
        self._norms: list[list[float]] = []

    def add(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Read one document; it gets the next number."""
        known, place = self._keys, 0
        standing: dict[str, list[int]] = defaultdict(list)
        for name, lengths, ends in zip(FIELDS, self._lengths, self._ends, strict=True):
            read = 0
            for text in texts.get(name, ()):
                for token in tokens(text):
                    found = known.get(token) or self._keys_of(token)
                    if type(found) is str:
                        place += 1
                        read += 1
                        standing[found].append(place)
                        continue
                    for at in found:
                        place += 1
                        read += len(at)
                        for term in at:
                            standing[term].append(place)
                place += 2  # No phrase reaches from one statement into the next.
            lengths.append(read)
            ends.append(place)
        for term, places in standing.items():
            self._standing[term].fromlist([self.documents, len(places), *places])
        self.documents += 1

    def _keys_of(self, token: str) -> str | tuple[tuple[str, ...], ...]:
        each = keys(token, self._language)
        found = each[0][0] if len(each) == 1 and len(each[0]) == 1 else each
        if not is_chinese(token):
            self._keys[token] = found
        return found

    def terms(self) -> Iterable[str]:
        """Every key that stands somewhere."""
        return self._standing.keys()

    def spellings(self) -> dict[str, set[str]]:
        """The forms of each key."""
        found: dict[str, set[str]] = defaultdict(set)
        for token, term in self._keys.items():
            if type(term) is str and "/" not in token:
                found[term].add(form(token, self._language))
        return found

    def rarity(self, number: int) -> float:
        """Lunr's inverse frequency of a key that stands in a number of fields."""
        return float(idf({"": _Holding(number)}, self.documents))

    def posting(self, term: str) -> Posting:
        """Where a key stands and what it weighs there, all fields together, by lunr's formula (BM25)."""
        norms = self._norms or self._weigh_lengths()
        titles, summaries = self._ends[0], self._ends[1]
        numbers, weights, placed = [], [], []
        holding, at, standing = 0, 0, self._standing[term].tolist()
        while at < len(standing):
            number, count = standing[at], standing[at + 1]
            places = standing[at + 2 : at + 2 + count]
            at += 2 + count
            numbers.append(number)
            placed.append(places)
            # Most keys stand in the body only.
            if places[0] > summaries[number]:
                holding += 1
                weights.append(_BODY * count / (norms[2][number] + count))
                continue
            in_title = bisect_right(places, titles[number])
            in_summary = bisect_right(places, summaries[number], in_title) - in_title
            weight = 0.0
            for field, times in enumerate((in_title, in_summary, count - in_title - in_summary)):
                if times:
                    holding += 1
                    weight += _BOOSTS[field] * times / (norms[field][number] + times)
            weights.append(weight)
        rarity = self.rarity(holding)
        return Posting(numbers, [rarity * weight for weight in weights], placed)

    def _weigh_lengths(self) -> list[list[float]]:
        """How much the length of each field of each document takes from its words."""
        for lengths in self._lengths:
            average = sum(lengths) / self.documents or 1
            self._norms.append([_K1 * (1 - _B + _B * length / average) for length in lengths])
        return self._norms


# BM25, as lunr sets it: k1 = 1.2 limits what the recurrence of a word adds, b = 0.75 is how much a long field takes from it.
# They are read from lunr, so that a search of the published index by the stock library ranks as the hub's own does.
_LUNR = Builder()
_K1: float = _LUNR._k1  # noqa: SLF001 - lunr's parameters have no public name
_B: float = _LUNR._b  # noqa: SLF001 - as above
_BOOSTS = [boost * (_K1 + 1) for boost in FIELDS.values()]
_BODY = _BOOSTS[2]


@dataclass(frozen=True, slots=True)
class _Holding:
    """Stands for the documents that hold a key, where only their number matters."""

    number: int

    def keys(self) -> range:
        return range(self.number)
