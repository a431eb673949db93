"""Maintenance: reports for maintainers.

Reports in Markdown on a proposed change, on links to other sites, and on what is due. Contract: imports ``quality`` and the
rooms below it; knows nothing of pages.
"""
