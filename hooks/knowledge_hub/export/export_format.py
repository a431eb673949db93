"""The JSON format of an exported entry.

An entry is one JSON object: the version of the format, facts and original text as in ``entry.yml``, and each translation as in
its file, with a list of the fields that are out of date. Fields without a value are left out. The rules for changing the
version are in ``docs/contributing/export.md``.
"""

import json
from collections.abc import Mapping
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.translations import Original, originals, translated

FORMAT = {"name": "nmirf-hub", "version": "1.2.0"}
"""Part of every exported JSON document."""
LICENCE = "CC-BY-4.0"
"""SPDX name of the licence of the hub's own texts (LICENSE-CONTENT)."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

Document = dict[str, Any]
"""A JSON object."""


def entry_document(entry: Entry) -> Document:
    """One entry with all its translations."""
    texts = tuple(originals(entry.record))
    return {
        "format": FORMAT,
        "collection": entry.collection,
        "path": entry.path,
        "licence": LICENCE,
        "entry": entry.record.model_dump(mode="json", exclude_defaults=True),
        "translations": {
            language: _translation(entry, language, texts) for language in LANGUAGES if language in entry.translations
        },
    }


def vocabularies_document(catalogue: Catalogue) -> Document:
    """All vocabularies, each with its source, and with its licence where that is not the hub's."""
    lists = {
        name: vocabulary.model_dump(mode="json", exclude_defaults=True)
        for name, vocabulary in catalogue.vocabularies.items()
    }
    return {"format": FORMAT, "licence": LICENCE, "vocabularies": lists}


def other_names_document(catalogue: Catalogue) -> Document:
    """All other names of codes, by vocabulary and language, and words of the same meaning; each list with its source."""
    lists = {
        name: names.model_dump(mode="json", exclude_defaults=True) for name, names in catalogue.other_names.items()
    }
    return {"format": FORMAT, "licence": LICENCE, "other_names": lists}


def json_line(document: Mapping[str, Any]) -> bytes:
    """A document as compact JSON in UTF-8, with a line end."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _translation(entry: Entry, language: LanguageCode, texts: tuple[tuple[str, Original], ...]) -> Document:
    translation = entry.translations[language]
    document: Document = {"status": translation.status}
    if translation.reviewed_by is not None:
        document["reviewed_by"] = translation.reviewed_by
    if translation.easy_checked is not None:
        document["easy_checked"] = translation.easy_checked.model_dump(mode="json")
    for field, _ in texts:
        text = translated(translation, field)
        if text is not None:
            part, _, name = field.partition(".")
            document.setdefault(part, {})[name] = text
    document["made_from"] = dict(translation.made_from)
    document["out_of_date"] = sorted(entry.stale[language])
    return document
