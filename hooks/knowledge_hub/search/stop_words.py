"""Words that never decide which entries are found: articles, prepositions, pronouns, and the words of a question.

``stop_words.yml`` has those of each language; a language without any is searched by all words.
"""

from functools import cache
from pathlib import Path

import yaml

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.text_analysis import form, is_chinese, tokens


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = yaml.safe_load(
        (Path(__file__).parent / "stop_words.yml").read_text(encoding="utf-8")
    )
    return lists


@cache
def stop_words(language: LanguageCode, kind: str) -> str:
    """The words of a kind ('words', or 'how': those that ask for advice) as ``form`` has them, with blanks between."""
    words = tokens(_lists().get(language, {}).get(kind, ""))
    return " ".join(dict.fromkeys(word if is_chinese(word) else form(word, language) for word in words))
