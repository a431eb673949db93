"""The page of the open data, and the page of its code book."""

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LANGUAGES, OWN_NAMES, LanguageCode
from knowledge_hub.export.codebook import Described, codebook
from knowledge_hub.export.dcat import RECORD, SCHEMA
from knowledge_hub.export.downloads import Download
from knowledge_hub.export.export_format import FORMAT, LICENCE_URL
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.citation_line import cited
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.templating import Html, element, filled, language_attributes
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.views.passages import Passage

_LICENCE_NAME = "CC BY 4.0"
_KILOBYTE = 1000


def data_page(composer: Composer, key: PageKey) -> Page:
    """What there is to download, under which licence; in easy read the tables of the page's language alone."""
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
        languages=[{"name": OWN_NAMES[language], "attributes": _marked(composer, language)} for language in languages],
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
            _other(composer, key, "data.schema", SCHEMA),
            _other(composer, key, "data.dcat", RECORD),
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
        citation=cited(
            composer, Passage(strings["nav.data"], composer.localised.language), _updated(composer), key.uri
        ),
        **shared,
    )
    return Page(title, lead, body, "data")


def codebook_page(composer: Composer, key: PageKey) -> Page:
    """Every field with its words; in easy read only what they mean."""
    strings = composer.strings
    title = strings["easy.data_fields" if composer.easy else "codebook.title"]
    lead = strings["easy.codebook_lead" if composer.easy else "codebook.lead"]
    described = codebook(composer.catalogue, [composer.localised.language])
    everywhere = len(COLLECTIONS)
    entry = [each for each in described if each.place == "entry"]
    groups = [("all", strings["codebook.all"], [each for each in entry if len(each.collections) == everywhere])]
    for name in COLLECTIONS:
        own = [each for each in entry if name in each.collections and len(each.collections) < everywhere]
        groups.append((name, composer.section_name(name), own))
    groups.append(("tables", strings["codebook.tables"], [each for each in described if each.place == "table"]))
    groups.append(("beside", strings["codebook.file"], [each for each in described if each.place == "file"]))
    if composer.easy:
        # Easy read speaks of the tables alone.
        own = [each for each in described if each.place != "entry"]
        groups = [*((place, said, rows) for place, said, rows in groups[:-2]), ("tables", strings["data.tables"], own)]
        groups = [(place, said, [each for each in rows if each.in_tables]) for place, said, rows in groups]
    body = composer.render(
        "codebook.html",
        key,
        title=title,
        lead=lead,
        groups=[
            {"id": place, "heading": heading, "rows": [_row(composer, each) for each in rows]}
            for place, heading, rows in groups
            if rows
        ],
    )
    return Page(title, lead, body, "data")


def _row(composer: Composer, described: Described) -> dict[str, Any]:
    language = composer.localised.language
    return {
        "name": described.name,
        "label": described.label.get(language, ""),
        "meaning": described.meaning.get(language, ""),
        "kind": None if composer.easy else _kind(composer, described),
    }


def _kind(composer: Composer, described: Described) -> str:
    """What kind of value a field holds, whether it is always there, whether the hub's licence covers it."""
    strings = composer.strings
    kind = strings[f"codebook.type_{described.type}"]
    if described.vocabulary:
        title = composer.catalogue.vocabularies[described.vocabulary].title[composer.localised.language]
        kind = strings.fill("codebook.type_listed", list=title)
    if described.many and described.type in ("text", "code"):
        kind = strings.fill("codebook.many", type=kind)
    notes = [strings["codebook.required"]] if described.required else []
    notes += [] if described.licence else [strings["codebook.not_ours"]]
    return LANGUAGE_BY_CODE[composer.localised.language].semicolon.join([kind, *notes])


def _collections(composer: Composer) -> list[str]:
    return [name for name in COLLECTIONS if composer.catalogue.entries[name]]


def _links(
    composer: Composer, key: PageKey, collection: str, language: LanguageCode | None
) -> Iterator[dict[str, str]]:
    """The files of a collection: its tables in one language, or its JSON. More than one where there are very many entries."""
    for each in composer.downloads:
        if (each.collection, each.language) == (collection, language):
            yield {**_link(composer, key, each), "said": f"{composer.section_name(collection)}, {_language(language)}"}


def _language(language: LanguageCode | None) -> str:
    return OWN_NAMES[language] if language else "JSON"


def _indexes(composer: Composer, key: PageKey) -> Iterator[dict[str, str]]:
    """The indexes of the search. More than one in a language where there are very many entries."""
    names = composer.strings.language_names
    for each in composer.downloads:
        if each.language and not each.collection:
            label = composer.strings.fill("data.search", language=names[each.language])
            yield {**_link(composer, key, each), "label": label}


def _other(composer: Composer, key: PageKey, label: str, name: str) -> dict[str, str]:
    """A file by its name; without a size where the export does not count it, as it holds the sizes itself."""
    found: Sequence[Download] = [each for each in composer.downloads if each.name == name]
    link = _link(composer, key, found[0]) if found else {"href": f"{composer.root(key.depth)}data/{name}", "size": ""}
    return {**link, "label": composer.strings[label], "name": name}


def _link(composer: Composer, key: PageKey, download: Download) -> dict[str, str]:
    kilobytes = composer.strings.number(max(1, round(download.size / _KILOBYTE)))
    return {
        "href": f"{composer.root(key.depth)}data/{download.name}",
        "size": composer.strings.fill("data.kilobytes", number=kilobytes),
    }


def _marked(composer: Composer, language: LanguageCode) -> Html:
    return Html() if language == composer.localised.language else language_attributes(language)


def _updated(composer: Composer) -> str:
    """The day of the last change of any entry."""
    return str(composer.catalogue.last_change() or "")
