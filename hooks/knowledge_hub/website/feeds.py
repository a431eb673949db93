"""Atom feed (RFC 4287) of new and changed entries, one for each language, in the standard register.

Ids must be unique, and where the hub's public address is known (``HUB_SITE_URL``) they are the addresses of the pages. Where
it is not, no address is made up: an id is then a UUID that the language and the record's folder give (RFC 9562, version 5), so
that it stays the same from build to build; links are relative to the feed, which both RFC 4287 and readers allow; and there is
no link ``self``, which the RFC only recommends. A feed without ``xml:base`` works at any address and from a disk.

Days become midnight in UTC, as a record knows no hours. The author is the hub; no person is named.
"""

import uuid
from xml.etree import ElementTree as ET

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.pages.composer import Composer
from knowledge_hub.views.passages import Passage
from knowledge_hub.website.chrome import FEED

MOST = 30
"""Entries in one feed. A reader asks at least once a month, and so many change in no month."""
_UUIDS = uuid.UUID("6f0c2b6e-3d0b-5f53-9a55-4f3a5f0f6b0d")
"""The namespace of ids without an address."""
_NEVER = "1970-01-01"
"""The day of a feed without entries, as every feed must have one."""


def feed(composer: Composer, site_url: str) -> bytes:
    """The feed of an edition's language. ``site_url`` ends with a slash, or is '' when it is not known."""
    strings, prefix = composer.strings, composer.edition.prefix
    base = f"{site_url}{prefix}" if site_url else ""
    entries = newest(composer.catalogue)
    name = strings["site.name"]
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": composer.localised.language})
    _add(root, "id", _id(composer, base, FEED))
    _add(root, "title", f"{strings['feed.title']} – {name}")
    _add(root, "updated", _moment(max((str(each.record.updated) for each in entries), default=_NEVER)))
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
    """The published entries that changed last, of all collections; those of one day in the order of their ids."""
    entries = sorted(catalogue.all_entries(), key=lambda each: each.record.id)
    entries.sort(key=lambda each: each.record.updated, reverse=True)
    return entries[:MOST]


def _add_entry(root: ET.Element, composer: Composer, entry: Entry, base: str) -> None:
    place = f"{entry.path}.html"
    element = _add(root, "entry")
    _add(element, "id", _id(composer, base, place))
    _add_passage(element, "title", composer.localised.title(entry), composer)
    _add(element, "published", _moment(str(entry.record.added)))
    _add(element, "updated", _moment(str(entry.record.updated)))
    _add(element, "link", rel="alternate", type="text/html", href=base + place)
    _add(element, "category", term=entry.collection, label=composer.section_name(entry.collection))
    summary = composer.localised.passage(entry, "text.summary")
    if summary:
        _add_passage(element, "summary", summary, composer)


def _add_passage(parent: ET.Element, tag: str, passage: Passage, composer: Composer) -> None:
    """A text; marked when it is not in the feed's language."""
    foreign = {} if passage.language == composer.localised.language else {"xml:lang": passage.language}
    _add(parent, tag, passage.text, **foreign)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _id(composer: Composer, base: str, place: str) -> str:
    """A permanent, unique IRI of the feed or of one of its entries."""
    return base + place if base else uuid.uuid5(_UUIDS, f"{composer.localised.language}/{place}").urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
