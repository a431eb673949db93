"""The adapter: the only file that imports MkDocs or mkdocs-static-i18n. Replace this file to replace them.

MkDocs renders two things: the authored pages of ``docs``, and one frame for each edition and depth, whose slots hold
marks. static-i18n runs six passes, one a language, on one configuration; every handler here runs six times. The hub
stamps all other pages after the last pass, into the same folder beside the site, which then takes the site's place.
"""

import logging
import os
import re
import signal
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from knowledge_hub import assets, checksums, publication
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.chrome import Chrome, mark, source_link
from knowledge_hub.frames import Frame, data_block
from knowledge_hub.history import History, read_history
from knowledge_hub.languages import LANGUAGES, REGISTERS, Edition, LanguageCode, Register
from knowledge_hub.linked_data import authored
from knowledge_hub.messages import Message
from knowledge_hub.minified import minify
from knowledge_hub.on_demand import OnDemand
from knowledge_hub.problems import DataError, report
from knowledge_hub.reading import Reader, load
from knowledge_hub.site import DEPTHS, FrameKey, Site
from knowledge_hub.templating import picture

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Run:
    """One build: what was read before the first pass, and what the passes left for the last step."""

    catalogue: Catalogue
    out: Path
    """Where the site is to stand in the end."""
    staging: Path
    """Where it is written."""
    preview: bool
    """The preview's server adds a script of its own to each page, so its pages carry no policy against that."""
    repository: str
    """Address of the repository where contributions are reviewed; '' when there is none."""
    mailbox: str
    """Shared mailbox of those who run the hub; '' when there is none."""
    history: History
    languages: Sequence[LanguageCode]
    """The languages that the site is in."""
    frames: dict[FrameKey, Frame] = field(default_factory=dict)
    frame_files: dict[str, tuple[Register, int]] = field(default_factory=dict)
    """Register and depth of each frame, by the source path of the file that stands for it in each pass."""
    authored: set[str] = field(default_factory=set)
    """Authored pages, by their place below their edition's root."""

    def site(self, catalogue: Catalogue, out: Path, site_url: str) -> Site:
        """The site of a catalogue in the frames that the passes left."""
        return Site(
            catalogue, self.frames, sorted(self.authored), out, site_url,
            repository=self.repository, mailbox=self.mailbox, history=self.history,
            languages=self.languages,
        )  # fmt: skip


current: Run | None = None
"""The build under way; None between builds."""


def on_config(config: MkDocsConfig) -> None:
    """Before the first pass: read the data, and send all writing to a folder beside the site."""
    global current  # noqa: PLW0603 - MkDocs hooks are modules, so a build's state is a module's
    if current is not None:
        return
    data = ROOT / config.extra["data"]
    catalogue = config.extra.get("catalogue") or _read(data)
    out = Path(config.site_dir).absolute()
    try:
        staging = publication.begin(out)
    except publication.PublicationError as error:
        raise PluginError(str(error)) from None
    config.site_dir = str(staging)
    # The hub writes 404.html and sitemap.xml itself: rendered in each pass, they would be those of the last language.
    config.theme.static_templates = set()
    # The hub's templates are whole; of the theme's thousands of files, which each pass would look through, it uses none.
    config.theme.dirs = [str(ROOT / "overrides")]
    current = Run(
        catalogue, out, staging, preview=bool(config.extra.get("preview")),
        repository=(config.repo_url or "").rstrip("/"), mailbox=config.extra["mailbox"], history=read_history(data),
        languages=config.extra.get("languages", LANGUAGES),
    )  # fmt: skip


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After static-i18n chose this language's files: keep those of the hub, and add the frames."""
    run = _current()
    ours = str(ROOT / "overrides")
    for file in list(files):
        # static-i18n brings a site map of its own.
        if file.src_dir and not file.src_dir.startswith((config.docs_dir, ours)):
            files.remove(file)
    language = _language(config)
    if not run.frames:  # Pictures are the same in all passes.
        _refuse_what_is_no_picture(files, Path(config.docs_dir))
    if language in run.languages:
        _refuse_untranslated(files, language)
    else:
        for file in files.documentation_pages():
            files.remove(file)
    for register in REGISTERS:
        edition = Edition(language, register)
        for depth in DEPTHS:
            # static-i18n asks each language for a home page; the frame of its root stands in for it.
            name = "index" if register == "standard" and depth == 0 else f"frame-{register}-{depth}"
            file = File.generated(config, f"{name}.md", content="")
            file.dest_uri = f"{edition.prefix}{name}.html"
            files.append(file)
            run.frame_files[file.src_uri] = (register, depth)
    return files


