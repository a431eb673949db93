"""Markdown extensions for authored pages: those of Material's documentation for which the hub has styles.

``mkdocs.yml`` lists the same ones; a test compares them. None of them reads files that an author names.
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
    """Material's icons by name, such as ``:material-calendar:``, looked up when a page uses them."""

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as of a dict
        return {"name": name} if name.startswith(_ICON) and is_icon(name[len(_ICON) : -1]) else default


def icon_index(_options: object, _markdown: object) -> dict[str, Any]:
    """The icon index for ``pymdownx.emoji``. It has no emoji, whose images would load from another server."""
    return {"name": "material", "emoji": _Icons(), "aliases": {}}


def icon_mark(_index: str, shortname: str, *_more: object) -> Element:
    """The placeholder of an icon. The build replaces it with SVG (``website.authored_markup``), so pages cannot contain their own."""
    return Element("span", {"class": f"icon {shortname.strip(':')}"})


EXTENSIONS = (
    "toc", "tables", "fenced_code", "attr_list", "admonition", "def_list", "pymdownx.details", "pymdownx.emoji",
)  # fmt: skip
SETTINGS: Mapping[str, Mapping[str, object]] = {
    "pymdownx.emoji": {"emoji_index": icon_index, "emoji_generator": icon_mark}
}
"""Settings of the extensions."""
