"""Words with a conjunction or preposition written before them (Arabic), for languages that have such prefixes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode
from knowledge_hub.search.text_analysis import key


def with_prefixes(
    in_texts: Collection[str], spellings: Mapping[str, Iterable[str]], language: LanguageCode
) -> dict[str, set[str]]:
    """By key of a word: the keys of the same word with a prefix. Only where the texts have the word without it as well."""
    prefixes = LANGUAGE_BY_CODE[language].prefixes
    keys: dict[str, set[str]] = defaultdict(set)
    if prefixes:
        for term, forms in spellings.items():
            for form in forms:
                plain = prefixes.sub("", form)
                stem = key(plain, language)
                if plain != form and stem != term and stem in in_texts and plain in spellings.get(stem, ()):
                    keys[stem].add(term)
    return keys