def on_page_content(html: str, **_: object) -> str:
    """The pictures of an authored page as those of all others: with their sizes, from the one sheet."""
    return _DRAWING.sub(lambda found: picture(found["root"], found["name"]), html)


_DRAWING = re.compile(r'<img alt="" src="(?P<root>[./]*)assets/pictures/(?P<name>[a-z-]+)\.svg" ?/?>')


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Tell the theme's templates what the chrome says: for a frame with marks, for an authored page with its own."""
    run = _current()
    frame = run.frame_files.get(page.file.src_uri)
    context["hub"] = _frame_chrome(run, config, *frame) if frame else _page_chrome(run, config, page)
    context["is_frame"] = frame is not None
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep a rendered frame instead of writing it."""
    run = _current()
    frame = run.frame_files.get(page.file.src_uri)
    if frame is None:
        return output
    register, depth = frame
    run.frames[Edition(_language(config), register), depth] = Frame(output)
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last pass: stamp every page, then let the new site take the old one's place."""
    global current  # noqa: PLW0603 - see on_config
    if _i18n(config).building:
        return
    run = _current()
    if config.strict and _warnings():
        raise Abort("The site was not replaced: see the warnings above.")
    minify(run.staging / "assets")
    if not run.preview:
        try:
            count = run.site(run.catalogue, run.staging, _site_url(config)).build()
        except DataError as error:
            raise PluginError(f"The site was not replaced.\n{error}") from None
        checksums.write(run.staging)
        logging.getLogger("mkdocs.plugins.knowledge_hub").info("%d pages stamped into %s", count, run.out)
    publication.publish(run.staging, run.out)
    config.site_dir = str(run.out)
    current = None
    if "finished" in config.extra:
        # MkDocs loads this file as a module of its own, so what the preview needs is handed over by call.
        config.extra["finished"](run)


def on_build_error(**_: object) -> None:
    """A failed build leaves nothing behind."""
    global current  # noqa: PLW0603 - see on_config
    if current is not None:
        publication.discard(current.staging)
        current = None


def build(catalogue: Catalogue, data: Path, out: Path) -> None:
    """Build the whole site of a catalogue, which was read from ``data``, as ``mkdocs build`` does."""
    _build(_config(catalogue, data, out))


def build_offline(catalogue: Catalogue, data: Path, out: Path, languages: Sequence[LanguageCode]) -> None:
    """Build the site in a few languages and without a public address: it stands for itself, wherever it is carried."""
    config = _config(catalogue, data, out, languages=languages)
    config.site_url = ""
    _build(config)


def serve(data: Path, port: int, language: LanguageCode) -> None:
    """Show the site on this machine and keep it up to date while its files are edited. Ends with Ctrl-C.

    An edit in the data is stamped into the frames that are there; only an edit of a page or of the theme calls MkDocs.
    """
    with tempfile.TemporaryDirectory() as folder:
        preview = _Preview(data, Path(folder) / "site", language)
        preview.update()
        server = _PreviewServer(preview, port)
        for watched in (data, *preview.sources):
            server.watch(str(watched))
        print(Message("The preview is at {url}", url=server.url).shown(language))  # noqa: T201 - a command
        # Ctrl-C asks the server to end. As an exception it would come anywhere, also where Python drops exceptions.
        ending = threading.Thread(target=server.shutdown, kwargs={"wait": True})
        signal.signal(signal.SIGINT, lambda *_: None if ending.ident else ending.start())
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs is not fully typed
            ending.join()
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)


class _Preview:
    """A site that follows its sources. A page is stamped when somebody looks at it, however many there are."""

    sources = (ROOT / "docs", ROOT / "overrides", ROOT / "mkdocs.yml")

    def __init__(self, data: Path, out: Path, language: LanguageCode) -> None:
        self.out = out
        self._language = language
        self._reader = Reader(data)
        self._data = data
        self._run: Run | None = None
        self._pages: OnDemand | None = None
        self._made_from = 0
        self._one_at_a_time = threading.Lock()

    def update(self) -> None:
        """Take in what was edited; where the data has problems, say them and keep the site as it was."""
        try:
            catalogue = self._reader.load()
        except DataError as error:
            if self._run is None:
                raise
            said = Message("The preview was not changed.").shown(self._language)
            print(f"{said}\n{report(error.problems, language=self._language)}")  # noqa: T201 - a command
            return
        newest = max(path.stat().st_mtime_ns for source in self.sources for path in (source, *source.rglob("*")))
        if self._run is None or newest > self._made_from:
            _build(_config(catalogue, self._data, self.out, preview=True, finished=self._keep))
            self._made_from = newest
        with self._one_at_a_time:
            for name in self._pages.site.made if self._pages else ():
                (self.out / name).unlink(missing_ok=True)
            self._pages = OnDemand(self._run.site(catalogue, self.out, "")) if self._run else None

    def make(self, uri: str) -> None:
        """Have the file of an address ready, as the data is now."""
        with self._one_at_a_time:
            if self._pages is not None:
                self._pages.make(uri)

    def _keep(self, run: Run) -> None:
        self._run = run


