"""Views: the catalogue as one reader sees it, in one language and register.

Fallback to the original and staleness are decided here, field by field; so are similar practices, the navigation,
and the plan of all pages. Contract: imports ``quality`` and the rooms below it; makes no HTML.
"""
