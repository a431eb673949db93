"""The search page in a browser: its address, the reader's place in the list, what fails, and what is heard."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from knowledge_hub.base.languages import EDITIONS, Edition
from tests.conftest import Contexts, hub, opened, some
from tests.serving import Served, serve

pytestmark = pytest.mark.browser

CARDS = re.compile(r"/cards-standard-0\b")
WORDS = re.compile(r"/terms-\d+\b")
FACET = re.compile(r"/facet-collection\b")


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    """The frozen hub under an address."""
    with serve(site) as running:
        yield running


@pytest.fixture
def page(context: Contexts) -> Page:
    """A page that reports what its scripts do not catch."""
    made = context().new_page()
    made.on("pageerror", lambda error: pytest.fail(str(error)))
    return made


def go(page: Page, served: Served, place: str) -> list[str]:
    """Open a search, and wait until its number is said; returns the titles of the results."""
    page.goto(served.address + place)
    return shown(page)


def shown(page: Page) -> list[str]:
    """The titles of the results, once their number is said."""
    expect(page.locator(".find-status")).to_have_text(re.compile(r"\S"))
    return page.locator(".results h3").all_inner_texts()


def place_of(page: Page, served: Served) -> str:
    """The address of the page, below the site's."""
    return page.url.removeprefix(served.address)


def test_a_half_typed_word_finds_the_same_when_the_page_is_opened_again(page: Page, served: Served) -> None:
    """The address says that the last word may be unfinished; sending the form says that it is finished."""
    go(page, served, "search.html")
    page.locator("#find").press_sequentially("commission")
    expect(page).to_have_url(re.compile(r"\?q=commission&typing=1$"))
    found = shown(page)
    page.reload()
    assert shown(page) == found
    page.locator("#find").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=commission$"))
    assert 0 < len(shown(page)) < len(found)


def test_the_place_in_the_list_stays(page: Page, served: Served) -> None:
    """Show more, open a result, go back: the same results, at the same height, and the focus on the one that was opened."""
    go(page, served, "search.html?order=newest")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".results li")).to_have_count(18)
    link = page.locator(".results a").nth(14)
    link.scroll_into_view_if_needed()
    height, title = page.evaluate("scrollY"), link.inner_text()
    assert height > 500
    link.click()
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator(".results li")).to_have_count(18)
    expect(link).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(height, abs=2)
    assert place_of(page, served).startswith("search.html?order=newest&show=20#")
    page.reload()
    expect(link).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(height, abs=2)
    # An address that somebody sent has no height, but the result.
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".results a").nth(14)).to_be_focused()
    expect(other.locator(".results a").nth(14)).to_be_in_viewport()


def test_another_language_and_register_keep_the_search(page: Page, served: Served) -> None:
    """Query, filters, order, number of results and the place in the list."""
    search = "?q=commission&order=newest&collection=practices&show=20#practices/mar-didh"
    go(page, served, f"search.html{search}")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{served.address}fr/search.html{search}")
    expect(page.locator("#find")).to_have_value("commission")
    expect(page.locator("#find-order")).to_have_value("newest")
    expect(page.locator(".chosen li")).to_have_count(1)
    page.locator(".register").press("Enter")
    expect(page).to_have_url(f"{served.address}fr/easy/search.html{search}")
    shown(page)


def test_another_language_keeps_the_part_of_a_page(page: Page, served: Served) -> None:
    """The fragment of any page, and the query of the form."""
    page.goto(f"{served.address}practices/mar-didh.html#sources")
    page.get_by_role("link", name="Español").click()
    expect(page).to_have_url(f"{served.address}es/practices/mar-didh.html#sources")
    page.goto(f"{served.address}contribute-form.html?correct=practices/mar-didh")
    page.locator(".register").click()
    expect(page).to_have_url(f"{served.address}easy/contribute-form.html?correct=practices/mar-didh")


def test_unknown_values_are_said_and_old_spellings_become_the_usual_one(page: Page, served: Served) -> None:
    """A filter that does not exist is no filter; what the browse pages call simore-plus is `simore_plus` in the data."""
    everything = go(page, served, "search.html")
    assert go(page, served, "search.html?state=XYZ") == everything
    expect(page.locator(".find-notes")).to_have_text("The filter «State: XYZ» is unknown and was left out.")
    expect(page.locator(".find-status")).to_contain_text("The filter «State: XYZ» is unknown")
    tool = page.locator("[name=tool]").first.input_value()
    usual = tool.lower().replace("_", "-")
    for spelling in {tool, usual, usual.upper()}:
        assert go(page, served, f"search.html?tool={spelling}&state=XYZ") != everything
        go(page, served, f"search.html?tool={spelling}")
        expect(page).to_have_url(f"{served.address}search.html?tool={usual}")
        expect(page.locator(".chosen li")).to_have_count(1)
        page.goto(f"{served.address}dossier.html?tool={spelling}")
        expect(page.locator(".dossier-of dd")).to_have_count(1)
    assert (Path(served.site) / f"browse/tool-{usual}.html").is_file()


