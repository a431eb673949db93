"""Searchable text and codes of an entry in one language, aliases from other languages, and the card of a search result."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.facets import FACETS
from knowledge_hub.model.fact_rows import rows_of
from knowledge_hub.model.field_info import leaves_of
from knowledge_hub.model.translations import Original
from knowledge_hub.pages.composer import Composer
from knowledge_hub.quality.wording_checks import terms_of
from knowledge_hub.search.chinese import sounds
from knowledge_hub.search.initials import initials
from knowledge_hub.search.postings import FIELDS, Document
from knowledge_hub.search.text_analysis import is_chinese, key, query_keys, tokens
from knowledge_hub.views.localised import Localised


def facet_codes(catalogue: Catalogue, entry: Entry) -> list[str]:
    """The values of all facets of an entry, as 'facet:code'."""
    return [
        f"{name}:{code}" for name, facet in FACETS.items() for code in facet.codes(catalogue.vocabularies, entry.record)
    ]


def codes_of_entries(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """By entry: its facet values, the United Nations terms in its original, and the hard words of its easy-read text."""
    terms = terms_of(catalogue)
    out = {}
    for entry in catalogue.all_entries():
        codes = facet_codes(catalogue, entry)
        codes += [f"un_terms:{code}" for code in terms(entry)]
        easy = entry.record.easy
        lines = [line for part in ("what", "why", "how", "result", "learn") for line in getattr(easy, part, ())]
        codes += [f"glossary:{word}" for line in lines for word in line.words]
        out[entry.record.id] = tuple(dict.fromkeys(codes))
    return out


def document(localised: Localised, entry: Entry, codes: Sequence[str]) -> Document:
    """The texts of an entry in this language, by index field."""
    catalogue, record = localised.catalogue, entry.record
    states = [localised.label("states", code) for code in record.countries]
    names, texts = _searched(type(record))
    title = [*_texts(localised, entry, ("text.title", "easy.title")), *states]
    title += _texts(localised, entry, [path for path in texts["title"] if path not in {"text.title", "easy.title"}])
    title += _names(record, names["title"])
    body = [*_texts(localised, entry, texts["body"])]
    for source in record.sources:
        body += [text for text in (source.title, source.publisher, source.symbol) if text]
    body += _names(record, names["body"])
    body.append(
        record.id.replace("-", " ")
    )  # People copy it from addresses, and it has the acronym of many a mechanism.
    labels = [
        localised.label(facet.vocabulary, code)
        for name, facet in FACETS.items()
        if facet.vocabulary and name != "state"
        for code in facet.codes(catalogue.vocabularies, entry.record)
    ]
    exact = [iso.lower() for code in record.countries for iso in (code, catalogue.state(code).alpha2)]
    pages = [*(source.url for source in record.sources), getattr(record, "url", None)]
    # A State is what the title is about; less so if there are others.
    share = FIELDS["title"] / FIELDS["summary"] / max(1, len(record.countries)) ** 0.5
    return Document(
        {"title": title, "summary": [*_texts(localised, entry, texts["summary"]), *labels], "body": body},
        codes,
        exact,
        [place for page in pages if page for place in source_keys(page)],
        list(_keys_of_names(localised.language, title, body)),
        {f"state:{code}": share for code in record.countries},
    )


def _keys_of_names(language: LanguageCode, title: Iterable[str], body: Iterable[str]) -> Iterator[str]:
    """Keys of the acronyms of the names in the texts; and of the title by its sound, in a language without blanks."""
    for text in (*title, *body):
        yield from (key(letters, language) for letters in initials(text, language))
    if not LANGUAGE_BY_CODE[language].spaced:
        for text in title:
            yield from sounds(text)


def source_keys(address: str) -> Iterator[str]:
    """Keys by which an address is found when somebody pastes it: without scheme, and the name of its file."""
    plain = _BEGINNING.sub("", address.lower()).split("#")[0].rstrip("/")
    if plain:
        yield plain
    file = plain.split("?")[0].rpartition("/")[2]
    if "." in file and file != plain:
        yield file


_BEGINNING = re.compile(r"^https?://(?:www\.)?")


PathsByField = Mapping[str, Sequence[str]]
"""Paths of an entry's fields, by field of the index."""


@cache
def _searched(model: type[Record]) -> tuple[PathsByField, PathsByField]:
    """The searched names and the searched texts of a model; texts are in the order of the page."""
    names: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    for field in sorted(leaves_of(model), key=lambda field: field.path.startswith("easy.")):
        weight = field.searched.weight if field.searched else "body"
        if field.path.startswith(("text.", "easy.")):
            texts[weight].append(field.path)
        elif field.searched:
            names[weight].append(field.path)
    for row in rows_of(model):
        if row.field.kind in {"text", "symbol"} and not row.field.path.startswith("text."):
            names["body"].append(row.field.path)
    return names, texts


def _names(record: Record, paths: Iterable[str]) -> Iterator[str]:
    """The values at these paths, where there are any."""
    return (str(name) for path in paths if (name := attrgetter(path)(record)))


def _texts(localised: Localised, entry: Entry, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        shown = localised.field(entry, field)
        if shown:
            text: Original = shown[0]
            yield from (text,) if isinstance(text, str) else text


def aliases(catalogue: Catalogue, language: LanguageCode) -> Mapping[str, Sequence[str]]:
    """Keys of words in other languages, from vocabularies and terms, each with the codes that it names."""
    codes_by_key: dict[str, set[str]] = defaultdict(set)
    vocabularies = {name: facet.vocabulary for name, facet in FACETS.items() if facet.vocabulary}
    for name, vocabulary in (*vocabularies.items(), ("un_terms", "un_terms"), ("glossary", "glossary")):
        for code, term in catalogue.vocabularies[vocabulary].terms.items():
            for other in LANGUAGES:
                if other != language:
                    for alias in _alias_keys(term.label[other], language):
                        codes_by_key[alias].add(f"{name}:{code}")
    return {alias: sorted(codes) for alias, codes in codes_by_key.items() if len(codes) <= _MAX_CODES}


_SHORT = 4
"""Shorter Latin words are not aliases, as most are articles and prepositions ('of', 'des', 'las')."""
_MAX_CODES = 12
"""A word that names more codes, such as 'droit' or 'human', is too vague to be an alias."""


def _alias_keys(label: str, language: LanguageCode) -> Iterator[str]:
    for token in tokens(label):
        if token.isascii() and len(token) < _SHORT:
            continue
        token_keys = query_keys(token, language)
        yield from token_keys
        if token.isalpha() and (is_chinese(token) or not token_keys):
            yield key(token, language)


def card(composer: Composer, entry: Entry) -> list[Any]:
    """The card of a search result: URL below the edition's root, title, eyebrow, text, and language if not that of the page."""
    localised = composer.localised
    title = localised.title(entry)
    text = next(_texts(localised, entry, ("easy.what" if composer.easy else "text.summary",)), "")
    foreign = "" if title.language == localised.language else title.language
    return [f"{entry.path}.html", title.text, composer.eyebrow(entry), text, foreign]
