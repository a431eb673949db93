"""A new build that is published while pages of the older one are open: each page gets files of its own build, or says so."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from tests.conftest import Contexts, asset, hub, some
from tests.website.hosting_place import Host, hosted
from tests.website.test_offline_support import keep

SENTENCES = {
    "ar": ("تم تحديث الموقع بعد فتح هذه الصفحة.", "تحميل الصفحة المحدثة", "هذه الصفحة قديمة. توجد صفحة جديدة.", "افتح الصفحة الجديدة"),
    "zh": ("您打开此页面之后，本网站已经更新。", "加载更新后的页面", "这个页面是旧的。现在有新的页面。", "看新的页面"),
    "en": ("The site was updated after you opened this page.", "Load the updated page", "This page is old. There is a new page.", "Show the new page"),
    "fr": ("Le site a été mis à jour après l’ouverture de cette page.", "Charger la page à jour", "Cette page est ancienne. Il y a une nouvelle page.", "Voir la nouvelle page"),
    "ru": ("Сайт обновился после того, как вы открыли эту страницу.", "Загрузить обновленную страницу", "Эта страница устарела. Есть новая страница.", "Показать новую страницу"),
    "es": ("El sitio se actualizó después de que usted abrió esta página.", "Cargar la página actualizada", "Esta página es antigua. Hay una página nueva.", "Ver la página nueva"),
}  # fmt: skip
RETURN = "document.dispatchEvent(new Event('visibilitychange'))"
"""What a browser says to a page when the reader comes back to its tab; a headless one has no tabs to leave."""


@pytest.fixture(scope="module")
def newer(six: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the frozen hub without four of its entries, so that all entries have other numbers in the search."""
    data = shutil.copytree(six, tmp_path_factory.mktemp("newer") / "data")
    for place in (
        "practices/ita-cidu",
        "events/2023-geneva-seminar",
        "events/2024-asuncion-seminar",
        "support/advisory-services",
    ):
        shutil.rmtree(data / place)
    done = hub("build", "--data", data, "--out", data.with_name("site"))
    assert done.returncode == 0, done.stdout + done.stderr
    return data.with_name("site")


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[Host]:
    """A host with the older build, below a path."""
    with hosted(shutil.copytree(site, tmp_path / "served"), "/a/hub/") as host:
        yield host


def deploy(host: Host, newer: Path, *, keeps: bool) -> None:
    """Put a newer build in the place of the one that is served; some hosts keep the files of before, as nothing has their names."""
    if not keeps:
        shutil.rmtree(host.site)
    shutil.copytree(newer, host.site, dirs_exist_ok=True)


ANSWERS = """async ([queries, register]) => {
  const asked = { order: "relevance", values: [], states: [], writing: false };
  const answer = async query => {
    try {
      const { found } = await hubSearch.find({ ...asked, query });
      return (await Promise.all(found.slice(0, 5).map(number => hubSearch.card(register, number)))).map(([href]) => href);
    } catch {
      return "failed";
    }
  };
  return Promise.all(queries.map(answer));
}"""
"""The first entries for each query, by their addresses, or 'failed'."""


def queries(site: Path, edition: Edition) -> list[str]:
    """The titles of all practices of an edition."""
    pages = sorted((site / edition.prefix / "practices").glob("*-*.html"))
    titles = [Html(path.read_text(encoding="utf-8")).css_first("h1") for path in some(pages)]
    return [title.text() for title in titles if title]


def ready(page: Page, address: str) -> None:
    """Open a search page, and wait until it has answered."""
    page.goto(address)
    expect(page.locator(".find-count")).to_have_text(re.compile(r"\d"))


