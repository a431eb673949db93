"""Simulates a build that is shared out over machines, a language each: ``python -m tests.benchmarks.shards N``.

Each language is built by a process of its own that has the whole data folder; then the parts are laid together and compared
with the site of one build, byte by byte. What it prints stands in ``docs/contributing/scale.md``.
"""

import sys
import tempfile
from pathlib import Path
from typing import cast

from knowledge_hub import checksums
from knowledge_hub.composer import Composer
from knowledge_hub.languages import DEFAULT_LANGUAGE, LANGUAGES, Edition, LanguageCode
from knowledge_hub.reading import load
from knowledge_hub.site import Site
from tests.benchmarks.measure import measured, module
from tests.synthetic import generate

_OF_A_LANGUAGE = ("{}/", "assets/search/{}/", "assets/form/{}.js", "assets/form/{}/")
"""How the places of a language begin; all other files come from the part of the default language."""
_LAST = ("SHA256SUMS", "assets/offline/")
"""What is made of the whole site, after the parts are laid together."""


def part(data: Path, out: Path, language: LanguageCode) -> None:
    """Build the site as one of six machines would: every page says what it says in the whole, and those of one language are written."""
    from mkdocs_hook import build  # noqa: PLC0415 - only this part needs MkDocs

    begin, write_data, composer = Site.__post_init__, Site.write_data, Site.composer

    def of_a_language(site: Site) -> None:
        begin(site)
        site.languages = (language,)

    def whole_data(site: Site) -> None:
        site.languages = LANGUAGES
        write_data(site)
        site.languages = (language,)

    def of_the_whole(site: Site, edition: Edition) -> Composer:
        found = composer(site, edition)
        found.languages = LANGUAGES
        return found

    def nothing(*_: object) -> None:
        """What another part does, or the whole."""

    setattr(Site, "__post_init__", of_a_language)  # noqa: B010 - mypy takes no other function for a method
    # What pages and data say of the site is that of the whole.
    setattr(Site, "write_data", whole_data)  # noqa: B010 - as above
    setattr(Site, "composer", of_the_whole)  # noqa: B010 - as above
    # Links to other languages lead somewhere only when the parts are together.
    setattr(Site, "_check_links", nothing)  # noqa: B010 - as above
    if language != DEFAULT_LANGUAGE:
        setattr(Site, "write_entry_script", nothing)  # noqa: B010 - as above
    build(load(data), data, out)


def main(number: int) -> None:
    """Build the whole and the parts, print what each took, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generate(number, place / "data")
        usages = {
            "whole": measured(module("knowledge_hub", "build", "--data", place / "data", "--out", place / "whole"))
        }
        for language in LANGUAGES:
            usages[language] = measured(module("tests.benchmarks.shards", place / "data", place / language, language))
        for name, usage in usages.items():
            print(f"{name}: {usage.cpu:.1f} s CPU, {usage.wall:.1f} s, {usage.largest / 2**20:.0f} MiB")
        whole = _sums(place / "whole")
        together: dict[str, str] = {}
        for language in LANGUAGES:
            of = _sums(place / language)
            together |= {name: digits for name, digits in of.items() if _language_of(name) == language}
        differing = {name for name in whole.keys() | together.keys() if whole.get(name) != together.get(name)}
        print(f"{len(whole)} files; not the same in the parts laid together: {sorted(differing)[:20]}")


def _sums(folder: Path) -> dict[str, str]:
    lines = (line.rstrip("\n").split("  ", 1) for line in checksums.lines(folder))
    return {name: digits for digits, name in lines if not name.startswith(_LAST)}


def _language_of(name: str) -> str:
    found = (each for each in LANGUAGES if name.startswith(tuple(start.format(each) for start in _OF_A_LANGUAGE)))
    return next(found, DEFAULT_LANGUAGE)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        part(Path(sys.argv[1]), Path(sys.argv[2]), cast("LanguageCode", sys.argv[3]))
    else:
        main(int(sys.argv[1]))
