"""The extensions of Markdown for authored pages: those that Material for MkDocs documents, as far as the hub has styles for them.

``mkdocs.yml`` names the same ones, which a test compares. None of them reads a file that an author names.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from knowledge_hub.base.material_icons import is_icon

KINDS = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
)  # fmt: skip
"""The kinds of boxes that Material documents."""
_ICON = ":material-"


class _Icons(dict[str, Mapping[str, str]]):
    """Material's icons by the names that pages use, such as ``:material-calendar:``; each is looked up in the folder when a page uses it."""

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as of a dict
        return {"name": name} if name.startswith(_ICON) and is_icon(name[len(_ICON) : -1]) else default


def icon_index(_options: object, _markdown: object) -> dict[str, Any]:
    """What ``pymdownx.emoji`` finds icons in. It has no emoji: their drawings would come from somebody else's server."""
    return {"name": "material", "emoji": _Icons(), "aliases": {}}


def icon_mark(_index: str, shortname: str, *_more: object) -> Element:
    """The mark of an icon in a page. The build draws it (``website.authored_markup``), so no page needs to hold SVG of its own."""
    return Element("span", {"class": f"icon {shortname.strip(':')}"})


EXTENSIONS = (
    "toc", "tables", "fenced_code", "attr_list", "admonition", "def_list", "pymdownx.details", "pymdownx.emoji",
)  # fmt: skip
SETTINGS: Mapping[str, Mapping[str, object]] = {
    "pymdownx.emoji": {"emoji_index": icon_index, "emoji_generator": icon_mark}
}
"""Settings of the extensions that change what they make."""
