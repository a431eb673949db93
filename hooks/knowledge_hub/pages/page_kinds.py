"""All kinds of generated pages: places, page function, source and schema.org type of each.

``views/page_plan.py`` has the lists of entries and the places of pages; this room has the page functions. A ``PageKind`` joins
both: it makes the keys of its pages from the lists, and a page from a key. No room below depends on the kind of a page, and
``website`` calls ``make_plan`` and ``make_page`` only.

To add a kind, write its function and its template, and add a value to ``KINDS`` and texts to the six files of strings.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.model.entry_collections import COLLECTIONS, GUIDANCE
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages import json_ld
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.contribution_form import form_page
from knowledge_hub.pages.coverage_page import coverage_page
from knowledge_hub.pages.data_pages import codebook_page, data_page
from knowledge_hub.pages.dossier_page import dossier_page
from knowledge_hub.pages.entry_pages import entry_page, moved_page
from knowledge_hub.pages.front_pages import credits_page, glossary_page, home_page
from knowledge_hub.pages.list_pages import (
    capacity_page,
    collection_page,
    countries_page,
    country_page,
    group_page,
    guidance_page,
)
from knowledge_hub.pages.offline_page import offline_page
from knowledge_hub.pages.search_pages import browse_page, renamed_value_page, search_page, value_page
from knowledge_hub.views.page_plan import (
    BROWSE_PER_PAGE,
    DOSSIER_PLACE,
    FORM_PLACE,
    Lists,
    PageKey,
    Plan,
    entry_lists,
    former_codes,
    keys_of,
    paged,
    slug,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One kind of page."""

    name: str
    make: Callable[[Composer, PageKey], Page]
    place: str = ""
    """Path of the page below the edition's root, if there is exactly one of its kind."""
    places: Callable[[Catalogue, Lists], Iterator[PageKey]] | None = None
    """Makes the keys of its pages, if there can be several."""
    above: str = ""
    """The section between home and the page at ``place``, for breadcrumbs and JSON-LD."""
    source: str = ""
    """Its source below the data folder; '' for pages that set it themselves, or that show interface strings only."""
    schema_type: str = "WebPage"
    """Its schema.org type."""
    describe: json_ld.Describe | None = json_ld.web_page
    """Makes its JSON-LD node; None for pages that search engines should not index."""
    footer: bool = False
    """Whether footers link to ``place``, after the links in ``navigation.FOOTER``."""

    @property
    def listed(self) -> bool:
        """Whether its pages are in site maps."""
        return self.describe is not None

    def keys(self, catalogue: Catalogue, lists: Lists) -> Iterator[PageKey]:
        """The keys of its pages in an edition."""
        if self.places is None:
            yield PageKey(self.name, self.place, above=self.above)
        else:
            yield from self.places(catalogue, lists)


def _collections(_: Catalogue, lists: Lists) -> Iterator[PageKey]:
    for collection in COLLECTIONS.values():
        if collection.front == "cards":
            yield from paged("collection", f"{collection.name}/index", collection.name, lists)


def _guides(_: Catalogue, __: Lists) -> Iterator[PageKey]:
    for collection in COLLECTIONS.values():
        if collection.front == "guide":
            yield PageKey("guidance", f"{collection.name}/index.html", collection.name)


def _entries(catalogue: Catalogue, _: Lists) -> Iterator[PageKey]:
    for entry in catalogue.all_entries():
        yield PageKey("entry", f"{entry.path}.html", entry.record.id, above=entry.collection)


def _former_places(catalogue: Catalogue, _: Lists) -> Iterator[PageKey]:
    for entry in catalogue.all_entries():
        for former_id in entry.record.formerly:
            yield PageKey("moved", f"{entry.collection}/{former_id}.html", entry.record.id, above=entry.collection)


def _states(_: Catalogue, lists: Lists) -> Iterator[PageKey]:
    for code in sorted(keys_of(lists, "country")):
        yield from paged("country", f"countries/{code.lower()}", code, lists, above="countries")


def _groups(_: Catalogue, lists: Lists) -> Iterator[PageKey]:
    for code in sorted(keys_of(lists, "group")):
        yield from paged("group", f"regions/{slug(code)}", code, lists, above="countries")


