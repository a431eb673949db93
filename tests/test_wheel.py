"""The program as a package: ``pip wheel``, installed into a fresh environment, at work in a folder of somebody else."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, hub, small_data
from tests.website.test_publication import digest

REPOSITORY = "https://git.example.org/theirs/hub"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``hub`` command of an environment that has the wheel, and the packages of this one; not the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-I", "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True, cwd=folder
    )
    (wheel,) = folder.glob("*.whl")
    place = folder / "environment"
    venv.create(place, with_pip=False)
    python = place / "bin/python"
    subprocess.run([*pip, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True, cwd=folder)
    (packages,) = place.glob("lib/python*/site-packages")
    # A folder that a .pth file names is searched, but its own .pth files, one of which leads to the repository, are not read.
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place / "bin/hub"


def environment() -> dict[str, str]:
    """The environment of somebody who has the installed command and a repository of their own."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**inherited, "HUB_SITE_URL": "", "HUB_REPOSITORY": REPOSITORY}


def run(command: Path, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command as a user does."""
    return subprocess.run(
        [command, *arguments], cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder that holds a data folder, and nothing else of a repository."""
    small_data(tmp_path).rename(tmp_path / "hub_data")
    return tmp_path


def test_it_checks_and_writes(installed: Path, theirs: Path) -> None:
    """Commands of contributors need nothing but the data folder; a problem is named by its place there."""
    done = run(installed, "check", cwd=theirs)
    assert (done.returncode, done.stdout) == (0, "No problems.\n"), done.stderr
    options = ["--title", "A State does this", "--summary", "It is done.", "--start", "2025-11", "--kind", "seminar"]
    options += ["--language", "en"]
    done = run(installed, "new", "event", *options, cwd=theirs)
    assert done.returncode == 0, done.stderr
    assert list(theirs.glob("hub_data/events/2025-*/entry.yml"))
    assert "2025-" in run(installed, "status", cwd=theirs).stdout
    done = run(installed, "export", cwd=theirs)
    assert done.returncode == 0, done.stderr
    assert (theirs / "export/practices.ndjson").is_file()
    (theirs / "hub_data/notes.txt").write_text("x", encoding="utf-8")
    done = run(installed, "check", "--lang", "fr", cwd=theirs)
    assert (done.returncode, done.stdout.partition(":")[0]) == (1, "hub_data/notes.txt")


def nameless(files: dict[str, Any]) -> dict[str, Any]:
    """The same without the names of the folders of offline lists: they are made from all pages, and some pages differ."""
    return {re.sub("assets/offline/[0-9a-f]+/", "assets/offline/", place): content for place, content in files.items()}


@pytest.mark.audit
def test_a_data_folder_is_enough(installed: Path, theirs: Path) -> None:
    """The site is the one that the repository builds of the same data; only links to files that are not theirs are left out."""
    done = run(installed, "build", cwd=theirs)
    assert done.returncode == 0, done.stdout + done.stderr
    again = theirs / "again"
    done = hub("build", "--data", "hub_data", "--out", again, cwd=theirs, HUB_REPOSITORY=REPOSITORY)
    assert done.returncode == 0, done.stderr
    built, expected = nameless(digest(theirs / "site")), nameless(digest(again))
    assert built.keys() == expected.keys()
    differing = {name for name in built if built[name] != expected[name]}
    assert {"about.html", "easy/about.html", "ar/method.html", "fr/easy/contribute.html"} < differing
    assert not {"index.html", "practices/pry-example.html", "assets/current.json", "fr/credits.html"} & differing
    assert f'href="{REPOSITORY}/blob/main/docs/about.md"' in (again / "about.html").read_text(encoding="utf-8")
    page = (theirs / "site/about.html").read_text(encoding="utf-8")
    assert '<code dir="ltr">docs/about.md</code>' in page
    assert f"{REPOSITORY}/blob/main/docs" not in page


@pytest.mark.audit
def test_own_pages_take_the_place_of_those_that_come_along(installed: Path, theirs: Path) -> None:
    """A folder ``docs`` next to the data is checked, built from and never built into; pictures need not be copied."""
    ignored = shutil.ignore_patterns("assets", "contributing")
    docs = shutil.copytree(ROOT / "docs", theirs / "docs", ignore=ignored)
    page = docs / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOur own words.\n", encoding="utf-8")
    done = run(installed, "build", cwd=theirs)
    assert done.returncode == 0, done.stdout + done.stderr
    built = (theirs / "site/about.html").read_text(encoding="utf-8")
    assert "Our own words." in built
    assert f'href="{REPOSITORY}/blob/main/docs/about.md"' in built
    assert (theirs / "site/assets/pictures/people.svg").is_file()
    page.write_text(page.read_text(encoding="utf-8") + "\n<script>1</script>\n", encoding="utf-8")
    for command in ("check", "build"):
        done = run(installed, command, cwd=theirs)
        assert (done.returncode, done.stdout.partition(":")[0]) == (1, "docs/about.md")
    assert run(installed, "build", "--out", "docs/site", cwd=theirs).returncode == 2


@pytest.mark.audit
def test_it_bundles_and_serves(installed: Path, theirs: Path) -> None:
    """The offline edition holds its start page, and the preview answers with a page of the data."""
    done = run(installed, "bundle", "--languages", "fr", cwd=theirs)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(theirs / "knowledge-hub.zip") as archive:
        assert {"knowledge-hub/START.html", "knowledge-hub/site/fr/about.html"} < set(archive.namelist())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(installed), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=theirs, env=environment(), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/practices/pry-example.html") as answer:
                assert b"<h1" in answer.read()
        finally:
            server.terminate()
    assert server.returncode == 0
