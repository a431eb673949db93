"""Pages: body (HTML) and metadata (JSON-LD) of each page, and the contribution form.

A page function takes a composer and a ``PageKey`` and returns a ``Page``. ``templates/`` has the markup, ``scripts/`` the
scripts of the form and the dossier. Contract: imports ``export`` and the rooms below it; writes no files, and does not add the
frame around a page.
"""
