"""Paged lists, similar practices, and drafts."""

from pathlib import Path

from knowledge_hub.base.languages import Edition
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.page_plan import CARDS_PER_PAGE
from knowledge_hub.views.similar_practices import Similarity
from tests.conftest import some
from tests.synthetic import generate


def test_long_lists_are_paged(tmp_path: Path) -> None:
    """Sixty practices: three pages that link to one another and list each practice once."""
    generate(60, tmp_path)
    catalogue = load(tmp_path)
    plan = make_plan(catalogue)
    composer = Composer(catalogue, plan, Edition("en", "standard"), Similarity(catalogue))
    keys = [key for key in plan.pages if key.kind == "collection" and key.key == "practices"]
    assert [key.uri for key in keys] == ["practices/index.html", "practices/index-2.html", "practices/index-3.html"]
    bodies = [make_page(composer, key).body for key in keys]
    assert [body.count('class="card"') for body in bodies] == [CARDS_PER_PAGE, CARDS_PER_PAGE, 60 - 2 * CARDS_PER_PAGE]
    assert 'rel="next" href="index-2.html"' in bodies[0]
    assert 'rel="prev" href="index.html"' in bodies[1]
    assert 'rel="next" href="index-3.html"' in bodies[1]
    assert 'rel="next"' not in bodies[2]
    assert "Page 2 of 3" in bodies[1]
    assert make_page(composer, keys[1]).title == "Practices (Page 2 of 3)"
    everything = "".join(bodies)
    assert all(everything.count(f'href="../practices/{record}.html"') == 1 for record in catalogue.entries["practices"])


def test_similar_practices_name_their_shared_traits(tmp_path: Path) -> None:
    """Three similar practices, never the practice itself, each with shared traits."""
    generate(60, tmp_path)
    catalogue = load(tmp_path)
    similarity = Similarity(catalogue)
    for record in some(catalogue.entries["practices"]):
        others = similarity.to(record)
        assert len(others) == 3
        assert all(other.shared and other.entry.record.id != record for other in others)


def test_drafts_are_checked_but_not_published(data: Path) -> None:
    """A draft has no page, and links to it are left out."""
    event = data / "events/2021-example/entry.yml"
    event.write_text(event.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    catalogue = load(data)
    plan = make_plan(catalogue)
    assert not [key for key in plan.pages if "2021-example" in key.uri]
    composer = Composer(catalogue, plan, Edition("en", "standard"), Similarity(catalogue))
    key = next(key for key in plan.pages if key.key == "pry-example")
    assert "2021-example" not in make_page(composer, key).body
