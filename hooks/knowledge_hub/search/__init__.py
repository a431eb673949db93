"""Search: the index of each language, in slices that a browser loads as needed.

Text analysis, weights by lunr's formula, cards and facets, and in ``scripts/`` the program that searches in the browser.
Contract: imports ``pages`` and the rooms below it.
"""
