"""The index of each language in the open data, in the form that lunr.js and lunr.py load (``data/search/<language>.json``).

lunr.py's builder makes it of the same documents, fields and weights as the slices of the hub's own search. A word is in it
twice: as its key (``text_analysis``), and as it is written where that differs, so that lunr's plain ``search`` finds it too.
``words`` leads from a word without accents to its key; lunr ignores this part, and ``lunr_query`` uses it.
Contract: as the room's.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from lunr.builder import Builder
from lunr.token_set import TokenSet

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.terminal import progress
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.export.downloads import CountedFile, Download
from knowledge_hub.search.lunr_query import without_accents
from knowledge_hub.search.postings import FIELDS, Document
from knowledge_hub.search.search_documents import document, in_order
from knowledge_hub.search.text_analysis import keys, tokens
from knowledge_hub.views.localised import Localised

FOLDER = "search"
"""Folder of the indexes within the open data."""
PART = 500
"""Entries in one file, as in other files of the open data: some 14 MB. Each part is an index of its own, so that memory stays bounded."""
_HELPERS = (Path(__file__).parent / "scripts" / "lunr_query.mjs", Path(__file__).parent / "lunr_query.py")
"""What looks up the words of a query, in the two languages that lunr is written in; published as it is here."""
_Task = tuple[LanguageCode, int]
"""A language and the number of the part, from 1."""
_NO_METADATA: dict[str, object] = {}
"""What lunr would know of each posting; shared, as hundreds of thousands of empty objects would fill the memory."""


def write_lunr_indexes(catalogue: Catalogue, out: Path) -> list[Download]:
    """Write the indexes and the helpers below ``out``, the folder of the open data; returns what was written."""
    (out / FOLDER).mkdir(parents=True)
    entries = in_order(catalogue)
    parts: list[list[_Task]] = [
        [(language, at // PART + 1)] for language in LANGUAGES for at in range(0, max(len(entries), 1), PART)
    ]
    done = progress(Message("Writing data"), len(parts))
    written = [
        download
        for found in fan_out(_write_parts, (catalogue, out, entries), parts, done=done, always=True)
        for download in found
    ]
    for helper in _HELPERS:
        with CountedFile(out, f"{FOLDER}/{helper.name}") as file:
            file.write(helper.read_bytes())
            written.append(file.done())
    return written


def _write_parts(shared: tuple[Catalogue, Path, Sequence[Entry]], tasks: Sequence[_Task]) -> list[Download]:
    catalogue, out, entries = shared
    return [
        _write_part(catalogue, out, entries[(number - 1) * PART : number * PART], language, number)
        for language, number in tasks
    ]


def _write_part(
    catalogue: Catalogue, out: Path, entries: Sequence[Entry], language: LanguageCode, number: int
) -> Download:
    localised = Localised(catalogue, Edition(language, "standard"))
    index = lunr_index(((entry.path, document(localised, entry, ())) for entry in entries), language)
    # The first part has no number, as with all other files of the open data.
    name = f"{FOLDER}/{language}{'' if number == 1 else f'-{number}'}.json"
    with CountedFile(out, name, language=language) as file:
        file.write(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        file.entries = len(entries)
        return file.done()


def lunr_index(documents: Iterable[tuple[str, Document]], language: LanguageCode) -> dict[str, object]:
    """The index of some documents, each with its path, as lunr serialises it, and ``words``."""
    builder, analysed = _Builder(), _Words(language)
    for name, boost in FIELDS.items():
        builder.field(name, boost=boost)
    for path, texts in documents:
        # lunr's own counting of words takes most of the time of a build, so it gets an empty document and the counts.
        builder.add({"id": path, **dict.fromkeys(FIELDS, ())})
        for name in FIELDS:
            extra = texts.exact if name == "title" else ()
            terms = [term for text in texts.texts.get(name, ()) for word in tokens(text) for term in analysed[word]]
            _count(builder, f"{name}/{path}", [*terms, *extra])
    if not builder.document_count:
        # Of no documents lunr cannot take an average.
        builder.add({"id": "", **dict.fromkeys(FIELDS, ())})
    return {**builder.build().serialize(), "words": dict(sorted(analysed.keys_of_words.items()))}


class _Builder(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's builder without the set of all terms, which takes an eighth of the time and is not part of a serialised index."""

    def _create_token_set(self) -> None:
        self.token_set = TokenSet()


def _count(builder: Builder, reference: str, terms: Sequence[str]) -> None:
    """Count the terms of one field as ``Builder.add`` does; a test holds the two together."""
    name, _, path = reference.partition("/")
    builder.field_lengths[reference] = len(terms)
    builder.field_term_frequencies[reference] = counts = Counter(terms)
    for term in counts:
        posting = builder.inverted_index.get(term)
        if posting is None:
            posting = {**{field: {} for field in FIELDS}, "_index": builder.term_index}
            builder.inverted_index[term] = posting
            builder.term_index += 1
        posting[name][path] = _NO_METADATA


class _Words(dict[str, Sequence[str]]):
    """The terms of each token of a language, found out once; notes the key of each word."""

    def __init__(self, language: LanguageCode) -> None:
        super().__init__()
        self._language: LanguageCode = language
        self.keys_of_words: dict[str, str] = {}

    def __missing__(self, token: str) -> Sequence[str]:
        terms = [term for place in keys(token, self._language) for term in place]
        if len(terms) == 1 and token.isalnum():
            plain = without_accents(token)
            if plain != terms[0]:
                # Of words that differ in their accents alone the first decides, so that the order of entries does.
                self.keys_of_words.setdefault(plain, terms[0])
            if token != terms[0]:
                terms.append(token)
        self[token] = terms
        return terms
