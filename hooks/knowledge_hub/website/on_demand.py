"""Makes one file of the site when the preview asks for it."""

from knowledge_hub.base import material_icons
from knowledge_hub.base.languages import LANGUAGES, edition_of
from knowledge_hub.export.export_files import FOLDER
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.site_build import Site, write_index


class OnDemand:
    """A site of which only what is looked at is written."""

    def __init__(self, site: Site) -> None:
        """Nothing is written yet."""
        self.site = site
        self._pages = {key.uri: key for key in site.plan.pages}

    def make(self, uri: str) -> None:
        """Write the file at an address, and what is made along with it.

        Nothing happens where the file is there already, or does not come from the data.
        """
        site = self.site
        edition, place = edition_of(uri)
        if place.startswith(f"{FOLDER}/") and not site.downloads:
            site.write_data()
            site.made |= {each.relative_to(site.out).as_posix() for each in (site.out / FOLDER).rglob("*.*")}
        if uri in site.made:
            return
        if place in self._pages:
            site.write(edition, self._pages[place], Links())
        elif place == FEED and edition.register == "standard":
            site.write_feed(edition.language)
        elif uri.startswith("assets/"):
            self._make_asset(uri.split("/"))

    def _make_asset(self, parts: list[str]) -> None:
        site = self.site
        match parts:
            case ["assets", "icons.svg"]:
                site.put(material_icons.SHEET, material_icons.sheet())
            case ["assets", "search", language, _] if language in LANGUAGES:
                write_index((site, *site.indexed()), [language])
            case ["assets", "search", _]:
                site.write_facets(*site.indexed())
            case ["assets", "form", *_] | ["assets", "entries", "ids.js"]:
                site.write_form()
            case ["assets", "offline", name] if not name.endswith(".json"):
                # Without its lists: what changes while somebody looks at it is not kept on a device.
                site.write_offline()
            case ["assets", "entries", collection, name]:
                entry = site.catalogue.entries.get(collection, {}).get(name.removesuffix(".js"))
                if entry:
                    site.write_entry_script(entry)
