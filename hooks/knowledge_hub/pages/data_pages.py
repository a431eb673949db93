"""The page of the open data, and the code book page."""

from collections.abc import Iterator
from typing import Any

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LANGUAGES, OWN_NAMES, LanguageCode
from knowledge_hub.export.codebook import CodebookField, codebook
from knowledge_hub.export.dcat import DCAT_FILE, SCHEMA_FILE
from knowledge_hub.export.downloads import Download
from knowledge_hub.export.export_format import FORMAT, LICENCE_URL
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.citation_line import cite_page
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.templating import Html, element, filled, language_attributes
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.views.passages import Passage

_LICENCE_NAME = "CC BY 4.0"
_KILOBYTE = 1000


def data_page(composer: Composer, key: PageKey) -> Page:
    """All downloads and their licence; in easy read only the tables in the page's language."""
    strings = composer.strings
    title = strings["easy.data_title" if composer.easy else "nav.data"]
    lead = strings["easy.data_lead" if composer.easy else "data.lead"]
    shared = {"title": title, "lead": lead}
    if composer.easy:
        own = [
            (name, list(_links(composer, key, name, composer.localised.language))) for name in _collections(composer)
        ]
        tables = [{"label": composer.section_name(name), "links": links} for name, links in own]
        body = composer.render("easy_data.html", key, tables=tables, standard=composer.other_register(key), **shared)
        return Page(title, lead, body, "data")
    languages = sorted(LANGUAGES, key=lambda language: language != composer.localised.language)
    body = composer.render(
        "data.html",
        key,
        state=strings.fill("data.state", date=strings.date(_updated(composer)), version=FORMAT["version"]),
        languages=[
            {"name": OWN_NAMES[language], "attributes": _attributes(composer, language)} for language in languages
        ],
        rows=[
            {
                "label": composer.section_name(name),
                "count": strings.count("search.count", len(composer.catalogue.entries[name])),
                "cells": [list(_links(composer, key, name, language)) for language in languages],
            }
            for name in _collections(composer)
        ],
        lines=[
            {"label": composer.section_name(name), "links": list(_links(composer, key, name, None))}
            for name in _collections(composer)
        ],
        others=[
            _other(composer, key, "data.index", "hub.json"),
            _other(composer, key, "data.vocabularies", "vocabularies.json"),
            _other(composer, key, "data.other_names", "other_names.json"),
            _other(composer, key, "data.schema", SCHEMA_FILE),
            _other(composer, key, "data.dcat", DCAT_FILE),
        ],
        indexes=list(_indexes(composer, key)),
        helpers=[
            _other(composer, key, "data.search_js", "search/lunr_query.mjs"),
            _other(composer, key, "data.search_py", "search/lunr_query.py"),
        ],
        fields=[
            _other(composer, key, "data.fields_table", "codebook.csv"),
            _other(composer, key, "data.fields_json", "codebook.json"),
        ],
        licence=filled(
            strings["data.licence_text"],
            licence=element("a", _LICENCE_NAME, {"href": LICENCE_URL, "rel": "license"}),
        ),
        citation=cite_page(
            composer, Passage(strings["nav.data"], composer.localised.language), _updated(composer), key.uri
        ),
        **shared,
    )
    return Page(title, lead, body, "data")


