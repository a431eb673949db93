"""JSON-LD (schema.org) metadata in the head of each page.

The Content Security Policy does not restrict data blocks, as browsers do not run them. Without a public address, URLs are
relative, and programs resolve them against the URL of the page. The URL template of a search action cannot be relative, so
there is one only with a public address.
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
"""A schema.org node."""


class Urls:
    """URLs of a page and of others: absolute if the hub has a public address, else relative to the page."""

    def __init__(self, edition: Edition, site_url: str, uri: str) -> None:
        """``uri`` is the page's path below its edition's root."""
        self.edition = edition
        self.site_url = site_url
        self.own = f"{site_url}{edition.prefix}{uri}" if site_url else uri.rpartition("/")[2]
        self._up = "../" * uri.count("/")

    def page(self, uri: str, edition: Edition | None = None) -> str:
        """URL of a page of this edition or of another."""
        if edition is None and not self.site_url:
            return self._up + uri
        return self.file((edition or self.edition).prefix + uri)

    def file(self, place: str) -> str:
        """URL of a file, from its path below the site's root."""
        return f"{self.site_url or self._up + '../' * self.edition.prefix.count('/')}{place}"


Describe = Callable[[Composer, Urls, PageKey, Page, str], Thing]
"""Makes the node of a page; the last argument is its schema.org type."""


def page_json_ld(composer: Composer, key: PageKey, page: Page, describe: Describe, schema_type: str) -> str:
    """The JSON-LD of a generated page: its node and its breadcrumbs."""
    urls = Urls(composer.edition, composer.site_url, key.uri)
    things = [describe(composer, urls, key, page, schema_type)]
    if key.uri != _HOME:
        section = (composer.section_name(key.above), f"{key.above}/index.html") if key.above else None
        things.append(_breadcrumbs(composer.strings, urls, page.title, section))
    return _block(things)


def authored_json_ld(strings: Strings, edition: Edition, site_url: str, uri: str, title: str, description: str) -> str:
    """The JSON-LD of an authored page."""
    urls = Urls(edition, site_url, uri)
    schema_type = "AboutPage" if uri == "about.html" else "WebPage"
    thing = _page(strings, urls, title, description, schema_type)
    return _block([thing, _breadcrumbs(strings, urls, title, None)])


_HOME = "index.html"


def web_site(composer: Composer, urls: Urls, _: PageKey, page: Page, schema_type: str) -> Thing:
    """The node of the home page, which describes the site."""
    site: Thing = {
        "@type": schema_type,
        "name": composer.strings["site.name"],
        "url": urls.own,
        "description": page.description,
        "inLanguage": urls.edition.language,
        "license": LICENCE_URL,
    }
    if urls.site_url:
        target = {"@type": "EntryPoint", "urlTemplate": urls.page("search.html?q={search_term_string}")}
        query = "required name=search_term_string"
        site["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": query}
    return site


def web_page(composer: Composer, urls: Urls, _: PageKey, page: Page, schema_type: str) -> Thing:
    """The node of a page without a subject of its own."""
    return _page(composer.strings, urls, page.title, page.description, schema_type)


def data_set(composer: Composer, urls: Urls, key: PageKey, page: Page, schema_type: str) -> Thing:
    """The node of the open data page; in the standard register it contains the data set, for data search engines."""
    thing = web_page(composer, urls, key, page, schema_type)
    return thing if composer.easy else {**thing, "mainEntity": _dataset(composer, urls)}


def article(composer: Composer, urls: Urls, key: PageKey, page: Page, schema_type: str) -> Thing:
    """The node of an entry's page: the hub's article about a practice, an event, a resource …"""
    entry, localised = composer.entry(key.key), composer.localised
    record, title = entry.record, localised.title(entry)
    thing: Thing = {
        "@type": schema_type,
        "url": urls.own,
        "headline": title.text,
        "inLanguage": title.language,
        "dateCreated": str(record.added),
        "dateModified": str(record.updated),
        "license": LICENCE_URL,
        **_part_of_site(composer.strings, urls),
    }
    if title.language != record.original_language and record.original_language in composer.languages:
        original = Edition(record.original_language, composer.edition.register)
        thing["translationOfWork"] = {"@id": urls.page(key.uri, original)}
    if composer.easy:
        thing["isBasedOn"] = urls.page(key.uri, composer.edition.other_register)
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
        thing["citation"] = [_creative_work(source) for source in record.sources]
    content = urls.file(f"data/{entry.path}.json")
    thing["encoding"] = {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": content}
    return thing


def _about(localised: Localised, entry: Entry) -> Thing | None:
    """The node of the entry's subject, such as an event, with the entry's own values; None if it has no name."""
    collection = COLLECTIONS[entry.collection]
    thing: Thing = {"@type": collection.schema_type}
    for name, field in collection.schema_fields.items():
        value = _value(localised, entry, field)
        converted = _CONVERTERS[name](value) if value and name in _CONVERTERS else value
        if converted:
            thing[name] = converted
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
    name = _ATTENDANCE.get(mode)
    return f"https://schema.org/{name}EventAttendanceMode" if name else None


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "location": _named("Place"),
    "organizer": _named("Organization"),
    "publisher": _named("Organization"),
    "provider": _named("Organization"),
    "eventAttendanceMode": _attendance,
    "datePublished": str,
}
"""Converts values for properties that need another form in schema.org."""


def _creative_work(source: Source) -> Thing:
    work = {"@type": "CreativeWork", "name": source.title}
    return {**work, "url": source.url} if source.url else work


def _dataset(composer: Composer, urls: Urls) -> Thing:
    """The node of the data set; ``dcat`` has the full metadata."""
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
                "encodingFormat": download.media_type,
                "contentUrl": urls.file(f"data/{download.name}"),
            }
            for download in composer.downloads
            if download.language in (None, composer.localised.language)
        ],
    }


def _page(strings: Strings, urls: Urls, title: str, description: str, schema_type: str) -> Thing:
    return {
        "@type": schema_type,
        "url": urls.own,
        "name": title,
        "description": description,
        "inLanguage": urls.edition.language,
        **_part_of_site(strings, urls),
    }


def _part_of_site(strings: Strings, urls: Urls) -> Thing:
    return {"isPartOf": {"@type": "WebSite", "name": strings["site.name"], "url": urls.page(_HOME)}}


def _breadcrumbs(strings: Strings, urls: Urls, title: str, section: tuple[str, str] | None) -> Thing:
    """The node of the breadcrumbs, the same as on the page itself."""
    steps = [(strings["chrome.home"], _HOME), *([section] if section else [])]
    items: list[Thing] = [
        {"@type": "ListItem", "position": number, "name": name, "item": urls.page(uri)}
        for number, (name, uri) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _block(things: list[Thing]) -> str:
    return data_block({"@context": "https://schema.org", "@graph": things})
