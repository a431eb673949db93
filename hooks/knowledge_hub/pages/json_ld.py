"""JSON-LD (schema.org) metadata in the head of each page.

A data block is neither run nor fetched, so the policy of the page does not concern it. Where the public address of the hub
is not known, addresses are relative: JSON-LD in a page is read against the page's own address, so that the same bytes are
right wherever they stand. A template of an address cannot be relative, so the search is only named where the address is known.
"""

from collections.abc import Callable, Mapping
from typing import Any

from knowledge_hub.base.languages import Edition
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.export.export_format import LICENCE_URL
from knowledge_hub.model.entry_base import Source
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.templating import data_block
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.page_plan import PageKey

Thing = dict[str, Any]
"""A node of schema.org."""


class Addresses:
    """What a page calls itself and others: absolute where the hub's address is known, else relative to the page."""

    def __init__(self, edition: Edition, site_url: str, uri: str) -> None:
        """``uri`` is the place of the page below its edition's root."""
        self.edition = edition
        self.site_url = site_url
        self.own = f"{site_url}{edition.prefix}{uri}" if site_url else uri.rpartition("/")[2]
        self._up = "../" * uri.count("/")

    def page(self, uri: str, edition: Edition | None = None) -> str:
        """A page of this edition or of another."""
        if edition is None and not self.site_url:
            return self._up + uri
        return self.file((edition or self.edition).prefix + uri)

    def file(self, place: str) -> str:
        """A file by its place below the site's root."""
        return f"{self.site_url or self._up + '../' * self.edition.prefix.count('/')}{place}"


Describe = Callable[[Composer, Addresses, PageKey, Page, str], Thing]
"""Makes the node of a page, as a type of schema.org."""


def linked_data(composer: Composer, key: PageKey, page: Page, describe: Describe, schema_type: str) -> str:
    """The JSON-LD of a generated page: what it is, and the way from home to it."""
    addresses = Addresses(composer.edition, composer.site_url, key.uri)
    things = [describe(composer, addresses, key, page, schema_type)]
    if key.uri != _HOME:
        section = (composer.section_name(key.above), f"{key.above}/index.html") if key.above else None
        things.append(_trail(composer.strings, addresses, page.title, section))
    return _block(things)


def authored(strings: Strings, edition: Edition, site_url: str, uri: str, title: str, description: str) -> str:
    """The JSON-LD of a page that was written by hand."""
    addresses = Addresses(edition, site_url, uri)
    schema_type = "AboutPage" if uri == "about.html" else "WebPage"
    thing = _page(strings, addresses, title, description, schema_type)
    return _block([thing, _trail(strings, addresses, title, None)])


_HOME = "index.html"


def web_site(composer: Composer, addresses: Addresses, _: PageKey, page: Page, schema_type: str) -> Thing:
    """The home page stands for the whole site."""
    site: Thing = {
        "@type": schema_type,
        "name": composer.strings["site.name"],
        "url": addresses.own,
        "description": page.description,
        "inLanguage": addresses.edition.language,
        "license": LICENCE_URL,
    }
    if addresses.site_url:
        target = {"@type": "EntryPoint", "urlTemplate": addresses.page("search.html?q={search_term_string}")}
        query = "required name=search_term_string"
        site["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": query}
    return site


def web_page(composer: Composer, addresses: Addresses, _: PageKey, page: Page, schema_type: str) -> Thing:
    """A page that is about nothing but itself."""
    return _page(composer.strings, addresses, page.title, page.description, schema_type)


def data_set(composer: Composer, addresses: Addresses, key: PageKey, page: Page, schema_type: str) -> Thing:
    """The page of the open data; in the standard register with the set itself, for search engines of data."""
    thing = web_page(composer, addresses, key, page, schema_type)
    return thing if composer.easy else {**thing, "mainEntity": _dataset(composer, addresses)}


