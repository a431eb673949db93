"""The six packages that the hub is to be built with are needed: without one of them there is no site, and a sentence names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.base.messages import sentences
from tests.conftest import ROOT

PACKAGES = {
    "mkdocs": "mkdocs",
    "material": "mkdocs-material",
    "mkdocs_static_i18n": "mkdocs-static-i18n",
    "yaml": "PyYAML",
    "markdown": "Markdown",
    "lunr": "lunr",
}
"""The packages by the name of their module."""
BLOCK = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{module}":
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Block())
"""
"""Refuses to import one module, as if it were not installed."""
TEMPLATE = (
    "The package '{package}' is missing or damaged. Install it again: in a copy of the repository, run make clean && make site; "
    "elsewhere, run pip install {package}"
)


def build_without(module: str, data: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Build a small hub where a module cannot be imported."""
    folder = data.parent / "blocked"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(BLOCK.replace("{module}", module), encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT / "hooks")])
    return subprocess.run(
        [sys.executable, "-m", "knowledge_hub", "build", "--data", str(data), "--out", str(out), *more],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": path, "HUB_SITE_URL": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_with_all_packages_there_is_a_site(data: Path, tmp_path: Path) -> None:
    """What the other tests take away is all that they take away."""
    done = build_without("no_such_module", data, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("module", PACKAGES)
def test_without_a_package_the_build_says_which_one_is_missing(data: Path, tmp_path: Path, module: str) -> None:
    """In one sentence on the standard error, with what to do; no site is written."""
    done = build_without(module, data, tmp_path / "site")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", TEMPLATE.format(package=PACKAGES[module]) + "\n")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("module", "language"),
    # PyYAML reads the translations themselves; MkDocs is missed by the command, the others while the command is loaded.
    [*(("yaml", language) for language in LANGUAGES if language != "en"), ("mkdocs", "fr"), ("lunr", "ar")],
)
def test_the_sentence_is_in_the_language_of_the_person(
    data: Path, tmp_path: Path, module: str, language: LanguageCode
) -> None:
    """As all other messages are."""
    done = build_without(module, data, tmp_path / "site", "--lang", language)
    expected = str(sentences(language)[TEMPLATE]).format(package=PACKAGES[module])
    assert (done.returncode, done.stderr.strip("\n\u2067\u2069")) == (2, expected)