def test_a_renamed_code_redirects(page: Page, data: Path, tmp_path: Path) -> None:
    """From its browse page and in a search and a dossier, in another language too."""
    vocabulary, entry = data / "vocabularies/functions.yml", data / "practices/pry-example/entry.yml"
    code = str(next(iter(yaml.safe_load(vocabulary.read_text(encoding="utf-8"))["terms"])))
    text = vocabulary.read_text(encoding="utf-8").replace(f"\n  {code}:\n", f"\n  {code}:\n    formerly: [old_name]\n")
    vocabulary.write_text(text, encoding="utf-8")
    text = entry.read_text(encoding="utf-8").replace("\ncapacities:", f"\nfunctions: [{code}]\ncapacities:")
    entry.write_text(text.replace("editorial: [capacities]", "editorial: [capacities, functions]"), encoding="utf-8")
    done = hub("build", "--data", data, "--out", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    usual = code.replace("_", "-")
    with serve(tmp_path / "site") as served:
        for prefix in ("", "ar/easy/"):
            page.goto(f"{served.address}{prefix}browse/function-old-name.html")
            expect(page).to_have_url(f"{served.address}{prefix}browse/function-{usual}.html")
            assert len(go(page, served, f"{prefix}search.html?function=old_name")) == 1
            expect(page).to_have_url(f"{served.address}{prefix}search.html?function={usual}")
            page.goto(f"{served.address}{prefix}dossier.html?function=old-name")
            expect(page.locator(".dossier-of dd")).to_have_count(1)


def test_a_query_without_words_finds_nothing_and_a_long_one_is_cut(page: Page, served: Served) -> None:
    """Both are said in a sentence that repeats at most a line of it."""
    assert go(page, served, "search.html?q=%3F%3F%3F") == []
    expect(page.locator(".find-notes")).to_have_text(
        "«???» has no word to search for. Type the name of a State, a subject or a word."
    )
    page.goto(f"{served.address}search.html")
    page.locator("#find").fill("zzzzz " * 100)
    expect(page.locator(".find-notes p")).to_have_text(
        [
            "Only the first 300 characters were searched.",
            f"Nothing was found for «{'zzzzz ' * 10}».".replace(" »", "…»"),
            "Remove a filter, or use fewer words.",
        ]
    )
    assert len(page.url) < 500


def test_what_an_input_method_composes_is_not_searched(page: Page, served: Served) -> None:
    """Only what was chosen from its list is: neither address nor live region has the letters in between."""
    go(page, served, "zh/search.html")
    page.evaluate(
        """() => {
          globalThis.seen = [];
          const note = () => seen.push(location.search, document.querySelector(".find-status").textContent);
          new MutationObserver(note).observe(document.querySelector(".find-status"), { childList: true });
        }"""
    )
    page.locator("#find").focus()
    devtools = page.context.new_cdp_session(page)
    for letters in ("w", "wei", "wei yuan hui"):
        devtools.send("Input.imeSetComposition", {"text": letters, "selectionStart": 0, "selectionEnd": len(letters)})
    # A timer of the page that began with the last letter ends before this one, which is as long and begins later.
    page.evaluate("new Promise(done => setTimeout(done, 150))")
    devtools.send("Input.insertText", {"text": "委员会"})
    expect(page).to_have_url(re.compile(r"\?q=%E5%A7%94%E5%91%98%E4%BC%9A&typing=1$"))
    assert shown(page)
    assert "wei" not in "".join(page.evaluate("seen"))


def stopped(page: Page, address: re.Pattern[str]) -> None:
    """From now on, files with this address cannot be loaded."""
    page.route(address, lambda route: route.abort())


@pytest.mark.parametrize(("address", "text"), [
    (CARDS, "Some of this page could not be loaded. Try again"),
    (FACET, "Some of this page could not be loaded. Try again"),
    (WORDS, "The search could not be loaded. The browse pages list every entry by subject. Try again"),
])  # fmt: skip
def test_what_fails_to_load_is_said_and_tried_again(
    page: Page, served: Served, address: re.Pattern[str], text: str
) -> None:
    """What could be loaded is shown; the button loads the rest, and the focus is with the results."""
    stopped(page, address)
    page.goto(f"{served.address}search.html?q=commission")
    expect(page.locator(".find-notes")).to_have_text(text)
    expect(page.locator(".find-status")).to_contain_text(text.removesuffix(" Try again"))
    expect(page.locator(".find-browse a")).to_be_visible()
    if address == FACET:
        expect(page.locator(".results h3").first).to_be_visible()
        assert page.locator("label:has([name=collection]) .number").first.inner_text() == ""
    if address == CARDS:
        expect(page.locator(".find-count")).to_have_text(re.compile(r"^[1-9]\d* entries$"))
    page.unroute(address)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".results h3").first).to_be_visible()
    expect(page.locator(".find-notes")).to_have_text("")
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("label:has([name=collection]) .number").first).to_have_text(re.compile(r"^\d+$"))


