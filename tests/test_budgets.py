"""What a reader downloads: bytes, requests and pictures. Times are measured elsewhere; they depend on the machine."""

import re
from collections.abc import Iterator
from gzip import compress
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import REGISTERS, Edition, LanguageCode, Register
from tests.conftest import Contexts, asset, pictures_shown
from tests.serving import Served, compressed, serve

FIRST_VIEW, REQUESTS, SECOND_PAGE = 35_000, 4, 8_000
SCRIPTS = {
    "hub.js": 3_000,
    "newer.js": 600,
    "dossier.js": 4_700,
    "form/form.js": 32_000,
    "offline.js": 2_800,
    "search/ar/search.js": 18_000,
    "../../sw.js": 2_200,
}
"""The most that a script may weigh, compressed. Arabic has the largest stemmer, and js-yaml is more than half of the form."""


@pytest.fixture
def served(real_site: Path) -> Iterator[Served]:
    """The real site under an address."""
    with serve(real_site) as running:
        yield running


def longest(real_site: Path, edition: Edition) -> list[str]:
    """The two entries of an edition that weigh most, by their places."""
    entries = [
        path for path in real_site.glob(f"{edition.prefix}practices/*.html") if not path.stem.startswith("index")
    ]
    entries.sort(key=lambda path: len(compressed(path)))
    return [path.relative_to(real_site).as_posix() for path in entries[:-3:-1]]


def view(page: Page, served: Served, place: str) -> list[tuple[str, int]]:
    """What a browser asks for when it shows a page to its last line, and the icon of its tab."""
    served.answers.clear()
    page.set_viewport_size({"width": 360, "height": 16_000})
    page.goto(served.address + place)
    pictures_shown(page)
    icon = page.evaluate("new URL(document.querySelector('link[rel=icon]').href).pathname")
    # A browser asks for the icon when it finds time, so that it may be among the answers already, or not yet.
    return served.answers + ([] if icon in dict(served.answers) else [served.answer(icon)])


@pytest.mark.browser
@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru"])
def test_what_a_reader_downloads(
    real_site: Path, served: Served, context: Contexts, language: LanguageCode, register: Register
) -> None:
    """The first view and the second page at most what was promised, pictures and icon included; nothing from elsewhere."""
    edition = Edition(language, register)
    first, second = longest(real_site, edition)
    elsewhere: list[str] = []
    for place in (f"{edition.prefix}index.html", f"{edition.prefix}practices/index.html", first):
        page = context().new_page()
        page.on("request", lambda asked: None if asked.url.startswith(served.address) else elsewhere.append(asked.url))
        answers = view(page, served, place)
        assert len(answers) <= REQUESTS, answers
        assert sum(size for _, size in answers) <= FIRST_VIEW, answers
    view(page, served, second)
    # The icon is counted with the first view, whenever the browser asks for it.
    assert sum(size for name, size in served.answers if not name.endswith("/icon.svg")) <= SECOND_PAGE, served.answers
    assert elsewhere == []


@pytest.mark.parametrize("place", SCRIPTS)
def test_scripts_stay_small(real_site: Path, place: str) -> None:
    """The script of every page most of all."""
    assert len(compress(asset(real_site, place).read_bytes())) <= SCRIPTS[place]


def test_every_picture_has_its_size_and_waits_until_it_is_near(real_site: Path) -> None:
    """Lines do not jump when a picture comes, and what is far below is not fetched."""
    count = 0
    for path in real_site.rglob("*.html"):
        for picture in Html(path.read_text(encoding="utf-8")).css("img"):
            of = picture.attributes
            assert (of["width"] or "").isdigit(), (path, picture.html)
            assert (of["height"] or "").isdigit(), (path, picture.html)
            assert of["loading"] == "lazy", (path, picture.html)
            count += 1
    assert count > 10_000


def test_styles_name_nothing_that_no_page_has(real_site: Path) -> None:
    """Every class of the sheets stands on a page, or in a script that puts it there."""
    known: set[str] = set()
    for path in real_site.rglob("*.html"):
        for names in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            known.update(names.split())
    for path in (real_site / "assets").rglob("*.js"):
        if path.stem in {"hub", "form", "search"}:
            known.update(re.findall(r"[a-z][\w-]+", path.read_text(encoding="utf-8")))
    # What a hub's own authored pages may have, tests/website/test_components.py looks at.
    sheets = [path for path in asset(real_site, "hub.css").parent.glob("*.css") if path.name != "authored.css"]
    styles = "".join(path.read_text(encoding="utf-8") for path in sheets)
    named = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)))
    assert len(named) > 80
    assert named - known == set()
