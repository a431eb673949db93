"""JSON-LD (schema.org) metadata in the head of each page.

A data block is neither run nor fetched, so the policy of the page does not concern it. Where the public address of the hub
is not known, addresses are relative: JSON-LD in a page is read against the page's own address, so that the same bytes are
right wherever they stand. A template of an address cannot be relative, so the search is only named where the address is known.
"""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any

from knowledge_hub.base.languages import Edition
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.export.export_format import LICENCE_URL
from knowledge_hub.model.entry_base import Source
from knowledge_hub.model.entry_models import Event, Practice, Resource, Support
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.views.page_plan import Kind, PageKey

Thing = dict[str, Any]
"""A node of schema.org."""

_TYPES: Mapping[Kind, str] = {
    "collection": "CollectionPage",
    "countries": "CollectionPage",
    "country": "CollectionPage",
    "group": "CollectionPage",
    "guidance": "CollectionPage",
    "capacity": "CollectionPage",
    "browse": "CollectionPage",
    "value": "CollectionPage",
    "search": "SearchResultsPage",
}
_ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}


def linked_data(composer: Composer, key: PageKey, page: Page) -> str:
    """The JSON-LD of a generated page."""
    addresses = Addresses(composer.edition, composer.site_url, key.uri)
    if key.kind == "home":
        return _block(_encoded(_site(composer.strings, addresses, page.description)))
    if key.kind == "entry":
        about = _article(composer, addresses, composer.entry(key.key), page)
    else:
        thing = _page(composer.strings, addresses, page.title, page.description, _TYPES.get(key.kind, "WebPage"))
        if key.kind == "data" and not composer.easy:
            thing["mainEntity"] = _dataset(composer, addresses)
        about = _encoded(thing)
    front = key.uri.partition("/")[0] if key.kind == "entry" else _FRONTS.get(key.kind)
    section = (composer.section_name(front), f"{front}/index.html") if front else None
    return _block(about, _trail(composer.strings, addresses, page.title, section))


_FRONTS: Mapping[Kind, str] = {
    "country": "countries",
    "group": "countries",
    "capacity": "guidance",
    "value": "browse",
    "codebook": "data",
}
"""The section above a page, as its trail names it; an entry's is its collection."""


def authored(strings: Strings, edition: Edition, site_url: str, uri: str, title: str, description: str) -> str:
    """The JSON-LD of a page that was written by hand."""
    addresses = Addresses(edition, site_url, uri)
    kind = "AboutPage" if uri == "about.html" else "WebPage"
    thing = _page(strings, addresses, title, description, kind)
    return _block(_encoded(thing), _trail(strings, addresses, title, None))


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


def _article(composer: Composer, addresses: Addresses, entry: Entry, page: Page) -> str:
    """The hub's own text about a practice, a meeting, a document or a programme.

    Joined from encoded texts: there are twelve of these for each entry, and encoding them whole took four times as long.
    """
    localised, record = composer.localised, entry.record
    title = localised.title(entry)
    parts = [
        f'{{"@type":"Article","url":{_quoted(addresses.own)},"headline":{_quoted(title.text)}',
        f',"inLanguage":"{title.language}","dateCreated":"{record.added}","dateModified":"{record.updated}"',
        f',"license":"{LICENCE_URL}",{_kept_members(composer, addresses)}',
    ]
    if title.language != record.original_language and record.original_language in composer.languages:
        original = Edition(record.original_language, composer.edition.register)
        parts.append(f',"translationOfWork":{{"@id":{_quoted(addresses.page(f"{entry.path}.html", original))}}}')
    if composer.easy:
        standard = addresses.page(f"{entry.path}.html", composer.edition.other_register)
        parts.append(f',"isBasedOn":{_quoted(standard)}}}')
        return "".join(parts)
    parts.append(f',"description":{_quoted(page.description)}')
    if record.countries:
        named = (
            f'{{"@type":"Country","name":{_quoted(localised.label("states", code))},"identifier":"{code}"}}'
            for code in record.countries
        )
        parts.append(f',"spatialCoverage":[{",".join(named)}]')
    about = _about(composer, entry)
    if about:
        parts.append(f',"about":{_encoded(about)}')
    if record.sources:
        parts.append(f',"citation":[{",".join(map(_cited, record.sources))}]')
    content = _quoted(addresses.file(f"data/{entry.path}.json"))
    parts.append(f',"encoding":{{"@type":"MediaObject","encodingFormat":"application/json","contentUrl":{content}}}}}')
    return "".join(parts)


