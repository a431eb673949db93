"""Website: puts the whole site together and publishes it in one step.

Joins page bodies with the frames that MkDocs rendered, adds feeds, site map, offline edition and server settings, checks every
internal link, and swaps the finished folder in. Contract: imports ``search`` and the rooms below it; knows nothing of MkDocs.
"""
