"""The whole matrix, which takes minutes: ``make audit``."""

import json
import subprocess
from pathlib import Path

import pytest

from knowledge_hub.base.languages import EDITIONS, Edition
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.page_kinds import KINDS
from tests.conftest import Contexts, hub, visit
from tests.engines import VNU, axe, ibm
from tests.synthetic import generate

pytestmark = pytest.mark.audit


_CHOSEN = (
    "index.html",
    "practices/index.html",
    "practices/ita-cidu.html",
    "events/2021-regional-consultations.html",
    "events/index.html",
    "resources/ohchr-guide-2016.html",
    "resources/index.html",
    "support/advisory-services.html",
    "support/index.html",
    "experiences/index.html",
    "countries/index.html",
    "countries/mar.html",
    "regions/asia-pacific.html",
    "guidance/index.html",
    "capacities/information-management.html",
    "guidance/establish.html",
    "support/upr-info-field-programme.html",
    "glossary.html",
    "coverage.html",
    "data/index.html",
    "data/codebook.html",
    "search.html?q=UPR",
    "browse/index.html",
    "browse/topic-parliament.html",
    "credits.html",
    "about.html",
    "method.html",
    "contribute.html",
    "contribute-form.html?correct=practices/mar-didh",
    "dossier.html?ids=events/2024-glion-x,practices/mar-didh",
    "accessibility.html",
    "offline.html",
)
"""Pages with much on them."""
_INDEXES = (*(kind.place for kind in KINDS.values() if kind.place), *(f"{name}/index.html" for name in COLLECTIONS))
TEMPLATES = (*_CHOSEN, *sorted({*_INDEXES}.difference(place.partition("?")[0] for place in _CHOSEN)))
"""These, and the index of any collection or kind of page that is not among them."""

each_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.prefix or "root")


@each_edition
def test_no_page_scrolls_sideways(real_site: Path, context: Contexts, edition: Edition) -> None:
    """Every page on a telephone, every template on wider screens; nor does any say something on the console."""
    page = context(width=320).new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(f"{page.url}: {message.text}"))
    wide = []
    for width, places in ((320, pages_of(real_site, edition)), (768, TEMPLATES), (1440, TEMPLATES)):
        page.set_viewport_size({"width": width, "height": 800})
        for place in places:
            page.goto(f"{real_site.as_uri()}/{edition.prefix}{place}", wait_until="load")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((place, width))
    assert wide == []
    # The page for lost addresses asks for its style at every distance, of which one is right.
    assert [message for message in messages if "/404.html: Failed to load resource" not in message] == []


def pages_of(site: Path, edition: Edition) -> list[str]:
    """All pages of an edition, by their places below its root; no other edition's root is below a page's folder."""
    others = tuple(each.prefix for each in EDITIONS if each.prefix.startswith(edition.prefix) and each != edition)
    places = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    found = [each for each in places if each.startswith(edition.prefix) and not each.startswith(others)]
    assert len(found) > 250
    return [each.removeprefix(edition.prefix) for each in found]


@each_edition
def test_no_engine_finds_a_violation_in_any_template(site: Path, context: Contexts, edition: Edition) -> None:
    """Every template in every language and register, light and dark: axe-core and IBM's engine, every rule on."""
    found = {}
    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme, bypass_csp=True).new_page()
        for place in TEMPLATES:
            visit(page, site, edition.prefix + place)
            found[place, scheme, "axe"] = axe(page)
            if scheme == "light":
                found[place, scheme, "ibm"] = ibm(page)
    assert {where: problems for where, problems in found.items() if problems} == {}


def test_the_html_of_every_page_is_valid(real_site: Path) -> None:
    """The Nu HTML checker finds no error on any page."""
    files = sorted(str(path) for path in real_site.rglob("*.html"))
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [(each["url"], each["message"]) for each in json.loads(done.stderr)["messages"]] == []


def test_a_thousand_records_become_a_whole_site(tmp_path: Path) -> None:
    """Twelve pages a record, and the lists; the same bytes a second time."""
    data, out = tmp_path / "data", tmp_path / "site"
    generate(1000, data)
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert len(list(out.glob("**/practices/*.html"))) >= 12_000
    first = {path: path.read_bytes() for path in out.rglob("*.html")}
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert {path: path.read_bytes() for path in out.rglob("*.html")} == first