def test_by_state_those_without_one_come_last_and_each_card_names_it(page: Page, served: Served) -> None:
    """Also above the dates of an event; with a filter, the chosen State."""
    go(page, served, "search.html?order=state&show=20")
    over = page.locator(".results .over").all_inner_texts()
    placed = [text.partition(", ")[0] for text in over]
    names = set(page.locator("label:has([name=state]) .name").all_text_contents())
    with_state = [name for name in placed if name in names]
    assert placed[: len(with_state)] == with_state == sorted(with_state)
    assert 0 < len(with_state) < len(placed)
    assert any(re.search(r"^Morocco, 16.17 October 2024$", " ".join(text.split())) for text in over)


def listen(page: Page) -> None:
    """Note what the live region says from now on, in ``heard``."""
    page.evaluate(
        """() => {
          globalThis.heard = [];
          const region = document.querySelector(".find-status");
          new MutationObserver(() => region.textContent && heard.push(region.textContent)).observe(region, { childList: true });
        }"""
    )


@pytest.mark.parametrize(("prefix", "query", "other"), [("", "Samoa", "Slovenia"), ("ar/", "ساموا", "سلوفينيا")])
def test_the_number_is_heard_on_arrival_and_after_typing(
    page: Page, served: Served, prefix: str, query: str, other: str
) -> None:
    """In the title and in a live region, also where another query finds as many."""
    go(page, served, f"{prefix}search.html?q={query}")
    assert page.locator(".find-status").inner_text() == page.locator(".find-count").inner_text()
    count = page.locator(".find-count").inner_text()
    assert page.title().startswith(f"{count} – {query} – ")
    listen(page)
    page.locator("#find").fill(other)
    expect(page).to_have_title(re.compile(other))
    shown(page)
    assert page.evaluate("heard") == [page.locator(".find-count").inner_text()]


def tree(page: Page) -> list[dict[str, Any]]:
    """The whole accessibility tree of Chromium."""
    nodes: list[dict[str, Any]] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return nodes


@pytest.mark.parametrize(("prefix", "query"), [("", "committee"), ("ar/", "لجنة")])
def test_a_found_word_does_not_break_a_heading(page: Page, served: Served, prefix: str, query: str) -> None:
    """The name of each result is one text for a screen reader, although the word is marked for the eye."""
    titles = go(page, served, f"{prefix}search.html?q={query}")
    assert page.evaluate("CSS.highlights.get('found').size") > 0
    nodes = tree(page)
    by_id = {node["nodeId"]: node for node in nodes}
    links = {node["name"]["value"]: node for node in nodes if node["role"]["value"] == "link" and not node["ignored"]}
    for title in some(titles):
        children = [by_id[child]["role"]["value"] for child in links[title]["childIds"]]
        assert children == ["StaticText"]


@pytest.mark.parametrize(("prefix", "numbers"), [("", r"(entry|entries)$"), ("ar/", "(سجل|سجلات|سجلان|سجلا)")])
def test_the_number_of_a_filter_says_what_it_counts(page: Page, served: Served, prefix: str, numbers: str) -> None:
    """Its name ends with the number of entries; no heading is within a summary, where some readers drop it."""
    go(page, served, f"{prefix}search.html?q=UPR")
    boxes = [
        node["name"]["value"] for node in tree(page) if node["role"]["value"] == "checkbox" and not node["ignored"]
    ]
    for name in some(boxes):
        assert re.search(numbers, name), name
    assert page.locator("summary :is(h1, h2, h3)").count() == 0


SPACED = """() => {
  for (const element of document.querySelectorAll("body *")) {
    Object.assign(element.style, { lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em" });
    if (element.localName === "p") element.style.marginBlockEnd = "2em";
  }
}"""
"""The text spacing of WCAG 2.2, success criterion 1.4.12."""


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.prefix or "en/")
def test_open_filters_fit_a_narrow_screen_with_spaced_text(
    real_site: Path, context: Contexts, edition: Edition
) -> None:
    """At 320 pixels, with all filters open: nothing to scroll sideways."""
    page = opened(context(320), real_site, f"{edition.prefix}search.html?q=UPR&order=state")
    page.evaluate("document.querySelectorAll('.find-filters details').forEach(each => each.open = true)")
    page.evaluate(SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".find-filters").evaluate("each => each.scrollWidth - each.clientWidth") <= 0
