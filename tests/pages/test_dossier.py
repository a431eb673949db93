"""Dossiers: same text as the pages of the entries, choice by URL, and printing."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from knowledge_hub.data.loader import load
from knowledge_hub.pages.dossier_page import MOST_ENTRIES
from tests.conftest import REAL, Contexts, opened, pictures_shown, visit

pytestmark = pytest.mark.browser

TEXTS = "dt, dd, .lead, .status, .check, .notice, .story p, .sources li, .lines li p, .word, .about-page li:not(.act), td, th"
"""Elements with the text of an entry, except headings."""
LONG = 30_000
"""Timeout in milliseconds for frames on a busy machine."""
TWO = ("events/2024-glion-x", "practices/mar-didh")


def said(page: Page, inside: str) -> list[str]:
    """The words in a part of a page, in their order; what only the screen of an entry has is left out."""
    texts: list[str] = page.evaluate(
        "([inside, texts]) => [...document.querySelector(inside).querySelectorAll(`h1, h2, h3, h4, ${texts}`)]"
        ".filter(each => !each.closest('.contents, .act, .changes, section:has(> .similar)'))"
        ".map(each => each.textContent.trim().replace(/\\s+/g, ' '))",
        [inside, TEXTS],
    )
    return texts


def titles(page: Page) -> list[str]:
    """The titles of the entries of a dossier."""
    return page.locator(".dossier-entries article > h2, .dossier-entries .entry-head > h2").all_inner_texts()


@pytest.mark.parametrize("edition", ["fr/", "ar/easy/"])
def test_a_dossier_has_the_same_text_as_the_pages(site: Path, context: Contexts, edition: str) -> None:
    """Headings, facts, paragraphs, sources, hard words and translation notices, in the order of the URL."""
    made = context()
    dossier = opened(made, site, f"{edition}dossier.html?ids={','.join(TWO)}&title=Visite%20%3Cb%3E")
    for number, path in enumerate(TWO, 1):
        page = opened(made, site, f"{edition}{path}.html")
        own = said(page, "main > article")
        assert len(own) > 20
        assert said(dossier, f"#entry-{number}") == own
    # Whoever makes an address can give any title: the page says so, and its own name stays before it.
    strings = load(REAL).strings[edition.partition("/")[0]]
    assert dossier.locator("h1").inner_text() == strings["dossier.title"]
    assert dossier.locator(".dossier-given").inner_text().split("\n") == [strings["dossier.given"], "Visite <b>"]
    assert dossier.title() == f"{strings['dossier.title']} – Visite <b> – {strings['site.name']}"
    links = dossier.locator(".dossier-contents a")
    assert links.all_inner_texts() == titles(dossier)
    broken = dossier.evaluate(
        "[...document.querySelectorAll('.dossier [href^=\"#\"]')].filter(e => !document.getElementById(e.hash.slice(1)))"
        ".map(e => e.outerHTML)"
    )
    assert broken == []
    ids = dossier.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert dossier.locator("iframe").count() == 0
    assert dossier.evaluate("document.activeElement === document.body")


def test_links_and_pictures_of_a_dossier_have_the_same_targets_as_on_the_page(site: Path, context: Contexts) -> None:
    """Relative URLs are rewritten for the dossier page; pictures are loaded before printing."""
    page = opened(context(), site, "es/easy/dossier.html?ids=practices/tls-sop")
    addresses = page.evaluate("[...document.querySelectorAll('.dossier-entries [href]')].map(each => each.href)")
    local = [each for each in addresses if each.startswith("file:")]
    assert local
    for address in local:
        assert Path(address.removeprefix("file://").partition("#")[0].partition("?")[0]).is_file(), address
    pictures = page.locator(".dossier-entries img")
    assert pictures.count() > 3
    assert page.locator(".dossier-entries img[loading=lazy]").count() == 0
    pictures_shown(page)


@pytest.mark.parametrize(
    ("place", "query"),
    [
        ("", "?q=parliament&order=state&capacity=consultation"),
        ("", "?order=newest&collection=practices&group=african"),
        ("ar/", f"?q={quote('البرلمان')}"),
    ],
)
def test_a_saved_search_finds_what_the_search_page_finds(site: Path, context: Contexts, place: str, query: str) -> None:
    """The same entries in the same order; the search page links to the dossier."""
    page = opened(context(), site, f"{place}search.html{query}")
    while page.locator(".find-more").is_visible():
        page.locator(".find-more").press("Enter")
    found = page.locator(".results h3").all_inner_texts()
    assert found
    link = page.locator(".find-dossier a")
    href = str(link.evaluate("each => each.href"))
    assert href.endswith(f"/{place}dossier.html{query}")
    dossier = context().new_page()
    visit(dossier, site, f"{place}dossier.html{query}")
    assert titles(dossier) == found[:MOST_ENTRIES]
    cut = dossier.locator(".dossier-notes")
    strings = load(REAL).strings[place.strip("/") or "en"]
    told = strings.fill("coverage.first", number=strings.number(MOST_ENTRIES), total=strings.number(len(found)))
    assert cut.inner_text() == (told if len(found) > MOST_ENTRIES else "")


def test_unknown_entries_are_listed(site: Path, context: Contexts) -> None:
    """Unknown names and URLs are listed; only pages of entries are loaded; an empty dossier explains what to do."""
    page = opened(context(), site, "dossier.html?ids=practices/nope,mar-didh,../../etc/passwd,practices/mar-didh.html")
    assert page.locator(".dossier-notes").inner_text() == "The hub has no such entry: practices/nope, ../../etc/passwd"
    assert page.locator(".dossier-status").inner_text() == "1 entry"
    assert page.locator(".dossier-entries article").count() == 1
    visit(page, site, "dossier.html")
    assert page.locator(".dossier-status").inner_text().startswith("No entry is chosen yet.")
    page = opened(context(java_script_enabled=False), site, "practices/mar-didh.html")
    page.goto((site / "dossier.html").as_uri())
    assert page.locator(".no-script").inner_text().startswith("A dossier needs JavaScript.")


def test_a_dossier_is_made_from_an_entry_by_keyboard(site: Path, context: Contexts) -> None:
    """From a page to its dossier: adding, naming and removing change the URL, also that of the other languages."""
    page = opened(context(), site, "practices/mar-didh.html")
    page.get_by_role("link", name="Print this entry or add it to a dossier").press("Enter")
    ready = page.locator(".dossier")
    expect(ready).to_have_attribute("data-ready", "", timeout=LONG)
    page.get_by_label("Add an entry").fill("https://hub.example.org/fr/easy/events/2024-glion-x.html?from=mail")
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-status")).to_have_text("2 entries", timeout=LONG)
    assert page.url.endswith("?ids=practices/mar-didh,events/2024-glion-x")
    page.get_by_label("Name of the dossier").fill("Geneva, May")
    expect(page).to_have_url(re.compile(r"\?ids=practices/mar-didh,events/2024-glion-x&title=Geneva%2C%20May$"))
    first, second = titles(page)
    page.get_by_role("button", name=f"Remove from the dossier: {first}").press("Enter")
    expect(page.locator(".dossier-status")).to_have_text("1 entry", timeout=LONG)
    expect(page.get_by_role("button", name=f"Remove from the dossier: {second}")).to_be_focused()
    page.locator(".languages").get_by_text("Français").press("Enter")
    expect(page.locator(".dossier-status")).to_have_text("1 fiche", timeout=LONG)
    assert page.locator(".dossier-given bdi").inner_text() == "Geneva, May"
    assert page.url.endswith("/fr/dossier.html?ids=events/2024-glion-x&title=Geneva%2C%20May")


def test_the_print_button_prints(site: Path, context: Contexts) -> None:
    """The browser's print dialog is opened after the pictures have loaded."""
    page = opened(context(), site, "easy/dossier.html?ids=practices/tls-sop")
    printed = "new Promise(done => { print = () => done([...document.images].every(each => each.complete)) })"
    page.evaluate(f"globalThis.printed = {printed}; null")
    page.get_by_role("button", name="Print or save as PDF").press("Enter")
    assert page.evaluate("printed")


