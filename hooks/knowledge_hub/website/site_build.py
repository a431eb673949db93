"""Builds the whole site: every page of every edition, from the catalogue and the frames.

Used by the hook of MkDocs and by the command alike. Work fans out over processes; the result is the same bytes
whatever their number.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from knowledge_hub.base import material_icons
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, REGISTERS, Edition, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.minifier import as_utf8
from knowledge_hub.base.problems import DataError
from knowledge_hub.base.terminal import progress
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.entry_history import History
from knowledge_hub.export.downloads import Download
from knowledge_hub.export.export_files import FOLDER
from knowledge_hub.pages import contribution_form
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.front_pages import at_any_depth, not_found_page
from knowledge_hub.pages.page_kinds import KINDS, make_page, make_plan
from knowledge_hub.search.search_documents import codes_of_entries, newest_first
from knowledge_hub.search.search_files import card_files, facet_files, write_index_files
from knowledge_hub.views.page_plan import PageKey, Plan
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website import hosting, security_txt
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.feeds import feed
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.offline_support import offline_files, offline_lists
from knowledge_hub.website.open_data import write_open_data
from knowledge_hub.website.sitemap import sitemaps
from knowledge_hub.website.start_page import start_page

FrameKey = tuple[Edition, int]
"""A frame serves the pages of one edition at one depth."""
DEPTHS = (0, 1)
_Indexed = tuple[Sequence[Entry], Mapping[str, Sequence[str]]]
"""All entries in the order of the index, and the codes of each."""


@dataclass
class Site:
    """Everything that a build needs, shared by its processes."""

    catalogue: Catalogue
    frames: Mapping[FrameKey, Frame]
    authored: Sequence[str]
    """Places of the authored pages below an edition's root; they are in every edition."""
    out: Path
    site_url: str
    repository: str = ""
    """Address of the repository where contributions are reviewed, without a slash at its end; '' when there is none."""
    mailbox: str = ""
    """Shared mailbox of those who run the hub; '' when there is none."""
    history: History = field(default_factory=dict)
    languages: Sequence[LanguageCode] = LANGUAGES
    """The languages that the site is in."""
    plan: Plan = field(init=False)
    similarity: Similarity = field(init=False)
    downloads: Sequence[Download] = ()
    """The files of the open data, as soon as they are written."""
    made: set[str] = field(default_factory=set)
    """What this process has written, by its place below the site's root."""
    _composers: dict[Edition, Composer] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The plan follows from the catalogue."""
        self.plan = make_plan(self.catalogue)
        self.similarity = Similarity(self.catalogue)

    def build(self) -> int:
        """Write every page and all that belongs to them; returns how many pages were stamped."""
        # Before anything is composed, as pages name the files and their sizes.
        self.write_data()
        self.write_search()
        self.write_form()
        for entry in self.catalogue.all_entries():
            self.write_entry_script(entry)
        links = self._write_pages()
        self._write_front(links)
        for language in self.languages:
            self.write_feed(language)
        self.write_offline()
        self._check_links(links)
        for name, content in offline_lists(self.out, self.languages):
            self.put(name, content)
        return len(self.languages) * len(REGISTERS) * len(self.plan.pages)

    def _write_pages(self) -> Links:
        """Write every page; returns their links."""
        _ = self.plan.coverage  # Counted once, before the work fans out.
        # A language is one worker's task: its pages share cards and rows, and no worker touches all translations.
        parts = [
            [(Edition(language, register), key) for register in REGISTERS for key in self.plan.pages]
            for language in self.languages
        ]
        links = Links()
        for noted in fan_out(_write, self, parts, done=progress(Message("Writing pages"), sum(map(len, parts)))):
            links.add(noted)
        return links

    def _write_front(self, links: Links) -> None:
        """Write what stands at the site's root for servers, robots, and readers who went astray."""
        if DEFAULT_LANGUAGE in self.languages:
            self._write_not_found(links)
        else:
            start = start_page(self.catalogue, self.languages)
            self.put("index.html", start)
            links.note(start, "index.html")
        self.put(material_icons.SHEET, material_icons.sheet())
        for name, content in hosting.files(self.site_url):
            self.put(name, content)
        contact = security_txt.text(self.catalogue, self.site_url, self.repository, self.mailbox)
        if contact:
            self.put(security_txt.PLACE, contact)
        if self.site_url:
            for name, content in sitemaps(self.site_url, self.uris(), self.languages):
                self.put(name, content)
            self.put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self.site_url}sitemap.xml\n")

    def indexed(self) -> _Indexed:
        """What the search finds, in the order of its index."""
        return newest_first(self.catalogue), codes_of_entries(self.catalogue)

    def write_data(self) -> None:
        """Write the open data."""
        self.downloads = write_open_data(self.catalogue, self.out / FOLDER, self.site_url, self.languages)

    def write_search(self) -> None:
        """Write what the search loads, for all languages."""
        entries, codes = self.indexed()
        self.write_facets(entries, codes)
        for _ in fan_out(write_index, (self, entries, codes), [[language] for language in self.languages], always=True):
            pass

    def write_facets(self, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]]) -> None:
        """Write which entries have which value of each facet."""
        for name, content in facet_files(entries, codes):
            self.put(f"assets/search/{name}", content)

    def write_form(self) -> None:
        """Write what the contribution form loads: its program, its words in each language, and all ids."""
        self.put("assets/form/form.js", contribution_form.script())
        for language in self.languages:
            described = contribution_form.description(
                self.composer(Edition(language, "standard")), self.repository, self.mailbox
            )
            self.put(f"assets/form/{language}.js", described)
            for name, content in contribution_form.blank_files(self.catalogue.strings[language]):
                self.put(f"assets/form/{language}/{name}", content)
        self.put("assets/entries/ids.js", contribution_form.ids_script(self.catalogue.all_entries()))

    def write_entry_script(self, entry: Entry) -> None:
        """Write one entry as the form needs it."""
        self.put(f"assets/entries/{entry.path}.js", contribution_form.entry_script(entry))

    def composer(self, edition: Edition) -> Composer:
        """The composer of an edition, made when it is first asked for."""
        composer = self._composers.get(edition)
        if composer is None:
            composer = self._composers[edition] = Composer(
                self.catalogue, self.plan, edition, self.similarity, self.history,
                self.site_url, self.downloads, self.languages,
            )  # fmt: skip
        return composer

    def forget(self, edition: Edition) -> None:
        """Let the composer of an edition go, with the pieces of pages that it kept."""
        self._composers.pop(edition, None)

    def uris(self) -> list[str]:
        """All pages of an edition but old addresses, generated and authored, in a fixed order."""
        return sorted({key.uri for key in self.plan.pages if KINDS[key.kind].listed} | set(self.authored))

    def _check_links(self, links: Links) -> None:
        """Raises DataError with every link within the site that leads nowhere."""
        editions = [Edition(language, register) for language in self.languages for register in REGISTERS]
        for place in (f"{edition.prefix}{uri}" for edition in editions for uri in self.authored):
            links.note((self.out / place).read_text(encoding="utf-8"), place)
        broken = list(links.broken(self.out))
        if broken:
            raise DataError(broken)

    def write(self, edition: Edition, key: PageKey, links: Links) -> None:
        """Render one page and write it; its links are noted."""
        composer = self.composer(edition)
        page = make_page(composer, key)
        html = self.frames[edition, key.depth].stamp(page, key.uri, composer.strings["site.name"], self.repository)
        place = f"{edition.prefix}{key.uri}"
        self.put(place, html)
        links.note(page.body, place)
        links.note_chrome((edition, key.depth), html, place)

    def put(self, name: str, content: bytes | str) -> None:
        """Write a new file at a place below the site's root."""
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self.out}/{folder}", exist_ok=True)  # noqa: PTH103 - as below
            self._folders.add(folder)
        if name.endswith(".js") and isinstance(content, str):
            content = as_utf8(content)
        # pathlib and a buffer double the cost, as often as there are pages.
        with open(f"{self.out}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - see above
            left = memoryview(content.encode() if isinstance(content, str) else content)
            # A disk that is nearly full takes a part of a text and says nothing before the next.
            while left:
                left = left[file.write(left) :]
        self.made.add(name)

    def write_feed(self, language: LanguageCode) -> None:
        """Write the feed of one language."""
        edition = Edition(language, "standard")
        self.put(f"{edition.prefix}{FEED}", feed(self.composer(edition), self.site_url))

    def write_offline(self) -> None:
        """Write what keeps the site on a device, but its lists."""
        for name, content in offline_files(self.catalogue, self.languages):
            self.put(name, content)

    def _write_not_found(self, links: Links) -> None:
        frame = self.frames[Edition(DEFAULT_LANGUAGE, "standard"), 0]
        strings = self.catalogue.strings[DEFAULT_LANGUAGE]
        page = not_found_page(self.catalogue, self.languages, self.site_url)
        html = frame.stamp(page, "index.html", strings["site.name"]).decode()
        # As the page stands at the root: at other addresses its links begin elsewhere.
        links.note(html, "404.html")
        self.put("404.html", at_any_depth(html, self.site_url))


def write_index(shared: tuple[Site, *_Indexed], tasks: Sequence[LanguageCode]) -> int:
    """Write the index and the cards of some languages."""
    site, entries, codes = shared
    for language in tasks:

        def put(name: str, content: str, folder: str = f"assets/search/{language}") -> None:
            site.put(f"{folder}/{name}", content)

        standard = site.composer(Edition(language, "standard"))
        write_index_files(standard, entries, codes, put)
        for composer in (standard, site.composer(Edition(language, "easy"))):
            for name, content in card_files(composer, entries):
                put(name, content)
            site.forget(composer.edition)
    return len(tasks)


def _write(site: Site, tasks: Sequence[tuple[Edition, PageKey]]) -> Links:
    links = Links()
    for edition, of in groupby(tasks, key=itemgetter(0)):
        for _, key in of:
            site.write(edition, key, links)
        site.forget(edition)
    return links
