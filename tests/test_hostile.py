"""Hostile input: several hundred values that somebody could try, in every text field of every collection, in a real browser."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import yaml
from playwright.sync_api import BrowserContext, Dialog, Page, Request, expect
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import Edition
from knowledge_hub.base.problems import DataError
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website.feeds import MAX_ENTRIES, feed
from tests.conftest import BASE, REAL, Contexts, asset, hub, some
from tests.hostile_records import GAP, VALUES, packs, write

PACKS = packs()
ATOM = "{http://www.w3.org/2005/Atom}"
Made = set[tuple[str, str]]
"""Names of elements, each with the name of an attribute that it has, or with ''."""
MADE = """() => [...document.querySelectorAll('*')].flatMap(each =>
  [[each.localName, ''], ...[...each.attributes].map(attribute => [each.localName, attribute.name])])"""


FOUND = ".results > li, .find-notes > *"
"""What the search shows when it has an answer."""


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """Still the real content: what readers do is tried on all of it, with entries and queries that stay."""
    return real_site


def line(text: str) -> str:
    """A text as a reader sees it: a page shows any white space as one space."""
    return " ".join(text.split())


def codes(vocabulary: str) -> str:
    """The first code of a vocabulary."""
    text = (REAL / f"vocabularies/{vocabulary}.yml").read_text(encoding="utf-8")
    # The base loader makes nothing but strings.
    return str(next(iter(yaml.load(text, Loader=yaml.CBaseLoader)["terms"])))  # noqa: S506


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every accepted value in every text field."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    for name in ("vocabularies", "strings"):
        shutil.copytree(REAL / name, folder / name)
    write(folder, codes)
    return folder


@pytest.fixture(scope="session")
def hostile_catalogue(hostile_data: Path) -> Catalogue:
    """The same, read; the values pass the check."""
    return load(hostile_data)


@pytest.fixture(scope="session")
def hostile_site(hostile_data: Path) -> Path:
    """The same as a site."""
    out = hostile_data.with_name("site")
    done = hub("build", "--data", hostile_data, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class Watched:
    """A page without the policy that would stop scripts in any case, so that what runs is seen to run."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        """Note all that a page does beyond showing itself."""
        self.page: Page = context.new_page()
        self.seen: list[str] = []
        self._site = site
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda message: self.seen.append(f"console {message.text}"))
        self.page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        self.page.on("popup", lambda page: self.seen.append(f"popup {page.url}"))
        self.page.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._site.as_uri()):
            self.seen.append(f"request {request.url}")

    def open(self, place: str) -> Page:
        """Go to a page of the site."""
        path, mark, query = place.partition("?")
        self.page.goto((self._site / path).as_uri() + mark + query)
        return self.page

    def made(self) -> Made:
        """What the page is made of, after nothing has run."""
        assert self.page.evaluate("window.pwned") is None
        assert self.seen == []
        return {(name, attribute) for name, attribute in self.page.evaluate(MADE)}


@pytest.fixture
def watch(context: Contexts, hostile_site: Path) -> Watched:
    """A page of the hostile site that is watched."""
    return Watched(context(bypass_csp=True), hostile_site)


@pytest.fixture
def allowed(context: Contexts, site: Path) -> Callable[..., Made]:
    """What pages of the real site are made of; what a text made is not among it."""

    def of(*places: str, ready: str = "main") -> Made:
        watched = Watched(context(bypass_csp=True), site)
        made: Made = set()
        for place in places:
            expect(watched.open(place).locator(ready).first).not_to_be_empty()
            made |= watched.made()
        return made

    return of


def test_the_list_is_long_enough() -> None:
    """At least two hundred values of many kinds, none twice, besides addresses."""
    texts = [*VALUES["accepted"], *VALUES["refused"]]
    assert len(texts) == len(set(texts)) >= 200
    assert len(VALUES["addresses"]) >= 50


def _answers(data: Path, field: str, values: list[str]) -> dict[int, list[str]]:
    """What the check says of each value, in a record of its own: ``field`` is a line of the small practice."""
    before = (BASE / "practices/pry-example/entry.yml").read_text(encoding="utf-8")
    shutil.rmtree(data / "practices/pry-example")
    (data / "events/2021-example/entry.yml").unlink()
    for number, value in enumerate(values):
        folder = data / f"practices/record-{number:03d}"
        folder.mkdir()
        written = (
            json.dumps(value).replace("\\ud8", "\\uD8") if value.isascii() else json.dumps(value, ensure_ascii=False)
        )
        text = before.replace("id: pry-example", f"id: record-{number:03d}").replace("related: [2021-example]\n", "")
        name, _, old = field.partition(": ")
        assert f"{name}: {old}\n" in text
        text = text.replace(f"{name}: {old}\n", f"{name}: {written}\n")
        (folder / "entry.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    said: dict[int, list[str]] = {}
    try:
        load(data)
    except DataError as error:
        for problem in error.problems:
            number = int(Path(problem.path).parent.name.removeprefix("record-"))
            said.setdefault(number, []).append(str(problem).replace(f"{data}/", ""))
    return said


def test_what_hides_is_refused_with_file_and_line(data: Path) -> None:
    """Each value of the second part of the list, and each in one sentence that names the line."""
    said = _answers(data, "title: A commission plans together", VALUES["refused"])
    assert sorted(said) == list(range(len(VALUES["refused"])))
    for number, lines in said.items():
        assert lines[0].startswith(f"practices/record-{number:03d}/entry.yml:25:"), (VALUES["refused"][number], lines)


def test_no_hostile_address_is_taken(data: Path) -> None:
    """Only public addresses of https and http; each other one is answered with what to write."""
    said = _answers(data, 'url: "https://example.org/report"', VALUES["addresses"])
    taken = [VALUES["addresses"][number] for number in range(len(VALUES["addresses"])) if number not in said]
    assert taken == []
    for number, lines in said.items():
        assert lines[0].startswith(f"practices/record-{number:03d}/entry.yml:23:"), (VALUES["addresses"][number], lines)
    assert sum("write a full public address" in lines[0] for lines in said.values()) > 60


@pytest.mark.audit
def test_each_value_stands_on_its_page_as_it_was_written(hostile_site: Path, hostile_catalogue: Catalogue) -> None:
    """All pages of entries, read as a browser's parser does: titles, statements, easy sentences, original and translation."""
    seen: set[str] = set()
    for collection, entries in hostile_catalogue.entries.items():
        for record_id, entry in entries.items():
            assert entry.record.easy is not None
            statements = [each.text for _, of in entry.record.text if isinstance(of, tuple) for each in of]
            sentences = [each.text for _, of in entry.record.easy if isinstance(of, tuple) for each in of]
            for edition, title, texts in (
                ("", entry.record.text.title, statements),
                ("easy/", entry.record.easy.title, sentences),
            ):
                page = Html((hostile_site / f"{edition}{collection}/{record_id}.html").read_text(encoding="utf-8"))
                heading, main = page.css_first("main h1"), page.css_first("main")
                assert heading is not None
                assert main is not None
                assert line(heading.text()) == line(title)
                shown = line(main.text())
                assert [text for text in texts if line(text) not in shown] == [], record_id
                seen.update(texts)
            french = Html((hostile_site / f"fr/{collection}/{record_id}.html").read_text(encoding="utf-8"))
            heading = french.css_first("main h1")
            assert heading is not None
            assert line(heading.text()) == line(str(entry.translations["fr"].texts["text.title"]))
    assert {line(each) for each in seen} >= {line(each) for each in VALUES["accepted"]}


