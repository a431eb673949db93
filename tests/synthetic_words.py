"""Words for synthetic texts: real ones of each language, so many that the vocabulary grows with the text as in life.

The words of ``tests/search/golden`` are drawn by the law of Zipf and Mandelbrot: a few often, most of them seldom, and again
and again one that was not there before. Past the end of a list, a word is put together from two of it, as names are. The
number of different words then grows like the power 2/3 of the number drawn (Heaps' law; 0.4 to 0.7 in real texts).
"""

import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.model.vocabularies import UnTerm, Vocabulary
from knowledge_hub.quality.wording_checks import official_terms

_GOLDEN = Path(__file__).parent / "search/golden"
_EQUAL = 50
"""Words at the head of a list that are about equally frequent."""
_TOPIC = 40
"""Words that one entry draws, and then uses again and again: texts keep to their subject."""
_LONGEST_CHINESE = 4
"""Characters of the runs that count as words in Chinese."""
_ATTEMPTS = 3


class Words:
    """The words of one language, and the sentences that take them in."""

    def __init__(self, language: LanguageCode, vocabularies: Mapping[str, Vocabulary]) -> None:
        """Read the list."""
        lines = (_GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
        self._words = [word for word in (line.partition("\t")[0] for line in lines) if _is_word(word, language)]
        random.Random(language).shuffle(self._words)  # noqa: S311 - the list is in the order of the alphabet
        self._places, self._share = _PLACES.get(language, _PLACES["en"])
        self._terms = official_terms(vocabularies, language, language)
        self._terms_before = cache(self._terms)
        """The same for the real sentences, of which there are few."""
        self._avoided = _avoided(cast("Mapping[str, UnTerm]", vocabularies["un_terms"].terms), language)

    def topic(self, chance: random.Random) -> list[str]:
        """The words of one entry."""
        return [self._word(chance) for _ in range(_TOPIC)]

    def mixed(self, text: str, topic: list[str], chance: random.Random) -> str:
        """A text of the same length with some words of a topic in the places of its own.

        Terms of the United Nations stay, and none is made by chance: the text passes ``hub check`` as before.
        """
        for _ in range(_ATTEMPTS):
            mixed = self._places.sub(lambda found: self._instead(found[0], topic, chance), text)
            if self._terms(mixed) == self._terms_before(text) and not self._avoided.search(mixed):
                return mixed
        return text

    def _instead(self, word: str, topic: list[str], chance: random.Random) -> str:
        # Names stay: they begin with a capital letter.
        return chance.choice(topic) if chance.random() < self._share and word == word.lower() else word

    def _word(self, chance: random.Random) -> str:
        left = 1 - chance.random()
        rank, many = int(_EQUAL * (1 / (left * left) - 1)), len(self._words)
        if rank < many:
            return self._words[rank]
        first, second = self._words[rank % many], self._words[rank // many % many]
        return first[: (len(first) + 1) // 2] + second[len(second) // 2 :]


_PLACES: Mapping[str, tuple[re.Pattern[str], float]] = {
    "en": (re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)"), 1 / 4),
    "zh": (re.compile(r"[\u4e00-\u9fff]{3}"), 1 / 8),
}
"""Where a word can stand, and how many of the places take one; Chinese does not part its words."""


def fitting(vocabularies: Mapping[str, Vocabulary]) -> Callable[[str, Mapping[LanguageCode, str]], bool]:
    """Whether each translation of a statement says the terms of the United Nations that the original says in English."""
    official = {code: official_terms(vocabularies, "en", code) for code in LANGUAGES}
    said = {code: official_terms(vocabularies, code, code) for code in LANGUAGES}

    def fit(original: str, translations: Mapping[LanguageCode, str]) -> bool:
        return all(
            {term for _, term in official[code](original)} <= {term for _, term in said[code](text)}
            for code, text in translations.items()
        )

    return fit


def _is_word(word: str, language: LanguageCode) -> bool:
    return len(word) <= _LONGEST_CHINESE if language == "zh" else True


def _avoided(terms: Mapping[str, UnTerm], language: LanguageCode) -> re.Pattern[str]:
    """Forms that ``hub check`` refuses, and a little more: words that begin like them."""
    forms = [form.strip("*") for term in terms.values() for form in term.avoid[language]]
    return re.compile("|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms) or r"(?!)", re.IGNORECASE)
