"""The sites, built once and read as text: the rules for every page with the real content, the words with the frozen hub."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser as Html
from selectolax.lexbor import LexborNode

from knowledge_hub.base.languages import EDITIONS, LANGUAGES, OWN_NAMES, Edition, LanguageCode, direction
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.front_pages import at_any_depth
from tests.conftest import REAL, asset, some

AUTHORED = ("about", "method", "contribute", "accessibility")
FRONTS = ("index", "credits", "coverage", *(f"{name}/index" for name in COLLECTIONS))
BROWSE = ("countries/index", "countries/pry", "regions/african")
CAPACITIES = ("engagement", "coordination", "consultation", "information-management")


@cache
def parsed(path: Path) -> Html:
    """A page as a browser's parser reads it."""
    return Html(path.read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[tuple[str, Html]]:
    """Every page but 404.html, by its place in the site."""
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            yield path.relative_to(site).as_posix(), parsed(path)


def first(page: Html | LexborNode, selector: str) -> LexborNode:
    """The first element that fits."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def text(page: Html, selector: str) -> str:
    """The text of the first element that fits, in one line."""
    return " ".join(first(page, selector).text().split())


@cache
def strings(language: str) -> dict[str, str]:
    """The interface in one language, as it stands in its file."""
    loaded: dict[str, str] = yaml.safe_load((REAL / f"strings/{language}.yml").read_text(encoding="utf-8"))
    return loaded


def labels(vocabulary: str, language: LanguageCode) -> list[str]:
    """The labels of a vocabulary in one language, in the order of its file."""
    # The base loader makes nothing but strings, so that a code such as NO stays one.
    loaded = yaml.load((REAL / f"vocabularies/{vocabulary}.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    return [term["label"][language] for term in loaded["terms"].values()]


def records() -> list[str]:
    """The places of all records' pages below an edition's root."""
    return [f"{c}/{path.parent.name}" for c in COLLECTIONS for path in sorted(REAL.glob(f"{c}/*/entry.yml"))]


@pytest.mark.parametrize("edition", EDITIONS, ids=str)
def test_every_page_is_there_in_each_language_and_register(real_site: Path, edition: object) -> None:
    """Home, lists, records, States, groups, capacities, pages about the site."""
    prefix = edition.prefix  # type: ignore[attr-defined]
    wanted = [*FRONTS, *BROWSE, *AUTHORED, *records(), *(f"capacities/{each}" for each in CAPACITIES)]
    assert [uri for uri in wanted if not (real_site / f"{prefix}{uri}.html").is_file()] == []


def test_the_collections_hold_what_was_promised() -> None:
    """At least forty practices of all five regional groups; events, resources, support, experiences, guidance; 60 words."""
    catalogue = load(REAL)
    least = {"practices": 40, "events": 16, "resources": 23, "support": 9, "experiences": 3, "guidance": 2}
    counts = {collection: len(entries) for collection, entries in catalogue.entries.items()}
    assert {collection: counts[collection] for collection in least if counts[collection] < least[collection]} == {}
    practices = catalogue.entries["practices"].values()
    groups = {catalogue.state(code).group for entry in practices for code in entry.record.countries}
    assert groups - {None} == set(catalogue.vocabularies["regional_groups"].terms)
    assert len(catalogue.vocabularies["glossary"].terms) >= 60


def test_guidance_leads_to_the_practices_that_show_it(site: Path) -> None:
    """Each of the four capacities has a heading, and each point with examples a list of links below it."""
    page = parsed(site / "fr/guidance/establish.html")
    headings = [node.text() for node in page.css(".story h2")]
    assert headings[:5] == ["Avant de commencer", *labels("capacities", "fr")]
    links = {node.attributes["href"] for node in page.css("ul.shown-by a")}
    wanted = (
        "prt-cndh",
        "mar-didh",
        "syc-reporting-committee",
        "pry-simore-plus",
        "tls-sop",
        "svn-ichr",
        "wsm-nmirf-sadata",
    )
    assert links == {f"../practices/{name}.html" for name in wanted}


def test_the_steps_of_a_programme_are_a_table_and_a_timeline(site: Path) -> None:
    """A row for each State, also for one without dates; the same dates as a time line."""
    page = parsed(site / "support/upr-info-field-programme.html")
    rows = {first(row, "th").text(): [cell.text() for cell in row.css("td")] for row in page.css("tbody tr")}
    assert [node.text() for node in page.css("thead th")] == [
        *("State", "Before step 1", "Step 1", "Step 2", "Step 3", "Step 4.1", "Step 4.2", "Step 5"),
    ]
    assert rows["Cambodia"] == ["no date"] * 7
    assert rows["Togo"][1] == "April\u2009–\u2009July 2021"
    assert "September 2020August\u2009–\u2009October 2021" in rows["Côte d'Ivoire"]
    line = [" ".join(node.text().split()) for node in page.css("section .timeline li")]
    assert line[0] == "July 2018Democratic Republic of the Congo: Step 1"
    assert len(line) == 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_words_lead_to_the_glossary(site: Path, language: LanguageCode) -> None:
    """Every word of the glossary stands on its page in order, and the boxes of the easy-read pages lead there."""
    prefix = Edition(language, "easy").prefix
    words = [node.text() for node in parsed(site / f"{prefix}glossary.html").css("dt")]
    assert sorted(words) == sorted(labels("glossary", language))
    if language == "fr":
        assert words.index("Élection") < words.index("État") < words.index("Gouvernement")
    boxes = parsed(site / f"{prefix}practices/prt-cndh.html").css("p.word a")
    assert boxes
    assert all(str(node.attributes["href"]).startswith("../glossary.html#") for node in boxes)


def test_no_link_is_broken(real_site: Path) -> None:
    """Every relative link and every fragment leads somewhere, on every page."""
    broken = []
    files = {str(path) for path in real_site.rglob("*") if path.is_file()}
    ids: dict[str, set[str | None]] = {}
    for place, page in pages(real_site):
        for node in page.css("a[href], link[href], img[src], script[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(target)
            if parts.scheme in {"http", "https", "mailto"}:
                continue
            path = os.path.normpath(
                f"{real_site}/{place}/../{unquote(parts.path)}" if parts.path else f"{real_site}/{place}"
            )
            if path not in files:
                broken.append(f"{place} -> {target}")
            elif parts.fragment:
                if path not in ids:
                    ids[path] = {each.attributes["id"] for each in parsed(Path(path)).css("[id]")}
                if parts.fragment not in ids[path]:
                    broken.append(f"{place} -> {target} (no such fragment)")
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(real_site: Path) -> None:
    """No picture, style, script or frame comes from another host, and nothing is inline."""
    for place, page in some(pages(real_site)):
        for node in some(page.css("link[rel=stylesheet], link[rel=icon], img, script, iframe, video, audio, source")):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not urlsplit(target).scheme, f"{place}: {target}"
        assert page.css_first("style, [style], script:not([src]):not([type])") is None, place
    for path in some(asset(real_site, "hub.css").parent.glob("*.css")):
        assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8")), path


def test_every_page_has_language_and_direction(real_site: Path) -> None:
    """``lang`` and ``dir`` on ``html`` fit the folder; Arabic is right to left."""
    for place, page in some(pages(real_site)):
        folder = place.partition("/")[0]
        language = folder if folder in LANGUAGES else "en"
        attributes = first(page, "html").attributes
        assert (attributes["lang"], attributes["dir"]) == (language, direction(language)), place
        assert attributes["data-register"] == ("easy" if "easy/" in f"/{place}" else "standard"), place


def test_titles_and_descriptions_tell_pages_apart(real_site: Path) -> None:
    """No two pages of an edition share a title; each has a description; no mark of a frame is left."""
    seen: dict[tuple[str, str, str], str] = {}
    for place, page in some(pages(real_site)):
        root = first(page, "html").attributes
        title = text(page, "title")
        key = (root["lang"] or "", root["data-register"] or "", title)
        assert key not in seen, f"{place} and {seen[key]}: {title}"
        seen[key] = place
        assert first(page, "meta[name=description]").attributes["content"], place
        assert "HUBSLOT" not in (page.html or ""), place


def test_each_page_has_one_main_heading_and_no_level_is_skipped(real_site: Path) -> None:
    """One ``h1``, and headings that go down step by step."""
    for place, page in some(pages(real_site)):
        levels = [int(str(node.tag)[1]) for node in page.css("main h1, main h2, main h3, main h4")]
        assert levels.count(1) == 1, place
        assert all(b - a <= 1 for a, b in pairwise(levels)), (place, levels)


def test_ids_are_unique(real_site: Path) -> None:
    """A fragment identifies one element."""
    for place, page in some(pages(real_site)):
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), place


def test_the_language_bar_stays_on_the_page(real_site: Path) -> None:
    """Each page links to itself in all six languages, each by its own name, and marks its own."""
    for place, page in some(pages(real_site)):
        root = first(page, "html").attributes
        links = page.css(".languages a")
        assert [link.text() for link in links] == [OWN_NAMES[code] for code in LANGUAGES], place
        uri = place.removeprefix(f"{root['lang']}/").removeprefix("easy/")
        for link, code in some(zip(links, LANGUAGES, strict=True)):
            assert link.attributes["lang"] == link.attributes["hreflang"] == code
            assert (link.attributes["href"] or "").endswith(uri), place
            assert ("aria-current" in link.attributes) == (code == root["lang"])


def test_the_other_register_is_one_click_away(real_site: Path) -> None:
    """The link at the top leads to the same page in the other register."""
    for place, page in some(pages(real_site)):
        target = (real_site / place).parent / (first(page, "a.register").attributes["href"] or "")
        found = target.resolve().relative_to(real_site.resolve()).as_posix()
        easy = first(page, "html").attributes["data-register"] == "easy"
        expected = place.replace("easy/", "", 1) if easy else re.sub(r"^((?:ar|zh|fr|ru|es)/)?", r"\1easy/", place)
        assert found == expected


def test_addresses_for_search_engines(published_site: Path) -> None:
    """With a public address: canonical, one alternate a language, a map of every page, robots."""
    root = "https://hub.example.org/nm/"
    page = parsed(published_site / "fr/easy/practices/prt-cndh.html")
    assert first(page, "link[rel=canonical]").attributes["href"] == f"{root}fr/easy/practices/prt-cndh.html"
    alternates = {n.attributes["hreflang"]: n.attributes["href"] for n in page.css("link[rel=alternate][hreflang]")}
    assert alternates["en"] == f"{root}easy/practices/prt-cndh.html"
    assert set(alternates) == set(LANGUAGES)
    sitemap = (published_site / "sitemap.xml").read_text(encoding="utf-8")
    places = {place for place, _ in pages(published_site)}
    assert {each.removeprefix(root) for each in re.findall(r"<loc>(.*?)</loc>", sitemap)} == places
    assert f"Sitemap: {root}sitemap.xml" in (published_site / "robots.txt").read_text(encoding="utf-8")


def test_no_site_map_without_a_public_address(site: Path) -> None:
    """A map needs absolute addresses; none is made up."""
    assert not (site / "sitemap.xml").exists()


def test_the_404_page_is_in_six_languages(site: Path, published_site: Path) -> None:
    """It leads home and searches in each language, by absolute address where that is known; else it says how to get home."""
    page = parsed(published_site / "404.html")
    sections = page.css("main section[lang]")
    assert [each.attributes["lang"] for each in sections] == list(LANGUAGES)
    assert sections[0].attributes["dir"] == "rtl"
    links = [first(each, "a").attributes["href"] for each in sections]
    assert links[0] == "https://hub.example.org/nm/ar/index.html"
    assert "noindex" in (page.html or "")
    addresses = [each.attributes[name] or "" for name in ("href", "src", "action") for each in page.css(f"[{name}]")]
    assert len(addresses) > 40
    assert [each for each in addresses if not each.startswith(("https://hub.example.org/nm/", "#"))] == []
    assert page.css(".by-hand") == []
    lost = parsed(site / "404.html")
    assert first(lost, "main a").attributes["href"] == "ar/index.html"
    assert len(lost.css("main section[lang] .by-hand")) == len(LANGUAGES)


def test_an_odd_public_address_is_taken_as_it_is() -> None:
    """Special characters of regular expressions and HTML are treated as text."""
    page = '<html lang="en"><a href="index.html"></a><form action="search.html"></form><a href="#content"></a>'
    assert at_any_depth(page, r"https://a.org/\g<2>\1&/") == (
        r'<html lang="en"><a href="https://a.org/\g&lt;2&gt;\1&amp;/index.html"></a>'
        r'<form action="https://a.org/\g&lt;2&gt;\1&amp;/search.html"></form><a href="#content"></a>'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_what_the_hub_is_not(real_site: Path, language: str) -> None:
    """Compiled from public documents, not an official United Nations site: in the page's language."""
    notice = strings(language)["site.notice"]
    own = [place for place in pages(real_site) if first(place[1], "html").attributes["lang"] == language]
    for place, page in some(own):
        assert notice in text(page, ".site-footer"), place


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_translation_says_that_it_is_a_machine_draft(site: Path, language: str) -> None:
    """Near the title, in the reader's language; the easy-read page as well."""
    own = strings(language)
    standard = parsed(site / f"{language}/practices/tls-sop.html")
    wanted = own["entry.machine_draft"].split("{language}")
    assert all(" ".join(part.split()) in text(standard, ".entry-head .status") for part in wanted)
    easy = parsed(site / f"{language}/easy/practices/tls-sop.html")
    assert " ".join(own["easy.machine_draft"].split()) in text(easy, ".check")


def test_what_is_out_of_date_or_missing_is_said_where_it_is(site: Path) -> None:
    """Lessons whose original changed is marked, alone, in each translation; a page without a translation says so."""
    for language in ("ar", "zh", "fr", "ru"):
        page = parsed(site / f"{language}/practices/svn-ichr.html")
        marks = [" ".join(node.text().split()) for node in page.css("main .notice")]
        assert marks == [strings(language)["entry.stale"]], language
    spanish = parsed(site / "es/practices/svn-ichr.html")
    wanted = strings("es")["entry.not_translated"].partition("{language}")[0]
    assert wanted in text(spanish, ".entry-head")
    assert first(spanish, "h1").attributes["lang"] == "en"


def test_easy_read_says_that_no_reader_has_checked_it(real_site: Path) -> None:
    """On every easy-read page, in its language."""
    easy = [(place, page) for place, page in pages(real_site) if "easy/" in f"/{place}" and "credits" not in place]
    for place, page in some(easy):
        language = first(page, "html").attributes["lang"] or "en"
        assert " ".join(strings(language)["easy.not_checked"].split()) in text(page, "main .check"), place


def test_easy_read_has_a_picture_beside_each_sentence_and_explains_words(site: Path) -> None:
    """A picture a sentence; hard words in a box under the sentence in which they stand."""
    page = parsed(site / "easy/practices/pry-simore-plus.html")
    lines = page.css(".lines > li")
    assert len(lines) >= 8
    assert all(line.css_first("img") for line in lines)
    box = text(page, ".lines .word")
    assert " means: " in box
    assert box.endswith(".")


def test_easy_read_is_a_portal_of_at_most_seven_choices(site: Path) -> None:
    """Its menu stays inside the edition."""
    for language in LANGUAGES:
        prefix = "" if language == "en" else f"{language}/"
        home = site / f"{prefix}easy/index.html"
        links = parsed(home).css(".menu a, main .cards a")
        assert len(parsed(home).css(".menu a")) <= 7
        inside = (site / f"{prefix}easy").resolve()
        for link in links:
            assert (home.parent / (link.attributes["href"] or "")).resolve().is_relative_to(inside)


def test_editorial_interpretations_are_marked(site: Path) -> None:
    """An inferred type, editorial codes and an editorial lesson are marked; a sourced fact is not."""
    page = parsed(site / "practices/pry-simore-plus.html")
    rows = {first(row, "dt").text(): row.text() for row in page.css(".facts dl > div")}
    assert any(term.startswith("Capacities") and "editorial interpretation" in term for term in rows)
    assert "Editorial interpretation" in rows["Type of mechanism"]
    assert "editorial interpretation" not in rows["State"]
    lessons = first(page, "section[aria-labelledby=lessons]")
    assert "editorial interpretation" in lessons.text()


def test_claims_lead_to_their_sources(real_site: Path) -> None:
    """Each statement has a number that leads to a source, or the mark of a reading."""
    claims = []
    for record in records():
        found = parsed(real_site / f"{record}.html").css(".story section:not(.sources):not(.about-page) > p")
        claims += [
            paragraph
            for paragraph in found
            if paragraph.attributes.get("class") not in {"silent", "shown-by"} and not paragraph.css_first("a.action")
        ]
    for claim in some(claims):
        assert claim.css_first("a.ref, .reading"), claim.text()


def test_results_say_who_claims_them(site: Path) -> None:
    """A result that a government reports is not shown as found by others."""
    results = first(parsed(site / "practices/wsm-nmirf-sadata.html"), "section[aria-labelledby=results]")
    assert "According to: the Government" in results.text()


def test_unconfirmed_urls_have_a_note(site: Path) -> None:
    """A source whose URL was not opened has a note."""
    sources = text(parsed(site / "practices/pry-simore-plus.html"), ".sources")
    assert "The text was read in a copy; this address itself was not opened." in sources


def test_no_staging_address_is_published(real_site: Path) -> None:
    """Addresses of test hosts are in the research notes, never on the site."""
    for path in some(real_site.rglob("*.html")):
        assert not re.search(r"stag-knowledgegateway|web\.test\.|icc\.cloud", path.read_text(encoding="utf-8")), path


def test_missing_results_are_stated(site: Path) -> None:
    """A practice without known results says that the sources are silent, rather than nothing."""
    page = parsed(site / "practices/svn-ichr.html")
    section = first(page, "section[aria-labelledby=results]")
    assert "The sources that were read do not mention this." in section.text()


def test_home_counts_what_is_there(real_site: Path) -> None:
    """The numbers on the home page are those of the records."""
    practices = len(list(REAL.glob("practices/*/entry.yml")))
    assert f"{practices} practices" in text(parsed(real_site / "index.html"), ".doors")
    # Arabic takes the counted noun in another form from eleven on.
    assert f"{practices} ممارسة" in text(parsed(real_site / "ar/index.html"), ".doors")


def test_a_state_page_gathers_all_that_is_known(site: Path) -> None:
    """Mechanism, codes, practices and events of Paraguay on one page."""
    page = parsed(site / "countries/pry.html")
    body = text(page, "main")
    assert "PY, PRY, 600" in body
    assert "Recommendations Monitoring System (SIMORE Plus) (Interministerial)" in body
    targets = [link.attributes["href"] for link in page.css("main .cards a")]
    assert {"../practices/pry-simore-plus.html", "../events/2024-asuncion-seminar.html"} <= set(targets)


def test_dates_are_in_the_readers_language(site: Path) -> None:
    """The day of the first Geneva seminar, as the United Nations writes it in each language."""
    expected = {
        "": "23 June 2023",
        "fr/": "23 juin 2023",
        "es/": "23 de junio de 2023",
        "ru/": "23 июня 2023 г.",
        "zh/": "2023年6月23日",
        "ar/": "23 حزيران/يونيه 2023",
    }
    for prefix, day in some(expected.items()):
        assert day in text(parsed(site / f"{prefix}events/2023-geneva-seminar.html"), ".facts"), prefix


def test_foreign_names_carry_their_language(site: Path) -> None:
    """A mechanism's own name is marked, so that a voice can change; right to left is kept apart."""
    page = parsed(site / "ar/practices/pry-simore-plus.html")
    name = first(page, '.facts [lang="es"]')
    assert name.attributes["dir"] == "ltr"
    assert "Sistema de Monitoreo" in name.text()


def test_pictures_are_the_unchanged_ones_of_the_credits(site: Path) -> None:
    """Each file has the checksum that its credit names, and each name on a page is credited."""
    import hashlib  # noqa: PLC0415

    credited = yaml.safe_load((REAL / "vocabularies/pictures.yml").read_text(encoding="utf-8"))["terms"]
    for name, term in credited.items():
        content = (site / f"assets/pictures/{name}.svg").read_bytes()
        assert hashlib.sha256(content).hexdigest() == term["sha256"], name
    assert len(parsed(site / "credits.html").css("[aria-labelledby=pictures] .credits li")) == len(credited)


def test_the_site_has_no_unused_files(site: Path) -> None:
    """No script or font of the theme, no search index of all languages."""
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    data = {path.suffix for path in files if path.parts[0] == "data"}
    # The last two are the programs that show how to search the published indexes.
    assert data == {".html", ".json", ".jsonld", ".ndjson", ".csv", ".ris", ".bib", ".py", ".mjs"}
    kinds = {path.suffix for path in files if path.parts[0] != "data"}
    assert kinds == {"", ".html", ".css", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml", ".yml"}
    assert {path.parent.parent.name for path in site.rglob("*.yml")} == {"form"}


def test_check_says_no_problems_of_the_real_content() -> None:
    """The content in the repository is clean; the JSON form is a count and a list."""
    from tests.conftest import hub  # noqa: PLC0415

    done = hub("check", "--format", "json")
    assert json.loads(done.stdout) == {"count": 0, "problems": []}
    assert done.returncode == 0
