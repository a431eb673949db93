"""Frames, which MkDocs renders once, and the joining of page bodies into them.

All pages of one edition at one depth have the same chrome, so a page is its frame's pieces joined with its own:
a hundredth of a millisecond instead of two (the theme's templates are rendered once a frame, not once a page).
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge_hub.pages.composer import Page
from knowledge_hub.pages.templating import Html, element, escaped
from knowledge_hub.website.chrome import SLOTS, mark, section_mark, source_link


@dataclass(slots=True)
class Frame:
    """A rendered page with marks in its slots."""

    html: str
    _cut: dict[str, tuple[list[bytes], list[str]]] = field(default_factory=dict)

    def stamp(self, page: Page, uri: str, site_name: str, repository: str = "") -> bytes:
        """One whole page as UTF-8. ``uri`` is its place below its edition's root."""
        values = {
            "title": escaped(page.title if page.title == site_name else f"{page.title} – {site_name}"),
            "description": escaped(page.description),
            # An old address names the new one wherever it names itself: as the canonical one, and its twins.
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
        """The frame cut at its marks, with the section's link of the navigation marked as current."""
        if section not in self._cut:
            html = self.html.replace(section_mark(section), ' aria-current="true"') if section else self.html
            html = _OTHER_SECTIONS.sub("", html)
            parts = _SLOT.split(html)
            self._cut[section] = ([part.encode() for part in parts[::2]], parts[1::2])
        return self._cut[section]


def _head(page: Page, uri: str) -> Iterator[str]:
    """What this page alone says in its head; a browser asks for it there before it has read the page."""
    if page.moved_to or not page.translated:
        yield element("meta", attributes={"name": "robots", "content": "noindex"})
    if page.moved_to:
        there = posixpath.relpath(page.moved_to, posixpath.dirname(uri))
        yield element("meta", attributes={"http-equiv": "refresh", "content": f"0; url={there}"})
    for address in page.styles:
        yield element("link", attributes={"rel": "stylesheet", "href": address})
    for address in page.scripts:
        yield element("script", "", {"src": address, "defer": None})
    if page.manifest:
        yield element("link", attributes={"rel": "manifest", "href": page.manifest})
    yield data_block(page.json_ld)


def data_block(json_ld: str) -> str:
    """JSON-LD as it stands in the head; it is no script, so the policy against inline scripts does not concern it."""
    return element("script", Html(json_ld), {"type": "application/ld+json"}) if json_ld else ""


_SLOT = re.compile(mark(f"({'|'.join(SLOTS)})"))
_OTHER_SECTIONS = re.compile(section_mark(r"\w*"))
