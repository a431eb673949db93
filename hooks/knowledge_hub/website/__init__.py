"""Website: builds the complete site and publishes it in one step.

Inserts page bodies into the frames that MkDocs rendered, adds feeds, site map, offline support and server settings, checks all
internal links, and replaces the old folder with the new one. Contract: imports ``search`` and the rooms below it; does not
depend on MkDocs.
"""
