"""Composes pages of one edition: breadcrumbs, cards and labels that pages share, and the rendering of a template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.entry_history import History
from knowledge_hub.export.downloads import Download
from knowledge_hub.model.entry_base import UNSPECIFIC_TYPES, Easy, Record
from knowledge_hub.model.entry_collections import COLLECTIONS, CardFact, Collection
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.templating import Html, render
from knowledge_hub.views.localised import Localised, Passage
from knowledge_hub.views.page_plan import FORM_PLACE, PageKey, Plan
from knowledge_hub.views.similar_practices import Similarity


@dataclass(frozen=True, slots=True)
class Page:
    """What is stamped into a frame. ``section`` is the part of the navigation that the page belongs to."""

    title: str
    description: str
    body: str
    section: str
    translated: bool = True
    """False when the page's text is not in the page's language, so that search engines keep to the original."""
    scripts: tuple[str, ...] = ()
    """Scripts of this page alone, as addresses from the page."""
    styles: tuple[str, ...] = ()
    """Styles of this page alone, likewise."""
    manifest: str = ""
    """Where a browser learns how to put the site on a device, as an address from the page; '' on most pages."""
    source: str = ""
    """The file or folder with what the page shows, below the data folder, so that a reader who finds a fault knows where it is."""
    suggest: str = FORM_PLACE
    """Where a change is suggested, from the edition's root."""
    linked: str = ""
    """What the page says for programs, as JSON-LD; '' for a page that nobody is led to."""
    moved: str = ""
    """Where the page is now, below the edition's root, when this is an address that it had before."""


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to the page of an entry."""

    href: str
    title: Passage
    over: str
    """What is said before or above the title: the States, the dates …"""


@dataclass(frozen=True, slots=True)
class CardLabel:
    """A fact on a card: a few words, and the shape of a capacity."""

    label: str
    shape: str | None = None


class Composer:
    """One edition at work. What many pages share is made once and kept."""

    def __init__(
        self,
        catalogue: Catalogue,
        plan: Plan,
        edition: Edition,
        similarity: Similarity,
        history: History | None = None,
        site_url: str = "",
        downloads: Sequence[Download] = (),
        languages: Sequence[LanguageCode] = LANGUAGES,
    ) -> None:
        """Nothing is rendered before it is asked for. ``site_url`` ends with a slash, or is '' when it is not known."""
        self.catalogue = catalogue
        self.plan = plan
        self.edition = edition
        self.similarity = similarity
        self.history: History = history or {}
        self.site_url = site_url
        self.downloads = downloads
        """The files of the open data that pages lead to."""
        self.languages = languages
        """The languages that the site is in."""
        self.localised = Localised(catalogue, edition)
        self.strings = self.localised.strings
        self.easy = self.localised.easy
        self._trails: dict[tuple[int, str], Html] = {}
        self._cards: dict[tuple[str, int], Html] = {}
        self._lines: dict[str, Html] = {}

    def render(self, template: str, key: PageKey, **context: Any) -> Html:  # noqa: ANN401 - templates take anything
        """Fill a template; ``up`` leads from the page to its edition's root, ``root`` to the site's."""
        shared = {
            "t": self.strings.texts,
            "easy": self.easy,
            "up": "../" * key.depth,
            "root": self.root(key.depth),
            "trail": self._trail(key),
        }
        return render(template, self.localised.language, context | shared)

    def root(self, depth: int) -> str:
        """From a page at a depth to the site's root."""
        return "../" * (depth + self.edition.prefix.count("/"))

    def other_register(self, key: PageKey) -> str:
        """Address of the same page in the other register."""
        return f"{self.root(key.depth)}{self.edition.other_register.prefix}{key.uri}"

    def entry(self, record_id: str) -> Entry:
        """A published entry that the plan names."""
        found = self.catalogue.find(record_id)
        if found is None:
            raise LookupError(record_id)
        return found

    def section_name(self, section: str) -> str:
        """The name of a part of the site, as its navigation says it."""
        easy = f"easy.nav.{section}"
        return self.strings[easy if self.easy and easy in self.strings.texts else f"nav.{section}"]

    def _trail(self, key: PageKey) -> Html:
        """One line that says where the reader is: home, then the section above the page."""
        trail = self._trails.get((key.depth, key.above))
        if trail is None:
            steps = [{"label": self.strings["chrome.home"], "uri": "index.html"}]
            if key.above:
                steps.append({"label": self.section_name(key.above), "uri": f"{key.above}/index.html"})
            context = {"t": self.strings.texts, "up": "../" * key.depth, "steps": steps}
            trail = self._trails[key.depth, key.above] = render("trail.html", self.localised.language, context)
        return trail

    def card(self, entry: Entry, depth: int) -> Html:
        """One entry in a list, on a page at a depth."""
        cached = self._cards.get((entry.record.id, depth))
        if cached is None:
            up = "../" * depth
            context = {
                "easy": self.easy,
                "href": f"{up}{entry.path}.html",
                "title": self.localised.title(entry),
                "summary": None if self.easy else self.localised.passage(entry, "text.summary"),
                "over": self.over(entry),
                "facts": None if self.easy else self._card_facts(entry),
                "drawing": _picture(entry.record.easy) if self.easy else None,
                "root": self.root(depth),
            }
            cached = self._cards[entry.record.id, depth] = render("card.html", self.localised.language, context)
        return cached

    def line(self, entry: Entry) -> Html:
        """One entry in a list of plain lines, on a page one folder below the edition's root."""
        cached = self._lines.get(entry.path)
        if cached is None:
            context = {"entry": self.link(entry, "../")}
            cached = self._lines[entry.path] = render("line.html", self.localised.language, context)
        return cached

    def link(self, entry: Entry, up: str = "", over: str | None = None) -> EntryLink:
        """A link to an entry from a page whose edition's root is ``up``; ``over`` says something else above its title."""
        text = self.over(entry) if over is None else over
        return EntryLink(f"{up}{entry.path}.html", self.localised.title(entry), text)

    def over(self, entry: Entry) -> str:
        """The line above a card's title: the States, or the dates of an event, or the kind."""
        record, kinds = entry.record, COLLECTIONS[entry.collection].kinds
        if record.period:
            return self.strings.between(*record.period)
        if record.countries:
            return self.join(self.localised.label("states", code) for code in record.countries)
        if kinds:
            return self.localised.label(kinds, getattr(record, "kind", ""))
        return self.section_name(entry.collection)

    def join(self, parts: Iterator[str]) -> str:
        """Several names as a list in running text."""
        return self.strings["list.separator"].join(parts)

    def _card_facts(self, entry: Entry) -> list[CardLabel]:
        collection = COLLECTIONS[entry.collection]
        return [
            label for fact in collection.card for label in _CARD_FACTS[fact](self.localised, collection, entry.record)
        ]


