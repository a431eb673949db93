"""Writes the open data: ``/data/`` of the site, and the folder of ``hub export``.

Each entry has a file of its own (JSON, RIS, BibTeX). The whole is one file of JSON lines a collection, as a whole file of ten
thousand entries would be 300 MB: a line is an entry, the same bytes as its own file, and nothing has to be held in memory.
Files of more than ``PART`` entries are cut; a part is a worker's task.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.terminal import progress
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.export import codebook
from knowledge_hub.export.citation_files import bibtex, ris
from knowledge_hub.export.csv_tables import header, row, shared
from knowledge_hub.export.dcat import RECORD, SCHEMA, dcat_record
from knowledge_hub.export.downloads import Counted, Download
from knowledge_hub.export.export_format import (
    FORMAT,
    LICENCE,
    LICENCE_URL,
    encoded,
    entry_document,
    vocabularies_document,
)
from knowledge_hub.export.export_schema import export_schema
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.page_plan import list_uri

FOLDER = "data"
"""Where the export stands in the site."""
INDEX = "hub.json"
"""The file that names all others."""
PART = 500
"""Entries in one file: some 15 MB of JSON lines."""
_WORTH_A_PROCESS = 400
"""Entries below which starting processes costs more than it saves (see `workers.py`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some entries of a collection, in the order of their ids; ``number`` counts from 1."""

    collection: str
    number: int
    entries: tuple[Entry, ...]

    def name(self, ending: str) -> str:
        """The name of a file of the part; the first has no number, as with the pages of a list."""
        return list_uri(self.collection, self.number).removesuffix("html") + ending


@dataclass
class Export:
    """The published entries on their way into a folder. ``site_url`` ends with a slash, or is '' when it is not known."""

    catalogue: Catalogue
    out: Path
    site_url: str = ""
    languages: Sequence[LanguageCode] = LANGUAGES
    """Languages of the site around it, which the index leads to. The data itself is always whole."""

    def write(self) -> tuple[Download, ...]:
        """Write all files; returns those that hold more than one entry, in the order of the index."""
        parts = [[part] for part in self._parts()]
        for collection in self.catalogue.entries:
            (self.out / collection).mkdir(parents=True, exist_ok=True)
        many = self.catalogue.count() >= _WORTH_A_PROCESS
        found = [
            download
            for part in fan_out(
                _write_parts, self, parts, done=progress(Message("Writing data"), len(parts)), always=many
            )
            for download in part
        ]
        found += self._lists()
        downloads = tuple(found)
        updated = str(self.catalogue.last_change() or "")
        record = dcat_record(self.catalogue, downloads, updated, self.site_url)
        (self.out / RECORD).write_bytes(_readable(record))
        (self.out / INDEX).write_bytes(_readable(self._index(downloads, updated)))
        return downloads

    @cached_property
    def localised(self) -> tuple[Localised, ...]:
        """The catalogue as the tables of each language show it."""
        return tuple(Localised(self.catalogue, Edition(language, "standard")) for language in LANGUAGES)

    def _parts(self) -> Iterator[Part]:
        for collection, of in self.catalogue.entries.items():
            entries = tuple(of.values())
            for start in range(0, max(len(entries), 1), PART):
                yield Part(collection, start // PART + 1, entries[start : start + PART])

    def write_part(self, part: Part) -> list[Download]:
        """Write the files of a part and of each of its entries."""
        with ExitStack() as stack:
            lines = stack.enter_context(Counted(self.out, part.name("ndjson"), part.collection))
            tables = [
                stack.enter_context(Counted(self.out, part.name(f"{language}.csv"), part.collection, language))
                for language in LANGUAGES
            ]
            for table in tables:
                table.write(header(part.collection))
            for entry in part.entries:
                self._write_entry(entry, lines, tables)
            for file in (lines, *tables):
                file.entries = len(part.entries)
            return [lines.done(), *(table.done() for table in tables)]

    def _write_entry(self, entry: Entry, lines: Counted, tables: Sequence[Counted]) -> None:
        content = encoded(entry_document(entry))
        lines.write(content)
        stem = f"{self.out}/{entry.path}"
        _write(f"{stem}.json", content)
        _write(f"{stem}.ris", ris(self.catalogue, entry, self.site_url))
        _write(f"{stem}.bib", bibtex(self.catalogue, entry, self.site_url))
        common = shared(entry)
        for localised, table in zip(self.localised, tables, strict=True):
            table.write(row(localised, entry, common))

    def _lists(self) -> Iterator[Download]:
        """What is needed to understand the entries: lists, code book, schema."""
        for name, content in (
            ("vocabularies.json", _readable(vocabularies_document(self.catalogue))),
            ("codebook.json", _readable(codebook.as_json(self.catalogue))),
            ("codebook.csv", codebook.as_csv(self.catalogue)),
            (SCHEMA, _readable(export_schema(self.catalogue))),
        ):
            with Counted(self.out, name) as file:
                file.write(content)
                yield file.done()

    def _index(self, downloads: Sequence[Download], updated: str) -> dict[str, Any]:
        strings = self.catalogue.strings
        return {
            "format": FORMAT,
            "name": {language: strings[language]["site.name"] for language in LANGUAGES},
            "address": self.site_url or None,
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "updated": updated,
            "editions": {
                language: {
                    "standard": Edition(language, "standard").prefix,
                    "easy": Edition(language, "easy").prefix,
                    "feed": f"{Edition(language, 'standard').prefix}feed.xml",
                }
                for language in LANGUAGES
                if language in self.languages
            },
            "files": [asdict(each) for each in downloads],
            "entries": [
                {"path": each.path, "updated": str(each.record.updated)} for each in self.catalogue.all_entries()
            ],
        }


def _write_parts(export: Export, parts: Sequence[Part]) -> list[Download]:
    return [download for part in parts for download in export.write_part(part)]


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:  # noqa: PTH123 - pathlib doubles the cost, as often as there are entries
        file.write(content)


def _readable(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
