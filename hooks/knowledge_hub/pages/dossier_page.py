"""The dossier page: chosen entries one after the other, to read and print. The choice is in the page's URL.

The page is built without entries. ``scripts/dossier.mjs`` loads the page of each chosen entry and copies its text, so a dossier
needs no further files, in any edition.
"""

from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.search_pages import facet_values
from knowledge_hub.pages.templating import data_block
from knowledge_hub.views.page_plan import PageKey

MOST_ENTRIES = 50
"""Entries in a dossier, at most: the browser loads the page of each and holds it in memory."""


def dossier_page(composer: Composer, key: PageKey) -> Page:
    """The page with title, controls, and empty elements for contents and entries."""
    strings, language = composer.strings, composer.localised.language
    lead = strings["easy.dossier_lead" if composer.easy else "dossier.lead"]
    facets = {name: facet_values(composer, name) for name in FACETS if composer.plan.values(name)}
    words = {
        "most": MOST_ENTRIES,
        "count": strings.texts["search.count"],
        "first": strings["coverage.first"],
        "search": strings["search.title"],
        "separator": strings["list.separator"],
        **{
            name: strings[f"dossier.{name}"]
            for name in ("title", "loading", "empty", "unknown", "failed", "failed_why", "remove", "page")
        },
        "renamed": {
            f"{name}:{former}": value["code"]
            for name, facet in facets.items()
            for value in facet["codes"]
            for former in value["former"].split()
        },
        "facets": {
            name: [facet["heading"], [[value["code"], value["label"]] for value in facet["codes"]]]
            for name, facet in facets.items()
        },
    }
    assets, content = composer.assets(0), composer.content(0)
    body = composer.render(
        "dossier.html",
        key,
        lead=lead,
        register=composer.edition.register,
        search=f"{content}search/{language}/search.js",
        ids=f"{content}entries/ids.js",
        words=data_block(words),
    )
    return Page(
        strings["dossier.title"], lead, body, "dossier",
        scripts=(f"{assets}newer.js", f"{assets}dossier.js"),
        styles=(f"{assets}form.css", f"{assets}dossier.css"),
    )  # fmt: skip
