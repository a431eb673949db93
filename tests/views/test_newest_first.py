"""One meaning of "newest": the date of the thing itself."""

from dataclasses import replace
from pathlib import Path

from knowledge_hub.base.languages import Edition
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.newest_first import date_of, newest_first
from knowledge_hub.views.similar_practices import Similarity


def changed(entry: Entry, **values: object) -> Entry:
    """The entry with other values of its record."""
    return replace(entry, record=entry.record.model_copy(update=values))


def test_an_event_has_its_last_day_a_practice_its_year(data: Path) -> None:
    """Without either, the day on which the entry was added."""
    catalogue = load(data)
    practice = catalogue.find("pry-example")
    (event,) = catalogue.entries["events"].values()
    assert practice is not None
    assert date_of(changed(event, start="2021-11-24", end="2021-12-03")) == "2021-12-03"
    assert date_of(changed(event, start="2021-11", end=None)) == "2021-11"
    assert date_of(changed(practice, year=2016)) == "2016"
    assert date_of(changed(practice, year=None)) == str(practice.record.added)


def test_the_newest_comes_first_and_a_year_after_its_days(data: Path) -> None:
    """The day added and the id decide between entries of the same date."""
    practice = load(data).find("pry-example")
    assert practice is not None
    dates = {
        "a": ("2024", "2026-01-01"),
        "b": ("2024", "2026-01-02"),
        "c": ("2023", "2026-01-02"),
        "d": ("2024", "2026-01-02"),
    }
    entries = [changed(practice, id=name, year=year, added=added) for name, (year, added) in dates.items()]
    (event,) = load(data).entries["events"].values()
    entries.append(changed(event, id="e", start="2024-01", end=None))
    assert [entry.record.id for entry in newest_first(entries)] == ["e", "b", "d", "a", "c"]


def test_home_and_lists_have_this_order(six: Path) -> None:
    """As the search and the feed."""
    catalogue = load(six)
    composer = Composer(catalogue, make_plan(catalogue), Edition("en", "standard"), Similarity(catalogue))
    keys = {key.uri: key for key in composer.plan.pages}
    for place, collection in (("index.html", "practices"), ("events/index.html", "events")):
        ids = [entry.record.id for entry in newest_first(catalogue.entries[collection].values())][:4]
        body = make_page(composer, keys[place]).body.rpartition('class="cards"')[2]
        places = [body.index(f"{collection}/{record_id}.html") for record_id in ids]
        assert len(places) > 1
        assert places == sorted(places)