@pytest.mark.audit
@pytest.mark.browser
@pytest.mark.parametrize("register", ["", "easy/"])
def test_nothing_runs_on_pages_of_entries(watch: Watched, allowed: Callable[..., Made], register: str) -> None:
    """Each value in each field of a practice, and one record of each other collection; no element that a text made."""
    real = (
        "practices/pry-simore-plus",
        "events/2023-geneva-seminar",
        "support/upr-info-field-programme",
        "guidance/establish",
    )
    known = allowed(*(f"{register}{place}.html" for place in real), f"fr/{register}practices/pry-simore-plus.html")
    places = [f"practices/practices-{number:03d}" for number in range(len(PACKS))]
    places += [
        f"{name}/{name}-{number:03d}"
        for name in COLLECTIONS
        if name != "practices"
        for number in range(0, len(PACKS), 12)
    ]
    for place in some(places):
        watch.open(f"{register}{place}.html")
        assert watch.made() - known == set(), place
    for place in some(places[:: len(places) // 10]):
        watch.open(f"fr/{register}{place}.html")
        assert watch.made() - known == set(), place


@pytest.mark.audit
@pytest.mark.browser
def test_nothing_runs_on_lists(watch: Watched, allowed: Callable[..., Made], hostile_site: Path) -> None:
    """Every page that lists titles and summaries, in both registers, and the pages about all of them."""
    fronts = [
        "index.html",
        "practices/index.html",
        "events/index.html",
        "support/index.html",
        "countries/pry.html",
        "coverage.html",
    ]
    fronts += [
        "guidance/index.html",
        "experiences/index.html",
        "capacities/coordination.html",
        "regions/grulac.html",
        "browse/index.html",
    ]
    fronts += ["browse/topic-legislation.html", "countries/index.html"]
    real = [place for register in ("", "easy/") for place in fronts]
    known = allowed(*(f"{register}{place}" for register in ("", "easy/") for place in _present(hostile_site, fronts)))
    # The overview names what is not translated by language; of the real records, all is.
    known.add(("h3", "id"))
    places = [path.relative_to(hostile_site).as_posix() for register in ("", "easy/") for name in (*COLLECTIONS, "countries", "capacities", "regions", "browse")
              for path in sorted((hostile_site / register / name).glob("*.html"))]  # fmt: skip
    ids = {f"{name}-{number:03d}.html" for name in COLLECTIONS for number in range(len(PACKS))}
    lists = [place for place in (*places, *_present(hostile_site, real)) if Path(place).name not in ids]
    assert len(lists) > 60
    for place in lists:
        watch.open(place)
        assert watch.made() - known == set(), place


def _present(site: Path, places: list[str]) -> list[str]:
    return [place for place in places if (site / place).exists()]


@pytest.mark.audit
@pytest.mark.browser
def test_nothing_runs_in_the_search(watch: Watched, allowed: Callable[..., Made]) -> None:
    """Each value typed, and each title among the results; nothing but titles, sentences and marks is made of them."""
    known = allowed(
        "search.html?q=report",
        "search.html?q=report+zzzzzz",
        "search.html?q=zzzzqqq",
        "search.html?q=reprot",
        ready=FOUND,
    )
    titles: set[str] = set()
    for pack in PACKS:
        # A field of one line drops line ends, so they are typed as spaces.
        typed = " ".join(GAP.join(pack).splitlines())
        page = watch.open(f"search.html?{urlencode({'q': typed})}")
        expect(page.locator(FOUND).first).not_to_be_empty()
        assert line(page.locator("#find-form [name=q]").input_value()) == line(typed)
        assert watch.made() - known == set(), pack
        titles.update(line(each) for each in page.locator(".results h3").all_text_contents())
    assert len(titles) > len(PACKS) // 3


@pytest.mark.audit
@pytest.mark.browser
def test_nothing_runs_in_the_form(watch: Watched, allowed: Callable[..., Made]) -> None:
    """Entries to be corrected and translated, and the preview of one; the values stand in their fields."""
    known = allowed(
        "contribute-form.html?correct=practices/pry-simore-plus",
        "contribute-form.html?translate=practices/pry-simore-plus",
        ready="main h2",
    )
    for number in some(range(0, len(PACKS), 4)):
        for how in ("correct", "translate"):
            page = watch.open(f"contribute-form.html?{how}=practices/practices-{number:03d}")
            expect(page.locator("main h2").first).to_be_visible()
            assert watch.made() - known == set(), (how, number)


@pytest.mark.audit
def test_feeds_and_indexes_are_what_they_say(hostile_site: Path, hostile_catalogue: Catalogue) -> None:
    """Every title and summary in a feed that parses; every script of data is one call with JSON in it."""
    for collection, entries in some(hostile_catalogue.entries.items()):
        ids = sorted(entries)
        for start in some(range(0, len(ids), MAX_ENTRIES)):
            few = {
                **{name: {} for name in COLLECTIONS},
                collection: {each: entries[each] for each in ids[start : start + MAX_ENTRIES]},
            }
            catalogue = replace(hostile_catalogue, entries=few)
            composer = Composer(catalogue, make_plan(catalogue), Edition("en", "standard"), Similarity(catalogue))
            # A feed of one's own making; what would grow without end is not in it.
            root = ET.fromstring(feed(composer, ""))  # noqa: S314
            titles = [line(each.findtext(f"{ATOM}title") or "") for each in root.iter(f"{ATOM}entry")]
            assert titles == [line(each.record.text.title) for each in few[collection].values()]
            assert len(list(root)) == 6 + len(titles)
    for path in some(asset(hostile_site, "entries/practices").glob("*.js")):
        text = path.read_text(encoding="utf-8-sig")
        name, _, content = text.removeprefix("hubForm.take(").removesuffix(")\n").partition(",")
        assert json.loads(name) == f"practices/{path.stem}"
        assert json.loads(content)["entry"]["id"] == path.stem
    ET.parse(hostile_site / "feed.xml")  # noqa: S314 - as above
