"""The links of the main navigation and of every footer."""

from knowledge_hub.model.entry_collections import COLLECTIONS

_STATES = ("countries", 2)
"""The index of States, with its position among the collections."""

SECTIONS = tuple(
    name
    for name, _ in sorted(
        [_STATES, *((each.name, each.menu) for each in COLLECTIONS.values() if each.menu)], key=lambda each: each[1]
    )
)
"""The main navigation, each with an index page; 'about' follows as a page of its own."""
FOOTER = (
    "about",
    "method",
    "coverage",
    "data/index",
    "offline",
    "contribute",
    "browse/index",
    "glossary",
    "accessibility",
    "credits",
    *(f"{each.name}/index" for each in COLLECTIONS.values() if not each.menu),
)
"""Authored pages, page kinds and the collections that are not in the main navigation. Other page kinds with
``PageKind.footer`` follow."""
