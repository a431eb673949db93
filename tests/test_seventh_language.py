"""A seventh language is one ``Language`` value, its stemmer for browsers, and its words; no other edition changes."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import ROOT, Contexts, hub, opened, small_data

GIVEN = Path(__file__).parent / "seventh_language"
VALUE = '''    Language(
        code="pt",
        own_name="Português",
        locale="pt",
        stemmer="portuguese",
        biblatex="portuguese",
        easy_read=EasyReadLimits(sentence=16, word=13, numbers="dois|três|quatro", percent="por cento"),
    ),
'''
TRANSLATION = """\
status: draft
text:
  title: As comissões cooperam
  summary: Os ministérios planejam juntos.
"""
NEW = "pt/"


@dataclass(frozen=True)
class Hub:
    """A copy of the hub with the sample data, and its site before and after a language was added."""

    folder: Path
    before: Path
    after: Path

    def run(self, *arguments: str | Path) -> str:
        """Run the copy's own program; returns what it prints."""
        return run(self.folder, *arguments)


def run(folder: Path, *arguments: str | Path) -> str:
    """Run the program of a copy; it must not end in a traceback."""
    done = hub(*arguments, cwd=folder, PYTHONPATH=str(folder / "hooks"), HUB_SITE_URL="https://hub.example.org/")
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def add_language(folder: Path) -> None:
    """What a person writes to add Portuguese; its words are the English ones."""
    program, data = folder / "hooks/knowledge_hub", folder / "hub_data"
    path = program / "base/languages.py"
    source, end = path.read_text(encoding="utf-8"), ")\n\nLANGUAGE_BY_CODE"
    assert source.count(end) == 1
    path.write_text(source.replace(end, VALUE + end), encoding="utf-8")
    shutil.copy(GIVEN / "portuguese.js", program / "search/scripts/stemmers")
    shutil.copy(data / "strings/en.yml", data / "strings/pt.yml")
    for path in sorted(data.glob("vocabularies/*.yml")):
        rewrite(path, with_portuguese)
    (data / "practices/pry-example/pt.yml").write_text(TRANSLATION, encoding="utf-8")
    for path in [*folder.glob("docs/*.md"), *folder.glob("docs/easy/*.md")]:
        if "." not in path.stem:
            shutil.copy(path, path.with_suffix(".pt.md"))
    run(folder, "stamp")


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change the content of a YAML file."""
    content = change(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def with_portuguese(value: Any) -> Any:
    """A value of YAML where each text in all languages is in Portuguese as well."""
    if isinstance(value, list):
        return [with_portuguese(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and set(value) <= set(LANGUAGES):
        return {**value, "pt": with_portuguese(value["en"])}
    return {key: with_portuguese(item) for key, item in value.items()}


@pytest.fixture(scope="module")
def seventh(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """Both sites."""
    folder = tmp_path_factory.mktemp("seventh") / "hub"
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    small_data(folder).rename(folder / "hub_data")
    found = Hub(folder, folder.parent / "before", folder.parent / "after")
    assert "Pages" in run(folder, "build", "--out", found.before)
    add_language(folder)
    assert "Pages" in run(folder, "build", "--out", found.after)
    return found