def article(composer: Composer, addresses: Addresses, key: PageKey, page: Page, schema_type: str) -> Thing:
    """The hub's own text about a practice, a meeting, a document or a programme."""
    entry, localised = composer.entry(key.key), composer.localised
    record, title = entry.record, localised.title(entry)
    thing: Thing = {
        "@type": schema_type,
        "url": addresses.own,
        "headline": title.text,
        "inLanguage": title.language,
        "dateCreated": str(record.added),
        "dateModified": str(record.updated),
        "license": LICENCE_URL,
        **_part_of_site(composer.strings, addresses),
    }
    if title.language != record.original_language and record.original_language in composer.languages:
        original = Edition(record.original_language, composer.edition.register)
        thing["translationOfWork"] = {"@id": addresses.page(key.uri, original)}
    if composer.easy:
        thing["isBasedOn"] = addresses.page(key.uri, composer.edition.other_register)
        return thing
    thing["description"] = page.description
    if record.countries:
        thing["spatialCoverage"] = [
            {"@type": "Country", "name": localised.label("states", code), "identifier": code}
            for code in record.countries
        ]
    about = _about(localised, entry)
    if about:
        thing["about"] = about
    if record.sources:
        thing["citation"] = [_cited(source) for source in record.sources]
    content = addresses.file(f"data/{entry.path}.json")
    thing["encoding"] = {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": content}
    return thing


def _about(localised: Localised, entry: Entry) -> Thing | None:
    """The thing itself, where schema.org has a type for it; only what the record says of it."""
    collection = COLLECTIONS[entry.collection]
    thing: Thing = {"@type": collection.schema_type}
    for name, field in collection.schema_fields.items():
        value = _value(localised, entry, field)
        written = _WRITTEN[name](value) if value and name in _WRITTEN else value
        if written:
            thing[name] = written
    return thing if "name" in thing else None


def _value(localised: Localised, entry: Entry, field: str) -> Any:  # noqa: ANN401 - fields hold values of all types
    if field.startswith("text."):
        passage = localised.passage(entry, field)
        return passage.text if passage else None
    return getattr(entry.record, field)


def _named(schema_type: str) -> Callable[[str], Thing]:
    return lambda name: {"@type": schema_type, "name": name}


_ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}


def _attendance(mode: str) -> str | None:
    known = _ATTENDANCE.get(mode)
    return f"https://schema.org/{known}EventAttendanceMode" if known else None


_WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "location": _named("Place"),
    "organizer": _named("Organization"),
    "publisher": _named("Organization"),
    "provider": _named("Organization"),
    "eventAttendanceMode": _attendance,
    "datePublished": str,
}
"""How schema.org writes the value of a property, where it is not the value itself."""


def _cited(source: Source) -> Thing:
    work = {"@type": "CreativeWork", "name": source.title}
    return {**work, "url": source.url} if source.url else work


def _dataset(composer: Composer, addresses: Addresses) -> Thing:
    """The whole set, for search engines of data; ``dcat`` says the same at more length."""
    strings = composer.strings
    return {
        "@type": "Dataset",
        "name": strings["site.name"],
        "description": strings["home.description"],
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": strings["site.name"]},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": each.media_type,
                "contentUrl": addresses.file(f"data/{each.name}"),
            }
            for each in composer.downloads
            if each.language in (None, composer.localised.language)
        ],
    }


def _page(strings: Strings, addresses: Addresses, title: str, description: str, schema_type: str) -> Thing:
    return {
        "@type": schema_type,
        "url": addresses.own,
        "name": title,
        "description": description,
        "inLanguage": addresses.edition.language,
        **_part_of_site(strings, addresses),
    }


def _part_of_site(strings: Strings, addresses: Addresses) -> Thing:
    return {"isPartOf": {"@type": "WebSite", "name": strings["site.name"], "url": addresses.page(_HOME)}}


def _trail(strings: Strings, addresses: Addresses, title: str, section: tuple[str, str] | None) -> Thing:
    """The way from home to the page, as its own line of links says it."""
    steps = [(strings["chrome.home"], _HOME), *([section] if section else [])]
    items: list[Thing] = [
        {"@type": "ListItem", "position": number, "name": name, "item": addresses.page(uri)}
        for number, (name, uri) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _block(things: list[Thing]) -> str:
    return data_block({"@context": "https://schema.org", "@graph": things})
