"""Who is asked to review: every file has an owner, by region and by language."""

import re
from pathlib import Path

import pytest

from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from tests.conftest import REAL
from tests.owners import HEAD, OWNERS, PLACEHOLDER, organisation, text


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real one."""
    return load(REAL)


def owner(path: str) -> str:
    """The team that GitHub would ask, without its organisation: that of the last pattern that fits."""
    team = ""
    for line in OWNERS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, name = line.split()
            if _fits(pattern, path):
                team = name.partition("/")[2]
    return team


def _fits(pattern: str, path: str) -> bool:
    """The part of GitHub's rules that the file uses."""
    parts = re.split(r"(\*\*/|\*)", pattern.removeprefix("/"))
    inner = "".join({"**/": "(?:.*/)?", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
    start = "" if pattern.startswith("/") else "(?:.*/)?"
    return (
        re.fullmatch(start + inner + ("" if pattern.count("/") == 1 and not pattern.endswith("/") else ".*"), path)
        is not None
    )


def test_the_file_follows_the_list_of_states(catalogue: Catalogue) -> None:
    """Written anew, it is the same; a name in the place of the placeholder is kept."""
    assert OWNERS.read_text(encoding="utf-8") == text(catalogue, organisation())


def test_a_named_organisation_is_kept(catalogue: Catalogue, tmp_path: Path) -> None:
    """It stands in every line; without it, the file says that it has no effect."""
    path = tmp_path / "CODEOWNERS"
    path.write_text(text(catalogue, "our-office"), encoding="utf-8")
    assert organisation(path) == "our-office"
    assert path.read_text(encoding="utf-8").count(" @our-office/") == text(catalogue, PLACEHOLDER).count(
        " @ORGANISATION/"
    )
    assert "begin with @ORGANISATION, the file has no effect" in HEAD


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("hub_data/practices/mar-didh/entry.yml", "reviewers-african"),
        ("hub_data/practices/pry-simore-plus/entry.yml", "reviewers-latin-american-caribbean"),
        ("hub_data/experiences/mng-civil-society-upr/entry.yml", "reviewers-asia-pacific"),
        ("hub_data/practices/mar-didh/ar.yml", "translators-ar"),
        ("hub_data/strings/fr.yml", "translators-fr"),
        ("hub_data/events/2022-marrakech-seminar/entry.yml", "editors"),
        ("hub_data/practices/int-impact-oss/entry.yml", "editors"),
        ("hub_data/vocabularies/states.yml", "maintainers"),
        ("docs/about.md", "editors"),
        ("docs/easy/about.zh.md", "translators-zh"),
        ("README.md", "editors"),
        ("hooks/knowledge_hub/website/site_build.py", "maintainers"),
        (".github/workflows/check.yml", "maintainers"),
        ("Makefile", "maintainers"),
    ],
)
def test_who_is_asked(path: str, team: str) -> None:
    """By region for a record, by language for a translation."""
    assert owner(path) == team
