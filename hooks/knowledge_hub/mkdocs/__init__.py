"""MkDocs: the only room that imports MkDocs and mkdocs-static-i18n.

MkDocs calls the hook during a build. The runner calls MkDocs for ``hub build`` and ``hub bundle``, the preview for
``hub serve``.
Contract: imports ``website`` and the rooms below it, not ``authoring`` or ``maintenance``.
"""
