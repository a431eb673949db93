"""What the tests share: a small valid data folder, two sites that are built once, and a real Chromium."""

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# The command speaks the language of the machine; the tests read English.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("HUB_LANG", None)
# In the background of a shell, Ctrl-C is ignored by all commands that the tests start; they are about what it does.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
REAL = ROOT / "hub_data"
BASE = Path(__file__).parent / "sample_hub"
SIX = Path(__file__).parent / "sample_hub_six"


Contexts = Callable[..., BrowserContext]
"""Makes browser contexts: the width of the window, then what Playwright takes."""


_Item = TypeVar("_Item")


def some(items: Iterable[_Item]) -> list[_Item]:
    """What a test goes through in a loop: at least one, as a loop over nothing would assert nothing."""
    found = list(items)
    assert found, "nothing was found to look at"
    return found


def asset(site: Path, place: str) -> Path:
    """A file or folder of what pages load, such as ``hub.css`` or ``search/en``, in the folders named by their content."""
    names: list[str] = json.loads((site / "assets/current.json").read_bytes())
    return next(path for name in names if (path := site / "assets" / name / place).exists())


def visit(page: Page, site: Path, place: str) -> None:
    """Go to a page of the site on the disk; wait until a search has said its number, and a dossier is whole."""
    path, mark, query = place.partition("?")
    page.goto((site / path).as_uri() + mark + query)
    status = page.locator(".find-status:visible")
    if status.count():
        expect(status).to_have_text(re.compile(r"\S"))
    dossier = page.locator(".dossier")
    if dossier.count():
        expect(dossier).to_have_attribute("data-ready", "", timeout=30_000)


def opened(context: BrowserContext, site: Path, place: str) -> Page:
    """A page of the site, opened from the disk."""
    page = context.new_page()
    visit(page, site, place)
    return page


def pictures_shown(page: Page) -> None:
    """Fetch the pictures that a page would fetch later, and wait until each can be seen."""
    # Not by `wait_for_function`: it looks again by `eval`, which the pages' policy forbids.
    assert page.evaluate(
        """async () => {
            const images = [...document.images]
            await Promise.all(images.map(each => new Promise(done => {
                each.onload = each.onerror = done
                each.loading = "eager"
                if (each.complete) done()
            })))
            return images.every(each => each.naturalWidth)
        }"""
    )


def hub(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "knowledge_hub", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "HUB_SITE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one practice, one event and one French translation, free to be changed."""
    return small_data(tmp_path)


def small_data(below: Path) -> Path:
    """The same in any folder."""
    folder = below / "data"
    shutil.copytree(BASE, folder)
    for name in ("vocabularies", "strings"):
        shutil.copytree(REAL / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a run of the tests."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def six(shared_folder: Path) -> Path:
    """The data folder of a frozen hub in six languages, in which a text is out of date and a translation missing."""
    with _locked(folder := shared_folder / "six"):
        if not folder.exists():
            shutil.copytree(SIX, folder)
            for name in ("vocabularies", "strings"):
                shutil.copytree(REAL / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def site(six: Path, shared_folder: Path) -> Path:
    """The site of the frozen hub, without a public address; no test changes it."""
    return _built(shared_folder / "site", "--data", six)


@pytest.fixture(scope="session")
def published_site(six: Path, shared_folder: Path) -> Path:
    """The same with a public address."""
    return _built(shared_folder / "published", "--data", six, url="https://hub.example.org/nm/")


@pytest.fixture(scope="session")
def real_site(shared_folder: Path) -> Path:
    """The site of the real content: for rules that any valid content keeps, and nothing word for word."""
    return _built(shared_folder / "real")


def _built(out: Path, *arguments: str | Path, url: str = "") -> Path:
    """Build a site, or wait for the process that builds it."""
    with _locked(out):
        if not out.exists():
            done = hub("build", *arguments, "--out", out, HUB_SITE_URL=url)
            assert done.returncode == 0, done.stdout + done.stderr
    return out


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process of a run makes a folder, and the others wait."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; nothing of its own is fetched."""
    # The headless shell is the same engine without the windows around it: a third less work.
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "no Chromium; tests/install_browser.sh says what to do"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Contexts]:
    """Makes browser contexts and closes them."""
    made: list[BrowserContext] = []

    def make(width: int = 1280, **options: object) -> BrowserContext:
        made.append(browser.new_context(viewport={"width": width, "height": 800}, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()
