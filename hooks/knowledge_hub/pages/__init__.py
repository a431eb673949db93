"""Pages: the body and the metadata of each page, as HTML and JSON-LD, and the contribution form.

A page function takes a composer and a key of the plan and returns a ``Page``; ``templates/`` holds the markup, ``scripts/`` the
program of the form. Contract: imports ``export`` and the rooms below it; writes no file, and knows nothing of the frame
around a page.
"""
