"""The sections of the main navigation and the pages that every footer links to."""

SECTIONS = ("practices", "countries", "guidance", "events", "resources", "support")
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
    "experiences/index",
)
