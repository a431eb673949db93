"""Stage 8, the composition root: every page of every edition, from the catalogue and the frames.

Used by the hook of MkDocs and by the command alike. Work fans out over processes; the result is the same bytes
whatever their number.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from knowledge_hub import form
from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.chrome import FEED
from knowledge_hub.composer import Composer
from knowledge_hub.feeds import feed
from knowledge_hub.frames import Frame
from knowledge_hub.front_pages import not_found_page
from knowledge_hub.history import History
from knowledge_hub.languages import DEFAULT_LANGUAGE, LANGUAGES, REGISTERS, Edition, LanguageCode, edition_of
from knowledge_hub.offline import offline_files, offline_lists
from knowledge_hub.pages import make_page
from knowledge_hub.plan import PageKey, Plan, make_plan
from knowledge_hub.search_documents import codes_of_entries, in_order
from knowledge_hub.search_files import card_files, facet_files, write_index_files
from knowledge_hub.similar import Similarity
from knowledge_hub.sitemap import sitemaps
from knowledge_hub.start_page import start_page
from knowledge_hub.workers import fan_out, progress

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
        self.write_search()
        self._write_form()
        for of in self.catalogue.entries.values():
            for entry in of.values():
                self._write_entry_script(entry)
        _ = self.plan.coverage  # Counted once, before the work fans out.
        # A language is one worker's task: its pages share cards and rows, and no worker touches all translations.
        parts = [
            [(Edition(language, register), key) for register in REGISTERS for key in self.plan.pages]
            for language in self.languages
        ]
        count = sum(map(len, parts))
        for _ in fan_out(_write, self, parts, done=progress("Writing pages", count)):
            pass
        if DEFAULT_LANGUAGE in self.languages:
            self._write_not_found()
        else:
            self.put("index.html", start_page(self.catalogue, self.languages))
        for language in self.languages:
            self._write_feed(language)
        if self.site_url:
            for name, content in sitemaps(self.site_url, self.uris(), self.languages):
                self.put(name, content)
            self.put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self.site_url}sitemap.xml\n")
        self._write_offline()
        for name, content in offline_lists(self.out, self.languages):
            self.put(name, content)
        return count

    def make(self, uri: str) -> None:
        """Write the file at an address when somebody asks for it, and what is made along with it; for the preview.

        Nothing happens where the file is there already, or does not come from the data.
        """
        if uri in self.made:
            return
        edition, place = edition_of(uri)
        match uri.split("/"):
            case ["assets", "search", language, _] if language in LANGUAGES:
                _write_index((self, *self._indexed()), [language])
            case ["assets", "search", _]:
                self._write_facets(*self._indexed())
            case ["assets", "form", *_]:
                self._write_form()
            case ["assets", "offline", name] if not name.endswith(".json"):
                # Without its lists: what changes while somebody looks at it is not kept on a device.
                self._write_offline()
            case ["assets", "entries", collection, name]:
                entry = self.catalogue.entries.get(collection, {}).get(name.removesuffix(".js"))
                if entry:
                    self._write_entry_script(entry)
            case _ if place in self._keys:
                self.write(edition, self._keys[place])
            case _ if place == FEED and edition.register == "standard":
                self._write_feed(edition.language)

    @cached_property
    def _keys(self) -> Mapping[str, PageKey]:
        return {key.uri: key for key in self.plan.pages}

    def _indexed(self) -> _Indexed:
        return in_order(self.catalogue), codes_of_entries(self.catalogue)

    def write_search(self) -> None:
        """Write what the search loads, for all languages."""
        entries, codes = self._indexed()
        self._write_facets(entries, codes)
        for _ in fan_out(
            _write_index, (self, entries, codes), [[language] for language in self.languages], always=True
        ):
            pass

    def _write_facets(self, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]]) -> None:
        for name, content in facet_files(entries, codes):
            self.put(f"assets/search/{name}", content)

    def _write_form(self) -> None:
        """Write what the contribution form loads: its program, its words in each language, and all ids."""
        self.put("assets/form/form.js", form.script())
        for language in self.languages:
            described = form.description(self.composer(Edition(language, "standard")), self.repository, self.mailbox)
            self.put(f"assets/form/{language}.js", described)
            for name, content in form.blank_files(self.catalogue.strings[language]):
                self.put(f"assets/form/{language}/{name}", content)
        everything = [entry for of in self.catalogue.entries.values() for entry in of.values()]
        self.put("assets/entries/ids.js", form.ids_script(everything))

    def _write_entry_script(self, entry: Entry) -> None:
        self.put(f"assets/entries/{entry.path}.js", form.entry_script(entry))

    def composer(self, edition: Edition) -> Composer:
        """The composer of an edition, made when it is first asked for."""
        composer = self._composers.get(edition)
        if composer is None:
            composer = self._composers[edition] = Composer(
                self.catalogue, self.plan, edition, self.similarity, self.history
            )
        return composer

    def forget(self, edition: Edition) -> None:
        """Let the composer of an edition go, with the pieces of pages that it kept."""
        self._composers.pop(edition, None)

    def uris(self) -> list[str]:
        """All pages of an edition, generated and authored, in a fixed order."""
        return sorted({key.uri for key in self.plan.pages} | set(self.authored))

    def write(self, edition: Edition, key: PageKey) -> None:
        """Render one page and write it."""
        composer = self.composer(edition)
        page = make_page(composer, key)
        html = self.frames[edition, key.depth].stamp(page, key.uri, composer.strings["site.name"], self.repository)
        self.put(f"{edition.prefix}{key.uri}", html)

    def put(self, name: str, content: bytes | str) -> None:
        """Write a new file at a place below the site's root."""
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self.out}/{folder}", exist_ok=True)  # noqa: PTH103 - as below
            self._folders.add(folder)
        # pathlib and a buffer double the cost, as often as there are pages.
        with open(f"{self.out}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - see above
            file.write(content.encode() if isinstance(content, str) else content)
        self.made.add(name)

    def _write_feed(self, language: LanguageCode) -> None:
        edition = Edition(language, "standard")
        self.put(f"{edition.prefix}{FEED}", feed(self.composer(edition), self.site_url))

    def _write_offline(self) -> None:
        for name, content in offline_files(self.catalogue, self.languages):
            self.put(name, content)

    def _write_not_found(self) -> None:
        """404.html is served at any depth, so its links need the public address, where that is known."""
        frame = self.frames[Edition(DEFAULT_LANGUAGE, "standard"), 0]
        strings = self.catalogue.strings[DEFAULT_LANGUAGE]
        html = frame.stamp(not_found_page(self.catalogue, self.languages), "index.html", strings["site.name"]).decode()
        self.put("404.html", self._absolute(html))

    def _absolute(self, html: str) -> str:
        return _RELATIVE.sub(rf"\1{self.site_url}", html) if self.site_url else html


_RELATIVE = re.compile(r'((?:href|src)=")(?![a-z]+:|#|/)')
"""The start of every relative link of a page at the site's root."""


def _write_index(shared: tuple[Site, *_Indexed], tasks: Sequence[LanguageCode]) -> int:
    site, entries, codes = shared
    for language in tasks:

        def put(name: str, content: str, folder: str = f"assets/search/{language}") -> None:
            site.put(f"{folder}/{name}", content)

        standard = site.composer(Edition(language, "standard"))
        write_index_files(standard, entries, codes, put)
        for composer in (standard, site.composer(Edition(language, "easy"))):
            for name, content in card_files(composer, entries):
                put(name, content)
    return len(tasks)


def _write(site: Site, tasks: Sequence[tuple[Edition, PageKey]]) -> int:
    for edition, of in groupby(tasks, key=itemgetter(0)):
        for _, key in of:
            site.write(edition, key)
        site.forget(edition)
    return len(tasks)
