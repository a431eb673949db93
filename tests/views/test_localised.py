"""Missing, partial and stale translations: fallback, notices, and the language of each text."""

import shutil
from pathlib import Path

from knowledge_hub.base.languages import Edition, LanguageCode, Register
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.localised import Localised, cached_by_edition
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.views.similar_practices import Similarity

PRACTICE = PageKey("entry", "practices/pry-example.html", "pry-example")


def body(catalogue: Catalogue, language: LanguageCode, register: Register = "standard") -> str:
    """The body of the example's page in one edition."""
    edition = Edition(language, register)
    return make_page(Composer(catalogue, make_plan(catalogue), edition, Similarity(catalogue)), PRACTICE).body


def test_an_untranslated_field_is_shown_in_the_original_language(data: Path) -> None:
    """In the French page the lesson is in English, marked as such, with a notice; the translated field is not."""
    html = body(load(data), "fr")
    lessons = html[html.index('id="lessons"') :]
    assert '<p lang="en" dir="ltr">A calendar helps.<span class="support" lang="fr" dir="ltr">' in lessons
    notice = "Cette partie n’est pas encore traduite. Elle est présentée dans sa langue d’origine : anglais."
    assert notice in " ".join(lessons[: lessons.index("</section>")].split())
    done = html[html.index('id="what-was-done"') : html.index('id="results"')]
    assert "<p>La commission se réunit chaque mois.<span" in done
    assert "notice" not in done
    assert '<p class="lead" lang="en" dir="ltr">Ministries plan their reports in one commission.</p>' in html


def test_an_untranslated_entry_has_one_notice(data: Path) -> None:
    """In Arabic all is English, left to right, under one notice at the top."""
    html = body(load(data), "ar")
    assert html.count('class="notice"') == 1
    assert '<h1 lang="en" dir="ltr">A commission plans together</h1>' in html
    page = make_page(_composer(load(data), "ar"), PRACTICE)
    assert not page.translated


def test_only_the_field_whose_original_changed_is_out_of_date(data: Path) -> None:
    """The original of one field is reworded: its translation stays, with a notice; the others have none."""
    entry = data / "practices/pry-example/entry.yml"
    entry.write_text(entry.read_text().replace("It keeps one calendar.", "It keeps two calendars."), encoding="utf-8")
    html = body(load(data), "fr")
    done = html[html.index('id="what-was-done"') : html.index('id="results"')]
    stale = "L’original de cette partie a changé depuis sa traduction."
    assert stale in done
    assert "La commission se réunit chaque mois." in done
    assert html.count(stale) == 1


def test_a_change_of_white_space_does_not_make_a_translation_stale(data: Path) -> None:
    """Fingerprints ignore white space."""
    entry = data / "practices/pry-example/entry.yml"
    old, new = "title: A commission plans together", "title: >-\n    A commission plans\n    together"
    entry.write_text(entry.read_text().replace(old, new), encoding="utf-8")
    assert not load(data).entries["practices"]["pry-example"].stale["fr"]


def test_translation_status_in_one_sentence(data: Path) -> None:
    """Original, machine draft, reviewed, missing: one sentence each, in the reader's language."""
    catalogue = load(data)
    entry = catalogue.entries["practices"]["pry-example"]
    assert Localised(catalogue, Edition("en", "standard")).translation_status(entry) == (
        "Written in English. This is the original."
    )
    draft = Localised(catalogue, Edition("fr", "standard")).translation_status(entry)
    assert " ".join(draft.split()) == (
        "Langue d’origine : anglais. Cette traduction automatique est provisoire ; personne ne l’a encore relue."
    )
    french = data / "practices/pry-example/fr.yml"
    french.write_text(french.read_text().replace("machine_draft", "reviewed"), encoding="utf-8")
    again = load(data)
    reviewed = Localised(again, Edition("fr", "standard"))
    assert "relu" in reviewed.translation_status(again.entries["practices"]["pry-example"])
    spanish = Localised(again, Edition("es", "standard"))
    assert "inglés" in spanish.translation_status(again.entries["practices"]["pry-example"])


def test_checked_easy_read_names_who_checked_it(data: Path) -> None:
    """The note 'Nobody has checked' gives way to the name of the group and the date."""
    entry = data / "practices/pry-example/entry.yml"
    check = "easy_checked: {by: Group of self-advocates, on: 2026-02-03}\neasy:\n"
    entry.write_text(entry.read_text().replace("easy:\n", check), encoding="utf-8")
    html = body(load(data), "en", "easy")
    assert "Readers checked this text: Group of self-advocates, 3 February 2026." in html
    assert "Nobody has checked" not in html


def test_contributed_text_is_escaped(data: Path) -> None:
    """Angle brackets, quotes and ampersands in titles, statements, names and sources are shown as typed."""
    entry = data / "practices/pry-example/entry.yml"
    hostile = "<img src=x onerror=alert(1)> & \"quoted\" 'single'"
    text = entry.read_text()
    for old in ("A commission plans together", "A calendar helps.", "Comisión de ejemplo", "Report of the State"):
        text = text.replace(old, f"'{hostile.replace(chr(39), chr(39) * 2)}'")
    entry.write_text(text, encoding="utf-8")
    html = body(load(data), "en")
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot; &#x27;single&#x27;") >= 4


def _composer(catalogue: Catalogue, language: LanguageCode) -> Composer:
    return Composer(catalogue, make_plan(catalogue), Edition(language, "standard"), Similarity(catalogue))


@cached_by_edition
def _upper_case(localised: Localised, text: str) -> list[str]:
    return [localised.language, text.upper()]


@cached_by_edition
def _lower_case(localised: Localised, text: str) -> list[str]:
    return [localised.language, text.lower()]


def test_cached_by_edition_caches_by_function_edition_and_arguments(data: Path) -> None:
    """The same arguments return the same object; another function, edition or argument does not."""
    catalogue = load(data)
    english, french = (Localised(catalogue, Edition(language, "standard")) for language in ("en", "fr"))
    first = _upper_case(english, "Ab")
    assert first == ["en", "AB"]
    assert _upper_case(english, "Ab") is first
    assert _lower_case(english, "Ab") == ["en", "ab"]
    assert _upper_case(french, "Ab") == ["fr", "AB"]
    assert _upper_case(english, "b") == ["en", "B"]
    assert _upper_case(english, text="Ab") == first


def test_all_entries_can_include_drafts(data: Path) -> None:
    """Drafts are left out by default; with ``drafts=True`` they are included in the order of ids."""
    event = data / "events/2021-example"
    shutil.copytree(event, data / "events/2020-draft")
    copy = data / "events/2020-draft/entry.yml"
    text = copy.read_text(encoding="utf-8").replace("2021-example", "2020-draft")
    copy.write_text(text.replace("status: published", "status: draft"), encoding="utf-8")
    catalogue = load(data)
    assert [entry.record.id for entry in catalogue.all_entries()] == ["pry-example", "2021-example"]
    with_drafts = [entry.record.id for entry in catalogue.all_entries(drafts=True)]
    assert with_drafts == ["pry-example", "2020-draft", "2021-example"]
    assert catalogue.count() == 2
