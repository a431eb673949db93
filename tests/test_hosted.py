"""The same bytes at a domain's root, below a path and deep below one, with index rules and without: walked in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import Contexts
from tests.hosting_place import hosted


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
