"""The page on coverage of translation and easy read, and on the next reviews."""

from typing import Any

from knowledge_hub.base.languages import LANGUAGES, REGISTERS, LanguageCode, Register
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.quality.entry_status import State
from knowledge_hub.views.page_plan import PageKey

_MOST_DUE_EASY = 10
"""Entries due for review on the easy-read page, at most."""
_HEADINGS: dict[Register, str] = {"standard": "chrome.to_standard", "easy": "chrome.to_easy"}
_STATES: dict[State, str] = {"behind": "coverage.behind", "missing": "coverage.missing"}
"""Strings for incomplete states. There is none for drafts, as the page counts published entries only."""


def coverage_page(composer: Composer, key: PageKey) -> Page:
    """Which texts are complete, checked by people, incomplete, and due for review; in easy read only the easy-read texts."""
    strings, coverage = composer.strings, composer.plan.coverage
    title = strings["easy.coverage_title" if composer.easy else "nav.coverage"]
    lead = strings["easy.coverage_lead" if composer.easy else "coverage.lead"]
    people, due = [_people(composer, language) for language in LANGUAGES], _due(composer)
    if composer.easy:
        due = due[:_MOST_DUE_EASY]
        body = composer.render("easy_coverage.html", key, title=title, lead=lead, people=people, due=due)
        return Page(title, lead, body, "coverage")
    body = composer.render(
        "coverage.html",
        key,
        title=title,
        lead=lead,
        languages=[composer.localised.language_name(language) for language in LANGUAGES],
        registers=[
            {"id": register, "heading": strings[_HEADINGS[register]], "rows": _rows(composer, register)}
            for register in REGISTERS
        ],
        people=people,
        open=[_open(composer, language) for language in LANGUAGES if coverage.open_count[language]],
        due=due,
        first=_cut_note(composer, len(due), coverage.dated),
        undated=_state(composer, strings["coverage.undated"], coverage.records - coverage.dated),
    )
    return Page(title, lead, body, "coverage")


def _rows(composer: Composer, register: Register) -> list[dict[str, Any]]:
    """A row for each collection with entries, then one for all of them."""
    collections = _collections(composer)
    rows = [
        {
            "label": composer.section_name(name),
            "href": f"{name}/index.html",
            "cells": [_cell(composer, [name], register, language) for language in LANGUAGES],
        }
        for name in collections
    ]
    total = [_cell(composer, collections, register, language) for language in LANGUAGES]
    return [*rows, {"label": composer.strings["coverage.all"], "href": None, "cells": total}]


def _collections(composer: Composer) -> list[str]:
    return [name for name in COLLECTIONS if composer.catalogue.entries[name]]


def _cell(composer: Composer, collections: list[str], register: Register, language: LanguageCode) -> dict[str, Any]:
    """How many texts are complete, and how many are in each other state."""
    counts = [composer.plan.coverage.states[name, register, language] for name in collections]
    complete, total = sum(count.get("complete", 0) for count in counts), sum(sum(count.values()) for count in counts)
    others = [
        _state(composer, composer.strings[label], sum(count.get(state, 0) for count in counts))
        for state, label in _STATES.items()
    ]
    return {"complete": _ratio(composer, complete, total), "others": [other for other in others if other]}


def _people(composer: Composer, language: LanguageCode) -> dict[str, str]:
    """How many texts people have checked in a language; in easy read as sentences, and with the number of complete texts."""
    coverage, strings = composer.plan.coverage, composer.strings
    checked = _ratio(composer, coverage.checked.get(("easy", language), 0), coverage.records)
    name = composer.localised.language_name(language)
    if composer.easy:
        finished = _cell(composer, _collections(composer), "easy", language)["complete"]
        return {
            "language": name,
            "finished": strings.fill("coverage.state", state=strings["easy.coverage_finished"], number=finished),
            "checked": strings.fill("coverage.state", state=strings["easy.coverage_checked"], number=checked),
        }
    reviewed = _ratio(composer, coverage.checked.get(("standard", language), 0), coverage.translations[language])
    return {"language": name, "reviewed": reviewed, "checked": checked}


def _open(composer: Composer, language: LanguageCode) -> dict[str, Any]:
    """The first entries that are incomplete in a language."""
    coverage = composer.plan.coverage
    entries = [
        _entry(composer, record_id, composer.strings[_STATES[state]]) for record_id, state in coverage.open[language]
    ]
    return {
        "id": f"open-{language}",
        "language": composer.localised.language_name(language),
        "entries": entries,
        "first": _cut_note(composer, len(entries), coverage.open_count[language]),
    }


def _due(composer: Composer) -> list[dict[str, Any]]:
    """The entries that are due for review first."""
    entries = (composer.entry(record_id) for record_id in composer.plan.coverage.due)
    return [
        _entry(composer, entry.record.id, composer.strings.date(entry.record.review_by))
        for entry in entries
        if entry.record.review_by
    ]


def _entry(composer: Composer, record_id: str, eyebrow: str) -> dict[str, Any]:
    entry = composer.entry(record_id)
    return {"href": f"{entry.path}.html", "title": composer.localised.title(entry), "eyebrow": eyebrow}


def _ratio(composer: Composer, part: int, total: int) -> str:
    number = composer.strings.number
    return composer.strings.fill("coverage.of", number=number(part), total=number(total))


def _cut_note(composer: Composer, shown: int, total: int) -> str | None:
    """A note that the list shows the first entries only, or None if it shows all."""
    number = composer.strings.number
    if shown == total:
        return None
    return composer.strings.fill("coverage.first", number=number(shown), total=number(total))


def _state(composer: Composer, state: str, count: int) -> str | None:
    """A state and the number of texts in it, or None for zero."""
    if not count:
        return None
    return composer.strings.fill("coverage.state", state=state, number=composer.strings.number(count))
