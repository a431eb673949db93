"""Post-processing of an authored page's HTML: picture sizes, inline icons, and the stylesheet of admonitions."""

import re
from collections.abc import Mapping

from knowledge_hub.base.material_icons import icon
from knowledge_hub.pages.templating import picture

_PICTURE = re.compile(r'<img alt="" src="(?P<root>[./]*)assets/pictures/(?P<name>[a-z-]+)\.svg" ?/?>')
_ICON = re.compile(r'<span class="icon material-([a-z0-9-]+)"></span>')
_TITLE = re.compile(
    r'(?:<div class="admonition (?P<box>[a-z]+)">\s*<p class="admonition-title">|<details class="(?P<details>[a-z]+)"[^<>]*>\s*<summary>)'
)
_COMPONENT = re.compile(r'<(?:dl|details)\b|class="(?:admonition|icon) ')
_SIZE = 24
ICONS: Mapping[str, str] = {
    "note": "pencil-circle",
    "abstract": "clipboard-text",
    "info": "information",
    "tip": "lightbulb-on",
    "success": "check-bold",
    "question": "help-circle",
    "warning": "alert",
    "failure": "close-thick",
    "danger": "lightning-bolt-circle",
    "bug": "bug",
    "example": "test-tube",
    "quote": "format-quote-close",
}
"""The icon of each kind of admonition, as in Material, except that of a tip: Material's flame could suggest danger."""


def add_pictures_and_icons(html: str, program: str) -> str:
    """Load pictures from the sheet in the folder ``program``, with their sizes, as on other pages; insert icons, also those of admonitions, as SVG."""
    html = _PICTURE.sub(lambda match: picture(f"{match['root']}{program}/", match["name"]), html)
    html = _ICON.sub(lambda match: icon(match[1], _SIZE, "icon"), html)
    return _TITLE.sub(lambda match: match[0] + icon(ICONS[match["box"] or match["details"]], _SIZE, "icon"), html)


def style_sheet(html: str, assets: str) -> str:
    """The link to the stylesheet of admonitions, definitions and icons, or '' if a page has none; ``assets`` is the path to its folder."""
    return f'<link rel="stylesheet" href="{assets}authored.css">' if _COMPONENT.search(html) else ""
