"""Files of the site search, in the folder ``search`` of the content: script, slices and cards of each language, facets for all.

``<language>/search.js`` has the stemmer, ``scripts/search.mjs``, the analysis rules of the language and the first key of each slice.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode
from knowledge_hub.base.minifier import script, vendored
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.search.names import names_for
from knowledge_hub.search.search_documents import aliases, card, document
from knowledge_hub.search.search_index import Words, steps, write_index
from knowledge_hub.search.slice_files import WriteFile
from knowledge_hub.search.stop_words import stop_words
from knowledge_hub.views.localised import Localised

_FEW = 256
"""Up to this number of entries, all cards are in one file: at most 20 kB compressed, which costs less than ten requests."""
_CARDS_PER_SLICE = 16
"""Cards in a slice if there are more entries: about 2 kB compressed. A results page shows ten cards from anywhere in the list,
so most cards of a slice are loaded in vain."""
_STEMMER_NOTICE = (
    "/*! Stemmer: Snowball 3.0.1, (c) 2001 Martin Porter, (c) 2002 Richard Boulton and others, BSD-3-Clause */"
)


def write_index_files(
    localised: Localised, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]], write_file: WriteFile
) -> dict[str, Any]:
    """Write the script and the index slices of one language; names are relative to ``assets/search/<language>``.

    Returns what the script is given: numbers, and the first key of each slice.
    """
    catalogue, language = localised.catalogue, localised.language
    documents = (document(localised, entry, codes[entry.record.id]) for entry in entries)
    words = Words(aliases(catalogue, language), names_for(catalogue, language))
    starts = write_index(documents, words, language, write_file)
    settings = {**starts, "documents": len(entries), "block": block_of(len(entries))}
    write_file("search.js", _script(language, _json(settings)))
    return settings


def card_files(composer: Composer, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Names and texts of the card slices of one edition."""
    kind, block = f"cards-{composer.edition.register}", block_of(len(entries))
    for number, start in enumerate(range(0, len(entries), block)):
        cards = [card(composer, entry) for entry in entries[start : start + block]]
        content = _json(cards)
        yield f"{kind}-{number}.js", f'hubSearch.take("{kind}",{number},{content})\n'


def facet_files(entries: Sequence[Entry], codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Names and texts of the facet files: the entries of each facet value. They are the same in all languages."""
    entries_of: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    for number, entry in enumerate(entries):
        for code in codes[entry.record.id]:
            facet = code.partition(":")[0]
            if facet in entries_of:
                entries_of[facet][code].append(number)
    for facet, values in entries_of.items():
        content = {code: steps(numbers) for code, numbers in sorted(values.items())}
        yield (
            f"facet-{facet}.js",
            f'hubSearch.take("facet","{facet}",{_json(content)})\n',
        )


def block_of(entries: int) -> int:
    """The number of cards in a slice."""
    return max(1, entries) if entries <= _FEW else _CARDS_PER_SLICE


def _script(language: LanguageCode, index: str) -> str:
    rules = analysis_rules(language)
    algorithm = rules.pop("algorithm")
    stemmer = [_STEMMER_NOTICE, vendored("stemmers/base"), vendored(f"stemmers/{algorithm}")] if algorithm else []
    instance = f"new {algorithm.capitalize()}Stemmer" if algorithm else "null"
    folder = 'document.currentScript.src.replace(/[^/]*$/,"")'
    return "\n".join(
        [*stemmer, script("search"), f"hubSearch.begin({folder},{index},{{stemmer:{instance},...{_json(rules)}}});"]
    )


def analysis_rules(language: LanguageCode) -> dict[str, str | None]:
    """How the texts of a language are analysed: the name of its stemmer, and patterns."""
    definition = LANGUAGE_BY_CODE[language]
    attached, prefixes = definition.attached, definition.prefixes
    return {
        "algorithm": definition.stemmer,
        "attached": attached.pattern if attached else None,
        "prefixes": prefixes.pattern if prefixes else None,
        "stop": stop_words(language, "words"),
        "how": stop_words(language, "how"),
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
