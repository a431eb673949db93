"""The page of translations and reviews counts what ``hub status`` says, and stays small."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.authoring.stamping import stamp
from knowledge_hub.base.languages import Edition, LanguageCode, Register
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.coverage_page import coverage_page
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.quality.translation_coverage import MOST_DUE, MOST_OPEN
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.views.similar_practices import Similarity
from tests.conftest import some
from tests.synthetic import generate

KEY = PageKey("coverage", "coverage.html")


def body(data: Path, language: LanguageCode = "en", register: Register = "standard") -> Html:
    """The page in an edition."""
    catalogue = load(data)
    composer = Composer(catalogue, make_plan(catalogue), Edition(language, register), Similarity(catalogue))
    return Html(coverage_page(composer, KEY).body)


def lines(page: Html, selector: str) -> list[str]:
    """The texts of all elements that fit, each in one line."""
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def rows(page: Html, section: str) -> list[list[str]]:
    """A table's rows, the head first."""
    return [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")]
        for row in page.css(f"section[aria-labelledby={section}] tr")
    ]


def test_complete_out_of_date_and_incomplete_are_counted(data: Path) -> None:
    """For each collection and language in both registers, as the small folder has them; then for all."""
    page = body(data)
    assert rows(page, "standard") == [
        ["Collection", "Arabic", "Chinese", "English", "French", "Russian", "Spanish"],
        ["Practices", *["0 of 1 incomplete: 1"] * 2, "1 of 1", *["0 of 1 incomplete: 1"] * 3],
        ["Events", *["0 of 1 incomplete: 1"] * 3, "1 of 1", *["0 of 1 incomplete: 1"] * 2],
        ["All", *["0 of 2 incomplete: 2"] * 2, *["1 of 2 incomplete: 1"] * 2, *["0 of 2 incomplete: 2"] * 2],
    ]
    entry, french = data / "practices/pry-example/entry.yml", data / "practices/pry-example/fr.yml"
    sentences = "ses rapports\n  what: [Il y a une équipe., Elle écrit.]"
    french.write_text(french.read_text().replace("ses rapports", sentences), encoding="utf-8")
    stamp(data, set(), again=False)
    entry.write_text(entry.read_text().replace("Paraguay plans its", "Paraguay plans all its"), encoding="utf-8")
    assert rows(body(data), "easy")[1][4] == "0 of 1 out of date: 1"
    assert rows(body(data, "fr"), "easy")[1][4] == "0 sur 1 à mettre à jour : 1"
    # An entry is named once, with what is worse: its standard text is incomplete.
    assert [line for line in lines(body(data), "section[aria-labelledby=open] li") if "commission" in line] == [
        "incomplete A commission plans together"
    ] * 5


def test_what_people_have_checked_is_counted(data: Path) -> None:
    """Only a reviewed translation and a check by readers count."""
    assert rows(body(data), "people")[3:5] == [["English", "0 of 1", "0 of 2"], ["French", "0 of 1", "0 of 2"]]
    french = data / "practices/pry-example/fr.yml"
    checked = "status: reviewed\neasy_checked: {by: A circle of readers, on: 2026-05-06}"
    french.write_text(french.read_text().replace("status: machine_draft", checked), encoding="utf-8")
    assert rows(body(data), "people")[3:5] == [["English", "0 of 1", "0 of 2"], ["French", "1 of 1", "1 of 2"]]
    assert "French Ready: 1 of 2 Readers checked them: 1 of 2" in lines(body(data, register="easy"), "li")


def test_drafts_are_not_counted(data: Path) -> None:
    """The page tells of what readers can see."""
    event = data / "events/2021-example/entry.yml"
    event.write_text(event.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    page = body(data)
    assert [row[0] for row in rows(page, "standard")] == ["Collection", "Practices", "All"]
    assert "2021-example" not in (page.html or "")


def test_what_is_due_stands_in_the_order_of_its_days(data: Path) -> None:
    """The earliest day first, whatever today is; who has no day is counted."""
    undated = body(data)
    assert lines(undated, "section[aria-labelledby=due] p")[1:] == ["Entries without a review date: 2"]
    assert undated.css("section[aria-labelledby=due] ol") == []
    for place, day in (("practices/pry-example", "2026-05-06"), ("events/2021-example", "2031-01-03")):
        path = data / place / "entry.yml"
        path.write_text(path.read_text().replace("updated:", f"review_by: {day}\nupdated:"), encoding="utf-8")
    page = body(data)
    assert lines(page, "section[aria-labelledby=due] li") == [
        "6 May 2026 A commission plans together",
        "3 January 2031 Un séminaire",
    ]
    links = [node.attributes for node in page.css("section[aria-labelledby=due] a")]
    assert links[1] == {"href": "events/2021-example.html", "lang": "fr", "dir": "ltr"}
    assert (
        lines(body(data, "ar", "easy"), "section[aria-labelledby=due] li")[1] == "3 كانون الثاني/يناير 2031 Une réunion"
    )


def test_many_records_do_not_make_the_page_long(tmp_path: Path) -> None:
    """Sixty records that are due, half of them without a Russian text: the first ones, and how many there are."""
    generate(60, tmp_path)
    for path in sorted(tmp_path.glob("practices/*/ru.yml"))[::2]:
        path.unlink()
    page = body(tmp_path)
    assert len(page.css("section[aria-labelledby=due] li")) == MOST_DUE
    assert lines(page, "section[aria-labelledby=due] .count") == ["The first 50 of 60 are shown."]
    assert lines(page, "section[aria-labelledby=open] h3") == ["Russian"]
    assert len(page.css("section[aria-labelledby=open] li")) == MOST_OPEN
    assert lines(page, "section[aria-labelledby=open] .count") == ["The first 20 of 30 are shown."]
    assert rows(page, "standard")[1][5] == "30 of 60 incomplete: 30"
    assert len(body(tmp_path, register="easy").css("section[aria-labelledby=due] li")) == 10


def test_tables_say_what_each_number_belongs_to(data: Path) -> None:
    """A caption, a head for each column and each row."""
    page = body(data)
    for table in some(page.css("table")):
        assert table.css_first("caption") is not None
        heads = [node.attributes.get("scope") for node in table.css("th")]
        columns = len(table.css("thead th"))
        assert heads[:columns] == ["col"] * columns
        assert set(heads[columns:]) == {"row"}
        assert not re.search(r"<td>\s*</td>", table.html or "")
