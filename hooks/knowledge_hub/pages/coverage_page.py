"""The page on coverage of translation and easy read, and on the next reviews."""

from typing import Any

from knowledge_hub.base.languages import LANGUAGES, REGISTERS, LanguageCode, Register
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.quality.entry_status import State
from knowledge_hub.views.page_plan import PageKey

_MOST_DUE_EASY = 10
"""Entries that the easy-read page names."""
_HEADINGS: dict[Register, str] = {"standard": "chrome.to_standard", "easy": "chrome.to_easy"}
_STATES: dict[State, str] = {"behind": "coverage.behind", "missing": "coverage.missing"}
"""The words for what is not complete; a published record is no draft."""


def coverage_page(composer: Composer, key: PageKey) -> Page:
    """What is complete, what people have checked, what is open, what is due; in easy read only the easy-read texts."""
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
        first=_first(composer, len(due), coverage.dated),
        undated=_state(composer, strings["coverage.undated"], coverage.records - coverage.dated),
    )
    return Page(title, lead, body, "coverage")


def _rows(composer: Composer, register: Register) -> list[dict[str, Any]]:
    """A row for each collection that has records, then one for all."""
    collections = _with_records(composer)
    rows = [
        {
            "label": composer.section_name(name),
            "href": f"{name}/index.html",
            "cells": [_cell(composer, [name], register, language) for language in LANGUAGES],
        }
        for name in collections
    ]
    everything = [_cell(composer, collections, register, language) for language in LANGUAGES]
    return [*rows, {"label": composer.strings["coverage.all"], "href": None, "cells": everything}]


def _with_records(composer: Composer) -> list[str]:
    return [name for name in COLLECTIONS if composer.catalogue.entries[name]]


def _cell(composer: Composer, collections: list[str], register: Register, language: LanguageCode) -> dict[str, Any]:
    """How many are complete of how many, and what the others are."""
    counts = [composer.plan.coverage.states[name, register, language] for name in collections]
    complete, total = (sum(each.get("complete", 0) for each in counts), sum(sum(each.values()) for each in counts))
    others = [
        _state(composer, composer.strings[label], sum(each.get(state, 0) for each in counts))
        for state, label in _STATES.items()
    ]
    return {"complete": _of(composer, complete, total), "others": [each for each in others if each]}


def _people(composer: Composer, language: LanguageCode) -> dict[str, str]:
    """What people have checked in a language; in easy read in words, and how many texts are finished besides."""
    coverage, strings = composer.plan.coverage, composer.strings
    checked = _of(composer, coverage.checked.get(("easy", language), 0), coverage.records)
    name = composer.localised.language_name(language)
    if composer.easy:
        finished = _cell(composer, _with_records(composer), "easy", language)["complete"]
        return {
            "language": name,
            "finished": strings.fill("coverage.state", state=strings["easy.coverage_finished"], number=finished),
            "checked": strings.fill("coverage.state", state=strings["easy.coverage_checked"], number=checked),
        }
    reviewed = _of(composer, coverage.checked.get(("standard", language), 0), coverage.translations[language])
    return {"language": name, "reviewed": reviewed, "checked": checked}


def _open(composer: Composer, language: LanguageCode) -> dict[str, Any]:
    """The first entries that are not complete in a language."""
    coverage = composer.plan.coverage
    entries = [
        _entry(composer, record_id, composer.strings[_STATES[state]]) for record_id, state in coverage.open[language]
    ]
    return {
        "id": f"open-{language}",
        "language": composer.localised.language_name(language),
        "entries": entries,
        "first": _first(composer, len(entries), coverage.open_count[language]),
    }


def _due(composer: Composer) -> list[dict[str, Any]]:
    """The entries whose day of review comes first."""
    entries = (composer.entry(record_id) for record_id in composer.plan.coverage.due)
    return [
        _entry(composer, each.record.id, composer.strings.date(each.record.review_by))
        for each in entries
        if each.record.review_by
    ]


def _entry(composer: Composer, record_id: str, over: str) -> dict[str, Any]:
    entry = composer.entry(record_id)
    return {"href": f"{entry.path}.html", "title": composer.localised.title(entry), "over": over}


def _of(composer: Composer, part: int, total: int) -> str:
    number = composer.strings.number
    return composer.strings.fill("coverage.of", number=number(part), total=number(total))


def _first(composer: Composer, shown: int, total: int) -> str | None:
    """That a list was cut, where it was."""
    number = composer.strings.number
    if shown == total:
        return None
    return composer.strings.fill("coverage.first", number=number(shown), total=number(total))


def _state(composer: Composer, state: str, count: int) -> str | None:
    """A state and how many are in it; nothing where none is."""
    if not count:
        return None
    return composer.strings.fill("coverage.state", state=state, number=composer.strings.number(count))
