"""Simulates a build that is shared out over six machines, a language each: ``python -m tests.benchmarks.shards N``.

Each language is built by a process of its own that has the whole data folder; then the parts are laid together and compared
with the site of one build, file by file. What it prints stands in ``docs/contributing/scale.md``.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from knowledge_hub.base.asset_folders import CURRENT, AssetFolders
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.website import checksums, site_build
from knowledge_hub.website.site_build import Site
from tests.benchmarks.measure import Usage, measured, module
from tests.synthetic import generate

_OF_A_LANGUAGE = ("{}/", "{assets}/search/{}/", "{assets}/form/{}.js", "{assets}/form/{}/")
"""How the places of a language begin; all other files come from the part of the default language."""
_LAST = ("SHA256SUMS", "assets/offline/")
"""What is made of the whole site, after the parts are laid together."""


def part(data: Path, out: Path, language: LanguageCode, content: str) -> None:
    """Build what one machine would: each page says what it says in the whole, and those of one language are written.

    ``content`` is the folder of search, form and entries: its name needs the checksums of all parts.
    """
    from knowledge_hub.mkdocs.runner import build  # noqa: PLC0415 - only this part needs MkDocs

    begin, composer = Site.__post_init__, Site.composer

    def begin_with_one(site: Site) -> None:
        begin(site)
        site.languages = (language,)

    def composer_of_the_whole(site: Site, edition: Edition) -> Composer:
        found = composer(site, edition)
        found.languages = LANGUAGES
        return found

    steps: dict[str, Any] = {
        "__post_init__": begin_with_one,
        "composer": composer_of_the_whole,
        **{
            name: _with_all_languages(getattr(Site, name))
            for name in ("write_data", "write_offline", "_write_root_files")
        },
        # Links to other languages lead somewhere only when the parts are together.
        "_check_links": _nothing,
    }
    if language != DEFAULT_LANGUAGE:
        steps |= dict.fromkeys(("write_facets", "write_entry_script", "_write_root_files"), _nothing)

    def name_as_whole(site: Path, folders: AssetFolders) -> AssetFolders:
        (site / folders.content).rename(site / content)
        return replace(folders, content=content)

    with patch.multiple(Site, **steps), patch.object(site_build, "name_content", name_as_whole):
        build(load(data), data, out)


def _with_all_languages(step: Callable[..., None]) -> Callable[..., None]:
    """A step of the build that speaks of the whole site."""

    @wraps(step)
    def made(site: Site, *arguments: object) -> None:
        mine, site.languages = site.languages, LANGUAGES
        step(site, *arguments)
        site.languages = mine

    return made


def _nothing(*_: object) -> None:
    """What another part does, or nobody before the parts are together."""


def main(number: int) -> None:
    """Build the whole and the parts, print what each took, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generate(number, place / "data")
        whole = module("knowledge_hub", "build", "--data", place / "data", "--out", place / "whole")
        _tell("whole", measured(whole))
        content = f"assets/{json.loads((place / 'whole' / CURRENT).read_bytes())[1]}"
        for language in LANGUAGES:
            of = module("tests.benchmarks.shards", place / "data", place / language, language, content)
            _tell(language, measured(of))
        expected = _sums(place / "whole")
        together: dict[str, str] = {}
        for language in LANGUAGES:
            found = _sums(place / language)
            together |= {name: digits for name, digits in found.items() if _language_of(name, content) == language}
    differing = {name for name in expected.keys() | together.keys() if expected.get(name) != together.get(name)}
    print(
        f"{len(expected)} files; {len(differing)} of them not the same in the parts laid together: {sorted(differing)[:20]}"
    )


def _tell(name: str, usage: Usage) -> None:
    print(
        f"{name}: {usage.cpu:.1f} s of processor time, {usage.wall:.1f} s, {usage.largest / 2**20:.0f} MiB", flush=True
    )


def _sums(folder: Path) -> dict[str, str]:
    lines = (line.rstrip("\n").split("  ", 1) for line in checksums.lines(folder))
    return {name: digits for digits, name in lines if not name.startswith(_LAST)}


def _language_of(name: str, content: str) -> str:
    starts = {each: tuple(start.format(each, assets=content) for start in _OF_A_LANGUAGE) for each in LANGUAGES}
    found = (each for each in LANGUAGES if name.startswith(starts[each]))
    return next(found, DEFAULT_LANGUAGE)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        part(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        main(int(sys.argv[1]))
