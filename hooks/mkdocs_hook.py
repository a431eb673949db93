"""The file that ``mkdocs.yml`` names: hands MkDocs the handlers of ``knowledge_hub.mkdocs.hook``.

MkDocs loads this file anew for each configuration, but the module behind it only once.
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
