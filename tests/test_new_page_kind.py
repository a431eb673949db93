"""A new kind of page is its maker, its template, its ``PageKind`` and its words. Done for real, in a copy of the program and the sample hub."""

import re
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES
from tests.test_new_field import Copy

pytestmark = pytest.mark.audit  # it copies the program and builds a site more than once

_KINDS = "hooks/knowledge_hub/pages/page_kinds.py"
_MAKER = '''"""The calendar: the entries that took place on a day, by year."""

from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.views.page_plan import PageKey


def calendar_page(composer: Composer, key: PageKey) -> Page:
    """One line for each entry with a period."""
    strings = composer.strings
    dated = [entry for entry in composer.catalogue.all_entries() if entry.record.period]
    body = composer.render("calendar.html", key, links=[composer.link(entry) for entry in dated])
    return Page(strings["nav.calendar"], strings["calendar.lead"], body, "calendar")
'''
_TEMPLATE = """\
{{ trail }}
<h1>{{ t['nav.calendar'] }}</h1>
<p class="lead">{{ t['calendar.lead'] }}</p>
<ul>
{% for link in links %}<li>{{ link.eyebrow }}: <a href="{{ link.href }}"{{ foreign(link.title) }}>{{ link.title.text }}</a></li>
{% endfor %}
</ul>
"""
_KIND = """        PageKind(
            name="calendar", make=calendar_page, place="calendar.html", schema_type="CollectionPage", footer=True
        ),
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the program with the kind, without its words."""
    made = Copy(tmp_path)
    made.write("hooks/knowledge_hub/pages/calendar_page.py", _MAKER)
    made.write("hooks/knowledge_hub/pages/templates/calendar.html", _TEMPLATE)
    imported = "from knowledge_hub.pages.composer import Composer, Page\n"
    made.change(_KINDS, imported, f"from knowledge_hub.pages.calendar_page import calendar_page\n{imported}")
    last = '        PageKind(name="dossier", make=dossier_page, place=DOSSIER_PLACE),\n'
    made.change(_KINDS, last, last + _KIND)
    return made


def test_a_page_kind_touches_nine_files(copy: Copy) -> None:
    """The words are asked for; then the page is in every edition, with trail and JSON-LD, and every footer links to it."""
    problems = copy.problems("check")
    assert copy.problems("build") == problems
    keys = [
        (path, key)
        for path, line, key, owner in (
            re.findall(r"^(\S+?):(\d+):1: (\S+): .* '(\S+)' requires it", each)[0] for each in problems
        )
        if line.isdigit() and owner == "calendar_page.py"
    ]
    expected = [
        (f"hub_data/strings/{language}.yml", key) for language in LANGUAGES for key in ("calendar.lead", "nav.calendar")
    ]
    assert sorted(keys) == sorted(expected)
    assert len(problems) == len(expected)

    copy.say(nav_calendar="Calendar", calendar_lead="What took place and when.")
    site = copy.build()
    assert len(copy.touched) == 9
    for prefix, title in (("", "Calendar (en)"), ("easy/", "Calendar (en)"), ("fr/", "Calendar (fr)")):
        page = (site / f"{prefix}calendar.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in page
        assert '<nav class="trail"' in page
        assert 'href="events/2021-example.html"' in page
        assert '"@type":"CollectionPage"' in page
        assert re.search(r"calendar\.html", page.partition("<footer")[2])
    assert 'href="../calendar.html">Calendar (en)</a>' in (site / "practices/pry-example.html").read_text(
        encoding="utf-8"
    )
