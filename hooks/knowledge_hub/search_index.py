"""Stage 7: the search index of one language, weighed by lunr and cut into slices that a reader loads as needed.

lunr.py counts and weighs words one by one; here a field is counted at once, and lunr's parameters, average lengths and
inverse frequencies make the weights (a test holds them to those of lunr's own index). A slice is a script that hands its
data over, so that it loads from a disk and under the strictest policy; decision 0006 describes the files.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub

from lunr.builder import Builder
from lunr.idf import idf

from knowledge_hub.analysis import forms, keys, tokens
from knowledge_hub.languages import LanguageCode

SLICE = 24_000
"""Characters of a slice before it is compressed; a tenth to a fifth of that travels."""
FIELDS = {"title": 10, "summary": 3, "body": 1}
"""The fields of an entry and what a match in each counts."""


@dataclass(slots=True)
class Document:
    """What is found of one entry in one language: the texts of each field, and its codes as 'facet:code'."""

    texts: Mapping[str, Sequence[str]]
    codes: Sequence[str]
    exact: Sequence[str] = ()
    """Keys that are found as they are typed, such as ISO codes."""


@dataclass(slots=True)
class Index:
    """An index as files: their texts by name, and the first key of each slice."""

    files: dict[str, str] = field(default_factory=dict)
    starts: dict[str, list[str]] = field(default_factory=dict)


class Weights(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's index with fields counted at once."""

    def __init__(self) -> None:
        """Name the fields as lunr wants them."""
        super().__init__()
        for name, boost in FIELDS.items():
            self.field(name, boost=boost)

    def add_counted(self, number: int, counts: Mapping[str, Counter[str]]) -> None:
        """One document: how often each key stands in each field."""
        self.document_count += 1
        for name, count in counts.items():
            self.field_term_frequencies[name, number] = count
            self.field_lengths[f"{name}/{number}"] = count.total()

    def rarity(self, number: int) -> float:
        """Lunr's inverse frequency of a key that stands in a number of fields."""
        return float(idf({"": _Holding(number)}, self.document_count))

    def weigh(self) -> dict[str, dict[int, float]]:
        """The weight of each key in each document, all fields together, by lunr's formula (BM25)."""
        self._calculate_average_field_lengths()
        holding: Counter[str] = Counter()
        for count in self.field_term_frequencies.values():
            holding.update(count.keys())
        found: dict[str, dict[int, float]] = defaultdict(dict)
        rarities = {term: self.rarity(number) for term, number in holding.items()}
        for (name, number), count in self.field_term_frequencies.items():
            boost, average = FIELDS[name], self.average_field_length[name]
            length = self._k1 * (1 - self._b + self._b * (self.field_lengths[f"{name}/{number}"] / average))
            for term, times in count.items():
                weight = boost * rarities[term] * ((self._k1 + 1) * times) / (length + times)
                of = found[term]
                of[number] = of.get(number, 0.0) + weight
        return found


@dataclass(frozen=True, slots=True)
class _Holding:
    """Stands for the documents that hold a key, where only their number matters."""

    number: int

    def keys(self) -> range:
        return range(self.number)


def build_index(documents: Sequence[Document], aliases: Mapping[str, Sequence[str]], language: LanguageCode) -> Index:
    """The index of one language. ``aliases`` are keys of other languages' words, with the codes that they name."""
    weights = Weights()
    reader = _Reader(language)
    coded: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        weights.add_counted(number, reader.count(document, number))
        for code in document.codes:
            coded[f"#{code}"].append(number)
        for each in document.exact:
            coded[f"={each}"].append(number)
    found, spellings, places = weights.weigh(), reader.spellings(), reader.places
    terms = {term: _posting(term, found[term], len(documents), spellings.get(term, ())) for term in found}
    for code, numbers in coded.items():
        weight = FIELDS["summary"] * weights.rarity(len(numbers))
        terms[code] = ["", _pairs(dict.fromkeys(numbers, weight)), ""]
    for alias, codes in aliases.items():
        known = [f"#{code}" for code in codes if f"#{code}" in coded]
        if alias not in terms and known:
            terms[alias] = ["", "", " ".join(known)]
    index = Index()
    _cut(index, "terms", ((term, json.dumps(terms[term], ensure_ascii=False)) for term in sorted(terms)))
    _cut(index, "places", ((term, f'"{_places(places[term])}"') for term in sorted(places)))
    _cut(index, "words", _backwards(spellings, terms))
    return index


