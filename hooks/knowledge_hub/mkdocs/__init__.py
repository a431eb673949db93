"""MkDocs: the only room that imports MkDocs and mkdocs-static-i18n.

The hook is what MkDocs calls during a build; the runner calls MkDocs for ``hub build`` and ``hub bundle``, the preview for
``hub serve``.
Contract: imports ``website`` and the rooms below it, not ``authoring`` or ``maintenance``.
"""
