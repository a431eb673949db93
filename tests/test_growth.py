"""The shape of growth, in counted work: twice the entries are twice the pages, bytes and steps, whatever the machine."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from knowledge_hub.base import workers
from knowledge_hub.base.languages import Edition
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website.chrome import placeholder
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.site_build import DEPTHS, Site
from tests.conftest import REAL
from tests.synthetic import generate

LINEAR = 2.1
"""The second doubling adds twice what the first one added, and a little for lists that begin a page more."""
SIZES = (30, 60, 120)
"""Numbers of entries; the smallest is done once before, uncounted, so that what is kept from then on is kept."""


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """All work is done here, where it can be counted."""
    monkeypatch.setattr(workers, "_available_processors", lambda: 1)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The real practices, without the other collections."""
    catalogue = load(REAL)
    return replace(
        catalogue, entries={name: of if name == "practices" else {} for name, of in catalogue.entries.items()}
    )


def grown(catalogue: Catalogue, count: int) -> Catalogue:
    """``count`` practices: the real ones again and again, each time under other ids."""
    entries = {}
    practices = list(catalogue.entries["practices"].values())
    for number in range(count):
        base = practices[number % len(practices)]
        name = f"{base.record.id}-{number:05d}"
        record = base.record.model_copy(update={"id": name, "related": ()})
        entries[name] = replace(base, path=f"practices/{name}", record=record)
    return replace(catalogue, entries={**catalogue.entries, "practices": dict(sorted(entries.items()))})


def steps(work: Callable[[], object]) -> int:
    """How many functions are called while something is done."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def is_linear(once: float, twice: float, four_times: float) -> bool:
    """Whether the second doubling adds at most twice what the first did; what any site needs does not count."""
    return once < twice and four_times - twice <= LINEAR * (twice - once)


def test_reading_is_linear(tmp_path: Path) -> None:
    """Twice the files are twice the work."""
    for number in (10, 20, 40):
        generate(number, tmp_path / str(number))
    counts = [steps(partial(load, tmp_path / str(number))) for number in (10, 10, 20, 40)]
    assert is_linear(*counts[1:]), counts


def test_finding_similar_practices_is_linear(real: Catalogue) -> None:
    """No practice is compared with all others."""
    counts = [steps(partial(Similarity, grown(real, number))) for number in (400, 800, 1600)]
    assert is_linear(*counts), counts


def test_pages_grow_with_the_entries(real: Catalogue, tmp_path: Path) -> None:
    """Work, pages and bytes."""
    written = [pages(grown(real, number), tmp_path / str(at)) for at, number in enumerate((SIZES[0], *SIZES))][1:]
    for what in ("work", "number", "size"):
        counts = [getattr(each, what) for each in written]
        assert is_linear(*counts), (what, counts)


def test_no_page_grows_with_the_entries(real: Catalogue) -> None:
    """Of all pages but those of the entries, the largest is as large at twice the number: none lists everything."""
    largest = []
    for number in (400, 800):
        catalogue = grown(real, number)
        plan = make_plan(catalogue)
        composer = Composer(catalogue, plan, Edition("en", "standard"), Similarity(catalogue))
        bodies = {key.uri: len(make_page(composer, key).body) for key in plan.pages if key.kind != "entry"}
        largest.append(max((size, uri) for uri, size in bodies.items()))
    assert largest[1][0] <= largest[0][0] * 1.05, largest


@dataclass(frozen=True)
class Pages:
    """The pages of a site: what it took to write them, how many there are, and their bytes."""

    work: int
    number: int
    size: int


def pages(catalogue: Catalogue, out: Path) -> Pages:
    """The pages of two editions, in bare frames."""
    editions = [Edition("en", "standard"), Edition("ar", "easy")]
    frames = {
        (edition, depth): Frame(placeholder("title") + placeholder("content"))
        for edition in editions
        for depth in DEPTHS
    }
    site = Site(catalogue, frames, (), out, "")
    places = [(edition, key) for edition in editions for key in site.plan.pages]

    def write() -> None:
        for edition, key in places:
            site.write_page(edition, key, Links())

    work = steps(write)
    sizes = [path.stat().st_size for path in out.rglob("*.html")]
    return Pages(work, len(sizes), sum(sizes))
