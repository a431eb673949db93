"""Search indexes in the open data for lunr.js and lunr.py (``data/search/<language>.json``).

lunr.py's builder makes them from the same documents, fields and weights as the slices of the site search. Each word is indexed
as its key (``text_analysis``), and also as written if that differs, so that lunr's own ``search`` finds it. ``words`` maps a
word without accents to its key; lunr ignores this member, and ``lunr_query`` uses it.
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
from knowledge_hub.search.search_documents import document
from knowledge_hub.search.text_analysis import compounds, keys, tokens
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.newest_first import newest_first

FOLDER = "search"
"""Folder of the indexes in the open data."""
ENTRIES_PER_FILE = 500
"""Entries in one index, as in other files of the open data: about 14 MB. More entries give several indexes, to limit memory."""
_HELPERS = (Path(__file__).parent / "scripts" / "lunr_query.mjs", Path(__file__).parent / "lunr_query.py")
"""Query helpers for lunr.js and lunr.py, published unchanged next to the indexes."""
_Task = tuple[LanguageCode, int]
"""A language and the number of the index, from 1."""
_NO_METADATA: dict[str, object] = {}
"""lunr's metadata of a posting, which the hub does not use. All postings share this object, to save memory."""


def write_lunr_indexes(catalogue: Catalogue, out: Path) -> list[Download]:
    """Write the indexes and the query helpers below ``out``, the folder of the open data; returns the files. Raises OSError."""
    (out / FOLDER).mkdir(parents=True)
    entries = newest_first(catalogue.all_entries())
    parts: list[list[_Task]] = [
        [(language, start // ENTRIES_PER_FILE + 1)]
        for language in LANGUAGES
        for start in range(0, max(len(entries), 1), ENTRIES_PER_FILE)
    ]
    done = progress(Message("Writing data"), len(parts))
    written = [
        download
        for files in fan_out(_write_parts, (catalogue, out, entries), parts, done=done, always=True)
        for download in files
    ]
    for helper in _HELPERS:
        with CountedFile(out, f"{FOLDER}/{helper.name}") as file:
            file.write(helper.read_bytes())
            written.append(file.done())
    return written


def _write_parts(shared: tuple[Catalogue, Path, Sequence[Entry]], tasks: Sequence[_Task]) -> list[Download]:
    catalogue, out, entries = shared
    return [
        _write_part(
            catalogue, out, entries[(number - 1) * ENTRIES_PER_FILE : number * ENTRIES_PER_FILE], language, number
        )
        for language, number in tasks
    ]


def _write_part(
    catalogue: Catalogue, out: Path, entries: Sequence[Entry], language: LanguageCode, number: int
) -> Download:
    localised = Localised(catalogue, Edition(language, "standard"))
    index = lunr_index(((entry.path, document(localised, entry, ())) for entry in entries), language)
    # The first file has no number, as with all other files of the open data.
    name = f"{FOLDER}/{language}{'' if number == 1 else f'-{number}'}.json"
    with CountedFile(out, name, language=language) as file:
        file.write(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        file.entries = len(entries)
        return file.done()


def lunr_index(documents: Iterable[tuple[str, Document]], language: LanguageCode) -> dict[str, object]:
    """The serialised lunr index of documents, given with their paths, and ``words``."""
    builder, terms_of = _Builder(), _Terms(language)
    for name, boost in FIELDS.items():
        builder.field(name, boost=boost)
    for path, texts in documents:
        # lunr's own word count takes most of the build time, so lunr gets an empty document here, and the counts below.
        builder.add({"id": path, **dict.fromkeys(FIELDS, ())})
        for name in FIELDS:
            extra = texts.exact if name == "title" else ()
            terms = [
                term
                for text in texts.texts.get(name, ())
                for word in (*tokens(text), *compounds(text))
                for term in terms_of[word]
            ]
            _count(builder, f"{name}/{path}", [*terms, *extra])
    if not builder.document_count:
        # lunr cannot compute an average length without documents.
        builder.add({"id": "", **dict.fromkeys(FIELDS, ())})
    return {**builder.build().serialize(), "words": dict(sorted(terms_of.keys_of_words.items()))}


class _Builder(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's builder without the token set, which takes an eighth of the time and is not part of a serialised index."""

    def _create_token_set(self) -> None:
        self.token_set = TokenSet()


def _count(builder: Builder, reference: str, terms: Sequence[str]) -> None:
    """Count the terms of one field as ``Builder.add`` does; a test compares the two."""
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


class _Terms(dict[str, Sequence[str]]):
    """Cache of the terms of each token of a language; also collects the key of each word."""

    def __init__(self, language: LanguageCode) -> None:
        super().__init__()
        self._language: LanguageCode = language
        self.keys_of_words: dict[str, str] = {}

    def __missing__(self, token: str) -> Sequence[str]:
        terms = [term for alternatives in keys(token, self._language) for term in alternatives]
        if len(terms) == 1 and token.isalnum():
            plain = without_accents(token)
            if plain != terms[0]:
                # If words differ in their accents only, the first one counts, so the result depends on the order of entries only.
                self.keys_of_words.setdefault(plain, terms[0])
            if token != terms[0]:
                terms.append(token)
        self[token] = terms
        return terms
