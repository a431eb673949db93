"""Frames: pages that MkDocs renders once with placeholders, to be filled with the content of many pages.

All pages of one edition at one depth have the same chrome. Filling a frame takes a hundredth of a millisecond a page; rendering
the theme's templates for each page would take two.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge_hub.pages.composer import Page
from knowledge_hub.pages.templating import Html, element, escaped
from knowledge_hub.website.chrome import SLOTS, placeholder, section_placeholder, source_link


@dataclass(slots=True)
class Frame:
    """A rendered page with placeholders in its slots."""

    html: str
    _pieces_by_section: dict[str, tuple[list[bytes], list[str]]] = field(default_factory=dict)

    def fill(self, page: Page, uri: str, site_name: str, repository: str = "") -> bytes:
        """The complete page in UTF-8. ``uri`` is its path below its edition's root."""
        values = {
            "title": escaped(page.title if page.title == site_name else f"{page.title} – {site_name}"),
            "description": escaped(page.description),
            # A redirect has the canonical URL and the language links of its target.
            "uri": page.moved_to or uri,
            "head": "".join(_head(page, uri)),
            "content": page.body,
            "source": source_link(f"hub_data/{page.source}", repository),
            "suggest": page.suggest,
        }
        pieces, slots = self._pieces(page.section)
        encoded = {slot: value.encode() for slot, value in values.items()}
        out = [pieces[0]]
        for slot, piece in zip(slots, pieces[1:], strict=True):
            out += (encoded[slot], piece)
        return b"".join(out)

    def _pieces(self, section: str) -> tuple[list[bytes], list[str]]:
        """The frame split at its placeholders, with ``aria-current`` on the link to the section. Cached by section."""
        if section not in self._pieces_by_section:
            html = self.html.replace(section_placeholder(section), ' aria-current="true"') if section else self.html
            html = _OTHER_SECTIONS.sub("", html)
            parts = _SLOT.split(html)
            self._pieces_by_section[section] = ([part.encode() for part in parts[::2]], parts[1::2])
        return self._pieces_by_section[section]


def _head(page: Page, uri: str) -> Iterator[str]:
    """Markup for the head of this page, where browsers start loading files early."""
    if page.moved_to or not page.translated:
        yield element("meta", attributes={"name": "robots", "content": "noindex"})
    if page.moved_to:
        target = posixpath.relpath(page.moved_to, posixpath.dirname(uri))
        yield element("meta", attributes={"http-equiv": "refresh", "content": f"0; url={target}"})
    for address in page.styles:
        yield element("link", attributes={"rel": "stylesheet", "href": address})
    for address in page.scripts:
        yield element("script", "", {"src": address, "defer": None})
    if page.manifest:
        yield element("link", attributes={"rel": "manifest", "href": page.manifest})
    yield json_ld_element(page.json_ld)


def json_ld_element(json_ld: str) -> str:
    """The script element with JSON-LD, or ''. The policy against inline scripts does not apply, as browsers do not run it."""
    return element("script", Html(json_ld), {"type": "application/ld+json"}) if json_ld else ""


_SLOT = re.compile(placeholder(f"({'|'.join(SLOTS)})"))
_OTHER_SECTIONS = re.compile(section_placeholder(r"\w*"))
