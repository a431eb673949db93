"""Atom feed (RFC 4287) of new and changed entries: one for entry language, in the standard register.

Ids must be unique. With a public address (``HUB_SITE_URL``) they are the URLs of the pages. Without one, an id is a UUID from the
language and the entry's path (RFC 9562, version 5), which is the same in every build; links are relative to the feed, as RFC
4287 and feed readers allow; and there is no ``self`` link, which the RFC only recommends.

Dates become midnight UTC, as entries have no times. The author is the hub; no person is named.
"""

import uuid
from xml.etree import ElementTree as ET

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.pages.composer import Composer
from knowledge_hub.views.newest_first import newest_first
from knowledge_hub.views.passages import Passage
from knowledge_hub.website.chrome import FEED

MAX_ENTRIES = 30
"""Entries in one feed. Feed readers ask at least once a month, and fewer entries than this change in a month."""
_UUIDS = uuid.UUID("6f0c2b6e-3d0b-5f53-9a55-4f3a5f0f6b0d")
"""Namespace of the UUIDs."""
_NEVER = "1970-01-01"
"""The date of a feed without entries, as a date is required."""


def feed(composer: Composer, site_url: str) -> bytes:
    """The feed of the composer's language. ``site_url`` ends with a slash, or is '' without a public address."""
    strings, prefix = composer.strings, composer.edition.prefix
    base = f"{site_url}{prefix}" if site_url else ""
    entries = newest(composer.catalogue)
    name = strings["site.name"]
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": composer.localised.language})
    _add(root, "id", _id(composer, base, FEED))
    _add(root, "title", f"{strings['feed.title']} – {name}")
    _add(root, "updated", _timestamp(max((str(entry.record.updated) for entry in entries), default=_NEVER)))
    _add(_add(root, "author"), "name", name)
    _add(root, "rights", strings["site.licence"])
    _add(root, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    if base:
        _add(root, "link", rel="self", type="application/atom+xml", href=base + FEED)
    for entry in entries:
        _add_entry(root, composer, entry, base)
    ET.indent(root, space="")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def newest(catalogue: Catalogue) -> list[Entry]:
    """The entries that changed last, of all collections, the newest first.

    Which entries are in the feed depends on their change: a subscriber would never hear of a new entry on an old practice.
    """
    entries = newest_first(catalogue.all_entries())
    changed = sorted(entries, key=lambda entry: entry.record.updated, reverse=True)
    return newest_first(changed[:MAX_ENTRIES])


def _add_entry(root: ET.Element, composer: Composer, entry: Entry, base: str) -> None:
    place = f"{entry.path}.html"
    element = _add(root, "entry")
    _add(element, "id", _id(composer, base, place))
    _add_passage(element, "title", composer.localised.title(entry), composer)
    _add(element, "published", _timestamp(str(entry.record.added)))
    _add(element, "updated", _timestamp(str(entry.record.updated)))
    _add(element, "link", rel="alternate", type="text/html", href=base + place)
    _add(element, "category", term=entry.collection, label=composer.section_name(entry.collection))
    summary = composer.localised.passage(entry, "text.summary")
    if summary:
        _add_passage(element, "summary", summary, composer)


def _add_passage(parent: ET.Element, tag: str, passage: Passage, composer: Composer) -> None:
    """Add a text, with ``xml:lang`` if its language is not that of the feed."""
    foreign = {} if passage.language == composer.localised.language else {"xml:lang": passage.language}
    _add(parent, tag, passage.text, **foreign)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _id(composer: Composer, base: str, place: str) -> str:
    """A permanent, unique IRI of the feed or of one of its entries."""
    return base + place if base else uuid.uuid5(_UUIDS, f"{composer.localised.language}/{place}").urn


def _timestamp(day: str) -> str:
    return f"{day}T00:00:00Z"
