"""Parts of the hub's build, each as a process of its own: ``python -m tests.benchmarks.parts read|pages|index DATA OUT``.

``read`` reads and checks the data folder. ``pages`` is a whole build without what has no counterpart in Hugo: reading, the
frames by MkDocs, every page of every edition, the feeds. ``index`` reads and makes what the search loads.
"""

import sys
from pathlib import Path
from unittest.mock import patch

from knowledge_hub import checksums
from knowledge_hub.languages import LANGUAGES
from knowledge_hub.reading import load
from knowledge_hub.site import Site

BESIDE_PAGES = ("write_data", "write_search", "write_form", "write_entry_script", "write_offline", "_check_links")
"""The steps of a build that ``pages`` leaves out."""


def pages(data: Path, out: Path) -> None:
    """Build the site without what has no counterpart in Hugo."""
    for name in BESIDE_PAGES:
        if not hasattr(Site, name):
            sys.exit(f"Site has no {name} any more; name in tests/benchmarks/parts.py what it has instead.")
        setattr(Site, name, lambda *_: None)
    from mkdocs_hook import build  # noqa: PLC0415 - only this part needs MkDocs

    with patch.object(checksums, "write"):
        build(load(data), data, out)


def index(data: Path, out: Path) -> None:
    """Write what the search loads."""
    site = Site(load(data), {}, (), out, "")
    for language in LANGUAGES:
        (out / "assets" / "search" / language).mkdir(parents=True)
    site.write_search()


if __name__ == "__main__":
    part, data_folder, out_folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if part == "read":
        load(data_folder)
    elif part == "pages":
        pages(data_folder, out_folder)
    else:
        index(data_folder, out_folder)