class _Reader:
    """Reads documents of one language; what a token comes to is looked up once."""

    def __init__(self, language: LanguageCode) -> None:
        self.language = language
        self.places: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
        """Where each key stands: documents in their order, with the places in each."""
        self._keys: dict[str, tuple[tuple[str, ...], ...]] = {}

    def count(self, document: Document, number: int) -> dict[str, Counter[str]]:
        """How often each key stands in each field; on the way, where it stands."""
        counts: dict[str, Counter[str]] = {}
        standing: dict[str, list[int]] = defaultdict(list)
        known, place = self._keys, 0
        for name in FIELDS:
            read: list[str] = []
            for text in document.texts.get(name, ()):
                for token in tokens(text):
                    found = known.get(token)
                    if found is None:
                        found = known[token] = keys(token, self.language)
                    for at in found:
                        place += 1
                        read.extend(at)
                        for term in at:
                            standing[term].append(place)
                place += 2  # No phrase reaches from one statement into the next.
            counts[name] = Counter(read)
        for term, of in standing.items():
            self.places[term].append((number, of))
        return counts

    def spellings(self) -> dict[str, set[str]]:
        """The forms of each key."""
        found: dict[str, set[str]] = defaultdict(set)
        for token in self._keys:
            for term, spelling in forms(token, self.language):
                found[term].add(spelling)
        return found


def _posting(term: str, weights: Mapping[int, float], documents: int, spellings: Iterable[str]) -> list[str]:
    """Forms, documents with weights, codes. A key of nearly all documents finds all; only its best are kept."""
    kept = "*" if len(weights) > max(_FEW, documents * _NEARLY_ALL) else ""
    best = {number: weight for number, weight in weights.items() if not kept or weight >= _NOTABLE}
    return [" ".join(sorted(each for each in spellings if each != term)), kept + _pairs(best), ""]


_FEW = 12
_NEARLY_ALL = 0.9
_NOTABLE = 1.0


def _pairs(weights: Mapping[int, float]) -> str:
    """Documents and weights as numbers to the base of 36: the step from the last document, then ten times the weight."""
    out, last = [], 0
    for number in sorted(weights):
        out.append(f"{_base36(number - last)}.{_base36(max(1, round(10 * weights[number])))}")
        last = number
    return " ".join(out)


def steps(numbers: Iterable[int]) -> str:
    """Ascending numbers as steps to the base of 36."""
    out, last = [], 0
    for number in numbers:
        out.append(_base36(number - last))
        last = number
    return " ".join(out)


def _places(of: Sequence[tuple[int, Sequence[int]]]) -> str:
    """Documents and places, each as steps from the one before."""
    out, last = [], 0
    for number, places in of:
        apart = map(sub, places, (0, *places))
        out.append(f"{_base36(number - last)}.{'.'.join(map(_base36, apart))}")
        last = number
    return " ".join(out)


def _backwards(spellings: Mapping[str, Iterable[str]], terms: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Every form by its letters from the last to the first, with its key: what is misspelt at the start ends alike."""
    words = {(form[::-1], term) for term, of in spellings.items() if term in terms for form in of if len(form) >= _LONG}
    for backwards, term in sorted(words):
        yield f"{backwards} {term}", '""'


_LONG = 4


def _cut(index: Index, kind: str, lines: Iterable[tuple[str, str]]) -> None:
    """Pack sorted entries into slices."""
    starts: list[str] = []
    entries: list[str] = []
    size = 0

    def close() -> None:
        number = len(starts) - 1
        index.files[f"{kind}-{number}.js"] = f'hubSearch.take("{kind}",{number},{{{",".join(entries)}}})\n'

    for name, value in lines:
        if not starts or size > SLICE:
            if starts:
                close()
            starts.append(name)
            entries, size = [], 0
        entry = f"{json.dumps(name, ensure_ascii=False)}:{value}"
        entries.append(entry)
        size += len(entry)
    if starts:
        close()
    index.starts[kind] = starts


def _base36(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else _base36(number // _BASE) + _DIGITS[number % _BASE]


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = 36
_SMALL = (*_DIGITS, *(tens + ones for tens in _DIGITS[1:] for ones in _DIGITS))
