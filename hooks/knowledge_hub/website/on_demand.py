"""Builds single files of the site on request, for the preview."""

from knowledge_hub.base.languages import LANGUAGES, edition_of
from knowledge_hub.export.export_files import FOLDER
from knowledge_hub.pages.offline_page import FOLDER as OFFLINE
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.site_build import Site, write_indexes


class OnDemand:
    """A site whose files are written when the browser requests them."""

    def __init__(self, site: Site) -> None:
        """No file is written yet."""
        self.site = site
        self._pages = {key.uri: key for key in site.plan.pages}

    def make(self, uri: str) -> None:
        """Write the file with this path, with others that are made together with it.

        Does nothing if the file is written already, or is not made from the data.
        """
        site = self.site
        edition, place = edition_of(uri)
        if place.startswith(f"{FOLDER}/") and not site.downloads:
            site.write_data()
            site.output.written.update(
                path.relative_to(site.out).as_posix() for path in (site.out / FOLDER).rglob("*.*")
            )
        if uri in site.output.written:
            return
        if place in self._pages:
            site.write_page(edition, self._pages[place], Links())
        elif place == FEED and edition.register == "standard":
            site.write_feed(edition.language)
        elif uri.startswith(f"{OFFLINE}/"):
            # Without cache lists: a preview changes, so it cannot be used offline.
            if not uri.endswith(".json"):
                site.write_offline()
        elif uri.startswith(f"{site.folders.content}/"):
            self._make_content(uri.removeprefix(f"{site.folders.content}/").split("/"))

    def _make_content(self, parts: list[str]) -> None:
        site = self.site
        match parts:
            case ["search", language, _] if language in LANGUAGES:
                write_indexes((site, *site.indexed_entries()), [language])
            case ["search", _]:
                site.write_facets(*site.indexed_entries())
            case ["form", *_] | ["entries", "ids.js"]:
                site.write_form()
            case ["entries", collection, name]:
                entry = site.catalogue.entries.get(collection, {}).get(name.removesuffix(".js"))
                if entry:
                    site.write_entry_script(entry)
