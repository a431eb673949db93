"""The function that makes each kind of page."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.contribution_form import form_page
from knowledge_hub.pages.coverage_page import coverage_page
from knowledge_hub.pages.data_pages import codebook_page, data_page
from knowledge_hub.pages.dossier_page import dossier_page
from knowledge_hub.pages.entry_pages import entry_page, moved_page
from knowledge_hub.pages.front_pages import credits_page, glossary_page, home_page
from knowledge_hub.pages.json_ld import linked_data
from knowledge_hub.pages.list_pages import (
    capacity_page,
    collection_page,
    countries_page,
    country_page,
    group_page,
    guidance_page,
)
from knowledge_hub.pages.search_pages import browse_page, search_page, value_page
from knowledge_hub.views.page_plan import FORM_PLACE, Kind, PageKey
from knowledge_hub.website.offline_support import offline_page

MAKERS: Mapping[Kind, Callable[[Composer, PageKey], Page]] = {
    "home": home_page,
    "entry": entry_page,
    "moved": moved_page,
    "collection": collection_page,
    "countries": countries_page,
    "country": country_page,
    "group": group_page,
    "guidance": guidance_page,
    "capacity": capacity_page,
    "glossary": glossary_page,
    "credits": credits_page,
    "search": search_page,
    "browse": browse_page,
    "value": value_page,
    "form": form_page,
    "coverage": coverage_page,
    "data": data_page,
    "codebook": codebook_page,
    "offline": offline_page,
    "dossier": dossier_page,
}


def make_page(composer: Composer, key: PageKey) -> Page:
    """One page of the plan in one edition, with where its text comes from and what it says for programs."""
    page = MAKERS[key.kind](composer, key)
    return replace(
        page,
        source=_source(composer, key),
        suggest=_suggest(composer, key),
        linked="" if page.moved else linked_data(composer, key, page),
    )


_SOURCES: Mapping[Kind, str] = {
    "countries": "vocabularies/states.yml",
    "country": "vocabularies/states.yml",
    "group": "vocabularies/regional_groups.yml",
    "capacity": "vocabularies/capacities.yml",
    "glossary": "vocabularies/glossary.yml",
    "credits": "vocabularies/pictures.yml",
    "guidance": "guidance",
}
"""The file or folder behind the pages of a kind; the others show nothing but words of the interface."""


def _source(composer: Composer, key: PageKey) -> str:
    """The file that says what the page shows, so that a reader who finds a fault knows where it stands."""
    language = composer.localised.language
    if key.kind in {"entry", "moved"}:
        entry = composer.entry(key.key)
        return f"hub_data/{entry.path}/{f'{language}.yml' if language in entry.translations else ENTRY}"
    if key.kind == "collection":
        return f"hub_data/{key.key}"
    vocabulary = FACETS[key.key.partition(":")[0]].vocabulary if key.kind == "value" else None
    if vocabulary:
        return f"hub_data/vocabularies/{vocabulary}.yml"
    return f"hub_data/{_SOURCES.get(key.kind, f'strings/{language}.yml')}"


def _suggest(composer: Composer, key: PageKey) -> str:
    return f"{FORM_PLACE}?correct={composer.entry(key.key).path}" if key.kind == "entry" else FORM_PLACE
