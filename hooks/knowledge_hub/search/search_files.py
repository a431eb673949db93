"""Files of the site search, in the folder ``search`` of the content: script, slices and cards of each language, facets for all.

``<language>/search.js`` has the stemmer, ``scripts/search.mjs``, the analysis rules of the language and the first key of each slice.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode
from knowledge_hub.base.minifier import script, vendored
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.search.search_documents import aliases, card, document
from knowledge_hub.search.search_index import WriteFile, steps, write_index

_FEW = 128
"""Up to this number of entries, all cards are in one file: about 10 kB compressed, which costs less than several requests."""
_CARDS_PER_SLICE = 16
"""Cards in a slice if there are more entries: about 2 kB compressed. A results page shows ten cards from anywhere in the list,
so most cards of a slice are loaded in vain."""
_STEMMER_NOTICE = (
    "/*! Stemmer: Snowball 3.0.1, (c) 2001 Martin Porter, (c) 2002 Richard Boulton and others, BSD-3-Clause */"
)


def write_index_files(
    composer: Composer, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]], write_file: WriteFile
) -> None:
    """Write the script and the index slices of one language; names are relative to ``assets/search/<language>``."""
    localised, language = composer.localised, composer.localised.language
    documents = (document(localised, entry, codes[entry.record.id]) for entry in entries)
    starts = write_index(documents, aliases(composer.catalogue, language), language, write_file)
    settings = {**starts, "documents": len(entries), "block": block_of(len(entries))}
    write_file("search.js", _script(language, _json(settings)))


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
    definition = LANGUAGE_BY_CODE[language]
    algorithm, attached = definition.stemmer, definition.attached
    stemmer = [_STEMMER_NOTICE, vendored("stemmers/base"), vendored(f"stemmers/{algorithm}")] if algorithm else []
    instance = f"new {algorithm.capitalize()}Stemmer" if algorithm else "null"
    rules = f"{{stemmer:{instance},attached:{_json(attached.pattern if attached else None)}}}"
    folder = 'document.currentScript.src.replace(/[^/]*$/,"")'
    return "\n".join([*stemmer, script("search"), f"hubSearch.begin({folder},{index},{rules});"])


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
