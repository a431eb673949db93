"""The code book: name, meaning in each language, type, vocabulary and licence of each field of the export."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.export.csv_tables import MARK, columns, line
from knowledge_hub.export.export_fields import ExportField, Type, fields
from knowledge_hub.export.export_format import FORMAT, LICENCE
from knowledge_hub.model import field_labels
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import field_at

Place = Literal["entry", "file", "table"]
"""In ``entry`` and under the same name in the tables; beside ``entry`` in the JSON; only in the tables."""


@dataclass(frozen=True, slots=True)
class Described:
    """A field with its words. ``collections`` are those in which it is the same."""

    name: str
    place: Place
    type: Type
    vocabulary: str | None
    many: bool
    required: bool
    in_tables: bool
    licence: str | None
    """None for what is a fact or a name as its source has it, which the hub's licence does not cover."""
    label: Mapping[LanguageCode, str]
    meaning: Mapping[LanguageCode, str]
    collections: list[str] = field(default_factory=list)


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
"""Meanings that no help text of the form gives."""
_LABELS = {"statement.shown_by": "field.shown_by", "dated_steps.country": "fact.state"}
_QUOTED = frozenset({
    "sources.title", "sources.publisher", "sources.symbol", "symbol", "publisher", "provider", "mechanism.name",
})  # fmt: skip
"""Titles and names as their source has them (LICENSE-CONTENT)."""


def codebook(catalogue: Catalogue, languages: Sequence[LanguageCode] = LANGUAGES) -> tuple[Described, ...]:
    """Every field, those of the first collection first, in some languages; a field that is the same in several stands once."""
    found: dict[tuple[object, ...], Described] = {}
    for collection in COLLECTIONS:
        for place, each in _all_fields(collection):
            in_tables = (
                place == "table" or each.name in _ALSO or (place == "entry" and each.name in columns(collection))
            )
            words = _words(catalogue, collection, place, each, DEFAULT_LANGUAGE)
            key = (each, place, words, in_tables)
            if key not in found:
                said = {language: _words(catalogue, collection, place, each, language) for language in languages}
                official = COLLECTIONS[collection].official_titles and each.words == "title"
                quoted = official or each.words in _QUOTED
                found[key] = Described(
                    each.name, place, each.type, each.vocabulary, each.many, each.required, in_tables,
                    None if quoted else LICENCE,
                    {language: label for language, (label, _) in said.items() if label},
                    {language: meaning for language, (_, meaning) in said.items() if meaning},
                )  # fmt: skip
            found[key].collections.append(collection)
    return tuple(found.values())


def as_json(catalogue: Catalogue) -> dict[str, Any]:
    """The code book as a document."""
    rows = [
        {
            "name": each.name,
            "place": each.place,
            "collections": each.collections,
            "type": each.type,
            "vocabulary": each.vocabulary,
            "many": each.many,
            "required": each.required,
            "in_tables": each.in_tables,
            "licence": each.licence,
            "label": each.label,
            "meaning": each.meaning,
        }
        for each in codebook(catalogue)
    ]
    return {"format": FORMAT, "licence": LICENCE, "fields": rows}


def as_csv(catalogue: Catalogue) -> bytes:
    """The code book as a table."""
    facts = ("name", "place", "collections", "type", "vocabulary", "many", "required", "in_tables", "licence")
    words = [f"{kind}.{language}" for kind in ("label", "meaning") for language in LANGUAGES]
    out = [MARK + line((*facts, *words))]
    for each in codebook(catalogue):
        cells = [each.name, each.place, "; ".join(each.collections), each.type, each.vocabulary or ""]
        cells += [str(value).lower() for value in (each.many, each.required, each.in_tables)]
        cells.append(each.licence or "")
        cells += [of.get(language, "") for of in (each.label, each.meaning) for language in LANGUAGES]
        out.append(line(cells))
    return b"".join(out)


def _all_fields(collection: str) -> Iterator[tuple[Place, ExportField]]:
    def one(
        name: str, words: str = "", *, kind: Type = "text", many: bool = False, of: str | None = None
    ) -> ExportField:
        return ExportField(name, words or name, kind, of, many, required=True)

    yield "file", one("format")
    yield "file", one("collection")
    yield "file", one("path")
    yield "file", one("licence", "licence_of_entry")
    yield from (("entry", each) for each in fields(collection))
    yield "file", one("translations.*.status", "translation_status", kind="code", of="translation_statuses")
    yield "file", ExportField("translations.*.reviewed_by", "reviewed_by", "text", None, many=False, required=False)
    yield "file", one("translations.*.made_from", "made_from", kind="objects")
    yield "file", one("translations.*.out_of_date", "out_of_date", many=True)
    yield "table", one("language")
    yield "table", one("translation", kind="code", of="translation_statuses")
    yield "table", ExportField("reviewed_by", "reviewed_by", "text", None, many=False, required=False)
    yield "table", one("untranslated", many=True)
    yield "table", one("out_of_date", many=True)
    yield "table", one("*.label", "label")


def _words(
    catalogue: Catalogue, collection: str, place: Place, each: ExportField, language: LanguageCode
) -> tuple[str | None, str | None]:
    """What a field is called and what it means in a language."""
    texts = catalogue.strings[language].texts
    label = texts.get(_LABELS.get(each.words, "")) or field_labels.label(texts, collection, each.words)
    info = field_at(COLLECTIONS[collection].model, each.name)
    if info and info.labelled:
        label = catalogue.vocabularies[info.labelled].terms[info.name].label[language]
    # A text with a placeholder is a sentence of a page, not a name.
    if not isinstance(label, str) or "{" in label or place == "table" or each.words in _UNNAMED:
        label = None
    meaning = texts.get(_MEANINGS.get(each.words, "")) or field_labels.explanation(texts, collection, each.words)
    return label, meaning if isinstance(meaning, str) else None


_UNNAMED = frozenset({"format", "collection", "path", "licence_of_entry", "made_from", "out_of_date"})
_ALSO = ("path",)
"""What stands beside ``entry`` and in the tables alike."""
