"""The same files on different hosts, tested in Chromium: below any path, and with other headers and media types."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from knowledge_hub.website.hosting import HEADERS
from tests.conftest import Contexts, some
from tests.website.hosting_place import Host, hosted


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """Still the real content: what readers do is tried on all of it, with entries and queries that stay."""
    return real_site


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "index_rule"), [("/", True), ("/hub/", False), ("/a/b/c/", True)])
def test_the_site_works_below_any_path(site: Path, context: Contexts, prefix: str, *, index_rule: bool) -> None:
    """Home, list, entry, language, register, search, facet, form: nothing is missing, no message."""
    page = context().new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    with hosted(site, prefix, index_rule=index_rule) as host:
        page.goto(host.address + ("" if index_rule else "index.html"))
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Practices").click()
        page.locator(".cards h2 a, .cards h3 a").first.click()
        expect(page).to_have_url(re.compile(rf"{prefix}practices/[a-z0-9-]+\.html$"))
        page.get_by_role("link", name="Français").click()
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        page.locator("a.register").click()
        expect(page).to_have_url(re.compile(rf"{prefix}fr/easy/practices/"))
        page.get_by_role("searchbox").fill("Samoa")
        page.keyboard.press("Enter")
        count = page.locator(".find-count")
        expect(count).to_have_text(re.compile(r"\d"))
        everything = count.inner_text()
        page.locator(".filters details:has([name=collection]) > summary").click()
        page.locator("input[name=collection][value=practices]").check()
        expect(count).not_to_have_text(everything)
        page.locator(".results h3 a").first.click()
        expect(page.locator("h1")).to_be_visible()
        page.locator(".site-footer .source a").click()
        expect(page.locator("#contribution h2")).to_be_visible()
        page.locator(".site-name").click()
        expect(page).to_have_url(re.compile(rf"{prefix}fr/easy/index\.html$"))
        assert host.refused == []
        assert len(host.asked) > 10
        assert [place for place in host.asked if place.startswith(".")] == []  # some uploads leave these names out
    assert messages == []
    assert [url for url in requests if not url.startswith(host.address)] == []


STYLED = "() => getComputedStyle(document.querySelector('.visually-hidden')).position === 'absolute'"
LOST = ("lost.html", "fr/practices/lost.html", "fr/easy/practices/lost", "a/b/c/d/e/f/")


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["/", "/a/hub/"])
def test_the_404_page_works_at_any_depth(site: Path, context: Contexts, prefix: str) -> None:
    """The site does not know its address: style, links and search find the way all the same, under the strictest headers."""
    page, bare = context().new_page(), context(java_script_enabled=False).new_page()
    with hosted(site, prefix) as host:
        host.headers = dict(HEADERS)
        for place in LOST:
            answer = page.goto(f"{host.address}{place}")
            assert answer is not None
            assert answer.status == 404
            assert page.evaluate(STYLED), place
            expect(page.locator(".by-hand")).to_have_count(0)
            home = page.get_by_role("link", name="Aller à la page d’accueil")
            expect(home).to_have_attribute("href", f"{host.address}fr/index.html")
        page.get_by_role("searchbox").fill("Samoa")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{host.address}search.html?q=Samoa")
        bare.goto(f"{host.address}{place}")
        assert bare.evaluate(STYLED)
        expect(bare.locator("section[lang=en] .by-hand")).to_have_text(
            "If the link does not work, shorten the address in your browser to the name of the site."
        )


SCRIPTED = ("search.html", "dossier.html", "contribute-form.html", "offline.html")
"""Pages that do nothing without their scripts."""
NO_SCRIPT = {
    "": ("The search needs", "A dossier needs", "This form needs", "This needs JavaScript"),
    "fr/easy/": ("La recherche a besoin", "Le dossier a besoin", "Ce formulaire a besoin", "Il faut pour cela JavaScript"),
}  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize(
    ("state", "edition"),
    [("blocked", "fr/easy/"), ("of a wrong type", ""), ("compressed twice", "fr/easy/"), ("in order", "")],
)
def test_a_page_whose_script_does_not_run_says_so(site: Path, context: Contexts, state: str, edition: str) -> None:
    """Browsers that can run scripts ignore <noscript>; when the scripts do run, there is no notice."""
    page = context().new_page()
    with hosted(site) as host:
        if state == "blocked":
            host.headers = {"Content-Security-Policy": "script-src 'none'"}
        elif state == "of a wrong type":
            host.headers, host.types = {"X-Content-Type-Options": "nosniff"}, {".js": "text/plain"}
        elif state == "compressed twice":
            host.twice = (".js",)
        for place, sentence in some(zip(SCRIPTED, NO_SCRIPT[edition], strict=True)):
            page.goto(f"{host.address}{edition}{place}")
            said = page.locator(".no-script")
            if state == "in order":
                expect(said).to_have_count(0)
            else:
                expect(said).to_be_visible()
                expect(said).to_contain_text(sentence)


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["hub.js", "search.js"])
def test_one_script_that_is_missing_is_enough_to_say_so(site: Path, context: Contexts, missing: str) -> None:
    """Without its own script the search says that it does not run; without the shared one it runs."""
    page = context().new_page()
    with hosted(site) as host:
        page.route(f"**/{missing}", lambda route: route.abort())
        page.goto(f"{host.address}search.html?q=Samoa")
        if missing == "hub.js":
            expect(page.locator(".find-count")).to_have_text(re.compile(r"\d"))
        else:
            expect(page.locator(".no-script")).to_be_visible()
        assert page.locator(".no-script").count() == (missing != "hub.js")


TWO = "ids=practices/mar-didh,events/2024-glion-x"


def entries_of_a_dossier(page: Page, host: Host) -> None:
    """Open a dossier of two entries and wait until it says what became of them."""
    page.goto(f"{host.address}dossier.html?{TWO}")
    expect(page.locator(".dossier")).to_have_attribute("data-ready", "", timeout=30_000)


@pytest.mark.browser
def test_stricter_policies_of_a_host_change_nothing(site: Path, context: Contexts) -> None:
    """No frames, and scripts that are named by a policy only (Trusted Types): search, dossier and form work."""
    page = context().new_page()
    with hosted(site, "/hub/") as host:
        strict = "frame-ancestors 'none'; frame-src 'none'; require-trusted-types-for 'script'"
        host.headers = {"X-Frame-Options": "DENY", "Content-Security-Policy": strict}
        entries_of_a_dossier(page, host)
        expect(page.locator(".dossier-entries article")).to_have_count(2)
        expect(page.locator(".dossier-status")).to_have_text("2 entries")
        page.goto(f"{host.address}search.html?q=Samoa")
        expect(page.locator(".results h3").first).to_be_visible()
        page.goto(f"{host.address}contribute-form.html?correct=practices/mar-didh")
        page.locator("#next").click()
        expect(page.locator("#contribution h2")).to_contain_text("Step 2")


@pytest.mark.browser
def test_pages_are_readable_with_a_wrong_charset(site: Path, context: Contexts) -> None:
    """Pages and scripts are called Latin-1: texts, search, dossier and form read as they were written."""
    page = context().new_page()
    with hosted(site) as host:
        host.headers = dict(HEADERS)
        host.types = {
            f".{end}": f"text/{kind}; charset=iso-8859-1" for end, kind in (("html", "html"), ("js", "javascript"))
        }
        page.goto(f"{host.address}ar/about.html")
        expect(page.locator("h1")).to_have_text("عن هذه المنصة")
        assert page.title().startswith("عن هذه المنصة")
        page.goto(f"{host.address}ru/search.html?q=комитет")
        expect(page.locator(".results h3").first).to_be_visible()
        assert "комитет" in page.locator(".results").inner_text().lower()
        page.goto(f"{host.address}zh/contribute-form.html")
        expect(page.locator("#next")).to_have_text("下一步")
        entries_of_a_dossier(page, host)
        assert "Ã" not in page.locator(".dossier-entries").inner_text()


@pytest.mark.browser
def test_what_a_policy_forbids_is_said_with_a_way_on(site: Path, context: Contexts) -> None:
    """Neither frames nor requests; or no script that a script names."""
    page = context().new_page()
    with hosted(site, "/hub/") as host:
        host.headers = {"Content-Security-Policy": "connect-src 'none'; frame-src 'none'"}
        entries_of_a_dossier(page, host)
        expect(page.locator(".dossier-notes")).to_contain_text("prevents this page from loading the others")
        names = "practices/mar-didh, events/2024-glion-x"
        expect(page.locator(".dossier-status")).to_have_text(f"This could not be loaded: {names}")
        page.locator(".dossier-notes").get_by_role("link", name="events/2024-glion-x").click()
        expect(page).to_have_url(f"{host.address}events/2024-glion-x.html")
        host.headers = {"Content-Security-Policy": "require-trusted-types-for 'script'; trusted-types 'none'"}
        for query in ("?q=Samoa", "?q=Samoa+Tonga"):
            page.goto(f"{host.address}search.html{query}")
            expect(page.locator(".find-notes")).to_have_text(
                "The search could not be loaded. The browse pages list every entry by subject. Try again"
            )
            expect(page.locator(".find-browse a")).to_be_visible()
        page.goto(f"{host.address}dossier.html?{TWO}")
        expect(page.locator(".dossier-status")).to_have_text("This could not be loaded: Dossier")


FILL = """() => {
  for (let size = 2 ** 22; size; size = Math.floor(size / 2)) {
    try { for (let at = 0; ; at++) localStorage.setItem(`${size} ${at}`, "x".repeat(size)); } catch { /* Then smaller pieces. */ }
  }
}"""
"""Fills the storage of a page to its last letter."""


@pytest.mark.browser
def test_a_browser_that_refuses_storage_is_said_where_something_would_be_kept(site: Path, context: Contexts) -> None:
    """A host that puts its pages into a sandbox takes their storage away: asking for it throws, whatever is asked for."""
    page = context().new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with hosted(site) as host:
        host.headers = {
            "Content-Security-Policy": "sandbox allow-scripts allow-forms",
            "Access-Control-Allow-Origin": "*",
        }
        page.goto(f"{host.address}offline.html")
        expect(page.get_by_role("status")).to_have_text(
            "This browser refuses to store pages of this site."
            " Allow it in the settings of the browser, or read the site online."
        )
        page.locator(".settings summary").click()
        page.get_by_label("Large", exact=True).check()
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        expect(page.locator(".settings")).to_contain_text("This browser does not keep your choices.")
        page.goto(f"{host.address}contribute-form.html")
        page.locator("#next").click()
        expect(page.locator(".kept")).to_have_text(re.compile("^This browser refuses to keep your draft"))
        entries_of_a_dossier(page, host)
        expect(page.locator(".dossier-entries article")).to_have_count(2)
        # The same where there is a place, but no room in it.
        host.headers = {}
        page.goto(f"{host.address}index.html")
        page.evaluate(FILL)
        page.locator(".settings summary").click()
        page.get_by_label("Large", exact=True).check()
        expect(page.locator(".settings")).to_contain_text("This browser does not keep your choices.")
        assert faults == []


@pytest.mark.browser
def test_a_search_that_loses_its_line_says_so_and_goes_on(site: Path, context: Contexts) -> None:
    """What is shown stays, the sentence names the way without the search, and the next word is found when the line is back."""
    page = context().new_page()
    with hosted(site) as host:
        page.goto(f"{host.address}search.html?q=Samoa")
        expect(page.locator(".results h3").first).to_be_visible()
        host.stop()
        page.locator("#find").fill("zzyzx")
        notes = page.locator(".find-notes")
        expect(notes).to_have_text(
            "The search could not be loaded. The browse pages list every entry by subject. Try again"
        )
        expect(page.locator(".find-browse a")).to_be_visible()
        expect(page.locator(".results h3").first).to_be_visible()
        host.go_on()
        page.locator("#find").fill("committee")
        expect(notes).to_have_text("")
        expect(page.locator(".find-count")).to_have_text(re.compile(r"\d"))


def test_no_two_names_differ_by_case_and_none_needs_capitals(site: Path) -> None:
    """A host or a proxy that changes the case of addresses finds each file; checksums and licence are for people at a terminal."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert len(names) > 1000
    assert sorted(name for name in names if name != name.lower()) == ["SHA256SUMS", "assets/pictures/LICENSE.txt"]
