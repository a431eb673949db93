"""What the build adds to the HTML of an authored page: sizes of pictures, drawings of icons, and the style sheet of boxes."""

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
"""The icon of each kind of box, as Material has them; its flame for a tip would look like a danger."""


def drawn(html: str) -> str:
    """The pictures of a page with their sizes and from the one sheet, as on all other pages; its icons, and those of its boxes, as drawings."""
    html = _PICTURE.sub(lambda found: picture(found["root"], found["name"]), html)
    html = _ICON.sub(lambda found: icon(found[1], _SIZE, "icon"), html)
    return _TITLE.sub(lambda found: found[0] + icon(ICONS[found["box"] or found["details"]], _SIZE, "icon"), html)


def style_sheet(html: str, root: str) -> str:
    """The link to the style sheet of boxes, definitions and icons, where a page has any; ``root`` leads to the site's root."""
    return f'<link rel="stylesheet" href="{root}assets/authored.css">' if _COMPONENT.search(html) else ""
