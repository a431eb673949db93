"""The search index of one language, split into slices that the browser loads as needed.

The weights come from ``postings``. A slice is a script that passes its data to ``hubSearch.take``, so that it can be loaded
from disk and under a strict Content Security Policy; decision 0006 describes the files. Each file is written as soon as it is
full, as all files together take more memory than the postings.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.chinese import traditional
from knowledge_hub.search.mentions import mentions
from knowledge_hub.search.names import NO_NAMES, Names
from knowledge_hub.search.postings import FIELDS, Document, Posting, Postings
from knowledge_hub.search.prefixes import with_prefixes
from knowledge_hub.search.slice_files import Slices, WriteFile
from knowledge_hub.search.text_analysis import is_chinese


def write_index(
    documents: Iterable[Document], words: "Words", language: LanguageCode, write_file: WriteFile
) -> dict[str, list[str]]:
    """Write the index files of one language; returns the first key of each slice, by kind of slice."""
    postings, coded = _collected(documents, language)
    terms, places = Slices("terms", write_file), Slices("places", write_file)
    spellings, in_texts = postings.spellings(), frozenset(postings.terms())
    with_codes = _codes(postings, coded, words.names)
    joined = with_prefixes(postings.words(), language)
    for term in sorted({*in_texts, *with_codes, *words.aliases, *words.names.names}):
        value: list[str] | None
        if term in in_texts:
            posting = postings.posting(term)
            found = _merged(posting, [postings.posting(other) for other in joined.get(term, ())])
            value = _term_value(term, found, postings.documents, spellings.get(term, ()))
            places.add(term, f'"{_places(posting)}"')
        elif term in with_codes:
            value = with_codes[term]
        elif term in words.names.names:
            value = _named(term, words.names, with_codes, postings)
        else:
            value = _leading("", [f"#{code}" for code in words.aliases[term] if f"#{code}" in coded])
        if value:
            terms.add(term, _json(value))
    backwards = Slices("words", write_file)
    for line in _backwards(spellings, words.names):
        backwards.add(line, '""')
    table = traditional({letter for term in (*in_texts, *words.names.names) for letter in term if is_chinese(letter)})
    write_file("traditional-0.js", f'hubSearch.take("traditional",0,{_json(table)})\n')
    return {slices.kind: slices.close() for slices in (terms, places, backwards)}


def _collected(documents: Iterable[Document], language: LanguageCode) -> tuple[Postings, dict[str, dict[int, float]]]:
    """The postings of the texts; and the documents of each key that is in no text, with its share of each."""
    postings = Postings(language)
    coded: dict[str, dict[int, float]] = defaultdict(dict)
    for number, document in enumerate(documents):
        postings.add(document.texts)
        for code in document.codes:
            coded[f"#{code}"][number] = document.shares.get(code, 1)
        marked = [*(f"={code}" for code in document.exact), *(f"@{address}" for address in document.addresses)]
        for key in (*marked, *document.unwritten):
            coded[key][number] = 1
    return postings, coded


def _codes(postings: Postings, coded: Mapping[str, Mapping[int, float]], names: Names) -> dict[str, list[str]]:
    """The value of each code: its documents, and its label where it has a name."""
    mentioned = {f"#{code}": weights for code, weights in mentions(postings, names.names).items()}
    values = {}
    for key in {*coded, *mentioned}:
        weights = _coded(postings, coded.get(key, {}), mentioned.get(key, {}))
        label = [names.labels[key[1:]]] if key[1:] in names.labels else []
        values[key] = ["", _documents(weights, postings.documents), "", *label]
    return values


def _named(term: str, names: Names, codes: Mapping[str, Sequence[str]], postings: Postings) -> list[str] | None:
    """The value of a name; None for one that is only a word of the texts.

    That is one of another language, as the texts have another word in mind; and a word that so many entries have, that the
    code adds little to them and costs the reader a file.
    """
    word = term.removesuffix(" ")
    pairs = [word[at : at + 2] for at in range(len(word) - 1)] if is_chinese(word) else [word]
    frequency = min((postings.frequency(pair) for pair in pairs), default=0)
    if (frequency and not names.is_own(term)) or (
        frequency > max(_OFTEN, _OFTEN_SHARE * postings.documents) and not names.is_certain(term)
    ):
        return None
    name, used = names.names[term], [f"#{code}" for code in sorted(names.names[term].codes) if f"#{code}" in codes]
    value = _leading(" ".join(sorted(name.forms)), used)
    if value and len(used) == 1 and names.is_own(term) and len(codes[used[0]][1]) <= _FEW_ENTRIES:
        return [value[0], codes[used[0]][1], *value[2:], *codes[used[0]][3:]]
    return value


_OFTEN, _OFTEN_SHARE = 8, 0.1
"""Entries that have such a word: more than a page of results."""
_FEW_ENTRIES = 60
"""A name has the entries of its code itself where they take at most these characters, about ten: the reader waits for one file
less. In the other names, they are only with the code, as a code has twenty names."""


def _leading(forms: str, codes: Sequence[str]) -> list[str] | None:
    return [forms, "", " ".join(codes)] if codes else None


@dataclass(frozen=True, slots=True)
class Words:
    """The words that an index knows and that are in no text."""

    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Keys of words in other languages, with the codes that they name."""
    names: Names = NO_NAMES


