"""Stage 8, the composition root: every page of every edition, from the catalogue and the frames.

Used by the hook of MkDocs and by the command alike. Work fans out over processes; the result is the same bytes
whatever their number.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub import form
from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.chrome import FEED
from knowledge_hub.composer import Composer
from knowledge_hub.feeds import feed
from knowledge_hub.frames import Frame
from knowledge_hub.front_pages import not_found_page
from knowledge_hub.history import History
from knowledge_hub.internal_links import Links
from knowledge_hub.languages import DEFAULT_LANGUAGE, EDITIONS, LANGUAGES, Edition, LanguageCode
from knowledge_hub.pages import make_page
from knowledge_hub.plan import PageKey, Plan, make_plan
from knowledge_hub.problems import DataError
from knowledge_hub.search_documents import codes_of_entries, in_order
from knowledge_hub.search_files import card_files, facet_files, index_files
from knowledge_hub.similar import Similarity
from knowledge_hub.sitemap import sitemaps
from knowledge_hub.workers import fan_out, progress

FrameKey = tuple[Edition, int]
"""A frame serves the pages of one edition at one depth."""
DEPTHS = (0, 1)


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
    refresh: bool = False
    """Write into a site that stands already, and only what differs; for the preview."""
    history: History = field(default_factory=dict)
    plan: Plan = field(init=False)
    similarity: Similarity = field(init=False)
    _composers: dict[Edition, Composer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The plan follows from the catalogue."""
        self.plan = make_plan(self.catalogue)
        self.similarity = Similarity(self.catalogue)

    def build(self) -> int:
        """Write every page and the map; returns how many pages were stamped."""
        for edition in EDITIONS:
            for folder in {key.uri.rpartition("/")[0] for key in self.plan.pages}:
                (self.out / edition.prefix / folder).mkdir(parents=True, exist_ok=True)
        if not self.refresh:
            # The preview leaves the index as it was first built: it costs more than all pages of an edit.
            self.write_search()
            self._write_form()
        # An edition is one worker's task, as its pages share cards and rows.
        parts = [[(edition, key) for key in self.plan.pages] for edition in EDITIONS]
        count, links = len(EDITIONS) * len(self.plan.pages), Links()
        for noted in fan_out(_write, self, parts, done=progress("Writing pages", count)):
            links.add(noted)
        self._write_not_found()
        self._write_feeds()
        if self.site_url:
            for name, content in sitemaps(self.site_url, self.uris()):
                (self.out / name).write_text(content, encoding="utf-8")
            (self.out / "robots.txt").write_text(
                f"User-agent: *\nAllow: /\nSitemap: {self.site_url}sitemap.xml\n", encoding="utf-8"
            )
        if not self.refresh:
            # The preview does not wait for it: whoever writes sees the page, and the build looks.
            self._check_links(links)
        return count

    def write_search(self) -> None:
        """Write what the search loads, for all languages."""
        folder = self.out / "assets" / "search"
        for language in LANGUAGES:
            (folder / language).mkdir(parents=True, exist_ok=True)
        entries, codes = in_order(self.catalogue), codes_of_entries(self.catalogue)
        for name, content in facet_files(entries, codes):
            (folder / name).write_text(content, encoding="utf-8")
        for _ in fan_out(_write_index, (self, entries, codes), [[language] for language in LANGUAGES], always=True):
            pass

    def _write_form(self) -> None:
        """Write what the contribution form loads: its program, its words in each language, and each entry."""
        folder, entries = self.out / "assets" / "form", self.out / "assets" / "entries"
        folder.mkdir(parents=True)
        (folder / "form.js").write_text(form.script(), encoding="utf-8")
        for language in LANGUAGES:
            described = form.description(self.composer(Edition(language, "standard")), self.repository, self.mailbox)
            (folder / f"{language}.js").write_text(described, encoding="utf-8")
            (folder / language).mkdir()
            for name, content in form.blank_files(self.catalogue.strings[language]):
                (folder / language / name).write_text(content, encoding="utf-8")
        everything = [entry for of in self.catalogue.entries.values() for entry in of.values()]
        entries.mkdir()
        (entries / "ids.js").write_text(form.ids_script(everything), encoding="utf-8")
        for collection, of in self.catalogue.entries.items():
            (entries / collection).mkdir()
            for entry in of.values():
                (entries / f"{entry.path}.js").write_text(form.entry_script(entry), encoding="utf-8")

    def composer(self, edition: Edition) -> Composer:
        """The composer of an edition, made when it is first asked for."""
        composer = self._composers.get(edition)
        if composer is None:
            composer = self._composers[edition] = Composer(
                self.catalogue, self.plan, edition, self.similarity, self.history
            )
        return composer

    def uris(self) -> list[str]:
        """All pages of an edition but old addresses, generated and authored, in a fixed order."""
        return sorted({key.uri for key in self.plan.pages if key.kind != "moved"} | set(self.authored))

    def _check_links(self, links: Links) -> None:
        """Raises DataError with every link within the site that leads nowhere."""
        for place in ("404.html", *(f"{edition.prefix}{uri}" for edition in EDITIONS for uri in self.authored)):
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
        self._write_file(f"{self.out}/{place}", html)
        links.note(page.body, place)
        links.note_chrome((edition, key.depth), html, place)

    def _write_file(self, path: str, content: bytes) -> None:
        if self.refresh and os.path.exists(path):  # noqa: PTH110 - as below
            with open(path, "rb") as file:  # noqa: PTH123 - pathlib doubles the cost, as often as there are pages
                if file.read() == content:
                    return
        with open(path, "wb" if self.refresh else "xb") as file:  # noqa: PTH123 - as above
            file.write(content)

    def _write_feeds(self) -> None:
        for language in LANGUAGES:
            edition = Edition(language, "standard")
            self._write_file(f"{self.out}/{edition.prefix}{FEED}", feed(self.composer(edition), self.site_url))

    def _write_not_found(self) -> None:
        """404.html is served at any depth, so its links need the public address, where that is known."""
        frame = self.frames[Edition(DEFAULT_LANGUAGE, "standard"), 0]
        strings = self.catalogue.strings[DEFAULT_LANGUAGE]
        html = frame.stamp(not_found_page(self.catalogue), "index.html", strings["site.name"]).decode()
        (self.out / "404.html").write_text(self._absolute(html), encoding="utf-8")

    def _absolute(self, html: str) -> str:
        return _RELATIVE.sub(rf"\1{self.site_url}", html) if self.site_url else html


_RELATIVE = re.compile(r'((?:href|src)=")(?![a-z]+:|#|/)')
"""The start of every relative link of a page at the site's root."""


def _write_index(
    shared: tuple[Site, Sequence[Entry], Mapping[str, Sequence[str]]], tasks: Sequence[LanguageCode]
) -> int:
    site, entries, codes = shared
    for language in tasks:
        standard = site.composer(Edition(language, "standard"))
        named = [*index_files(standard, entries, codes), *card_files(standard, entries)]
        named += card_files(site.composer(Edition(language, "easy")), entries)
        for name, content in named:
            (site.out / "assets" / "search" / language / name).write_text(content, encoding="utf-8")
    return len(tasks)


def _write(site: Site, tasks: Sequence[tuple[Edition, PageKey]]) -> Links:
    links = Links()
    for edition, key in tasks:
        site.write(edition, key, links)
    return links
