"""Export: the open data as JSON, CSV, RIS, BibTeX and DCAT, with its JSON Schema and code book.

``hub export`` and ``/data/`` of the site write the same files. Contract: imports ``views`` and the rooms below it; makes no HTML.
"""
