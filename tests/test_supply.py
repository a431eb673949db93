"""Where everything comes from: locked with checksums, licences listed, scripts by others unchanged."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.licences import DEVELOPMENT, ENGINES, PAGE, RUNTIME, Vendored, locked, text, vendored

LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_is_locked_with_its_checksum(path: Path) -> None:
    """One version, at least one SHA-256, from no place of its own; pip is told of no other index."""
    packages = locked(path)
    assert len(packages) > 20
    assert [name for name, package in packages.items() if not package.hashes] == []
    assert [name for name, package in packages.items() if package.requirement.url] == []
    # What begins a line is a package or a comment, so no option stands there.
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"-|.*--(?!hash=)", line)
            and not line.startswith("#")] == []  # fmt: skip


def test_the_tests_use_the_versions_that_build_the_site() -> None:
    """What is tested is what is published."""
    runtime, development = locked(RUNTIME), locked(DEVELOPMENT)
    assert {name: (of.version, of.hashes) for name, of in runtime.items()} == {
        name: (development[name].version, development[name].hashes) for name in runtime
    }


def test_the_engines_of_the_tests_are_locked_with_their_checksums() -> None:
    """The package manager refuses what does not fit; no package brings a script that runs when it is installed."""
    packages = json.loads(ENGINES.read_text(encoding="utf-8"))["packages"]
    theirs = {place: each for place, each in packages.items() if place}
    assert theirs
    assert [place for place, each in theirs.items() if not each.get("integrity", "").startswith("sha512-")] == []
    assert "npm ci --ignore-scripts" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_list_of_licences_is_that_of_what_is_installed() -> None:
    """Name, version and licence of each package, for the site, the build and the tests."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = text(page)
    assert page == wanted, "docs/contributing/licences.md is out of date. Run: .venv/bin/python -m tests.licences"


@pytest.mark.parametrize("theirs", list(vendored()), ids=lambda theirs: theirs.name)
def test_scripts_by_others_are_unchanged(theirs: Vendored) -> None:
    """Each file has the checksum that its README gives, and its licence stands beside it."""
    files = {path.name: path for path in theirs.folder.iterdir() if path.name != "README.md"}
    licences = files.keys() & {"LICENSE", "COPYING"}
    assert licences
    sums = {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items() if name not in licences}
    assert sums == theirs.checksums


@pytest.mark.parametrize(("name", "places"), [
    ("js-yaml", ["assets/form/form.js"]),
    ("Snowball", [f"assets/search/{language}/search.js" for language in ("ar", "en", "fr", "ru", "es")]),
])  # fmt: skip
def test_the_site_names_what_it_holds_of_others(site: Path, name: str, places: list[str]) -> None:
    """Name, version and licence stand in the file that readers fetch."""
    (theirs,) = (each for each in vendored() if each.name == name)
    for place in places:
        notice = (site / place).read_text(encoding="utf-8").partition("\n")[0]
        assert f"{name} {theirs.version}" in notice
        assert theirs.licence.replace(" ", "-") in notice


def test_the_build_and_the_browser_stem_by_the_same_release() -> None:
    """Else a word would be indexed under another stem than it is searched by."""
    (snowball,) = (each for each in vendored() if each.name == "Snowball")
    assert locked(RUNTIME)["snowballstemmer"].version == snowball.version