@pytest.mark.parametrize(
    "place",
    ["practices/mar-didh.html", "ar/easy/practices/tls-sop.html", f"ar/dossier.html?ids={TWO[0]}", "search.html?q=UPR"],
)
def test_print_has_no_navigation(site: Path, context: Contexts, place: str) -> None:
    """Printed: name of the hub, text, date and description of the site; no navigation, buttons or fields; white background."""
    page = opened(context(color_scheme="dark"), site, place)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        "[...document.querySelectorAll('nav:not(.dossier-contents), button, input, select, form, .act, .skip')]"
        ".filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 90))"
    )
    assert shown == []
    assert page.locator(".site-name").is_visible()
    assert page.locator("h1").is_visible()
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_print_has_every_sentence(site: Path, context: Contexts) -> None:
    """Also with the setting 'one sentence at a time', on an entry's page and in a dossier."""
    page = opened(context(), site, "easy/practices/tls-sop.html")
    total = page.locator(".lines > li").count()
    page.evaluate("localStorage.setItem('hub-settings', JSON.stringify({ pace: 'one' }))")
    page.reload()
    assert page.locator(".lines > li:visible").count() == 1
    page.emulate_media(media="print")
    assert page.locator(".lines > li:visible").count() == total
    assert not page.locator(".pager").is_visible()
    page.emulate_media(media="screen")
    visit(page, site, "easy/dossier.html?ids=practices/tls-sop")
    assert page.locator(".lines > li:visible").count() == total


def test_print_has_urls_and_dates(six: Path, site: Path, context: Contexts) -> None:
    """The URL of a source is printed after its title, left to right; an easy-read text ends with its date."""
    page = opened(context(), site, "ar/practices/mar-didh.html")
    page.emulate_media(media="print")
    content, direction = page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.sources a'), '::after');"
        " return [s.content, s.direction] })()"
    )
    assert "knowledgegateway.ohchr.org" in page.locator(".sources a").first.get_attribute("href")  # type: ignore[operator]
    assert "knowledgegateway.ohchr.org" in content
    assert direction == "ltr"
    visit(page, site, "easy/practices/mar-didh.html")
    content = page.evaluate("getComputedStyle(document.querySelector('.easy-entry'), '::after').content")
    updated = load(six).entries["practices"]["mar-didh"].record.updated
    assert content == f'"Last changed on {load(six).strings["en"].date(updated)}"'
