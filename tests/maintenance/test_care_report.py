"""The weekly look: what is due on a day, and how far each language is."""

import datetime
from pathlib import Path

from knowledge_hub.maintenance.care_report import care
from tests.conftest import hub

DAY = "1772582400"
"""4 March 2026, 00:00 UTC, in seconds."""


def test_what_is_due_comes_first_and_oldest_first(data: Path) -> None:
    """Past days are marked; what is more than 30 days away, and drafts, are left out."""
    text = (data / "practices/pry-example/entry.yml").read_text().replace("updated: 2026-03-04", "updated: 2026-01-02")
    for name, day, status in [
        ("pry-late", "2026-03-03", "published"),
        ("pry-today", "2026-03-04", "published"),
        ("pry-soon", "2026-04-03", "published"),
        ("pry-far", "2026-04-04", "published"),
        ("pry-draft", "2026-03-03", "draft"),
        ("pry-oldest", "2026-02-01", "published"),
    ]:
        (data / f"practices/{name}").mkdir()
        entry = text.replace("id: pry-example", f"id: {name}").replace("status: published", f"status: {status}")
        entry = entry.replace("original_language", f"review_by: {day}\noriginal_language")
        entry = entry.replace("A commission plans together", '"*One* commission plans"')
        (data / f"practices/{name}/entry.yml").write_text(entry, encoding="utf-8")
    done = hub("care", "--data", data, SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stdout
    assert done.stdout.split("\n## ")[0].splitlines() == [
        "## Due for review",
        "",
        "Read each against its sources. If it is still correct, write a later day in `review_by`; if not, correct it.",
        "",
        r"* 2026-02-01 (overdue): **practices/pry-oldest** “\*One\* commission plans”",
        r"* 2026-03-03 (overdue): **practices/pry-late** “\*One\* commission plans”",
        r"* 2026-03-04: **practices/pry-today** “\*One\* commission plans”",
        r"* 2026-04-03: **practices/pry-soon** “\*One\* commission plans”",
    ]


def test_how_far_each_language_is(data: Path) -> None:
    """One row for each language and register, counted as `hub status` does."""
    lines = hub("care", "--data", data, SOURCE_DATE_EPOCH=DAY).stdout.splitlines()
    assert lines[:3] == ["## Due for review", "", "Nothing until 2026-04-03."]
    assert lines[4:9] == [
        "## Translation and easy read",
        "",
        "| Language | Text | Complete | Draft | Out of date | Not all there | Checked by people |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        "| Arabic | standard | 0 | 0 | 0 | 2 | 0 |",
    ]
    assert "| English | standard | 1 | 0 | 0 | 1 | 0 |" in lines
    assert "| French | standard | 1 | 0 | 0 | 1 | 0 |" in lines


def test_the_calendar_ends(data: Path) -> None:
    """In its last days, nothing is looked for after them; a time that stands for now has its own end."""
    assert "Nothing until 9999-12-31." in care(data, datetime.date(9999, 12, 20)).splitlines()
    after = hub("care", "--data", data, SOURCE_DATE_EPOCH="253402300800")
    assert after.returncode == 2
    assert after.stderr.startswith(
        "SOURCE_DATE_EPOCH cannot be used: it must be a number of seconds from 1970 to the end of 2107."
    )


def test_data_with_problems(data: Path) -> None:
    """The problems are named, as everywhere."""
    (data / "practices/pry-example/es.yml").write_text("", encoding="utf-8")
    done = hub("care", "--data", data)
    assert done.returncode == 1
    assert done.stdout.endswith(
        "es.yml:1:1: file: The file is empty; write the fields or delete the file.\n1 problem.\n"
    )
