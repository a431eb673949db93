"""Atom feeds: valid by RFC 4287, in six languages, with and without a public address."""

import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website.feeds import MAX_ENTRIES, feed
from tests.synthetic import generate

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
URL = "https://hub.example.org/nm/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def parsed(content: bytes) -> ET.Element:
    """A feed as a program reads it."""
    return ET.fromstring(content)  # noqa: S314 - our own bytes


def made(data: Path, language: LanguageCode = "en", url: str = "") -> ET.Element:
    """The feed of a data folder."""
    catalogue = load(data)
    composer = Composer(catalogue, make_plan(catalogue), Edition(language, "standard"), Similarity(catalogue))
    return parsed(feed(composer, url))


def texts(node: ET.Element, tag: str) -> list[str]:
    """The texts of the children of a name."""
    return [each.text or "" for each in node.findall(ATOM + tag)]


def links(node: ET.Element) -> dict[str, str]:
    """The addresses of a feed or entry by their relation."""
    return {each.attrib["rel"]: each.attrib["href"] for each in node.findall(f"{ATOM}link")}


def check(root: ET.Element) -> None:
    """What section 4 of the RFC demands of a feed and of its entries."""
    assert root.tag == f"{ATOM}feed"
    assert [each.text for each in root.findall(f"{ATOM}author/{ATOM}name") if each.text] != []
    ids = []
    for node in (root, *root.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(texts(node, tag)) == 1, tag
            assert texts(node, tag)[0].strip(), tag
        ids += texts(node, "id")
        assert all(MOMENT.fullmatch(each) for each in (*texts(node, "updated"), *texts(node, "published")))
        assert "alternate" in links(node)
        assert len(node.findall(f"{ATOM}link")) == len(links(node))
    assert len(ids) == len(set(ids))
    assert all(re.match(r"(urn:uuid:|https://)", each) for each in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_valid_feed_of_its_own(
    six: Path, site: Path, published_site: Path, language: LanguageCode
) -> None:
    """With and without a public address; every link has a page in that language."""
    prefix = Edition(language, "standard").prefix
    catalogue = load(six)
    for built, url in ((site, ""), (published_site, URL)):
        root = parsed((built / f"{prefix}feed.xml").read_bytes())
        check(root)
        assert root.attrib[LANG] == language
        assert catalogue.strings[language]["site.name"] in texts(root, "title")[0]
        assert texts(root, "rights") == [catalogue.strings[language]["site.licence"]]
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) == min(MAX_ENTRIES, len(list(catalogue.all_entries())))
        for entry in entries:
            place = urljoin(f"{URL}{prefix}feed.xml", links(entry)["alternate"]).removeprefix(URL)
            page = Html((built / place).read_text(encoding="utf-8"))
            heading = page.css_first("h1")
            assert heading is not None
            assert texts(entry, "title") == [heading.text()]
            assert texts(entry, "summary") != []
        assert ("self" in links(root)) == bool(url)
        assert (built / urljoin(f"{URL}{prefix}feed.xml", links(root)["alternate"]).removeprefix(URL)).is_file()
        if url:
            assert links(root)["self"] == f"{URL}{prefix}feed.xml"
            assert all(links(entry)["alternate"].startswith(f"{URL}{prefix}") for entry in entries)
            assert texts(entries[0], "id") == [links(entries[0])["alternate"]]


def test_without_an_address_no_link_is_absolute(site: Path) -> None:
    """Links are relative to the feed."""
    for language in LANGUAGES:
        content = (site / f"{Edition(language, 'standard').prefix}feed.xml").read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[^\"<]*", content)) == {"http://www.w3.org/2005/Atom"}
        assert "base=" not in content


def test_the_newest_entries_come_first(tmp_path: Path) -> None:
    """By the day of the last change, then by id; thirty and no more; the feed is as new as its newest entry."""
    generate(40, tmp_path)
    for number, path in enumerate(sorted(tmp_path.glob("practices/*/entry.yml"))):
        text = path.read_text(encoding="utf-8")
        day = f"2027-01-{number // 2 + 1:02}"
        path.write_text(re.sub(r"^updated: .*$", f"updated: {day}", text, flags=re.MULTILINE), encoding="utf-8")
    root = made(tmp_path)
    check(root)
    entries = root.findall(f"{ATOM}entry")
    found = [(texts(each, "updated")[0], links(each)["alternate"]) for each in entries]
    ids = sorted(path.parent.name for path in tmp_path.glob("practices/*/entry.yml"))
    pairs = [ids[start : start + 2] for start in range(0, 40, 2)]
    assert [place for _, place in found] == [f"practices/{each}.html" for pair in pairs[::-1] for each in pair][
        :MAX_ENTRIES
    ]
    assert [day for day, _ in found][:3] == ["2027-01-20T00:00:00Z"] * 2 + ["2027-01-19T00:00:00Z"]
    assert texts(root, "updated") == ["2027-01-20T00:00:00Z"]


def test_untranslated_texts_are_marked_with_their_language(data: Path) -> None:
    """Fallback as on the page: the title is translated, the summary is not; collections have the reader's words."""
    event, practice = made(data, "fr").findall(f"{ATOM}entry")[::-1]
    title, summary = practice.find(f"{ATOM}title"), practice.find(f"{ATOM}summary")
    assert title is not None
    assert summary is not None
    assert (title.text, title.attrib) == ("Une commission planifie ensemble", {})
    assert (summary.text, summary.attrib) == ("Ministries plan their reports in one commission.", {LANG: "en"})
    category = event.find(f"{ATOM}category")
    assert category is not None
    assert category.attrib == {"term": "events", "label": "Manifestations"}


def test_markup_in_a_title_stays_text(data: Path) -> None:
    """Angle brackets and ampersands are escaped."""
    entry = data / "practices/pry-example/entry.yml"
    entry.write_text(entry.read_text().replace("A commission plans", '"<b>R&D</b> ]]> plans"\n  #'), encoding="utf-8")
    assert texts(made(data).findall(f"{ATOM}entry")[0], "title") == ["<b>R&D</b> ]]> plans"]


def test_a_hub_without_records_has_a_valid_feed(data: Path) -> None:
    """A date of change is required, also in a feed without entries."""
    for path in data.glob("*/*/entry.yml"):
        path.write_text(path.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    root = made(data)
    check(root)
    assert texts(root, "updated") == ["1970-01-01T00:00:00Z"]


def test_pages_link_to_the_feed_of_their_language(site: Path) -> None:
    """From the head of each page, easy read as well, and by a link that everybody sees on the home page."""
    for place, wanted in (("fr/easy/practices/tls-sop.html", "fr/feed.xml"), ("about.html", "feed.xml")):
        link = Html((site / place).read_text(encoding="utf-8")).css_first('link[type="application/atom+xml"]')
        assert link is not None
        assert ((site / place).parent / str(link.attributes["href"])).resolve() == (site / wanted).resolve()
    for language in LANGUAGES:
        prefix = Edition(language, "standard").prefix
        assert Html((site / f"{prefix}index.html").read_text(encoding="utf-8")).css_first('main a[href="feed.xml"]')
