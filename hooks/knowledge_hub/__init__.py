"""Structured good practices become a six-language site with an easy-read edition.

Data flows one way, and each module says where it stands:

1. ``strict_yaml``   bytes -> plain values with line numbers
2. ``records``, ``vocabularies``, ``interface``   the typed model, which is also the schema
3. ``validation``, ``rules``   plain values -> typed values, or sentences about what is wrong
4. ``catalogue``     reads the whole tree; the only module that reads ``hub_data``
5. ``views``         the catalogue in one language and register; fallback and staleness are decided here
6. ``pages``         views -> page bodies
7. ``frames``        bodies are joined into the chrome that MkDocs rendered
8. ``site``, ``publication``   every page of every edition is written aside, then swapped in

``hooks/mkdocs_hook.py`` is the only file that imports MkDocs. ``command`` is the ``hub`` command.
"""

__version__ = "0.1.0"
