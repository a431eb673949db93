"""JSON-LD (schema.org) metadata in the head of every page."""

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import LANGUAGES, Edition
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.similar_practices import Similarity
from tests.conftest import Contexts, opened, some

URL = "https://hub.example.org/nm/"
Thing = dict[str, Any]


def things(page: Html) -> dict[str, Thing]:
    """The things of a page by their type."""
    blocks = page.css("head script[type='application/ld+json']")
    assert len(blocks) == 1
    content = json.loads(blocks[0].text())
    assert content["@context"] == "https://schema.org"
    return {each["@type"]: each for each in content["@graph"]}


def parsed(path: Path) -> Html:
    """A page."""
    return Html(path.read_text(encoding="utf-8"))


def pages(site: Path) -> list[Path]:
    """Every page but the one that is served for addresses that lead nowhere."""
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def addresses(value: object) -> list[str]:
    """Every address of the hub in a thing; those of sources and of what a record is about are others'."""
    if isinstance(value, list):
        return [each for one in value for each in addresses(one)]
    if not isinstance(value, dict):
        return []
    found = [str(value[name]) for name in ("url", "item", "contentUrl", "@id", "isBasedOn") if name in value]
    return found + [each for name, one in value.items() if name not in ("citation", "about") for each in addresses(one)]


def test_every_page_has_json_ld(site: Path) -> None:
    """Each page has one block, with its title and language; every URL in it has a file."""
    for path in some(pages(site)):
        page = parsed(path)
        found = things(page)
        (own,) = (each for kind, each in found.items() if kind != "BreadcrumbList")
        root = page.css_first("html")
        assert root is not None
        if page.css_first("meta[name=robots]") is None:
            assert own["inLanguage"] == root.attributes["lang"], path
        assert own.get("headline") or own["name"]
        base = path.as_uri()
        for address in some(addresses(list(found.values()))):
            target = urlsplit(urldefrag(urljoin(base, address)).url)
            assert target.scheme == "file", address
            assert Path(target.path).is_file(), (path, address)
        assert urljoin(base, own["url"]) == base


def test_breadcrumbs_equal_those_on_the_page(site: Path) -> None:
    """Names and links of the breadcrumbs are the same in JSON-LD and on the page."""
    for path in some(pages(site)):
        page = parsed(path)
        seen = [(link.text(), link.attributes["href"]) for link in page.css("nav.trail a")]
        trail = things(page).get("BreadcrumbList")
        steps = trail["itemListElement"] if trail else []
        assert [(each["name"], each["item"]) for each in steps[:-1]] == seen, path
        assert [each["position"] for each in steps] == list(range(1, len(steps) + 1))


def test_properties_of_an_entry(site: Path) -> None:
    """Title, dates, licence, State, sources, original and data file of a practice, in the language of the page."""
    article = things(parsed(site / "ar/practices/ita-cidu.html"))["Article"]
    assert article["inLanguage"] == "ar"
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (article["dateCreated"], article["dateModified"]) == ("2026-11-21", "2026-11-21")
    assert article["spatialCoverage"] == [{"@type": "Country", "name": "إيطاليا", "identifier": "ITA"}]
    assert [each["url"] for each in article["citation"]][1] == "https://cidu.esteri.it/en/cosa-facciamo"
    assert article["translationOfWork"] == {"@id": "../../practices/ita-cidu.html"}
    assert article["encoding"]["contentUrl"] == "../../data/practices/ita-cidu.json"
    easy = things(parsed(site / "ar/easy/practices/ita-cidu.html"))["Article"]
    assert easy["isBasedOn"] == "../../../ar/practices/ita-cidu.html"
    assert easy["translationOfWork"] == {"@id": "../../../easy/practices/ita-cidu.html"}
    assert "translationOfWork" not in things(parsed(site / "practices/ita-cidu.html"))["Article"]


def test_the_subject_of_an_entry(site: Path) -> None:
    """An event has dates and place, a resource its publisher, a support offer its provider."""
    event = things(parsed(site / "events/2024-glion-x.html"))["Article"]["about"]
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2024-10-16", "2024-10-17")
    assert event["location"] == {"@type": "Place", "name": "Marrakech, Morocco"}
    document = things(parsed(site / "resources/ohchr-guide-2016.html"))["Article"]["about"]
    assert document["@type"] == "CreativeWork"
    assert document["publisher"]["name"]
    programme = things(parsed(site / "support/advisory-services.html"))["Article"]["about"]
    assert programme["@type"] == "Service"


def test_urls_are_absolute_with_a_public_address(published_site: Path) -> None:
    """With a public address, URLs are absolute, the home page has a search action, and citations have a URL."""
    for path in pages(published_site):
        for address in addresses(list(things(parsed(path)).values())):
            assert address.startswith(URL), (path, address)
            assert (published_site / address.removeprefix(URL)).is_file(), (path, address)
    home = things(parsed(published_site / "fr/index.html"))["WebSite"]
    assert home["potentialAction"]["target"]["urlTemplate"] == f"{URL}fr/search.html?q={{search_term_string}}"
    assert home["potentialAction"]["query-input"] == "required name=search_term_string"
    cited = parsed(published_site / "fr/practices/ita-cidu.html").css_first(".cite p")
    assert cited is not None
    assert cited.text().endswith(f"{URL}fr/practices/ita-cidu.html")


def test_no_search_action_without_a_public_address(site: Path) -> None:
    """A URL template cannot be relative."""
    assert "potentialAction" not in things(parsed(site / "index.html"))["WebSite"]


def test_a_text_cannot_close_the_script_element(data: Path) -> None:
    """A title with ``</script>`` stays text."""
    entry = data / "practices/pry-example/entry.yml"
    text = entry.read_text(encoding="utf-8")
    spoilt = text.replace("A commission plans together", '"</script><script>alert(1)</script><!-- \\" \\\\ x"')
    assert spoilt != text
    entry.write_text(spoilt, encoding="utf-8")
    catalogue = load(data)
    plan = make_plan(catalogue)
    key = next(key for key in plan.pages if key.key == "pry-example")
    for language in LANGUAGES:
        composer = Composer(catalogue, plan, Edition(language, "standard"), Similarity(catalogue))
        linked = make_page(composer, key).json_ld
        assert "<" not in linked
        headlines = [each.get("headline") for each in json.loads(linked)["@graph"]]
        assert language == "fr" or headlines[0] == '</script><script>alert(1)</script><!-- " \\ x'


def test_json_ld_is_small(site: Path) -> None:
    """JSON-LD and citation add at most one kilobyte, compressed, to the page of an entry."""
    for edition in ("", "easy/", "ar/", "zh/", "ru/"):
        for path in some(sorted((site / edition).glob("practices/*-*.html"))):
            html = path.read_text(encoding="utf-8")
            bare = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html)
            assert bare != html
            bare = re.sub(r'<div class="cite">.*?</div>', "", bare, flags=re.DOTALL)
            weights = [len(gzip.compress(each.encode(), 6)) for each in (html, bare)]
            assert weights[0] - weights[1] <= 1024, (path, weights)


@pytest.mark.parametrize("place", ["practices/ita-cidu.html", "ar/index.html", "data/index.html", "zh/easy/index.html"])
def test_the_content_security_policy_allows_json_ld(site: Path, context: Contexts, place: str) -> None:
    """Chromium reports no violation, though the policy forbids inline scripts: a data block is not run."""
    chromium, said = context(), list[str]()
    chromium.on("console", lambda message: said.append(message.text))
    page = opened(chromium, site, place)
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert page.locator("script[type='application/ld+json']").count() == 1
    page.wait_for_load_state("networkidle")
    assert said == []