def _kept_members(composer: Composer, addresses: Addresses) -> str:
    """What all articles of an edition say alike; they stand at the same depth."""
    kept: str | None = composer.localised.kept.get(_kept_members)
    if kept is None:
        kept = composer.localised.kept[_kept_members] = _encoded(_of_site(composer.strings, addresses))[1:-1]
    return kept


def _about(composer: Composer, entry: Entry) -> Thing | None:
    """The thing itself, where schema.org has a kind for it; only what the record says of it."""
    localised, record = composer.localised, entry.record
    title = localised.title(entry).text
    if isinstance(record, Event):
        place, organizers = localised.passage(entry, "text.place"), localised.passage(entry, "text.organizers")
        mode = _ATTENDANCE.get(record.mode or "")
        return _without_nothing({
            "@type": "Event",
            "name": title,
            "startDate": record.start,
            "endDate": record.end,
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if mode else None,
            "location": {"@type": "Place", "name": place.text} if place else None,
            "organizer": {"@type": "Organization", "name": organizers.text} if organizers else None,
        })  # fmt: skip
    if isinstance(record, Resource):
        return _without_nothing({
            "@type": "CreativeWork",
            "name": title,
            "url": record.url,
            "publisher": {"@type": "Organization", "name": record.publisher},
            "datePublished": str(record.year) if record.year else None,
            "inLanguage": list(record.languages) or None,
            "identifier": record.symbol,
        })  # fmt: skip
    if isinstance(record, Support):
        provider = {"@type": "Organization", "name": record.provider}
        return _without_nothing({"@type": "Service", "name": title, "provider": provider, "url": record.url})
    name = localised.passage(entry, "text.mechanism_name") if isinstance(record, Practice) else None
    return {"@type": "GovernmentOrganization", "name": name.text} if name else None


def _cited(source: Source) -> str:
    address = f',"url":{_quoted(source.url)}' if source.url else ""
    return f'{{"@type":"CreativeWork","name":{_quoted(source.title)}{address}}}'


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


def _site(strings: Strings, addresses: Addresses, description: str) -> Thing:
    """The home page stands for the whole site."""
    site: Thing = {
        "@type": "WebSite",
        "name": strings["site.name"],
        "url": addresses.own,
        "description": description,
        "inLanguage": addresses.edition.language,
        "license": LICENCE_URL,
    }
    if addresses.site_url:
        target = {"@type": "EntryPoint", "urlTemplate": addresses.page("search.html?q={search_term_string}")}
        query = "required name=search_term_string"
        site["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": query}
    return site


def _page(strings: Strings, addresses: Addresses, title: str, description: str, kind: str) -> Thing:
    return {
        "@type": kind,
        "url": addresses.own,
        "name": title,
        "description": description,
        "inLanguage": addresses.edition.language,
        **_of_site(strings, addresses),
    }


def _of_site(strings: Strings, addresses: Addresses) -> Thing:
    return {"isPartOf": {"@type": "WebSite", "name": strings["site.name"], "url": addresses.page("index.html")}}


def _trail(strings: Strings, addresses: Addresses, title: str, section: tuple[str, str] | None) -> str:
    """The way from home to the page, as its own line of links says it."""
    steps = [(strings["chrome.home"], "index.html"), *([section] if section else [])]
    items = [
        f'{{"@type":"ListItem","position":{number},"name":{_quoted(name)},"item":{_quoted(addresses.page(uri))}}},'
        for number, (name, uri) in enumerate(steps, 1)
    ]
    last = f'{{"@type":"ListItem","position":{len(items) + 1},"name":{_quoted(title)}}}'
    return f'{{"@type":"BreadcrumbList","itemListElement":[{"".join(items)}{last}]}}'


def _without_nothing(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value is not None}


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _block(*things: str) -> str:
    """One block; no text in it can end the element that it stands in."""
    content = f'{{"@context":"https://schema.org","@graph":[{",".join(things)}]}}'
    return content.replace("<", "\\u003c")