class _PreviewServer(LiveReloadServer):
    """MkDocs' own server, which reloads the page when a watched file changes; files are made before they are served."""

    def __init__(self, preview: _Preview, port: int) -> None:
        super().__init__(preview.update, "127.0.0.1", port, str(preview.out))
        self._preview = preview

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - see the base class
        # The base class waits in the same way before it opens the file.
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").lstrip("/")
        if not path.startswith("livereload/"):
            self._preview.make(f"{path}index.html" if path.endswith("/") or not path else path)
        return super()._serve_request(environ, start_response)


def _config(catalogue: Catalogue, data: Path, out: Path, **extra: object) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    if not logging.getLogger("mkdocs").handlers:
        logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out.absolute()))
    config.extra.update(catalogue=catalogue, data=str(data.absolute()), **extra)
    return config


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def _read(data: Path) -> Catalogue:
    try:
        return load(Path(os.path.relpath(data)))
    except DataError as error:
        raise PluginError(f"The site was not replaced, as its data has problems.\n{error}") from None


def _current() -> Run:
    if current is None:
        raise PluginError("The hook was called outside a build.")
    return current


def _i18n(config: MkDocsConfig) -> Any:  # noqa: ANN401 - static-i18n has no types
    return config.plugins["i18n"]


def _language(config: MkDocsConfig) -> LanguageCode:
    return cast("LanguageCode", _i18n(config).current_language)


def _refuse_untranslated(files: Files, language: LanguageCode) -> None:
    """static-i18n would show the English page under another language, unmarked."""
    for file in files.documentation_pages():
        if getattr(file, "locale", language) != language:
            name = Path(file.src_uri)
            raise PluginError(f"docs/{name.with_suffix('')}.{language}.md is missing; translate docs/{name} into it.")


def _refuse_what_is_no_picture(files: Files, docs: Path) -> None:
    """MkDocs would publish every file below docs, wherever it really stands and whatever it holds."""
    for file in files:
        if file.src_dir == str(docs):
            complaint = assets.complaint(docs, Path(file.src_dir, file.src_uri))
            if complaint:
                raise PluginError(f"docs/{file.src_uri}: {complaint}")


def _site_url(config: MkDocsConfig) -> str:
    """The public address with a slash at its end, or '' when it is not known."""
    return config.site_url.rstrip("/") + "/" if config.site_url else ""


def _frame_chrome(run: Run, config: MkDocsConfig, register: Register, depth: int) -> Chrome:
    """The chrome of all pages of one edition at one depth, with marks in its slots."""
    edition = Edition(_language(config), register)
    strings = run.catalogue.strings[edition.language]
    return Chrome(
        edition, depth, strings, _site_url(config), mark("title"), mark("description"), mark("uri"),
        head=mark("head"), content=mark("content"), source=mark("source"), suggest=mark("suggest"), strict=not run.preview,
        site_languages=run.languages,
    )  # fmt: skip


def _page_chrome(run: Run, config: MkDocsConfig, page: Page) -> Chrome:
    """The chrome of an authored page; its register is its folder's."""
    language = _language(config)
    place = page.file.dest_uri.removeprefix(Edition(language, "standard").prefix)
    register: Register = "easy" if place.startswith("easy/") else "standard"
    uri = place.removeprefix("easy/") if register == "easy" else place
    run.authored.add(uri)
    edition = Edition(language, register)
    strings = run.catalogue.strings[language]
    name, description = str(page.meta.get("title") or page.title), str(page.meta.get("description", ""))
    title = f"{name} – {strings['site.name']}"
    section = uri.removesuffix(".html")
    linked = authored(strings, edition, _site_url(config), uri, name, description)
    return Chrome(
        edition, uri.count("/"), strings, _site_url(config), title, description, uri,
        section=section, strict=not run.preview, head=data_block(linked),
        site_languages=run.languages,
        source=source_link(f"docs/{page.file.src_uri}", run.repository),
    )  # fmt: skip


def _warnings() -> bool:
    """Whether MkDocs warned of anything in this build; it would stop only after the site was replaced."""
    counters = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    return any(counter.get_counts() for counter in counters)
