"""Where everything comes from: locked with checksums, licences listed, scripts by others unchanged."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from set_up import NEWEST, OLDEST
from tests.conftest import ROOT, asset, some
from tests.licences import DEVELOPMENT, ENGINES, PAGE, RUNTIME, Vendored, locked, text, vendored

LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FLOOR = "3.11.0"
UV = ROOT / ".venv/bin/uv"


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


def test_the_promised_pythons_are_the_same_everywhere() -> None:
    """The project, its set-up, the README; the floor is the first release of its version, not a later one."""
    pythons = SpecifierSet(PROJECT["project"]["requires-python"])
    oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
    after = f"{NEWEST[0]}.{NEWEST[1] + 1}.0"
    assert [pythons.contains(each) for each in ("3.10.99", FLOOR, f"{newest}.99", after)] == [False, True, True, False]
    assert f"{oldest}.0" == FLOOR
    assert f"Python {oldest} to {newest}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python {oldest} to {newest}" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_no_package_refuses_the_oldest_python() -> None:
    """Debian 12 has 3.11.2: one package that needed 3.11.5 broke the README's first command there."""
    needs = {}
    for name in locked(DEVELOPMENT):
        try:
            needs[name] = str(metadata(name).json.get("requires_python", ""))
        except PackageNotFoundError:
            continue  # another system's or another Python's
    assert len(needs) > 60
    assert {name: need for name, need in needs.items() if need and not SpecifierSet(need).contains(FLOOR)} == {}


def required() -> Iterator[tuple[Path, str]]:
    """Each line of the project that asks for a package, with the lock that must have it."""
    project = PROJECT["project"]
    for path in (RUNTIME, DEVELOPMENT):
        yield from ((path, line) for line in project["dependencies"] + PROJECT["build-system"]["requires"])
    yield from ((DEVELOPMENT, line) for line in project["optional-dependencies"]["dev"])


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """Each package, in a version that is allowed, under the marker that it was asked for with."""
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]
    wrong = []
    for path, line in required():
        asked = Requirement(line)
        found = locked(path).get(canonicalize_name(asked.name))
        if not found or found.version not in asked.specifier or bool(found.requirement.marker) != bool(asked.marker):
            wrong.append(f"{path.name}: {line}")
    assert wrong == []


def test_what_is_installed_fits_together() -> None:
    """Each package has what it needs, in a version that it takes."""
    done = subprocess.run([UV, "pip", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "All installed packages are compatible")


@pytest.mark.audit
@pytest.mark.parametrize("version", [FLOOR, ".".join(map(str, NEWEST))])
@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_each_lock_can_be_installed_by_the_oldest_and_the_newest_python(
    path: Path, version: str, tmp_path: Path
) -> None:
    """As the index has it today: each file fits, none has to be compiled."""
    options = f"--dry-run --require-hashes --only-binary :all: --python-version {version}".split()
    command: list[str | Path] = [UV, "pip", "install", *options, "--target", tmp_path, "-r", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Would install \d+ packages", done.stderr)


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
    ("js-yaml", ["form/form.js"]),
    ("Snowball", [f"search/{language}/search.js" for language in ("ar", "en", "fr", "ru", "es")]),
])  # fmt: skip
def test_the_site_names_what_it_holds_of_others(site: Path, name: str, places: list[str]) -> None:
    """Name, version and licence stand in the file that readers fetch."""
    (theirs,) = (each for each in vendored() if each.name == name)
    for place in some(places):
        notice = asset(site, place).read_text(encoding="utf-8").partition("\n")[0]
        assert f"{name} {theirs.version}" in notice
        assert theirs.licence.replace(" ", "-") in notice


def test_the_build_and_the_browser_stem_by_the_same_release() -> None:
    """Else a word would be indexed under another stem than it is searched by."""
    (snowball,) = (each for each in vendored() if each.name == "Snowball")
    assert locked(RUNTIME)["snowballstemmer"].version == snowball.version
