"""Authoring: creates and changes files of the data folder for contributors.

Drafts of entries from a few answers, translations next to their original, and fingerprints of the original in translations.
Contract: imports ``quality`` and the rooms below it; independent of pages; never changes a line that a person wrote.
"""