def _coded(postings: Postings, coded: Mapping[int, float], mentioned: Mapping[int, float]) -> dict[int, float]:
    """The weights of a code: as a word of the summary where the data has it, and its mentions in texts."""
    weight = FIELDS["summary"] * postings.rarity(len(coded)) if coded else 0
    return {number: weight * coded.get(number, 0) + mentioned.get(number, 0) for number in sorted({*coded, *mentioned})}


def _merged(posting: Posting, others: Iterable[Posting]) -> Posting:
    """A posting with the documents of other spellings of the word; each document keeps its highest weight."""
    weights = dict(zip(posting.numbers, posting.weights, strict=True))
    for other in others:
        for number, weight in zip(other.numbers, other.weights, strict=True):
            weights[number] = max(weights.get(number, 0), weight)
    numbers = sorted(weights)
    return Posting(numbers, [weights[number] for number in numbers], ())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _term_value(term: str, posting: Posting, documents: int, spellings: Iterable[str]) -> list[str]:
    """Forms, documents with weights, and codes of a key. A key of nearly all documents is marked as such, with its best ones."""
    weights = dict(zip(posting.numbers, posting.weights, strict=True))
    forms = " ".join(sorted(spelling for spelling in spellings if spelling != term))
    return [forms, _documents(weights, documents), ""]


def _documents(weights: Mapping[int, float], documents: int) -> str:
    everywhere = len(weights) > max(_FEW, documents * _NEARLY_ALL)
    best = ((number, weight) for number, weight in weights.items() if weight >= _NOTABLE or not everywhere)
    return "*" * everywhere + _pairs(best)


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


def _backwards(spellings: Mapping[str, Iterable[str]], names: Names) -> Iterator[str]:
    """All forms reversed, with their keys, to find words with an error at the start by their ending."""
    words = {(form[::-1], term) for term, forms in spellings.items() for form in forms if len(form) >= _LONG}
    words |= {
        (term[-2::-1], term)
        for term in names.names
        if len(term) > _LONG and names.is_own(term) and term.count(" ") == 1
    }
    for backwards, term in sorted(words):
        yield f"{backwards} {term}"


_LONG = 4
"""Shorter forms are not found by their ending: with one wrong letter of three, every short word would match."""


class _Base36(dict[int, str]):
    """Cache of numbers in base 36, as the same ones recur millions of times."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number, len(_DIGITS))
        written = self[number] = (self[rest] if rest else "") + _DIGITS[last]
        return written


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE36 = _Base36()
