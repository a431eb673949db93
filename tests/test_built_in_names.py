"""Names of built-in properties are words like any other in a browser: searched for, filtered by, asked of pages in addresses."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Contexts, hub, opened, visit

pytestmark = pytest.mark.browser

NAMES = ("constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf")
PHRASES = {
    "": ('"constructor of peace"', '"the constructor"'),
    "es/": ("«constructor de paz»", '"diálogo constructor"'),
    "fr/": ("« dialogue constructor »",),
    "zh/": ('"constructor 和平"',),
    "ar/": ('"constructor السلام"',),
}
"""Phrases that no entry has, in the editions that search by words, by pairs of characters and without prefixes."""
FIND = """queries => Promise.all(queries.map(async query => {
  const question = { query, order: "relevance", values: [], states: [], writing: true };
  return (await hubSearch.find(question)).found.length;
}))"""
"""How many entries each query finds, where its last word may be unfinished."""
PARAMETERS = "&".join(f"{name}=1" for name in NAMES)


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """Still the real content: what readers do is tried on all of it, with entries and queries that stay."""
    return real_site


def watched(page: Page) -> list[str]:
    """The exceptions that nobody catches on a page, from now on."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.mark.parametrize("edition", PHRASES)
def test_a_name_that_no_entry_has_finds_nothing(site: Path, context: Contexts, edition: str) -> None:
    """As a word and as a phrase: the page says that nothing was found, not that the search could not be loaded."""
    page = context().new_page()
    errors = watched(page)
    visit(page, site, f"{edition}search.html?q={quote(PHRASES[edition][0])}")
    expect(page.locator(".find-notes")).to_contain_text(PHRASES[edition][0].strip())
    expect(page.locator(".results li")).to_have_count(0)
    queries = [*PHRASES[edition], *(query for name in NAMES for query in (name, f'"{name} {name}"', f'"a {name}"'))]
    # The phrase has no entry; words of it may be near others that have some.
    sizes = page.evaluate(FIND, queries)
    assert [size for size, query in zip(sizes, queries, strict=True) if '"' in query or "«" in query] == [0] * (
        len(queries) - len(NAMES)
    )
    assert errors == []


def test_a_name_that_an_entry_has_is_found(context: Contexts, data: Path) -> None:
    """As a word, as the beginning of one and within a phrase."""
    entry = data / "practices/pry-example/entry.yml"
    text = entry.read_text(encoding="utf-8")
    summary = "The commission is a constructor of peace; toString, valueOf, hasOwnProperty and __proto__ are words."
    entry.write_text(
        text.replace("summary: Ministries plan their reports in one commission.", f'summary: "{summary}"'),
        encoding="utf-8",
    )
    out = data.parent / "named"
    assert hub("build", "--data", data, "--out", out).returncode == 0
    page = opened(context(), out, "search.html?q=%22constructor%20of%20peace%22")
    expect(page.locator(".results h3")).to_have_text(["A commission plans together"])
    queries = [
        "constructor",
        "construct",
        "toString",
        "valueOf",
        "hasOwnProperty",
        "__proto__",
        '"valueOf hasOwnProperty"',
    ]
    sizes = page.evaluate(FIND, queries)
    assert sizes == [1] * len(queries)


def test_a_name_is_no_value_of_a_filter(site: Path, context: Contexts) -> None:
    """Parameters with such names are passed over, values are said to be unknown, as any that the hub does not know."""
    page = opened(context(), site, "search.html?q=samoa")
    number = page.locator(".find-count").inner_text()
    errors = watched(page)
    visit(page, site, f"search.html?q=samoa&{PARAMETERS}&state=constructor&topic=__proto__&order=valueOf")
    expect(page.locator(".find-count")).to_have_text(number)
    expect(page.locator(".find-notes p")).to_have_text(
        [
            "The filter «State: constructor» is unknown and was left out.",
            "The filter «Themes: __proto__» is unknown and was left out.",
        ]
    )
    assert page.locator(".chosen li").count() == 0
    assert errors == []


def test_a_name_is_no_part_of_a_dossier(site: Path, context: Contexts) -> None:
    """A saved search with such parameters is the same dossier; such an id is said to be unknown."""
    page = opened(context(), site, "dossier.html?q=samoa&state=WSM")
    whole = page.locator(".dossier-contents li").all_inner_texts()
    assert whole
    visit(page, site, f"dossier.html?q=samoa&state=WSM&{PARAMETERS}&state=toString")
    assert page.locator(".dossier-contents li").all_inner_texts() == whole
    assert page.locator(".dossier-notes").inner_text() == ""
    visit(page, site, "dossier.html?ids=constructor,__proto__,practices/toString")
    assert page.locator(".dossier-notes").inner_text() == (
        "The hub has no such entry: constructor, __proto__, practices/toString"
    )


@pytest.mark.parametrize(
    "query",
    [
        "new=constructor",
        "correct=constructor",
        "correct=constructor/toString",
        "translate=__proto__/x&to=__proto__",
        "translate=practices/valueOf&to=constructor",
    ],
)
def test_a_name_is_nothing_that_the_form_knows(site: Path, context: Contexts, query: str) -> None:
    """The form opens as without it; an entry with such a name is unknown."""
    page = context().new_page()
    errors = watched(page)
    visit(page, site, f"contribute-form.html?{query}")
    assert page.locator("input[name=mode]:checked").get_attribute("value") == query.partition("=")[0]
    page.locator("#next").press("Enter")
    if query.startswith("new"):
        expect(page.locator("#contribution h2")).to_have_text("Step 2 of 8: The basics")
    else:
        expect(page.locator("#which-error")).to_have_text("There is no entry with this name.")
    assert errors == []


def test_an_older_browser_searches_and_writes(site: Path, context: Contexts) -> None:
    """Safari before 17.4 has no ``checkVisibility``, and before 16.4 no ``isWellFormed``."""
    older = context()
    older.add_init_script("delete Element.prototype.checkVisibility; delete String.prototype.isWellFormed;")
    numbers: list[str] = []
    for made in (context(), older):
        page = opened(made, site, "search.html?q=samoa")
        expect(page.locator(".results li").first).to_be_visible()
        expect(page.locator(".find-notes")).to_be_empty()
        page.locator(".filters details:not([open]) summary").first.press("Enter")
        # The numbers of a facet come once it is open.
        expect(page.locator(".filters details[open]").last.locator(".none")).not_to_have_count(0)
        numbers = numbers or page.locator(".filters details[open] .number").all_inner_texts()
        expect(page.locator(".filters details[open] .number")).to_have_text(numbers)
    visit(page, site, "contribute-form.html")
    page.locator("#next").press("Enter")
    page.locator("[id='text.title']").fill("A commission")
    page.locator("#next").press("Enter")
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("[id='text.title-error']")).to_be_hidden()