def _capacities(catalogue: Catalogue, lists: Lists) -> Iterator[PageKey]:
    for code in catalogue.vocabularies["capacities"].terms:
        yield from paged("capacity", f"capacities/{slug(code)}", code, lists, above=GUIDANCE.name)


def _values(_catalogue: Catalogue, lists: Lists) -> Iterator[PageKey]:
    """Pages for the facet values that have no other list of entries."""
    for key in sorted(keys_of(lists, "value")):
        facet, _, code = key.partition(":")
        address = FACETS[facet].href(code)
        if address.startswith("browse/"):
            stem = address.removesuffix(".html")
            yield from paged("value", stem, key, lists, above="browse", per_page=BROWSE_PER_PAGE)


def _former_values(catalogue: Catalogue, lists: Lists) -> Iterator[PageKey]:
    for key in sorted(keys_of(lists, "value")):
        facet, _, code = key.partition(":")
        for former in former_codes(catalogue, facet, code):
            yield PageKey("renamed", FACETS[facet].href(former), key, above="browse")


_LIST = "CollectionPage"

KINDS: Mapping[str, PageKind] = {
    kind.name: kind
    for kind in (
        PageKind(name="home", make=home_page, place="index.html", schema_type="WebSite", describe=json_ld.web_site),
        PageKind(name="entry", make=entry_page, places=_entries, schema_type="Article", describe=json_ld.article),
        PageKind(name="moved", make=moved_page, places=_former_places, describe=None),
        PageKind(name="collection", make=collection_page, places=_collections, schema_type=_LIST),
        PageKind(name="guidance", make=guidance_page, places=_guides, schema_type=_LIST),
        PageKind(
            name="countries",
            make=countries_page,
            place="countries/index.html",
            source="vocabularies/states.yml",
            schema_type=_LIST,
        ),
        PageKind(
            name="country",
            make=country_page,
            places=_states,
            source="vocabularies/states.yml",
            schema_type=_LIST,
        ),
        PageKind(
            name="group",
            make=group_page,
            places=_groups,
            source="vocabularies/regional_groups.yml",
            schema_type=_LIST,
        ),
        PageKind(
            name="capacity",
            make=capacity_page,
            places=_capacities,
            source="vocabularies/capacities.yml",
            schema_type=_LIST,
        ),
        PageKind(name="browse", make=browse_page, place="browse/index.html", schema_type=_LIST),
        PageKind(name="value", make=value_page, places=_values, schema_type=_LIST),
        PageKind(name="renamed", make=renamed_value_page, places=_former_values, describe=None),
        PageKind(name="search", make=search_page, place="search.html", schema_type="SearchResultsPage"),
        PageKind(name="glossary", make=glossary_page, place="glossary.html", source="vocabularies/glossary.yml"),
        PageKind(name="credits", make=credits_page, place="credits.html", source="vocabularies/pictures.yml"),
        PageKind(name="form", make=form_page, place=FORM_PLACE),
        PageKind(name="coverage", make=coverage_page, place="coverage.html"),
        PageKind(name="offline", make=offline_page, place="offline.html"),
        PageKind(name="data", make=data_page, place="data/index.html", describe=json_ld.data_set),
        PageKind(name="codebook", make=codebook_page, place="data/codebook.html", above="data"),
        PageKind(name="dossier", make=dossier_page, place=DOSSIER_PLACE),
    )
}
"""All kinds of generated pages by name."""


def make_plan(catalogue: Catalogue) -> Plan:
    """The plan of an edition, from the published entries."""
    lists = entry_lists(catalogue)
    return Plan(catalogue, tuple(key for kind in KINDS.values() for key in kind.keys(catalogue, lists)), lists)


def make_page(composer: Composer, key: PageKey) -> Page:
    """One page in the composer's edition, with its source and its JSON-LD."""
    kind = KINDS[key.kind]
    page = kind.make(composer, key)
    source = page.source or kind.source or f"strings/{composer.localised.language}.yml"
    metadata = json_ld.page_json_ld(composer, key, page, kind.describe, kind.schema_type) if kind.describe else ""
    return replace(page, source=source, json_ld=metadata)