def _year(localised: Localised, _: Collection, record: Record) -> Iterator[CardLabel]:
    year = getattr(record, "year", None)
    if year:
        yield CardLabel(localised.strings.fill("fact.since", year=str(year)))


def _mechanism_type(localised: Localised, _: Collection, record: Record) -> Iterator[CardLabel]:
    if record.mechanism_type and record.mechanism_type not in UNSPECIFIC_TYPES:
        yield CardLabel(localised.label("mechanism_types", record.mechanism_type))


def _capacities(localised: Localised, _: Collection, record: Record) -> Iterator[CardLabel]:
    for code in getattr(record, "capacities", ()):
        yield CardLabel(localised.label("capacities", code), capacity_symbol(localised.catalogue, code))


def _kind(localised: Localised, collection: Collection, record: Record) -> Iterator[CardLabel]:
    if collection.kinds:
        yield CardLabel(localised.label(collection.kinds, getattr(record, "kind", "")))


_CARD_FACTS: Mapping[CardFact, Callable[[Localised, Collection, Record], Iterator[CardLabel]]] = {
    "year": _year,
    "mechanism_type": _mechanism_type,
    "capacities": _capacities,
    "kind": _kind,
}


def _picture(easy: Easy | None) -> str | None:
    """The picture that stands for a record in an easy-read list: the first that tells it from other records."""
    pictures = [each.picture for each in (easy.what if easy else ()) if each.picture]
    return next((name for name in pictures if name != _COUNTRY), pictures[0] if pictures else None)


_COUNTRY = "map"
"""The picture of «… is a country in …», with which most records begin."""
