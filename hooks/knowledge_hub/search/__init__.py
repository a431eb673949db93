"""Search: the index of each language, split into slices that the browser loads as needed.

Text analysis, BM25 weights as in lunr, result cards and facets; ``scripts/`` has the search in the browser.
Contract: imports ``pages`` and the rooms below it.
"""
