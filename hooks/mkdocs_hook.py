"""The hook file in ``mkdocs.yml``: gives MkDocs the handlers of ``knowledge_hub.mkdocs.hook``.

MkDocs loads this file again for each configuration, but the module only once.
"""

from knowledge_hub.mkdocs.hook import (
    on_build_error,
    on_config,
    on_files,
    on_page_content,
    on_page_context,
    on_post_build,
    on_post_page,
)

__all__ = [
    "on_build_error",
    "on_config",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_post_build",
    "on_post_page",
]
