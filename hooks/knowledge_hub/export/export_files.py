"""Writes the open data: ``/data/`` of the site, and the folder of ``hub export``.

Each entry has files of its own (JSON, RIS, BibTeX). Each collection has a file of JSON lines, with one entry a line and the
same bytes as in the entry's own file: one JSON document of ten thousand entries would be 300 MB, and readers would have to
hold it in memory. Files are split after ``ENTRIES_PER_FILE`` entries; each part is a task for a worker process.
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
from knowledge_hub.export.csv_tables import common_cells, header, row
from knowledge_hub.export.dcat import DCAT_FILE, SCHEMA_FILE, dcat_record
from knowledge_hub.export.downloads import CountedFile, Download
from knowledge_hub.export.export_format import (
    FORMAT,
    LICENCE,
    LICENCE_URL,
    entry_document,
    json_line,
    other_names_document,
    vocabularies_document,
)
from knowledge_hub.export.export_schema import export_schema
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.page_plan import list_uri

FOLDER = "data"
"""Folder of the export in the site."""
INDEX = "hub.json"
"""The file that lists all others."""
ENTRIES_PER_FILE = 500
"""Entries in one file, at most: about 15 MB of JSON lines."""
_WORTH_A_PROCESS = 400
"""With fewer entries, starting processes takes longer than it saves (see `workers.py`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one file of a collection, in the order of their ids; ``number`` counts from 1."""

    collection: str
    number: int
    entries: tuple[Entry, ...]

    def name(self, ending: str) -> str:
        """Name of a file of this part; the first part has no number, as with the pages of a list."""
        return list_uri(self.collection, self.number).removesuffix("html") + ending


@dataclass
class Export:
    """Writes the published entries to a folder. ``site_url`` ends with a slash, or is '' without a public address."""

    catalogue: Catalogue
    out: Path
    site_url: str = ""
    languages: Sequence[LanguageCode] = LANGUAGES
    """Languages of the site, for the links of the index. The data itself is always in all languages."""
    others: Sequence[Download] = ()
    """Files that were written into the folder before, to list together with those of the export."""

    def write(self) -> tuple[Download, ...]:
        """Write all files; returns those that contain more than one entry, in the order of the index. Raises OSError."""
        parts = [[part] for part in self._parts()]
        for collection in self.catalogue.entries:
            (self.out / collection).mkdir(parents=True, exist_ok=True)
        many = self.catalogue.count() >= _WORTH_A_PROCESS
        written = [
            download
            for part in fan_out(
                _write_parts, self, parts, done=progress(Message("Writing data"), len(parts)), always=many
            )
            for download in part
        ]
        written += self._lists()
        downloads = (*written, *self.others)
        updated = str(self.catalogue.last_change() or "")
        record = dcat_record(self.catalogue, downloads, updated, self.site_url)
        (self.out / DCAT_FILE).write_bytes(_indented(record))
        (self.out / INDEX).write_bytes(_indented(self._index(downloads, updated)))
        return downloads

    @cached_property
    def localised(self) -> tuple[Localised, ...]:
        """The catalogue in each language, for the tables."""
        return tuple(Localised(self.catalogue, Edition(language, "standard")) for language in LANGUAGES)

    def _parts(self) -> Iterator[Part]:
        for collection, by_id in self.catalogue.entries.items():
            entries = tuple(by_id.values())
            for start in range(0, max(len(entries), 1), ENTRIES_PER_FILE):
                yield Part(collection, start // ENTRIES_PER_FILE + 1, entries[start : start + ENTRIES_PER_FILE])

    def write_part(self, part: Part) -> list[Download]:
        """Write the files of one part and those of each of its entries."""
        with ExitStack() as stack:
            lines = stack.enter_context(CountedFile(self.out, part.name("ndjson"), part.collection))
            tables = [
                stack.enter_context(CountedFile(self.out, part.name(f"{language}.csv"), part.collection, language))
                for language in LANGUAGES
            ]
            for table in tables:
                table.write(header(part.collection))
            for entry in part.entries:
                self._write_entry(entry, lines, tables)
            for file in (lines, *tables):
                file.entries = len(part.entries)
            return [lines.done(), *(table.done() for table in tables)]

    def _write_entry(self, entry: Entry, lines: CountedFile, tables: Sequence[CountedFile]) -> None:
        content = json_line(entry_document(entry))
        lines.write(content)
        stem = f"{self.out}/{entry.path}"
        _write(f"{stem}.json", content)
        _write(f"{stem}.ris", ris(self.catalogue, entry, self.site_url))
        _write(f"{stem}.bib", bibtex(self.catalogue, entry, self.site_url))
        common = common_cells(entry)
        for localised, table in zip(self.localised, tables, strict=True):
            table.write(row(localised, entry, common))

    def _lists(self) -> Iterator[Download]:
        """Write the files that explain the entries: vocabularies, code book, schema."""
        for name, content in (
            ("vocabularies.json", _indented(vocabularies_document(self.catalogue))),
            ("other_names.json", _indented(other_names_document(self.catalogue))),
            ("codebook.json", _indented(codebook.as_json(self.catalogue))),
            ("codebook.csv", codebook.as_csv(self.catalogue)),
            (SCHEMA_FILE, _indented(export_schema(self.catalogue))),
        ):
            with CountedFile(self.out, name) as file:
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
            "files": [asdict(download) for download in downloads],
            "entries": [
                {"path": entry.path, "updated": str(entry.record.updated)} for entry in self.catalogue.all_entries()
            ],
        }


def _write_parts(export: Export, parts: Sequence[Part]) -> list[Download]:
    return [download for part in parts for download in export.write_part(part)]


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:  # noqa: PTH123 - pathlib takes twice the time, for every entry
        file.write(content)


def _indented(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