def codebook_page(composer: Composer, key: PageKey) -> Page:
    """All fields of the code book; in easy read only the columns of the tables, without types."""
    strings = composer.strings
    title = strings["easy.data_fields" if composer.easy else "codebook.title"]
    lead = strings["easy.codebook_lead" if composer.easy else "codebook.lead"]
    fields = codebook(composer.catalogue, [composer.localised.language])
    everywhere = len(COLLECTIONS)
    in_entry = [field for field in fields if field.place == "entry"]
    groups = [("all", strings["codebook.all"], [field for field in in_entry if len(field.collections) == everywhere])]
    for name in COLLECTIONS:
        own = [field for field in in_entry if name in field.collections and len(field.collections) < everywhere]
        groups.append((name, composer.section_name(name), own))
    groups.append(("tables", strings["codebook.tables"], [field for field in fields if field.place == "table"]))
    # The id is part of addresses that readers may have kept.
    groups.append(("beside", strings["codebook.file"], [field for field in fields if field.place == "file"]))
    if composer.easy:
        # Easy read describes the tables only.
        own = [field for field in fields if field.place != "entry"]
        groups = [*groups[:-2], ("tables", strings["data.tables"], own)]
        groups = [(place, heading, [field for field in rows if field.in_tables]) for place, heading, rows in groups]
    body = composer.render(
        "codebook.html",
        key,
        title=title,
        lead=lead,
        groups=[
            {"id": place, "heading": heading, "rows": [_row(composer, field) for field in rows]}
            for place, heading, rows in groups
            if rows
        ],
    )
    return Page(title, lead, body, "data")


def _row(composer: Composer, field: CodebookField) -> dict[str, Any]:
    language = composer.localised.language
    return {
        "name": field.name,
        "label": field.label.get(language, ""),
        "meaning": field.meaning.get(language, ""),
        "kind": None if composer.easy else _kind(composer, field),
    }


def _kind(composer: Composer, field: CodebookField) -> str:
    """Type of a field, and notes: required, or not covered by the hub's licence."""
    strings = composer.strings
    kind = strings[f"codebook.type_{field.type}"]
    if field.vocabulary:
        title = composer.catalogue.vocabularies[field.vocabulary].title[composer.localised.language]
        kind = strings.fill("codebook.type_listed", list=title)
    if field.many and field.type in ("text", "code"):
        kind = strings.fill("codebook.many", type=kind)
    notes = [strings["codebook.required"]] if field.required else []
    notes += [] if field.licence else [strings["codebook.not_ours"]]
    return LANGUAGE_BY_CODE[composer.localised.language].semicolon.join([kind, *notes])


def _collections(composer: Composer) -> list[str]:
    return [name for name in COLLECTIONS if composer.catalogue.entries[name]]


def _links(
    composer: Composer, key: PageKey, collection: str, language: LanguageCode | None
) -> Iterator[dict[str, str]]:
    """Links to the files of a collection: its tables in one language, or its JSON. Large collections have several files."""
    for download in composer.downloads:
        if (download.collection, download.language) == (collection, language):
            yield {
                **_link(composer, key, download),
                "description": f"{composer.section_name(collection)}, {_language(language)}",
            }


def _language(language: LanguageCode | None) -> str:
    return OWN_NAMES[language] if language else "JSON"


def _indexes(composer: Composer, key: PageKey) -> Iterator[dict[str, str]]:
    """Links to the search indexes; with very many entries, a language has several."""
    names = composer.strings.language_names
    for download in composer.downloads:
        if download.language and not download.collection:
            label = composer.strings.fill("data.search", language=names[download.language])
            yield {**_link(composer, key, download), "label": label}


def _other(composer: Composer, key: PageKey, label: str, name: str) -> dict[str, str]:
    """A link to a file by its name; without a size for the index and the DCAT file, which contain the sizes of the others."""
    download = next((download for download in composer.downloads if download.name == name), None)
    link = (
        _link(composer, key, download) if download else {"href": f"{composer.root(key.depth)}data/{name}", "size": ""}
    )
    return {**link, "label": composer.strings[label], "name": name}


def _link(composer: Composer, key: PageKey, download: Download) -> dict[str, str]:
    kilobytes = composer.strings.number(max(1, round(download.size / _KILOBYTE)))
    return {
        "href": f"{composer.root(key.depth)}data/{download.name}",
        "size": composer.strings.fill("data.kilobytes", number=kilobytes),
    }


def _attributes(composer: Composer, language: LanguageCode) -> Html:
    return Html() if language == composer.localised.language else language_attributes(language)


def _updated(composer: Composer) -> str:
    """The day of the last change of any entry."""
    return str(composer.catalogue.last_change() or "")