def take_newer(page: Page, edition: Edition, build: str) -> None:
    """The page offers the newer build in the words of its edition; the button leads to it."""
    words = SENTENCES[edition.language]
    sentence, button = words[:2] if edition.register == "standard" else words[2:]
    region = page.get_by_role("status").filter(has_text=sentence)
    expect(region).to_be_visible()
    expect(page.locator(".no-script")).to_be_hidden()
    region.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".newer")).to_have_attribute("data-build", build)
    expect(page.locator(".newer p")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keeps", [True, False])
def test_a_search_never_mixes_two_builds(
    site: Path, newer: Path, served: Host, context: Contexts, language: LanguageCode, *, keeps: bool
) -> None:
    """An open page goes on with the answers of its build while its files are there, else it fails visibly; it offers the newer build."""
    build = asset(newer, "search").parent.name
    assert build != asset(site, "search").parent.name
    edition = Edition(language, "standard" if keeps else "easy")
    address = f"{served.address}{edition.prefix}search.html"
    asked = [queries(site, edition), edition.register]
    page, other = context().new_page(), context().new_page()
    ready(page, address)
    ready(other, address)
    before = other.evaluate(ANSWERS, asked)
    deploy(served, newer, keeps=keeps)
    other.goto("about:blank")
    ready(other, address)
    after = other.evaluate(ANSWERS, asked)
    assert before != after
    assert page.evaluate(ANSWERS, asked) == (before if keeps else ["failed"] * len(before))
    if keeps:
        expect(page.locator(".newer p")).to_be_hidden()
        page.evaluate(RETURN)
    take_newer(page, edition, build)
    expect(page.locator(".find-count")).to_have_text(re.compile(r"\d"))
    assert page.evaluate(ANSWERS, asked) == after
    page.evaluate(RETURN)
    expect(page.locator(".newer p")).to_be_hidden()


@pytest.mark.browser
def test_a_page_from_a_cache_whose_script_is_gone_offers_the_newer_build(
    site: Path, newer: Path, served: Host, context: Contexts
) -> None:
    """The host answers with the older page for some minutes more, as those do whose answers may be stored."""
    deploy(served, newer, keeps=False)
    page = context().new_page()
    for place in ("search.html?q=Portugal", "dossier.html?q=Portugal", "contribute-form.html"):
        older = site / place.partition("?")[0]
        page.route(f"{served.address}{place}", partial(answer_with, older), times=1)
        page.goto(served.address + place)
        take_newer(page, Edition("en", "standard"), asset(newer, "search").parent.name)
        expect(page).to_have_url(served.address + place)


def answer_with(file: Path, route: Route) -> None:
    """Answer a request with a file."""
    route.fulfill(path=file)


@pytest.mark.browser
def test_the_form_knows_an_entry_whose_file_is_gone(newer: Path, served: Host, context: Contexts) -> None:
    """It does not say that there is no such entry; readers who load the newer build are asked to save their text first."""
    page = context().new_page()
    page.goto(f"{served.address}contribute-form.html")
    page.locator("#mode-correct").check()
    box, error = page.locator("#which"), page.locator("#which-error")
    box.fill("practices/none")
    page.get_by_role("button", name="Next").click()
    expect(error).to_have_text("There is no entry with this name.")
    deploy(served, newer, keeps=False)
    box.fill("practices/mar-didh")
    page.get_by_role("button", name="Next").click()
    expect(error).to_have_text("This entry could not be loaded. Please try again later.")
    expect(page.locator(".newer")).to_contain_text("First download what you have written.")


@pytest.mark.browser
def test_pages_on_the_device_offer_a_newer_build_when_all_of_it_is_there(
    site: Path, newer: Path, served: Host, context: Contexts
) -> None:
    """Until then an open page goes on with its build, of which the host has nothing any more; afterwards too, until it is reloaded."""
    edition = Edition("fr", "standard")
    device = context()
    page, other = device.new_page(), device.new_page()
    keep(page, served)
    for each in (page, other):
        ready(each, f"{served.address}fr/search.html")
    asked = [queries(site, edition), edition.register]
    before = other.evaluate(ANSWERS, asked)
    deploy(served, newer, keeps=False)
    assert page.evaluate(ANSWERS, asked) == before
    page.evaluate(RETURN)
    take_newer(page, edition, asset(newer, "search").parent.name)
    after = page.evaluate(ANSWERS, asked)
    assert after != before
    assert other.evaluate(ANSWERS, asked) == before
    served.stop()
    other.reload()
    expect(other.locator(".find-count")).to_have_text(re.compile(r"\d"))
    assert other.evaluate(ANSWERS, asked) == after
    served.go_on()


@pytest.mark.browser
def test_a_site_on_a_disk_asks_for_nothing(site: Path, context: Contexts) -> None:
    """There is no newer build of a copy, and a browser may not read a list there."""
    page = context().new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto((site / "search.html").as_uri())
    page.evaluate(RETURN)
    expect(page.locator(".find-count")).to_have_text(re.compile(r"\d"))
    expect(page.locator(".newer p")).to_be_hidden()
    assert messages == []
