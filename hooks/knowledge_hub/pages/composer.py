"""Composes pages of one edition: breadcrumbs, cards and labels that pages share, and the rendering of a template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.entry_history import History
from knowledge_hub.export.downloads import Download
from knowledge_hub.model.entry_base import Easy
from knowledge_hub.model.entry_models import Event, Practice
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.templating import Html, language_attributes, render, symbol
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.page_plan import PageKey, Plan
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
    """The file that holds what the page shows, as its repository names it."""
    suggest: str = ""
    """Where a change is suggested, from the edition's root."""
    linked: str = ""
    """What the page says for programs, as JSON-LD; '' for a page that nobody is led to."""
    moved: str = ""
    """Where the page is now, below the edition's root, when this is an address that it had before."""


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
        self._cards: dict[tuple[str, int], Html] = {}
        self._lines: dict[str, Html] = {}

    def render(self, template: str, key: PageKey, **context: Any) -> Html:  # noqa: ANN401 - templates take anything
        """Fill a template; ``up`` leads from the page to its edition's root, ``root`` to the site's."""
        up = "../" * key.depth
        context |= {"t": self.strings.texts, "easy": self.easy, "up": up, "root": self.root(key.depth)}
        return render(template, self.localised.language, context)

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

    def trail(self, key: PageKey, section: str | None) -> Html:
        """One line that says where the reader is: home, then the section when the page is not its front."""
        up = "../" * key.depth
        steps = [(self.strings["chrome.home"], f"{up}index.html")]
        if section is not None:
            steps.append((self.section_name(section), f"{up}{section}/index.html"))
        links = "".join(f'<li><a href="{href}">{escape(label)}</a></li>' for label, href in steps)
        where = escape(self.strings["chrome.where"])
        return Html(f'<nav class="trail" aria-label="{where}"><ol>{links}</ol></nav>')

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
                "facts": None if self.easy else Html("".join(self._card_facts(entry))),
                "drawing": _picture(entry.record.easy) if self.easy else None,
                "root": self.root(depth),
            }
            cached = self._cards[entry.record.id, depth] = render("card.html", self.localised.language, context)
        return cached

    def line(self, entry: Entry) -> Html:
        """One entry in a list of plain lines, on a page one folder below the edition's root."""
        cached = self._lines.get(entry.path)
        if cached is None:
            title, over = self.localised.title(entry), escape(self.over(entry))
            foreign = "" if title.language == self.localised.language else language_attributes(title.language)
            link = f'<a href="../{entry.path}.html"{foreign}>{escape(title.text)}</a>'
            cached = self._lines[entry.path] = Html(f'<li><span class="over">{over}</span> {link}</li>')
        return cached

    def over(self, entry: Entry) -> str:
        """The line above a card's title: the States, or the dates of an event, or the kind."""
        record = entry.record
        if isinstance(record, Event):
            return self.strings.between(record.start, record.end)
        if record.countries:
            return self.join(self.localised.label("states", code) for code in record.countries)
        kinds = {"resources": "resource_kinds", "support": "support_kinds"}
        if entry.collection in kinds:
            return self.localised.label(kinds[entry.collection], getattr(record, "kind", ""))
        return self.section_name(entry.collection)

    def join(self, parts: Iterator[str]) -> str:
        """Several names as a list in running text."""
        return self.strings["list.separator"].join(parts)

    def _card_facts(self, entry: Entry) -> Iterator[str]:
        record, label = entry.record, self.localised.label
        if isinstance(record, Practice):
            if record.year:
                yield f"<li>{escape(self.strings.fill('fact.since', year=str(record.year)))}</li>"
            if record.mechanism.type not in {"unknown", "not_applicable"}:
                yield f"<li>{escape(label('mechanism_types', record.mechanism.type))}</li>"
            for code in record.capacities:
                shape = symbol(capacity_symbol(self.catalogue, code))
                yield f"<li>{shape}{escape(label('capacities', code))}</li>"
        elif isinstance(record, Event):
            yield f"<li>{escape(label('event_kinds', record.kind))}</li>"


def _picture(easy: Easy | None) -> str | None:
    """The picture that stands for a record in an easy-read list: the first that tells it from other records."""
    pictures = [each.picture for each in (easy.what if easy else ()) if each.picture]
    return next((name for name in pictures if name != _COUNTRY), pictures[0] if pictures else None)


_COUNTRY = "map"
"""The picture of «… is a country in …», with which most records begin."""
