"""Stage 7: frames that MkDocs rendered once, and page bodies that are joined into them.

All pages of one edition at one depth have the same chrome, so a page is its frame's pieces joined with its own:
a hundredth of a millisecond instead of two (the theme's templates are rendered once a frame, not once a page).
"""

import re
from dataclasses import dataclass, field
from html import escape

from knowledge_hub.chrome import SLOTS, mark, section_mark, source_link
from knowledge_hub.composer import Page

_NOT_INDEXED = '<meta name="robots" content="noindex">'


@dataclass(slots=True)
class Frame:
    """A rendered page with marks in its slots."""

    html: str
    _cut: dict[str, tuple[list[bytes], list[str]]] = field(default_factory=dict)

    def stamp(self, page: Page, uri: str, site_name: str, repository: str = "") -> bytes:
        """One whole page as UTF-8. ``uri`` is its place below its edition's root."""
        values = {
            "title": escape(page.title if page.title == site_name else f"{page.title} – {site_name}"),
            "description": escape(page.description),
            "uri": uri,
            "head": ("" if page.translated else _NOT_INDEXED)
            + "".join(map(_script, page.scripts))
            + _manifest(page.manifest),
            "content": page.body,
            "source": source_link(page.source, repository),
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


def _manifest(address: str) -> str:
    return f'<link rel="manifest" href="{escape(address)}">' if address else ""


def _script(address: str) -> str:
    """In the head, so that a browser asks for it before it has read the page (half a second on a slow line)."""
    return f'<script src="{escape(address)}" defer></script>'


_SLOT = re.compile(mark(f"({'|'.join(SLOTS)})"))
_OTHER_SECTIONS = re.compile(section_mark(r"\w*"))
