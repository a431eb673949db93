"""The components of authored pages: icons, styles, and no errors in two accessibility checkers and the HTML checker.

The page of components is documentation, not part of the real site. Here a small hub of its own has it in every edition.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from knowledge_hub.quality.page_extensions import KINDS
from knowledge_hub.website.authored_markup import ICONS, add_pictures_and_icons
from tests.conftest import ROOT, Contexts, hub, opened, small_data
from tests.engines import VNU, axe, ibm

PLACES = ("components.html", "ar/components.html", "ar/easy/components.html")
SHEET = ROOT / "overrides/assets/authored.css"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a hub whose own pages are those of the program and the page of components."""
    folder = tmp_path_factory.mktemp("components")
    data = small_data(folder)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("contributing"))
    for language in LANGUAGES:
        source = ROOT / "docs/contributing" / ("components.ar.md" if language == "ar" else "components.md")
        ending = ".md" if language == DEFAULT_LANGUAGE else f".{language}.md"
        for below in ("", "easy/"):
            shutil.copy(source, folder / "docs" / f"{below}components{ending}")
    done = hub("build", "--data", data, "--out", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_component_is_on_the_page(own_site: Path) -> None:
    """HTML that is readable without styles; the icons are inline SVG, hidden from screen readers."""
    page = Html((own_site / "components.html").read_text(encoding="utf-8"))
    titles = [each.text(strip=True) for each in page.css(".admonition-title")]
    assert titles == ["A box with a title", "Something to be careful with"]
    summaries = [each.text(strip=True) for each in page.css("details summary")]
    assert summaries[-3:] == ["A box that is closed at first", "A box that is open at first", "A box without a kind"]
    assert [each.text(strip=True) for each in page.css("dt")] == ["Mechanism", "Follow-up"]
    icons = page.css(".authored svg.icon")
    assert len(icons) == 5
    assert {each.attributes["aria-hidden"] for each in icons} == {"true"}
    assert "material-" not in "".join(each.html or "" for each in page.css("span"))


def test_every_kind_of_admonition_has_its_icon() -> None:
    """Also admonitions that can be opened."""
    assert set(ICONS) == set(KINDS)
    for kind in KINDS:
        assert (
            add_pictures_and_icons(
                f'<div class="admonition {kind}">\n<p class="admonition-title">A</p></div>', "assets"
            ).count("<svg")
            == 1
        )
        assert (
            add_pictures_and_icons(
                f'<details class="{kind}" open="open">\n<summary>A</summary></details>', "assets"
            ).count("<svg")
            == 1
        )


def test_only_pages_with_components_load_their_style_sheet(own_site: Path) -> None:
    """At every depth. The stylesheet has no rules for components that no page has."""
    sheet = re.compile(r'href="([./]*)assets/[0-9a-f]{8}/authored\.css"')
    for place in PLACES:
        found = sheet.findall((own_site / place).read_text(encoding="utf-8"))
        assert found == ["../" * place.count("/")], place
    assert not sheet.search((own_site / "about.html").read_text(encoding="utf-8"))
    known = set(re.findall(r"[\w-]+", (own_site / "components.html").read_text(encoding="utf-8"))) | set(KINDS)
    named = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"))))
    assert named
    assert named - known == set()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_accessibility_engines_find_nothing(own_site: Path, context: Contexts, width: int, scheme: str) -> None:
    """With every rule on, also with the boxes open; and no page is wider than its window."""
    page = context(width=width, color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for place in PLACES:
        page.goto((own_site / place).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found[place] = [*axe(page), *ibm(page)]
    assert found == {place: [] for place in PLACES}


@pytest.mark.browser
def test_the_checker_of_html_finds_nothing(own_site: Path) -> None:
    """Neither errors nor warnings."""
    files = [str(own_site / place) for place in PLACES]
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stderr)["messages"] == []


@pytest.mark.browser
def test_a_list_in_a_box_of_an_easy_page_is_a_list(own_site: Path, context: Contexts) -> None:
    """There a line of a list has a column for its picture; the words of one without a picture would be put into it."""
    line = opened(context(), own_site, "ar/easy/components.html").locator(".admonition li").first
    assert line.evaluate("line => getComputedStyle(line).display") == "list-item"


@pytest.mark.browser
def test_a_box_opens_by_the_keyboard_and_its_text_is_on_paper(own_site: Path, context: Contexts) -> None:
    """Closed on the screen until somebody opens it; printed as if it were open."""
    page = opened(context(), own_site, "components.html")
    box = page.locator("details.tip")
    expect(box.locator("p")).to_be_hidden()
    page.emulate_media(media="print")
    expect(box.locator("p")).to_be_visible()
    page.emulate_media(media="screen")
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box.locator("p")).to_be_visible()
