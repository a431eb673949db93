"""Resolves a typed answer to a code of a vocabulary, by code or by label in any language of the hub."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, OWN_NAMES, LanguageCode, cldr_locale
from knowledge_hub.base.messages import Message
from knowledge_hub.model.vocabularies import Vocabulary

Names = Mapping[str, tuple[str, ...]]
"""Names of each code: its label in each language of ``_ORDER``, then other names."""
_ORDER = sorted(LANGUAGES, key=lambda language: language != DEFAULT_LANGUAGE)


def names_of(vocabulary: Vocabulary) -> Names:
    """The codes of a vocabulary with their labels, English first."""
    return {code: tuple(term.label[language] for language in _ORDER) for code, term in vocabulary.terms.items()}


def names_of_languages() -> Names:
    """The hub's languages with their own names, and their names in the other languages (CLDR)."""
    locales = [cldr_locale(code) for code in LANGUAGES]
    return {
        code: (
            *[OWN_NAMES[code]] * len(_ORDER),
            *filter(None, (cldr_locale(code).get_language_name(locale) for locale in locales)),
        )
        for code in LANGUAGES
    }


def code_of(answer: str, names: Names) -> str | None:
    """The code for an answer, ignoring case, accents and kinds of apostrophes; None if there is none."""
    wanted = _folded(answer)
    for code in names:
        if _folded(code) == wanted:
            return code
    return next((code for code, words in names.items() if wanted in map(_folded, words)), None)


def suggestion(answer: str, names: Names, language: LanguageCode) -> Message | None:
    """'Did you mean …?' if a code or label is similar, else all codes if they are few."""
    known = {_folded(word): code for code, words in names.items() for word in (*words, code)}
    matches = difflib.get_close_matches(_folded(answer), known, n=1, cutoff=_CLOSE)
    if matches:
        code = known[matches[0]]
        return Message("Did you mean '{code}' ({label})?", code=code, label=_label(names, code, language))
    return Message("Write one of {codes}.", codes=", ".join(names)) if len(names) <= FEW else None


_CLOSE = 0.7
"""Minimum similarity (``difflib``). Two typing errors in a name of eight letters give 0.75; with 0.6, Xanadu matched Canada."""
FEW = 30
"""Most codes of a list that is shown in full, which then fits in a terminal; the 195 States do not."""


def options(names: Names, language: LanguageCode) -> Iterable[str]:
    """One line for each code with its label; none if there are more than ``FEW``."""
    if not names or len(names) > FEW:
        return []
    width = max(map(len, names))
    return [f"  {code:{width}}  {_label(names, code, language)}" for code in names]


def _label(names: Names, code: str, language: LanguageCode) -> str:
    return names[code][_ORDER.index(language)]


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    return " ".join(
        "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("_", " ").split()
    )
