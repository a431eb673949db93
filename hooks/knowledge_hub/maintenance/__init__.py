"""Maintenance: reports for maintainers.

Reports in Markdown on proposed changes, external links and due reviews. Contract: imports ``quality`` and the
rooms below it; independent of pages.
"""
