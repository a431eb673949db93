"""CSV tables: one for each collection and language, one row for each entry (RFC 4180, UTF-8 with byte order mark).

Cells are protected against spreadsheet formula injection as OWASP advises («CSV Injection»): every cell is quoted, and a cell
that begins with ``= + - @``, their full-width forms, a tab or a line end gets an apostrophe in front. So does a cell that begins
with an apostrophe, so that removing one leading apostrophe from any cell gives the original text.

Codes in a list are joined by «; ». Paragraphs are separated by line ends. After each come, in brackets, the numbers of its
sources, the code of who claims it, and «editorial» for an editorial interpretation.
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

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it, Excel does not recognise UTF-8."""
SEPARATOR = "; "
"""Between the codes in a cell."""

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠'")
_FIRST = ("id", "language", "translation", "text.title", "text.summary")
_LAST = (
    "sources", "original_language", "reviewed_by", "untranslated", "out_of_date", "added", "updated", "review_by", "path",
)  # fmt: skip
_LEFT_OUT = ("schema_version", "status", "contact.consent")
"""Fields with the same value in every row."""


@cache
def columns(collection: str) -> tuple[str, ...]:
    """The names of the columns. After a column of codes comes '<name>.label' with their labels."""
    names = []
    for field in _column_fields(collection):
        names.append(field.name)
        if field.vocabulary:
            names.append(f"{field.name}.label")
    between = [name for name in names if name not in (*_FIRST, *_LAST)]
    # In the order in which readers look for them: the story, what could not be established, facts, easy read.
    between.sort(key=lambda name: (name.startswith("easy"), not name.startswith("text."), name == "text.unknown"))
    return (*_FIRST, *between, *_LAST)


def header(collection: str) -> bytes:
    """The byte order mark and the header line of a table."""
    return BYTE_ORDER_MARK + csv_line(columns(collection))


@dataclass(frozen=True, slots=True)
class CommonCells:
    """The parts of an entry's rows that are the same in all languages."""

    cells: Mapping[str, str]
    """All columns; the cell is empty where it depends on the language."""
    notes: Mapping[str, Sequence[str]]
    """For each text field of the entry: the notes in brackets after its paragraphs."""
    listed: Sequence[tuple[str, str, str]]
    """Column, vocabulary and codes of each label column that is not empty."""


def common_cells(entry: Entry) -> CommonCells:
    """The cells of an entry that are the same in every language, and the notes after its paragraphs."""
    record = entry.record
    cells = dict.fromkeys(columns(entry.collection), "")
    listed = []
    for field in _column_fields(entry.collection):
        if field.type in ("statements", "sentences") or field.name.startswith(("text.", "easy.")):
            continue
        value: object = record
        for name in field.name.split("."):
            value = getattr(value, name, None)
        if isinstance(value, tuple) and field.type == "objects":
            cells[field.name] = "\n".join(map(_values, value))
            continue
        cell = SEPARATOR.join(map(_cell, value)) if isinstance(value, tuple) else _cell(value)
        cells[field.name] = cell
        if field.vocabulary and cell:
            listed.append((f"{field.name}.label", field.vocabulary, cell))
    cells["path"] = entry.path
    cells["sources"] = "\n".join(_source(number, source) for number, source in enumerate(record.sources, 1))
    return CommonCells(cells, dict(_notes(record)), listed)


def row(localised: Localised, entry: Entry, common: CommonCells) -> bytes:
    """One entry in the language of the table; untranslated texts are in the original language."""
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
        cells["out_of_date"] = SEPARATOR.join(sorted(entry.stale[language]))
    for name, vocabulary, codes in common.listed:
        cells[name] = _labels(localised, vocabulary, codes)
    untranslated = []
    for name, notes in common.notes.items():
        field = localised.field(entry, name)
        if field is None:
            continue
        text, _, freshness = field
        if freshness == "untranslated":
            untranslated.append(name)
        cells[name] = text if isinstance(text, str) else "\n".join(map("".join, zip(text, notes, strict=True)))
    cells["untranslated"] = SEPARATOR.join(untranslated)
    return csv_line(cells.values())


def escape_formula(cell: str) -> str:
    """Escape spreadsheet formula injection: put an apostrophe before a cell that begins like a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell


def csv_line(cells: Iterable[str]) -> bytes:
    """One line of a table, with all cells quoted and formulas escaped."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(map(escape_formula, cells))
    return text.getvalue().encode()


@cache
def _column_fields(collection: str) -> tuple[ExportField, ...]:
    """The fields with a column of their own. Fields of objects in a list are part of the cell of the list."""
    return tuple(field for field in fields(collection) if "[]" not in field.name and field.name not in _LEFT_OUT)


def _notes(record: Record) -> Iterator[tuple[str, Sequence[str]]]:
    """Each text field of the entry, with the notes after its paragraphs."""
    numbers = {source.id: str(number) for number, source in enumerate(record.sources, 1)}
    for name, original in originals(record):
        part, _, last = name.partition(".")
        if part == "easy" or isinstance(original, str):
            yield name, ("",) * len(original)
        else:
            yield name, [_note(statement, numbers) for statement in getattr(record.text, last)]


def _note(statement: Statement, numbers: Mapping[str, str]) -> str:
    notes = [", ".join([numbers[source] for source in statement.sources]), statement.says or ""]
    notes += ["editorial"] if statement.editorial else []
    note = SEPARATOR.join(filter(None, notes))
    return f" [{note}]" if note else ""


@cached_by_edition
def _labels(localised: Localised, vocabulary: str, codes: str) -> str:
    """The labels of the codes in a cell. Cached, as most combinations recur."""
    return SEPARATOR.join(localised.label(vocabulary, code) for code in codes.split(SEPARATOR))


def _source(number: int, source: Source) -> str:
    parts = (source.title, source.publisher, source.symbol, source.paragraphs, source.date, source.url)
    return f"{number}. " + " | ".join(filter(None, parts))


def _values(value: Any) -> str:  # noqa: ANN401 - the objects have no common type
    """The values of one object in a list, on one line."""
    model: Any = type(value)
    parts = (getattr(value, info.name) for info in fields_of(model))
    return " | ".join(_cell(part) for part in parts if part is not None)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
