"""Postings: for each key the documents of one language that contain it, with positions and BM25 weights as in lunr.

lunr.py stores each count as an object. Numbers in arrays take a tenth of the memory and half of the time. The weights use
lunr's parameters, average lengths and inverse document frequency; a test compares them with lunr's own index.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lunr.builder import Builder
from lunr.idf import idf

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.text_analysis import compounds, form, is_chinese, key, keys, tokens

FIELDS = {"title": 10, "summary": 3, "body": 1}
"""The fields of an entry with their boosts. One match in the title must outweigh any number of matches in the body, which BM25
limits to ``k1 + 1`` = 2.2 times one match; a summary is in between. Tested with the queries in ``tests/search/queries``."""


@dataclass(slots=True)
class Document:
    """The searchable content of an entry in one language: the texts of each field, and its codes as 'facet:code'."""

    texts: Mapping[str, Sequence[str]]
    codes: Sequence[str]
    exact: Sequence[str] = ()
    """Keys that are matched exactly as typed, such as ISO codes."""
    addresses: Sequence[str] = ()
    """Addresses and file names of its sources."""
    unwritten: Sequence[str] = ()
    """Keys that its texts do not have as words: acronyms of its names, its title in pinyin."""
    shares: Mapping[str, float] = field(default_factory=dict)
    """How much of an entry a code concerns, where that is not all: one of twenty States."""


@dataclass(slots=True)
class Posting:
    """The documents with one key, by ascending number, with its weight and its positions in each."""

    numbers: Sequence[int]
    weights: Sequence[float]
    places: Sequence[Sequence[int]]


class Postings:
    """Collects the postings of one language; documents are added one after the other."""

    def __init__(self, language: LanguageCode) -> None:
        """There are no documents yet."""
        self.documents = 0
        self._language = language
        self._keys: dict[str, str | tuple[tuple[str, ...], ...]] = {}
        """Cache by token: its only key, or for each of its positions all keys. Without runs of Chinese, as few recur."""
        self._occurrences: dict[str, array[int]] = defaultdict(lambda: array("I"))
        """For each key, a flat array: number of the document, number of positions, the positions; then the next document."""
        self._lengths = [array("I") for _ in FIELDS]
        self._ends = [array("I") for _ in FIELDS]
        """The last position of each field in each document."""
        self._norms: list[list[float]] = []

    def add(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Add one document; it gets the next number."""
        cache, place = self._keys, 0
        occurrences: dict[str, list[int]] = defaultdict(list)
        for name, lengths, ends in zip(FIELDS, self._lengths, self._ends, strict=True):
            length = 0
            for text in texts.get(name, ()):
                for token in tokens(text):
                    found_keys = cache.get(token) or self._keys_of(token)
                    if type(found_keys) is str:
                        place += 1
                        length += 1
                        occurrences[found_keys].append(place)
                        continue
                    for alternatives in found_keys:
                        place += 1
                        length += len(alternatives)
                        for term in alternatives:
                            occurrences[term].append(place)
                # The joined words need no place of their own: in a phrase, the parts follow each other.
                for joined in compounds(text):
                    length += 1
                    occurrences[key(joined, self._language)].append(place)
                place += 2  # A gap, so that no phrase matches across two statements.
            lengths.append(length)
            ends.append(place)
        for term, places in occurrences.items():
            self._occurrences[term].fromlist([self.documents, len(places), *places])
        self.documents += 1

    def _keys_of(self, token: str) -> str | tuple[tuple[str, ...], ...]:
        positions = keys(token, self._language)
        result = positions[0][0] if len(positions) == 1 and len(positions[0]) == 1 else positions
        if not is_chinese(token):
            self._keys[token] = result
        return result

    def terms(self) -> Iterable[str]:
        """All keys."""
        return self._occurrences.keys()

    def words(self) -> dict[str, str]:
        """Each word that has one key, with that key."""
        return {token: term for token, term in self._keys.items() if type(term) is str}

    def spellings(self) -> dict[str, set[str]]:
        """The forms of each key, for suggestions."""
        forms: dict[str, set[str]] = defaultdict(set)
        for token, term in self.words().items():
            if "/" not in token:
                forms[term].add(form(token, self._language))
        return forms

    def rarity(self, number: int) -> float:
        """Lunr's inverse document frequency of a key that occurs in this number of fields."""
        return float(idf({"": _DocumentCount(number)}, self.documents))

    def frequency(self, term: str) -> int:
        """The number of documents with a key; 0 for one that is in no text."""
        occurrences = self._occurrences.get(term, ())
        index = number = 0
        while index < len(occurrences):
            index += 2 + occurrences[index + 1]
            number += 1
        return number

    def boost(self, number: int, place: int) -> int:
        """The boost of the field of a document that has this place."""
        ends = (ends[number] for ends in self._ends)
        return next((boost for boost, end in zip(FIELDS.values(), ends, strict=True) if place <= end), 1)

    def posting(self, term: str) -> Posting:
        """The documents of a key, with positions and with the sum of its BM25 weights in all fields."""
        norms = self._norms or self._weigh_lengths()
        titles, summaries = self._ends[0], self._ends[1]
        numbers, weights, all_places = [], [], []
        field_count, index, occurrences = 0, 0, self._occurrences[term].tolist()
        while index < len(occurrences):
            number, count = occurrences[index], occurrences[index + 1]
            places = occurrences[index + 2 : index + 2 + count]
            index += 2 + count
            numbers.append(number)
            all_places.append(places)
            # Most keys are in the body only.
            if places[0] > summaries[number]:
                field_count += 1
                weights.append(_BODY * count / (norms[2][number] + count))
                continue
            in_title = bisect_right(places, titles[number])
            in_summary = bisect_right(places, summaries[number], in_title) - in_title
            weight = 0.0
            for part, times in enumerate((in_title, in_summary, count - in_title - in_summary)):
                if times:
                    field_count += 1
                    weight += _BOOSTS[part] * times / (norms[part][number] + times)
            weights.append(weight)
        rarity = self.rarity(field_count)
        return Posting(numbers, [rarity * weight for weight in weights], all_places)

    def _weigh_lengths(self) -> list[list[float]]:
        """BM25 length normalisation of each field of each document."""
        for lengths in self._lengths:
            average = sum(lengths) / self.documents or 1
            self._norms.append([_K1 * (1 - _B + _B * length / average) for length in lengths])
        return self._norms


# BM25 parameters: k1 = 1.2 limits the effect of repeated words, b = 0.75 is the effect of a field's length. They are read from
# lunr, so that lunr ranks the results from the published index as the site search does.
_LUNR = Builder()
_K1: float = _LUNR._k1  # noqa: SLF001 - lunr's parameters have no public name
_B: float = _LUNR._b  # noqa: SLF001 - as above
_BOOSTS = [boost * (_K1 + 1) for boost in FIELDS.values()]
_BODY = _BOOSTS[2]


@dataclass(frozen=True, slots=True)
class _DocumentCount:
    """Replaces lunr's posting in a call of ``idf``, which only counts the documents."""

    number: int

    def keys(self) -> range:
        return range(self.number)
