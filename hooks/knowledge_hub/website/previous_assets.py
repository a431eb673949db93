"""Keeps the files of the last build that its open pages may still load, next to those of a new build (decision 19)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.base.asset_folders import ASSETS, NAMED
from knowledge_hub.website import checksums


def keep_previous(site: Path, new: Path) -> None:
    """Add to a new site the folders of the present one that are named by their content and that the new one lacks.

    What the present site has kept of the build before goes, unless the new build is the same: then it is no newer build. The list
    of checksums stays as it is, so that it does not depend on what was built before. Raises OSError.
    """
    own = sorted({match[0] for place in checksums.listed(site) if (match := NAMED.match(place))})
    is_same = all((new / folder).exists() for folder in own)
    for folder in _named_folders(site) if own and is_same else own:
        if not (new / folder).exists():
            for path in sorted((site / folder).rglob("*")):
                if path.is_file():
                    _link(path, new / path.relative_to(site))


def _named_folders(site: Path) -> Iterator[str]:
    for path in sorted((site / ASSETS).glob("*")):
        if NAMED.fullmatch(f"{ASSETS}/{path.name}/"):
            yield f"{ASSETS}/{path.name}"


def _link(source: Path, target: Path) -> None:
    """Hard links take no room; some file systems have none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target)
