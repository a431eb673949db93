"""Words with a conjunction or preposition written before them (Arabic), for languages that have such prefixes."""

from collections import defaultdict
from collections.abc import Mapping

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode


def with_prefixes(words: Mapping[str, str], language: LanguageCode) -> dict[str, set[str]]:
    """By key of a word: the keys of the same word with a prefix. Only where the texts have the word without it as well.

    ``words``: each word of the texts with its key.
    """
    prefixes = LANGUAGE_BY_CODE[language].prefixes
    keys: dict[str, set[str]] = defaultdict(set)
    for word, term in words.items() if prefixes else ():
        plain = prefixes.sub("", word) if prefixes else word
        if plain != word and plain in words and words[plain] != term:
            keys[words[plain]].add(term)
    return keys
