"""The code book: name, meaning in field language, type, vocabulary and licence of field field of the export."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.export.csv_tables import BYTE_ORDER_MARK, columns, csv_line
from knowledge_hub.export.export_fields import ExportField, Type, fields
from knowledge_hub.export.export_format import FORMAT, LICENCE
from knowledge_hub.model import field_labels
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import field_at

Place = Literal["entry", "file", "table"]
"""Where a field is: ``entry``, inside the JSON member of that name; ``file``, next to it; ``table``, only in the CSV tables."""


@dataclasses.dataclass(frozen=True, slots=True)
class CodebookField:
    """A field of the export with its labels and meanings. ``collections`` are those in which all of this is the same."""

    name: str
    place: Place
    type: Type
    vocabulary: str | None
    many: bool
    required: bool
    in_tables: bool
    licence: str | None
    """None for titles and names quoted from a source, which the hub's licence does not cover."""
    label: Mapping[LanguageCode, str]
    meaning: Mapping[LanguageCode, str]
    collections: list[str] = dataclasses.field(default_factory=list)


_MEANINGS: Mapping[str, str] = {
    "schema_version": "codebook.schema_version",
    "status": "codebook.status",
    "added": "codebook.added",
    "updated": "codebook.updated",
    "sources.id": "codebook.source_id",
    "easy_checked.by": "codebook.easy_checked_by",
    "easy_checked.on": "codebook.easy_checked_on",
    "statement.shown_by": "codebook.shown_by",
    "foundations": "codebook.advice",
    "engagement": "codebook.advice",
    "coordination": "codebook.advice",
    "consultation": "codebook.advice",
    "information_management": "codebook.advice",
    "format": "codebook.format",
    "collection": "codebook.collection",
    "path": "codebook.path",
    "licence_of_entry": "codebook.licence",
    "made_from": "codebook.made_from",
    "out_of_date": "codebook.out_of_date",
    "language": "codebook.language",
    "translation": "codebook.translation",
    "untranslated": "codebook.untranslated",
    "label": "codebook.label",
}
"""Strings with the meaning of fields for which the form has no help text."""
_LABELS = {"statement.shown_by": "field.shown_by", "dated_steps.country": "fact.state"}
_QUOTED = frozenset({
    "sources.title", "sources.publisher", "sources.symbol", "symbol", "publisher", "provider", "mechanism.name",
})  # fmt: skip
"""Titles and names quoted from a source (LICENSE-CONTENT)."""


def codebook(catalogue: Catalogue, languages: Sequence[LanguageCode] = LANGUAGES) -> tuple[CodebookField, ...]:
    """All fields, in the order of the collections, with words in ``languages``. Collections with the same field share one row."""
    rows: dict[tuple[object, ...], CodebookField] = {}
    for collection in COLLECTIONS:
        for place, field in _all_fields(collection):
            in_tables = (
                place == "table"
                or field.name in _ALSO_IN_TABLES
                or (place == "entry" and field.name in columns(collection))
            )
            words = _words(catalogue, collection, place, field, DEFAULT_LANGUAGE)
            key = (field, place, words, in_tables)
            if key not in rows:
                texts = {language: _words(catalogue, collection, place, field, language) for language in languages}
                official = COLLECTIONS[collection].official_titles and field.words == "title"
                quoted = official or field.words in _QUOTED
                rows[key] = CodebookField(
                    field.name, place, field.type, field.vocabulary, field.many, field.required, in_tables,
                    None if quoted else LICENCE,
                    {language: label for language, (label, _) in texts.items() if label},
                    {language: meaning for language, (_, meaning) in texts.items() if meaning},
                )  # fmt: skip
            rows[key].collections.append(collection)
    return tuple(rows.values())


def as_json(catalogue: Catalogue) -> dict[str, Any]:
    """The code book as a JSON object."""
    rows = [
        {
            "name": row.name,
            "place": row.place,
            "collections": row.collections,
            "type": row.type,
            "vocabulary": row.vocabulary,
            "many": row.many,
            "required": row.required,
            "in_tables": row.in_tables,
            "licence": row.licence,
            "label": row.label,
            "meaning": row.meaning,
        }
        for row in codebook(catalogue)
    ]
    return {"format": FORMAT, "licence": LICENCE, "fields": rows}


def as_csv(catalogue: Catalogue) -> bytes:
    """The code book as a CSV table."""
    facts = ("name", "place", "collections", "type", "vocabulary", "many", "required", "in_tables", "licence")
    words = [f"{kind}.{language}" for kind in ("label", "meaning") for language in LANGUAGES]
    out = [BYTE_ORDER_MARK + csv_line((*facts, *words))]
    for row in codebook(catalogue):
        cells = [row.name, row.place, "; ".join(row.collections), row.type, row.vocabulary or ""]
        cells += [str(value).lower() for value in (row.many, row.required, row.in_tables)]
        cells.append(row.licence or "")
        cells += [translations.get(language, "") for translations in (row.label, row.meaning) for language in LANGUAGES]
        out.append(csv_line(cells))
    return b"".join(out)


def _all_fields(collection: str) -> Iterator[tuple[Place, ExportField]]:
    def required(
        name: str, words: str = "", *, kind: Type = "text", many: bool = False, vocabulary: str | None = None
    ) -> ExportField:
        return ExportField(name, words or name, kind, vocabulary, many, required=True)

    yield "file", required("format")
    yield "file", required("collection")
    yield "file", required("path")
    yield "file", required("licence", "licence_of_entry")
    yield from (("entry", field) for field in fields(collection))
    yield (
        "file",
        required("translations.*.status", "translation_status", kind="code", vocabulary="translation_statuses"),
    )
    yield "file", ExportField("translations.*.reviewed_by", "reviewed_by", "text", None, many=False, required=False)
    yield "file", required("translations.*.made_from", "made_from", kind="objects")
    yield "file", required("translations.*.out_of_date", "out_of_date", many=True)
    yield "table", required("language")
    yield "table", required("translation", kind="code", vocabulary="translation_statuses")
    yield "table", ExportField("reviewed_by", "reviewed_by", "text", None, many=False, required=False)
    yield "table", required("untranslated", many=True)
    yield "table", required("out_of_date", many=True)
    yield "table", required("*.label", "label")


def _words(
    catalogue: Catalogue, collection: str, place: Place, field: ExportField, language: LanguageCode
) -> tuple[str | None, str | None]:
    """The label and the meaning of a field in one language; None where it has none."""
    texts = catalogue.strings[language].texts
    label = texts.get(_LABELS.get(field.words, "")) or field_labels.label(texts, collection, field.words)
    info = field_at(COLLECTIONS[collection].model, field.name)
    if info and info.labelled:
        label = catalogue.vocabularies[info.labelled].terms[info.name].label[language]
    # A text with a placeholder is a sentence of a page, not a label.
    if not isinstance(label, str) or "{" in label or place == "table" or field.words in _WITHOUT_LABEL:
        label = None
    meaning = texts.get(_MEANINGS.get(field.words, "")) or field_labels.explanation(texts, collection, field.words)
    return label, meaning if isinstance(meaning, str) else None


_WITHOUT_LABEL = frozenset({"format", "collection", "path", "licence_of_entry", "made_from", "out_of_date"})
_ALSO_IN_TABLES = ("path",)
"""Fields next to ``entry`` that are also columns of the tables."""
