"""Finds the entries whose texts have a name, so that a name of any language leads to them, and also without a code in the data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knowledge_hub.search.names import Name, is_form_of
from knowledge_hub.search.postings import Posting, Postings

_K1 = 1.2
"""As in lunr's weights: each further mention counts less."""


def mentions(postings: Postings, names: Mapping[str, Name]) -> dict[str, dict[int, float]]:
    """By code: the documents that have one of its names, each with its weight."""
    spellings, in_texts = postings.spellings(), frozenset(postings.terms())
    finder = _Finder(postings)
    counts: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for name in names.values():
        phrases = [phrase for phrase in sorted(name.phrases) if in_texts.issuperset(phrase)]
        if name.forms:
            # A short stem may belong to another word as well: then the texts say nothing certain.
            phrases = [phrase for phrase in phrases if _is_certain(spellings.get(phrase[0], ()), name.forms)]
        for phrase in phrases:
            found = finder.find(phrase)
            for code in name.codes:
                for number, places in found.items():
                    counts[code][number] += places
    return {code: _weights(postings, numbers) for code, numbers in counts.items()}


def _is_certain(spellings: Iterable[str], forms: Iterable[str]) -> bool:
    return all(any(is_form_of(spelling, form) for form in forms) for spelling in spellings)


def _weights(postings: Postings, numbers: Mapping[int, Sequence[int]]) -> dict[int, float]:
    rarity = postings.rarity(len(numbers))
    weights = {}
    for number, places in numbers.items():
        boost, others = postings.boost(number, min(places)), len(set(places)) - 1
        weights[number] = rarity * (boost + others * (_K1 + 1) / (_K1 + others))
    return weights


class _Finder:
    """Looks up phrases in the postings; keeps those of words that several names begin with."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._known: dict[str, Posting] = {}

    def find(self, phrase: Sequence[str]) -> dict[int, list[int]]:
        """The documents in which the keys follow each other, with the places of the first."""
        found: dict[int, list[int]] = {}
        for step, term in enumerate(phrase):
            posting = self._known.get(term)
            if posting is None:
                posting = self._known[term] = self._postings.posting(term)
            places = dict(zip(posting.numbers, posting.places, strict=True))
            if not step:
                found = {number: list(at) for number, at in places.items()}
                continue
            found = {
                number: longer
                for number, starts in found.items()
                if number in places and (longer := _followed(starts, places[number], step))
            }
        return found


def _followed(starts: Sequence[int], places: Sequence[int], step: int) -> list[int]:
    known = frozenset(places)
    return [start for start in starts if start + step in known]
