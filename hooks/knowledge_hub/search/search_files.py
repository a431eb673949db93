"""Files of the search below ``assets/search``: a script, slices and cards for each language, facets for all.

``<language>/search.js`` is the stemmer, ``scripts/search.js``, ``search_results.js`` and ``search_page.js`` in one, with the
starts of the slices.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode
from knowledge_hub.base.minifier import scripts
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.search.search_documents import aliases, card, document
from knowledge_hub.search.search_index import Put, steps, write_index

_FEW = 128
"""Entries whose cards are sent in one file: up to here it is about 10 kB compressed, less than the requests it saves."""
_BLOCK = 16
"""Cards of a slice where there are more. A page of results shows ten, from anywhere in the list, so most of what a slice
holds is fetched for nothing: 16 cards are some 2 kB compressed."""
_STEMMER_NOTICE = (
    "/*! Stemmer: Snowball 3.0.1, (c) 2001 Martin Porter, (c) 2002 Richard Boulton and others, BSD-3-Clause */"
)


def write_index_files(
    composer: Composer, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]], put: Put
) -> None:
    """Put the script and the slices of one language, by their names below ``assets/search/<language>``."""
    localised, language = composer.localised, composer.localised.language
    documents = (document(localised, entry, codes[entry.record.id]) for entry in entries)
    starts = write_index(documents, aliases(composer.catalogue, language), language, put)
    settings = {**starts, "documents": len(entries), "block": block_of(len(entries))}
    put("search.js", _script(language, json.dumps(settings, ensure_ascii=False, separators=(",", ":"))))


def card_files(composer: Composer, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The cards of one edition, in slices."""
    kind, block = f"cards-{composer.edition.register}", block_of(len(entries))
    for number, start in enumerate(range(0, len(entries), block)):
        cards = [card(composer, entry) for entry in entries[start : start + block]]
        content = json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
        yield f"{kind}-{number}.js", f'hubSearch.take("{kind}",{number},{content})\n'


def facet_files(entries: Sequence[Entry], codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Which entries have which value of each facet, the same in all languages; a reader loads the facets that are open."""
    having: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    for number, entry in enumerate(entries):
        for code in codes[entry.record.id]:
            facet = code.partition(":")[0]
            if facet in having:
                having[facet][code].append(number)
    for facet, values in having.items():
        content = {code: steps(numbers) for code, numbers in sorted(values.items())}
        yield (
            f"facet-{facet}.js",
            f'hubSearch.take("facet","{facet}",{json.dumps(content, ensure_ascii=False, separators=(",", ":"))})\n',
        )


def block_of(entries: int) -> int:
    """How many cards a slice holds."""
    return max(1, entries) if entries <= _FEW else _BLOCK


def _script(language: LanguageCode, starts: str) -> str:
    parts = [
        scripts("search"),
        f'hubSearch.begin("{language}",document.currentScript.src.replace(/[^/]*$/,""),{starts});',
        scripts("search_results", "search_page"),
    ]
    stemmer = LANGUAGE_BY_CODE[language].stemmer
    if stemmer:
        parts[:0] = [_STEMMER_NOTICE, scripts("stemmers/base", f"stemmers/{stemmer}")]
    return "\n".join(parts)
