"""Builds the site: all pages of all editions, from the catalogue and the frames.

The MkDocs hook builds with it, and the preview builds single files. The work is distributed to processes; their number does not
change the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, REGISTERS, Edition, LanguageCode
from knowledge_hub.base.messages import Message
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
from knowledge_hub.search.search_documents import codes_of_entries
from knowledge_hub.search.search_files import card_files, facet_files, write_index_files
from knowledge_hub.views.newest_first import newest_first
from knowledge_hub.views.page_plan import PageKey, Plan
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.feeds import feed
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.internal_links import Links
from knowledge_hub.website.named_assets import name_content
from knowledge_hub.website.offline_support import offline_files, offline_lists
from knowledge_hub.website.open_data import write_open_data
from knowledge_hub.website.output_folder import OutputFolder
from knowledge_hub.website.root_files import root_files, search_engine_files
from knowledge_hub.website.start_page import start_page

FrameKey = tuple[Edition, int]
"""The edition and the depth of the pages of a frame."""
DEPTHS = (0, 1)
IndexedEntries = tuple[Sequence[Entry], Mapping[str, Sequence[str]]]
"""All entries in the order of the search index, and the codes of each."""


@dataclass
class Site:
    """A site to build: its data, frames and settings, shared by all processes of a build."""

    catalogue: Catalogue
    frames: Mapping[FrameKey, Frame]
    authored: Sequence[str]
    """Paths of the authored pages below an edition's root, the same in every edition."""
    out: Path
    site_url: str
    repository: str = ""
    """URL of the repository without a final slash, or ''."""
    mailbox: str = ""
    """E-mail address of the maintainers, or ''."""
    history: History = field(default_factory=dict)
    languages: Sequence[LanguageCode] = LANGUAGES
    """The languages of the site."""
    folders: AssetFolders = field(default_factory=AssetFolders)
    """The folders of what pages load. ``build`` names that of search, form and entries."""
    plan: Plan = field(init=False)
    similarity: Similarity = field(init=False)
    downloads: Sequence[Download] = ()
    """The files of the open data, once they are written."""
    output: OutputFolder = field(init=False)
    _composers: dict[Edition, Composer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the plan and the similar entries from the catalogue."""
        self.plan = make_plan(self.catalogue)
        self.similarity = Similarity(self.catalogue)
        self.output = OutputFolder(self.out)

    def build(self) -> int:
        """Write all files of the site; returns the number of generated pages. Raises DataError for broken links, and OSError."""
        # First, as pages show the sizes of these files.
        self.write_data()
        self.write_search()
        self.write_form()
        for entry in self.catalogue.all_entries():
            self.write_entry_script(entry)
        self.folders = name_content(self.out, self.folders)
        # The composers of these files have the former name; the pages need the new one.
        self._composers.clear()
        links = self._write_pages()
        self._write_root_files(links)
        for language in self.languages:
            self.write_feed(language)
        self.write_offline()
        self._check_links(links)
        for name, content in offline_lists(self.out, self.languages):
            self.output.write(name, content)
        return len(self.languages) * len(REGISTERS) * len(self.plan.pages)

    def _write_pages(self) -> Links:
        """Write all pages; returns their links."""
        _ = self.plan.coverage  # Computed once, before the processes start.
        # One task for each language: its pages share cards and rows, and a worker needs the translations of one language only.
        parts = [
            [(Edition(language, register), key) for register in REGISTERS for key in self.plan.pages]
            for language in self.languages
        ]
        links = Links()
        for collected in fan_out(
            _write_pages_of, self, parts, done=progress(Message("Writing pages"), sum(map(len, parts)))
        ):
            links.add(collected)
        return links

    def _write_root_files(self, links: Links) -> None:
        """Write the files of the site's root: 404 page or start page, server settings, ``security.txt``, site map, ``robots.txt``."""
        if DEFAULT_LANGUAGE in self.languages:
            self._write_not_found(links)
        else:
            page = start_page(self.catalogue, self.languages, self.folders.program)
            self.output.write("index.html", page)
            links.collect(page, "index.html")
        files = root_files(self.catalogue, self.site_url, self.repository, self.mailbox, self.folders)
        for name, content in (*files, *search_engine_files(self.site_url, self.uris(), self.languages)):
            self.output.write(name, content)

    def indexed_entries(self) -> IndexedEntries:
        """All entries in the order of the search index, and the codes of each."""
        return newest_first(self.catalogue.all_entries()), codes_of_entries(self.catalogue)

    def write_data(self) -> None:
        """Write the open data."""
        self.downloads = write_open_data(self.catalogue, self.out / FOLDER, self.site_url, self.languages)

    def write_search(self) -> None:
        """Write the files of the search in all languages."""
        entries, codes = self.indexed_entries()
        self.write_facets(entries, codes)
        for _ in fan_out(
            write_indexes, (self, entries, codes), [[language] for language in self.languages], always=True
        ):
            pass

    def write_facets(self, entries: Sequence[Entry], codes: Mapping[str, Sequence[str]]) -> None:
        """Write the facet files of the search."""
        for name, content in facet_files(entries, codes):
            self.output.write(f"{self.folders.content}/search/{name}", content)

    def write_form(self) -> None:
        """Write the files of the contribution form: script, descriptions, empty files, and the list of ids."""
        self.output.write(f"{self.folders.content}/form/form.js", contribution_form.script())
        for language in self.languages:
            description = contribution_form.description(
                self.composer(Edition(language, "standard")), self.repository, self.mailbox
            )
            self.output.write(f"{self.folders.content}/form/{language}.js", description)
            for name, content in contribution_form.blank_files(self.catalogue.strings[language]):
                self.output.write(f"{self.folders.content}/form/{language}/{name}", content)
        ids = contribution_form.ids_script(self.catalogue.all_entries())
        self.output.write(f"{self.folders.content}/entries/ids.js", ids)

    def write_entry_script(self, entry: Entry) -> None:
        """Write the script with one entry's texts for the form."""
        self.output.write(f"{self.folders.content}/entries/{entry.path}.js", contribution_form.entry_script(entry))

    def composer(self, edition: Edition) -> Composer:
        """The composer of an edition. Cached."""
        composer = self._composers.get(edition)
        if composer is None:
            composer = self._composers[edition] = Composer(
                self.catalogue, self.plan, edition, self.similarity, self.history,
                self.site_url, self.downloads, self.languages, self.folders,
            )  # fmt: skip
        return composer

    def forget(self, edition: Edition) -> None:
        """Delete the composer of an edition with its caches, to free memory."""
        self._composers.pop(edition, None)

    def uris(self) -> list[str]:
        """The sorted paths of all pages of an edition, generated and authored, without redirects."""
        return sorted({key.uri for key in self.plan.pages if KINDS[key.kind].listed} | set(self.authored))

    def _check_links(self, links: Links) -> None:
        """Raises DataError with all broken internal links."""
        editions = [Edition(language, register) for language in self.languages for register in REGISTERS]
        for place in (f"{edition.prefix}{uri}" for edition in editions for uri in self.authored):
            links.collect((self.out / place).read_text(encoding="utf-8"), place)
        broken = list(links.broken(self.out))
        if broken:
            raise DataError(broken)

    def write_page(self, edition: Edition, key: PageKey, links: Links) -> None:
        """Render and write one page, and collect its links."""
        composer = self.composer(edition)
        page = make_page(composer, key)
        html = self.frames[edition, key.depth].fill(page, key.uri, composer.strings["site.name"], self.repository)
        place = f"{edition.prefix}{key.uri}"
        self.output.write(place, html)
        links.collect(page.body, place)
        links.collect_chrome((edition, key.depth), html, place)

    def write_feed(self, language: LanguageCode) -> None:
        """Write the feed of one language."""
        edition = Edition(language, "standard")
        self.output.write(f"{edition.prefix}{FEED}", feed(self.composer(edition), self.site_url))

    def write_offline(self) -> None:
        """Write the service worker and the manifests, without the cache lists."""
        for name, content in offline_files(self.catalogue, self.languages, self.folders):
            self.output.write(name, content)

    def _write_not_found(self, links: Links) -> None:
        frame = self.frames[Edition(DEFAULT_LANGUAGE, "standard"), 0]
        strings = self.catalogue.strings[DEFAULT_LANGUAGE]
        page = not_found_page(self.catalogue, self.languages, self.site_url)
        html = frame.fill(page, "index.html", strings["site.name"]).decode()
        # Before ``at_any_depth``, while links are relative to the site's root.
        links.collect(html, "404.html")
        self.output.write("404.html", at_any_depth(html, self.site_url))


def write_indexes(shared: tuple[Site, *IndexedEntries], tasks: Sequence[LanguageCode]) -> int:
    """Write the search indexes and the cards of some languages; returns the number of languages."""
    site, entries, codes = shared
    for language in tasks:

        def write_file(name: str, content: str, folder: str = f"{site.folders.content}/search/{language}") -> None:
            site.output.write(f"{folder}/{name}", content)

        standard = site.composer(Edition(language, "standard"))
        write_index_files(standard.localised, entries, codes, write_file)
        for composer in (standard, site.composer(Edition(language, "easy"))):
            for name, content in card_files(composer, entries):
                write_file(name, content)
            site.forget(composer.edition)
    return len(tasks)


def _write_pages_of(site: Site, tasks: Sequence[tuple[Edition, PageKey]]) -> Links:
    links = Links()
    for edition, edition_tasks in groupby(tasks, key=itemgetter(0)):
        for _, key in edition_tasks:
            site.write_page(edition, key, links)
        site.forget(edition)
    return links
