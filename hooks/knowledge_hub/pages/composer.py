"""The composer of an edition: renders templates, and caches breadcrumbs, cards and lines that many pages share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.entry_history import History
from knowledge_hub.export.downloads import Download
from knowledge_hub.model.entry_base import UNSPECIFIC_TYPES, Easy, Record
from knowledge_hub.model.entry_collections import COLLECTIONS, CardFact, Collection
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.templating import Html, render
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.page_plan import FORM_PLACE, PageKey, Plan
from knowledge_hub.views.passages import Passage
from knowledge_hub.views.similar_practices import Similarity


@dataclass(frozen=True, slots=True)
class Page:
    """A page without the frame around it. ``section`` is the part of the navigation to highlight."""

    title: str
    description: str
    body: str
    section: str
    translated: bool = True
    """False if the text is not in the page's language; search engines are then asked to index the original only."""
    scripts: tuple[str, ...] = ()
    """Scripts of this page only, as URLs relative to the page."""
    styles: tuple[str, ...] = ()
    """Stylesheets of this page only, as URLs relative to the page."""
    manifest: str = ""
    """URL of the web app manifest, relative to the page; '' on most pages."""
    source: str = ""
    """File or folder with the page's content, below the data folder, so that readers can find where to correct it."""
    suggest: str = FORM_PLACE
    """Page for suggesting a change, below the edition's root."""
    json_ld: str = ""
    """JSON-LD (schema.org) metadata; '' for a page that search engines should not index."""
    moved_to: str = ""
    """The new place below the edition's root, if this page is a redirect from a former URL."""


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to the page of an entry."""

    href: str
    title: Passage
    eyebrow: str
    """Text above or before the title: States, dates or kind."""


@dataclass(frozen=True, slots=True)
class CardLabel:
    """A fact on a card: its label, and for a capacity the name of its symbol."""

    label: str
    shape: str | None = None


_PREVIEW = AssetFolders()


class Composer:
    """Renders the pages of one edition. Fragments that many pages share are rendered once and cached."""

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
        folders: AssetFolders = _PREVIEW,
    ) -> None:
        """All caches start empty. ``site_url`` ends with a slash, or is '' without a public address."""
        self.catalogue = catalogue
        self.plan = plan
        self.edition = edition
        self.similarity = similarity
        self.history: History = history or {}
        self.site_url = site_url
        self.downloads = downloads
        """Files of the open data, for links."""
        self.languages = languages
        """The languages of the site."""
        self.folders = folders
        self.localised = Localised(catalogue, edition)
        self.strings = self.localised.strings
        self.easy = self.localised.easy
        self._trails: dict[tuple[int, str], Html] = {}
        self._cards: dict[tuple[str, int], Html] = {}
        self._lines: dict[str, Html] = {}

    def render(self, template: str, key: PageKey, **context: Any) -> Html:  # noqa: ANN401 - templates take values of any type
        """Render a template. ``up`` is the relative path from the page to its edition's root, ``root`` that to the site's root.

        ``assets`` is the path to styles and pictures, ``build`` the name that identifies the files of search, form and entries.
        """
        shared = {
            "t": self.strings.texts,
            "easy": self.easy,
            "up": "../" * key.depth,
            "root": self.root(key.depth),
            "assets": self.assets(key.depth),
            "content": self.content(key.depth),
            "build": self.folders.names[-1],
            "trail": self._trail(key),
        }
        return render(template, self.localised.language, context | shared)

    def root(self, depth: int) -> str:
        """Relative path from a page at this depth to the site's root."""
        return "../" * (depth + self.edition.prefix.count("/"))

    def assets(self, depth: int) -> str:
        """Relative path from a page at this depth to the styles, scripts and pictures, with a final slash."""
        return f"{self.root(depth)}{self.folders.program}/"

    def content(self, depth: int) -> str:
        """The same to the files of search, form and entries."""
        return f"{self.root(depth)}{self.folders.content}/"

    def other_register(self, key: PageKey) -> str:
        """Relative URL of the same page in the other register."""
        return f"{self.root(key.depth)}{self.edition.other_register.prefix}{key.uri}"

    def entry(self, record_id: str) -> Entry:
        """A published entry by its id. Raises LookupError if there is none."""
        entry = self.catalogue.find(record_id)
        if entry is None:
            raise LookupError(record_id)
        return entry

    def section_name(self, section: str) -> str:
        """The name of a section as in the navigation of this register."""
        easy = f"easy.nav.{section}"
        return self.strings[easy if self.easy and easy in self.strings.texts else f"nav.{section}"]

    def _trail(self, key: PageKey) -> Html:
        """Breadcrumbs: home, then the section of the page. Cached by depth and section."""
        trail = self._trails.get((key.depth, key.above))
        if trail is None:
            steps = [{"label": self.strings["chrome.home"], "uri": "index.html"}]
            if key.above:
                steps.append({"label": self.section_name(key.above), "uri": f"{key.above}/index.html"})
            context = {"t": self.strings.texts, "up": "../" * key.depth, "steps": steps}
            trail = self._trails[key.depth, key.above] = render("trail.html", self.localised.language, context)
        return trail

    def card(self, entry: Entry, depth: int) -> Html:
        """The card of an entry, for a page at this depth. Cached."""
        cached = self._cards.get((entry.record.id, depth))
        if cached is None:
            up = "../" * depth
            context = {
                "easy": self.easy,
                "href": f"{up}{entry.path}.html",
                "title": self.localised.title(entry),
                "summary": None if self.easy else self.localised.passage(entry, "text.summary"),
                "eyebrow": self.eyebrow(entry),
                "facts": None if self.easy else self._card_facts(entry),
                "drawing": _picture(entry.record.easy) if self.easy else None,
                "assets": self.assets(depth),
            }
            cached = self._cards[entry.record.id, depth] = render("card.html", self.localised.language, context)
        return cached

    def line(self, entry: Entry) -> Html:
        """An entry as one line of a list, for a page one folder below the edition's root. Cached."""
        cached = self._lines.get(entry.path)
        if cached is None:
            context = {"entry": self.link(entry, "../")}
            cached = self._lines[entry.path] = render("line.html", self.localised.language, context)
        return cached

    def link(self, entry: Entry, up: str = "", eyebrow: str | None = None) -> EntryLink:
        """A link to an entry from a page with the edition's root at ``up``; ``eyebrow`` replaces the usual one."""
        text = self.eyebrow(entry) if eyebrow is None else eyebrow
        return EntryLink(f"{up}{entry.path}.html", self.localised.title(entry), text)

    def eyebrow(self, entry: Entry) -> str:
        """Kicker above the title of a card: dates if there are any, else States, kind or collection."""
        record, kinds = entry.record, COLLECTIONS[entry.collection].kinds
        if record.period:
            return self.strings.between(*record.period)
        if record.countries:
            return self.join(self.localised.label("states", code) for code in self.localised.states(record.countries))
        if kinds:
            return self.localised.label(kinds, getattr(record, "kind", ""))
        return self.section_name(entry.collection)

    def join(self, parts: Iterator[str]) -> str:
        """Join names with the separator of this language."""
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
    """The picture of an entry in an easy-read list: its first picture other than that of a country."""
    pictures = [sentence.picture for sentence in (easy.what if easy else ()) if sentence.picture]
    return next((name for name in pictures if name != _COUNTRY), pictures[0] if pictures else None)


_COUNTRY = "map"
"""Picture of the sentence «… is a country in …», with which most entries begin; it does not distinguish them."""
