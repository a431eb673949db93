"""Structured good practices become a site in several languages with an easy-read edition.

Each folder is a room; a room imports only rooms above it in this list, which the import contract in ``pyproject.toml`` checks:

``base``          languages, messages, problems, terminal output, worker processes, git, joined scripts
``yaml_files``    YAML bytes <-> plain values with line numbers
``model``         typed models of entries, translations, vocabularies and interface strings, which are also the schema
``data``          the data folder -> one frozen catalogue, or every problem in it
``quality``       status, review dates, easy read, wording and authored pages: checks beyond the models
``views``         the catalogue in one language and register; fallback and staleness are decided here
``export``        the open data: JSON, CSV, RIS, BibTeX, DCAT
``pages``         the body and the metadata of each page; the contribution form
``search``        the index of each language, in slices
``website``       pages joined with frames, checked, and published in one step
``mkdocs``        the only room that imports MkDocs
``authoring``     creates and changes files of the data folder for contributors
``maintenance``   reports for maintainers
``command_line``  arguments, help and output of each ``hub`` command

``authoring`` and ``maintenance`` are not used in a build: they import ``quality`` and the rooms above it in this list.
``command`` is the ``hub`` command, ``bundle`` the offline edition as one zip. Each room has its scripts, templates and sentences in
its own folders.
"""

__version__ = "0.2.0"
