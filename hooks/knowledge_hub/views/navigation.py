"""Links of the main navigation and the footer, by name."""

from operator import itemgetter

from knowledge_hub.model.entry_collections import COLLECTIONS

_STATES = ("countries", 2)
"""The index of States, and its position among the collections."""

SECTIONS = tuple(
    name
    for name, _ in sorted(
        [_STATES, *((collection.name, collection.menu) for collection in COLLECTIONS.values() if collection.menu)],
        key=itemgetter(1),
    )
)
"""The main navigation: sections with an index page. The link to 'about' comes after them."""
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
    *(f"{collection.name}/index" for collection in COLLECTIONS.values() if not collection.menu),
)
"""The footer: authored pages, page kinds, and collections without a place in the main navigation. Page kinds with
``PageKind.footer`` come after them."""
