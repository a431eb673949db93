"""Names that lead to codes: labels, acronyms, other names and the names of CLDR, from all languages, for the index of one.

A name is looked up by the keys of its words with a blank behind each ('ivori coast '), so that it sorts next to its first word.
Words of the same meaning are names as well: of a group that pages do not show.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LANGUAGES, LanguageCode, cldr_locale
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.model.facets import FACETS
from knowledge_hub.model.other_names import WORDS, OtherNames, SameWords
from knowledge_hub.model.vocabularies import Mechanism
from knowledge_hub.search.chinese import by_sound
from knowledge_hub.search.stop_words import stop_words
from knowledge_hub.search.text_analysis import form, is_chinese, is_searched, key, tokens

_FOR_TEXTS = ("un_terms", "glossary")
"""Vocabularies without a facet whose terms are recognised in texts."""
_SURE = 5
"""From this length on, two words with the same stem are the same word; 'Дания' (Denmark) and 'данные' (data) share 'дан'."""


@dataclass(slots=True)
class Name:
    """What one key of a name leads to."""

    codes: set[str] = field(default_factory=set)
    """As 'facet:code', or 'vocabulary:code' without a facet."""
    forms: set[str] = field(default_factory=set)
    """Forms of a single word whose stem is too short to be sure; empty where the key is enough."""
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    """Keys of the index that follow each other where a text has the name; only names of the language itself and acronyms."""
    is_acronym: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names for the index of one language."""

    names: Mapping[str, Name]
    """By key."""
    labels: Mapping[str, str]
    """The label of each code in the language."""

    def is_certain(self, key: str) -> bool:
        """Whether a name is more than a word that it is written with: a State, an acronym, several words."""
        name = self.names[key]
        return name.is_acronym or key.count(" ") > 1 or any(code.startswith("state:") for code in name.codes)

    def is_own(self, key: str) -> bool:
        """Whether a name is one of the language itself, or an acronym."""
        return bool(self.names[key].phrases)


NO_NAMES = Names({}, {})


def names_for(catalogue: Catalogue, language: LanguageCode) -> Names:
    """All names that readers of a language may type."""
    names: dict[str, Name] = defaultdict(Name)
    labels: dict[str, str] = {}
    for vocabulary, prefix in _prefixes(catalogue).items():
        for code, term in catalogue.vocabularies[vocabulary].terms.items():
            labels[f"{prefix}:{code}"] = term.label[language]
    is_by_sound = not LANGUAGE_BY_CODE[language].spaced
    for code, other, text in _names(catalogue, language):
        _add(names, code, text, language, is_own=other == language or text.isupper())
        for sound in by_sound(text) if is_by_sound and other == language else ():
            _add(names, code, sound, language, is_own=False)
            _add(names, code, sound.replace(" ", ""), language, is_own=False)
    return Names(names, labels)


def _prefixes(catalogue: Catalogue) -> dict[str, str]:
    """The vocabularies whose codes have names, each with the prefix of its codes in the index."""
    prefixes = {facet.vocabulary: name for name, facet in FACETS.items() if facet.vocabulary}
    others = [name for name in catalogue.other_names if name != WORDS]
    return {**{name: name for name in (*_FOR_TEXTS, *others)}, **prefixes}


_Named = Iterator[tuple[str, LanguageCode, str]]
"""Code, language and text of names."""


def _names(catalogue: Catalogue, language: LanguageCode) -> _Named:
    for vocabulary, prefix in _prefixes(catalogue).items():
        yield from _labels(catalogue, vocabulary, prefix, language)
        names = catalogue.other_names.get(vocabulary)
        if isinstance(names, OtherNames):
            yield from _others(names, prefix)
    yield from _territories(catalogue)
    words = catalogue.other_names.get(WORDS)
    # Words of the same meaning are those of one language only.
    for number, group in enumerate(words.words[language] if isinstance(words, SameWords) else ()):
        yield from ((f"{WORDS}:{number}", language, text) for text in group)


def _labels(catalogue: Catalogue, vocabulary: str, prefix: str, language: LanguageCode) -> _Named:
    for code, term in catalogue.vocabularies[vocabulary].terms.items():
        for other in LANGUAGES:
            yield f"{prefix}:{code}", other, term.label[other]
        if isinstance(term, Mechanism) and term.short:
            yield f"{prefix}:{code}", language, term.short


def _others(names: OtherNames, prefix: str) -> _Named:
    for code, forms in names.names.items():
        for other in LANGUAGES:
            yield from ((f"{prefix}:{code}", other, text) for text in forms[other])


def _territories(catalogue: Catalogue) -> _Named:
    for other in LANGUAGES:
        territories = cldr_locale(other).territories
        for code in catalogue.vocabularies["states"].terms:
            name = territories.get(catalogue.state(code).alpha2)
            if name:
                yield f"state:{code}", other, name


def _add(names: dict[str, Name], code: str, text: str, language: LanguageCode, *, is_own: bool) -> None:
    """Add one name. A part in brackets is not part of the name: 'Group of African States (African Group)'."""
    for part in _parts(text):
        words = _deciding(part, language)
        if not words:
            continue
        name = names["".join(f"{_key(word, language)} " for word in words)]
        name.codes.add(code)
        name.is_acronym = name.is_acronym or text.isupper()
        if len(words) == 1 and not is_chinese(words[0]) and len(_key(words[0], language)) < _SURE:
            name.forms.add(form(words[0], language))
        if is_own:
            name.phrases.add(tuple(_phrase([token for token in tokens(part) if is_searched(token)], language)))


def _deciding(text: str, language: LanguageCode) -> list[str]:
    """The words of a name that a query keeps: not 'of' and 'the', unless there are no others."""
    words = [token for token in tokens(text) if is_searched(token)]
    stop = frozenset(stop_words(language, "words").split())
    return [word for word in words if form(word, language) not in stop] or words


def _parts(text: str) -> Sequence[str]:
    """A label with brackets is two names: the part before them, and the part between them."""
    before, bracket, rest = text.replace("（", "(").replace("）", ")").partition("(")
    inside = rest.partition(")")[0].strip()
    return [part for part in (text if not bracket else before.strip(), inside) if part]


def _key(word: str, language: LanguageCode) -> str:
    return word if is_chinese(word) or "/" in word else key(word, language)


def _phrase(words: Sequence[str], language: LanguageCode) -> Iterator[str]:
    for word in words:
        if is_chinese(word) and len(word) > 1:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield _key(word, language)


def is_form_of(typed: str, name: str) -> bool:
    """Whether a form may be another ending of a short name: 'Дании' of 'Дания', but not 'данные'."""
    if len(name) <= _EXACT:
        return typed == name
    return abs(len(typed) - len(name)) <= _ENDING and typed.startswith(name[:-1])


_EXACT = 3
"""Names of three letters, most of them acronyms, have no other endings."""
_ENDING = 2
"""Letters that an ending may be longer or shorter than that of the name."""
