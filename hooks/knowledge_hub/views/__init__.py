"""Views: the catalogue in one language and register, without markup.

Decides on fallback to the original and on staleness for each field; finds similar entries; lists the links of the navigation
and the places and lists of the page plan. Contract: imports ``quality`` and the rooms below it; makes no HTML.
"""
