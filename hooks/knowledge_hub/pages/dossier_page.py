"""The dossier page: entries chosen by the page's address, one after the other, to read and print.

The page holds no entry. ``overrides/assets/dossier.js`` opens the page of each in a frame and takes its text over, so that
a dossier says what the pages say, in any edition, at the cost of no file more.
"""

from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.search_pages import facet_values
from knowledge_hub.pages.templating import data_block
from knowledge_hub.views.page_plan import PageKey

MOST = 50
"""Entries that a dossier holds at most: each is a page that the browser loads and keeps in memory until it is printed."""


def dossier_page(composer: Composer, key: PageKey) -> Page:
    """A title, the means to change and print the dossier, and places for contents and entries."""
    strings, language = composer.strings, composer.localised.language
    lead = strings["easy.dossier_lead" if composer.easy else "dossier.lead"]
    facets = {name: facet_values(composer, name) for name in FACETS if composer.plan.values(name)}
    words = {
        "most": MOST,
        "count": strings.texts["search.count"],
        "first": strings["coverage.first"],
        "search": strings["search.title"],
        "separator": strings["list.separator"],
        **{
            name: strings[f"dossier.{name}"]
            for name in ("title", "loading", "empty", "unknown", "failed", "failed_why", "remove", "page")
        },
        "facets": {
            name: [each["heading"], [[value["code"], value["label"]] for value in each["codes"]]]
            for name, each in facets.items()
        },
    }
    root = composer.root(0)
    body = composer.render(
        "dossier.html",
        key,
        lead=lead,
        register=composer.edition.register,
        search=f"{root}assets/search/{language}/search.js",
        words=data_block(words),
    )
    return Page(
        strings["dossier.title"], lead, body, "dossier",
        scripts=(f"{root}assets/dossier.js",),
        styles=(f"{root}assets/form.css", f"{root}assets/dossier.css"),
    )  # fmt: skip
