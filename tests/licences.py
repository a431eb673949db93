"""Writes ``docs/contributing/licences.md`` from what is installed: ``python -m tests.licences``."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import NamedTuple

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from knowledge_hub.base.material_icons import AUTHOR
from tests.conftest import REAL, ROOT

PAGE = ROOT / "docs/contributing/licences.md"
READMES = sorted(ROOT.glob("hooks/knowledge_hub/*/**/README.md"), key=lambda readme: readme.parent.name)
"""Each folder of the program with a README holds what others wrote."""
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
ENGINES = ROOT / "tests/engines/package-lock.json"

HEAD = """\
# Third-party software and its licences

Written by `.venv/bin/python -m tests.licences` from the installed packages; a test checks that it is up to date. The licence of each package is the one
that the package itself declares.
"""


class Locked(NamedTuple):
    """One package of a lock file."""

    requirement: Requirement
    version: str
    needed_by: tuple[str, ...]
    hashes: tuple[str, ...]


def locked(path: Path) -> dict[str, Locked]:
    """The packages of a lock file, as pip reads it, by their names."""
    found: dict[str, Locked] = {}
    for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
        if block.startswith("#"):
            continue
        line, _, comment = block.partition("# via")
        requirement = Requirement(line.partition("\\")[0].strip())
        fixed = re.fullmatch(r"==([^,]+)", str(requirement.specifier))
        assert fixed, f"{path.name}: {requirement} has no fixed version"
        needed_by = tuple(word for each in re.split(r"[\n#]+", comment) if (word := each.strip().partition(" ")[0]))
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})(?![0-9a-f])", line))
        found[canonicalize_name(requirement.name)] = Locked(requirement, fixed[1], needed_by, hashes)
    return found


def licence(name: str) -> str:
    """What a package that is installed says about its licence: an SPDX expression, or else its own words."""
    told = metadata(name)
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License")]
    own = str(told.json.get("license") or "UNKNOWN").strip()
    short = own if own != "UNKNOWN" and "\n" not in own else ", ".join(classified)
    found = told.json.get("license_expression") or short
    assert found, f"{name} says nothing about its licence; look at its files and decide whether it may stay."
    return str(found)


class Vendored(NamedTuple):
    """What others wrote and the repository holds, as the README beside it says."""

    folder: Path
    name: str
    version: str
    address: str
    licence: str
    checksums: dict[str, str]


def vendored() -> Iterator[Vendored]:
    """Every folder of scripts and data by others."""
    for path in READMES:
        folder, readme = path.parent, path.read_text(encoding="utf-8")
        head = re.search(r"^([\w-]+) ([\d.]+) \((https://[^)]+)\)", readme, re.MULTILINE)
        own = re.search(r"Licence: ([\w -]+)", readme)
        assert head, f"{folder}/README.md begins with: name version (https://where.from)"
        assert own, f"{folder}/README.md names no licence"
        sums = dict(re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", readme, re.MULTILINE))
        yield Vendored(folder, head[1], head[2], head[3], own[1], sums)


def text(before: str) -> str:
    """The whole page. A package that this system does not install keeps the line that it has in ``before``."""
    runtime, development = locked(RUNTIME), locked(DEVELOPMENT)
    only = {name: package for name, package in development.items() if name not in runtime}
    engines = json.loads(ENGINES.read_text(encoding="utf-8"))["packages"]
    pictures = yaml.safe_load((REAL / "vocabularies/pictures.yml").read_text(encoding="utf-8"))
    lines = [HEAD, "## In the site\n", *_header("What", "Version", "Licence", "From")]
    lines += (_row(each.name, each.version, each.licence, each.address) for each in vendored())
    name, release, source = re.split(r" (?=\d)|, ", pictures["source"], maxsplit=2)
    lines.append(_row(f"{name} (pictures)", release, pictures["licence"], source))
    material = runtime["mkdocs-material"].version
    lines.append(
        _row(AUTHOR.partition(",")[0], f"as in mkdocs-material {material}", "Apache-2.0", "https://pictogrammers.com")
    )
    for title, packages in (("To build it", runtime), ("For the tests", only)):
        lines += [f"\n## {title}\n", *_header("Package", "Version", "Licence", "Needed by")]
        who = "the hub" if packages is runtime else "the tests"
        lines += (_package(name, each, who, before) for name, each in packages.items())
    lines += ["\n## In the tests' browser\n", *_header("Package", "Version", "Licence", "Needed by")]
    for place, each in engines.items():
        if place:
            lines.append(_row(place.removeprefix("node_modules/"), each["version"], each["license"], "tests/engines"))
    return "\n".join(lines) + "\n"


def _package(name: str, package: Locked, who: str, before: str) -> str:
    needed_by = ", ".join(dict.fromkeys(who if each == "knowledge-hub" else each for each in package.needed_by))
    kept = re.search(rf"^\| {re.escape(name)} \| {re.escape(package.version)} \| .*$", before, re.MULTILINE)
    marker = package.requirement.marker
    if kept and marker and not marker.evaluate():
        return kept[0]
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "nowhere"
    assert found == package.version, f"{name} {package.version} is locked, but {found} is installed. Run: make test"
    return _row(name, found, licence(name), needed_by)


def _header(*titles: str) -> tuple[str, str]:
    return _row(*titles), _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(text(PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""), encoding="utf-8")
