"""The open data page and the code book page, in both registers."""

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html
from selectolax.lexbor import LexborNode

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.export.codebook import codebook
from tests.conftest import REAL


def parsed(site: Path, place: str) -> Html:
    """A page."""
    return Html((site / place).read_text(encoding="utf-8"))


def first(page: Html, selector: str) -> LexborNode:
    """The first element of a kind."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_in_the_page_language_come_first(site: Path, language: LanguageCode) -> None:
    """A file for each collection and language, with its size; each link is clear when read alone."""
    prefix = Edition(language, "standard").prefix
    page = parsed(site, f"{prefix}data/index.html")
    heads = [each.text() for each in page.css(".files thead th")]
    assert heads[1] == OWN_NAMES[language]
    assert set(heads[1:]) == set(OWN_NAMES.values())
    files = {each["name"]: each for each in json.loads((site / "data/hub.json").read_bytes())["files"]}
    rows = page.css(".files tbody tr")
    assert len(rows) == 7
    names = set()
    for row in rows:
        links = row.css("td a")
        assert len(links) == len(LANGUAGES)
        assert (links[0].attributes["href"] or "").endswith(f".{language}.csv")
        for link in links:
            name = (link.attributes["href"] or "").rpartition("/")[2]
            digits = "".join(each for each in link.text() if each.isdigit())
            assert int(digits) == max(1, round(files[name]["size"] / 1000))
            names.add(link.text())
    assert len(names) == 7 * len(LANGUAGES)


def test_licence_citation_and_format_version(site: Path) -> None:
    """The data page has the licence with its link, how to cite, the format version, and links to the code book."""
    page = parsed(site, "data/index.html")
    assert first(page, "a[rel=license]").attributes["href"] == "https://creativecommons.org/licenses/by/4.0/"
    text = first(page, "main").text()
    assert "Each statement names its sources." in text
    assert "Open data. National Mechanisms Knowledge Hub (21 November 2026)" in text
    assert "Version of the format: 1.2.0." in text
    hrefs = {each.attributes["href"] for each in page.css("main a")}
    assert {"codebook.html", "../feed.xml", "../data/hub.json", "../data/dcat.jsonld", "../data/schema.json"} <= hrefs


def test_easy_read_has_the_tables_in_its_language(site: Path) -> None:
    """Simple sentences and one list of tables, without files for programs; a note that nobody has checked the text."""
    page = parsed(site, "fr/easy/data/index.html")
    links = [each.attributes["href"] or "" for each in page.css(".links a")]
    assert len(links) == 7
    assert all(link.startswith("../../../data/") and link.endswith(".fr.csv") for link in links)
    assert page.css_first(".check") is not None
    assert "JSON" not in first(page, "main").text()


def test_the_code_book_has_every_field(site: Path) -> None:
    """Each field with its name and its meaning, in each language."""
    described = codebook(load(REAL))
    for language in LANGUAGES:
        page = parsed(site, f"{Edition(language, 'standard').prefix}data/codebook.html")
        names = {each.text() for each in page.css("dt code")}
        assert names == {each.name for each in described}
        said = {each.text().strip() for each in page.css("dd")}
        assert all(any(each.meaning[language] in one for one in said) for each in described)
    easy = parsed(site, "ru/easy/data/codebook.html")
    assert {each.text() for each in easy.css("dt code")} == {each.name for each in described if each.in_tables}


def test_an_entry_links_to_its_files(site: Path) -> None:
    """Citation as a line and as files, and the entry as JSON; all linked files exist."""
    page = parsed(site, "es/practices/ita-cidu.html")
    cite = first(page, ".cite")
    assert "Cómo citar" in cite.text()
    assert "Plataforma de conocimientos sobre los mecanismos nacionales (21 de noviembre de 2026)" in cite.text()
    hrefs = [each.attributes["href"] or "" for each in cite.css("a")]
    assert [href.rpartition(".")[2] for href in hrefs] == ["ris", "bib", "json"]
    assert all((site / "es/practices" / href).is_file() for href in hrefs)
    assert parsed(site, "es/easy/practices/ita-cidu.html").css_first(".cite") is None
