"""The searchable text of each entry in one language, and the card that a result shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_models import Practice
from knowledge_hub.model.translations import Original
from knowledge_hub.pages.composer import Composer
from knowledge_hub.quality.wording_checks import terms_of
from knowledge_hub.search.postings import Document
from knowledge_hub.search.text_analysis import is_chinese, key, query_keys, tokens
from knowledge_hub.views.facets import FACETS
from knowledge_hub.views.localised import Localised


def in_order(catalogue: Catalogue) -> list[Entry]:
    """All entries, the newest first; their place is their number in every index."""
    entries = [entry for of in catalogue.entries.values() for entry in of.values()]
    return sorted(entries, key=lambda entry: (-entry.record.updated.toordinal(), entry.record.id))


def facet_codes(catalogue: Catalogue, entry: Entry) -> list[str]:
    """The entry's values of every facet, as 'facet:code'."""
    return [f"{name}:{code}" for name, facet in FACETS.items() for code in facet.codes(catalogue, entry)]


def codes_of_entries(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """For each entry its facet values, the United Nations terms of its original and the hard words of its easy text."""
    terms = terms_of(catalogue)
    out = {}
    for entry in in_order(catalogue):
        codes = facet_codes(catalogue, entry)
        codes += [f"un_terms:{code}" for code in terms(entry)]
        easy = entry.record.easy
        lines = [line for part in ("what", "why", "how", "result", "learn") for line in getattr(easy, part, ())]
        codes += [f"glossary:{word}" for line in lines for word in line.words]
        out[entry.record.id] = tuple(dict.fromkeys(codes))
    return out


def document(localised: Localised, entry: Entry, codes: Sequence[str]) -> Document:
    """The texts of one entry by field, as a reader of this language gets them."""
    catalogue, record = localised.catalogue, entry.record
    states = [localised.label("states", code) for code in record.countries]
    title = [*_texts(localised, entry, ("text.title", "easy.title")), *states]
    if isinstance(record, Practice):
        title += [*_texts(localised, entry, ("text.mechanism_name",)), *filter(None, [record.mechanism.name])]
    body = [text for field in _body_fields(entry) for text in _texts(localised, entry, (field,))]
    for source in record.sources:
        body += [each for each in (source.title, source.publisher, source.symbol) if each]
    body += [
        str(value)
        for name in ("publisher", "provider", "partners", "symbol", "licence")
        if (value := getattr(record, name, None))
    ]
    labels = [
        localised.label(facet.vocabulary, code)
        for name, facet in FACETS.items()
        if facet.vocabulary and name != "state"
        for code in facet.codes(catalogue, entry)
    ]
    exact = [each.lower() for code in record.countries for each in (code, catalogue.state(code).alpha2)]
    return Document(
        {"title": title, "summary": [*_texts(localised, entry, ("text.summary",)), *labels], "body": body}, codes, exact
    )


def _body_fields(entry: Entry) -> Iterator[str]:
    for part, holder in (("text", entry.record.text), ("easy", entry.record.easy)):
        if holder is not None:
            for name in type(holder).model_fields:
                if name not in {"title", "summary", "mechanism_name"}:
                    yield f"{part}.{name}"


def _texts(localised: Localised, entry: Entry, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        found = localised.field(entry, field)
        if found:
            text: Original = found[0]
            yield from (text,) if isinstance(text, str) else text


def aliases(catalogue: Catalogue, language: LanguageCode) -> Mapping[str, Sequence[str]]:
    """Words of the vocabularies and of the term list in the five other languages, with the codes that they name."""
    found: dict[str, set[str]] = defaultdict(set)
    named = {name: facet.vocabulary for name, facet in FACETS.items() if facet.vocabulary}
    for name, vocabulary in (*named.items(), ("un_terms", "un_terms"), ("glossary", "glossary")):
        for code, term in catalogue.vocabularies[vocabulary].terms.items():
            for other in LANGUAGES:
                if other != language:
                    for each in _alias_keys(term.label[other], language):
                        found[each].add(f"{name}:{code}")
    return {each: sorted(codes) for each, codes in found.items() if len(codes) <= _VAGUE}


_SHORT = 4
"""Letters from which a Latin word may name a code; shorter ones are articles and prepositions ('of', 'des', 'las')."""
_VAGUE = 12
"""Codes that a word may name; one that names more, such as 'droit' or 'human', tells nothing apart."""


def _alias_keys(label: str, language: LanguageCode) -> Iterator[str]:
    for token in tokens(label):
        if token.isascii() and len(token) < _SHORT:
            continue
        found = query_keys(token, language)
        yield from found
        if token.isalpha() and (is_chinese(token) or not found):
            yield key(token, language)


def card(composer: Composer, entry: Entry) -> list[Any]:
    """What a result shows: address below the edition's root, title, line above it, text, language where it is another."""
    localised = composer.localised
    title = localised.title(entry)
    shown = next(_texts(localised, entry, ("easy.what" if composer.easy else "text.summary",)), "")
    foreign = "" if title.language == localised.language else title.language
    return [f"{entry.path}.html", title.text, composer.over(entry), shown, foreign]
