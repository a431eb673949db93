"""Authoring: makes and changes files of the data folder for contributors.

Drafts of entries from a few answers, translations next to their original, and the record of which wording a translation was made
from. Contract: imports ``quality`` and the rooms below it; knows nothing of pages; changes no line that a person wrote.
"""
