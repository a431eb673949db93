"""Parts of the hub's build, each as a process of its own: ``python -m tests.benchmarks.parts read|pages|index DATA OUT``.

``read`` reads and checks the data folder. ``pages`` is a whole build without what has no counterpart in Hugo: reading, the
frames by MkDocs, every page of every edition, the feeds. ``index`` reads and makes what the search loads.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.loader import load
from knowledge_hub.website import checksums
from knowledge_hub.website import site_build as site
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.site_build import Site

BESIDE_PAGES: tuple[tuple[Any, str], ...] = (
    *((Site, step) for step in ("write_data", "write_search", "write_form", "write_entry_script", "write_offline")),
    (site, "offline_lists"),
    (Links, "collect"),
    (Links, "collect_chrome"),
    (Site, "_check_links"),
    (checksums, "write"),
)
"""The steps of a build that ``pages`` leaves out."""


def pages(data: Path, out: Path) -> None:
    """Build the site without what has no counterpart in Hugo."""
    from knowledge_hub.mkdocs.runner import build  # noqa: PLC0415 - only this part needs MkDocs

    with ExitStack() as left_out:
        for holder, step in BESIDE_PAGES:
            left_out.enter_context(patch.object(holder, step, new=lambda *_: ()))
        build(load(data), data, out)


def index(data: Path, out: Path) -> None:
    """Write what the search loads."""
    site = Site(load(data), {}, (), out, "")
    for language in LANGUAGES:
        (out / site.folders.content / "search" / language).mkdir(parents=True)
    site.write_search()


if __name__ == "__main__":
    part, data_folder, out_folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if part == "read":
        load(data_folder)
    elif part == "pages":
        pages(data_folder, out_folder)
    else:
        index(data_folder, out_folder)
