"""CSV tables, one for each collection and language, a row for each entry (RFC 4180, UTF-8 with byte order mark).

A spreadsheet takes a cell that begins like a formula for one, whoever wrote it. By OWASP's rule («CSV Injection») every cell is in
quotes, and one that begins with ``= + - @``, their wide forms, a tab or a line end gets an apostrophe before it. So does one
that begins with an apostrophe: whoever takes one apostrophe away wherever a cell begins with it has the text again.

Lists of codes are joined by «; », paragraphs stand on lines of their own, each followed by the numbers of its sources in brackets,
with the code of whoever says so and «editorial» for the hub's own reading.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.export.export_fields import ExportField, fields
from knowledge_hub.model.entry_base import Record, Source, Statement
from knowledge_hub.model.field_info import fields_of
from knowledge_hub.model.translations import originals
from knowledge_hub.views.localised import Localised, cached_by_edition

MARK = b"\xef\xbb\xbf"
"""The byte order mark, without which Excel reads UTF-8 as something else."""
JOINED = "; "
"""Between the codes of a list."""

_FORMULAS = frozenset("=+-@\t\r\n＝＋－＠'")
_FIRST = ("id", "language", "translation", "text.title", "text.summary")
_LAST = (
    "sources", "original_language", "reviewed_by", "untranslated", "out_of_date", "added", "updated", "review_by", "path",
)  # fmt: skip
_LEFT_OUT = ("schema_version", "status", "contact.consent")
"""What is the same in every row."""


@cache
def columns(collection: str) -> tuple[str, ...]:
    """The names of the columns; beside one with codes of a list stands '<name>.label' with their words."""
    names = []
    for field in _told(collection):
        names.append(field.name)
        if field.vocabulary:
            names.append(f"{field.name}.label")
    between = [name for name in names if name not in (*_FIRST, *_LAST)]
    # What a reader looks for first: the story, what could not be established, the facts, easy read.
    between.sort(key=lambda name: (name.startswith("easy"), not name.startswith("text."), name == "text.unknown"))
    return (*_FIRST, *between, *_LAST)


def header(collection: str) -> bytes:
    """The first line of a table, after the mark."""
    return MARK + line(columns(collection))


@dataclass(frozen=True, slots=True)
class Shared:
    """What the rows of an entry have in common in all languages."""

    cells: Mapping[str, str]
    """Every column; empty where it depends on the language."""
    notes: Mapping[str, Sequence[str]]
    """What follows each text of the fields that the entry has."""
    listed: Sequence[tuple[str, str, str]]
    """Column, vocabulary and codes of each list of codes that is not empty."""


def shared(entry: Entry) -> Shared:
    """The cells of an entry that are the same in every language, and what follows its texts."""
    record = entry.record
    cells = dict.fromkeys(columns(entry.collection), "")
    listed = []
    for field in _told(entry.collection):
        if field.type in ("statements", "sentences") or field.name.startswith(("text.", "easy.")):
            continue
        value: object = record
        for name in field.name.split("."):
            value = getattr(value, name, None)
        if isinstance(value, tuple) and field.type == "objects":
            cells[field.name] = "\n".join(map(_values, value))
            continue
        cell = JOINED.join(map(_cell, value)) if isinstance(value, tuple) else _cell(value)
        cells[field.name] = cell
        if field.vocabulary and cell:
            listed.append((f"{field.name}.label", field.vocabulary, cell))
    cells["path"] = entry.path
    cells["sources"] = "\n".join(_source(number, each) for number, each in enumerate(record.sources, 1))
    return Shared(cells, dict(_notes(record)), listed)


def row(localised: Localised, entry: Entry, common: Shared) -> bytes:
    """One entry in the language of the table; what is not translated stands there in its original language."""
    language, translation = localised.language, entry.translations.get(localised.language)
    cells = {**common.cells, "language": language}
    if entry.record.original_language == language:
        cells["translation"] = "original"
    else:
        cells |= {"easy_checked.by": "", "easy_checked.on": ""}
    if translation:
        cells["translation"] = translation.status
        cells["reviewed_by"] = translation.reviewed_by or ""
        if translation.easy_checked:
            cells["easy_checked.by"] = translation.easy_checked.by
            cells["easy_checked.on"] = str(translation.easy_checked.on)
        cells["out_of_date"] = JOINED.join(sorted(entry.stale[language]))
    for name, vocabulary, codes in common.listed:
        cells[name] = _labels(localised, vocabulary, codes)
    untranslated = []
    for name, notes in common.notes.items():
        found = localised.field(entry, name)
        if found is None:
            continue
        text, _, freshness = found
        if freshness == "untranslated":
            untranslated.append(name)
        cells[name] = text if isinstance(text, str) else "\n".join(map("".join, zip(text, notes, strict=True)))
    cells["untranslated"] = JOINED.join(untranslated)
    return line(cells.values())


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULAS else cell


def line(cells: Iterable[str]) -> bytes:
    """Every cell in quotes, which no line end or comma within it can leave."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(map(defused, cells))
    return text.getvalue().encode()


@cache
def _told(collection: str) -> tuple[ExportField, ...]:
    """The fields that have a column; those within lists are told in that of their list."""
    return tuple(each for each in fields(collection) if "[]" not in each.name and each.name not in _LEFT_OUT)


def _notes(record: Record) -> Iterator[tuple[str, Sequence[str]]]:
    """Each text field that the record has, with what follows its paragraphs."""
    numbers = {source.id: str(number) for number, source in enumerate(record.sources, 1)}
    for name, original in originals(record):
        part, _, last = name.partition(".")
        if part == "easy" or isinstance(original, str):
            yield name, ("",) * len(original)
        else:
            yield name, [_note(each, numbers) for each in getattr(record.text, last)]


def _note(statement: Statement, numbers: Mapping[str, str]) -> str:
    notes = [", ".join([numbers[source] for source in statement.sources]), statement.says or ""]
    notes += ["editorial"] if statement.editorial else []
    said = JOINED.join(filter(None, notes))
    return f" [{said}]" if said else ""


@cached_by_edition
def _labels(localised: Localised, vocabulary: str, codes: str) -> str:
    """The words of a list of codes; most lists recur."""
    return JOINED.join(localised.label(vocabulary, code) for code in codes.split(JOINED))


def _source(number: int, source: Source) -> str:
    parts = (source.title, source.publisher, source.symbol, source.paragraphs, source.date, source.url)
    return f"{number}. " + " | ".join(filter(None, parts))


def _values(value: Any) -> str:  # noqa: ANN401 - groups have no common type
    """What a list of groups holds, one group a line."""
    model: Any = type(value)
    parts = (getattr(value, info.name) for info in fields_of(model))
    return " | ".join(_cell(part) for part in parts if part is not None)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
