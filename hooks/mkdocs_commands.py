"""What calls MkDocs, for the ``hub`` command: a build, the offline edition's build, and the preview.

MkDocs then calls ``mkdocs_hook``, which it loads as a module of its own; what one tells the other goes through the
configuration's ``extra``.
"""

import logging
import os
import signal
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from knowledge_hub import aside, publication
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.languages import LanguageCode
from knowledge_hub.messages import Message, say
from knowledge_hub.on_demand import OnDemand
from knowledge_hub.problems import DataError, UsageError, report
from knowledge_hub.reading import Reader
from mkdocs_hook import ROOT, Run


def build(catalogue: Catalogue, data: Path, out: Path) -> list[Message]:
    """Build the whole site of a catalogue, which was read from ``data``, as ``mkdocs build`` does.

    Returns what the site lacks because it could not be found out. Raises UsageError and DataError.
    """
    return _build(_config(catalogue, data, out))


def build_offline(catalogue: Catalogue, data: Path, out: Path, languages: Sequence[LanguageCode]) -> list[Message]:
    """Build the site in a few languages and without a public address: it stands for itself, wherever it is carried."""
    config = _config(catalogue, data, out, languages=languages)
    config.site_url = ""
    return _build(config)


def serve(data: Path, port: int, language: LanguageCode) -> None:
    """Show the site on this machine and keep it up to date while its files are edited. Ends with Ctrl-C.

    An edit in the data is stamped into the frames that are there; only an edit of a page or of the theme calls MkDocs.
    """
    with aside.made(Path(tempfile.gettempdir()), "hub-preview-") as folder:
        preview = _Preview(data, folder / "site", language)
        preview.update()
        server = _PreviewServer(preview, port)
        for watched in (data, *preview.sources):
            server.watch(str(watched))
        say(Message("The preview is at {url}", url=server.url), language)
        # Ctrl-C asks the server to end. As an exception it would come anywhere, also where Python drops exceptions.
        ending = threading.Thread(target=server.end, daemon=True)
        before = {
            number: signal.signal(number, lambda *_: None if ending.ident else ending.start())
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs is not fully typed
            ending.join()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


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
            newest = max(path.stat().st_mtime_ns for source in self.sources for path in (source, *source.rglob("*")))
            if self._run is None or newest > self._made_from:
                _build(_config(catalogue, self._data, self.out, preview=True, finished=self._keep))
                self._made_from = newest
        except (DataError, UsageError) as error:
            if self._run is None:
                raise
            say(Message("The preview was not changed."), self._language)
            if isinstance(error, DataError):
                print(report(error.problems, language=self._language))  # noqa: T201 - a command
            else:
                for reason in error.reasons:
                    say(reason, self._language)
            return
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
        # A quarter of a second between two looks at the files, half of what MkDocs takes: an edit is waited for.
        super().__init__(preview.update, "127.0.0.1", port, str(preview.out), polling_interval=0.25)
        self._preview = preview
        self._began = threading.Event()

    def _build_loop(self) -> None:
        # The base class comes here when its other thread has begun to serve.
        self._began.set()
        super()._build_loop()  # type: ignore[no-untyped-call]  # MkDocs is not fully typed

    def end(self) -> None:
        """End the server, once it has begun: the base class cannot end before."""
        self._began.wait()
        self.shutdown(wait=True)

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - see the base class
        # The base class waits in the same way before it opens the file.
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").lstrip("/")
        if not path.startswith("livereload/"):
            self._preview.make(f"{path}index.html" if path.endswith("/") or not path else path)
        return super()._serve_request(environ, start_response)


def _config(catalogue: Catalogue, data: Path, out: Path, **extra: object) -> MkDocsConfig:
    # MkDocs would refuse some of these folders in its own words.
    publication.refuse_sources(out, data)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    if not logging.getLogger("mkdocs").handlers:
        logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out.absolute()))
    config.extra.update(catalogue=catalogue, data=str(data.absolute()), **extra)
    return config


def _build(config: MkDocsConfig) -> list[Message]:
    notes: list[Message] = []
    config.extra["notes"] = notes
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as abort:
        if isinstance(abort.__cause__, DataError | UsageError):
            raise abort.__cause__ from None
        raise
    else:
        return notes
    finally:
        config.plugins.on_shutdown()
