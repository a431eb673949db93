"""Stage 6: which function makes which kind of page."""

from collections.abc import Callable, Mapping

from knowledge_hub.composer import Composer, Page
from knowledge_hub.coverage_page import coverage_page
from knowledge_hub.entry_pages import entry_page
from knowledge_hub.front_pages import credits_page, glossary_page, home_page
from knowledge_hub.list_pages import (
    capacity_page,
    collection_page,
    countries_page,
    country_page,
    group_page,
    guidance_page,
)
from knowledge_hub.plan import Kind, PageKey
from knowledge_hub.search_pages import browse_page, search_page, value_page

MAKERS: Mapping[Kind, Callable[[Composer, PageKey], Page]] = {
    "home": home_page,
    "entry": entry_page,
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
    "coverage": coverage_page,
}


def make_page(composer: Composer, key: PageKey) -> Page:
    """One page of the plan in one edition."""
    return MAKERS[key.kind](composer, key)
