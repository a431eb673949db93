"""The preview of ``hub serve``: a local site that is updated when its files are edited.

After an edit of the data, pages are rebuilt with the existing frames; MkDocs runs only after an edit of an authored page or the
theme. An edit with errors leaves the site unchanged: the terminal and all pages show the errors until they are corrected.
"""

import logging
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from jinja2 import TemplateSyntaxError

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.output import put, say
from knowledge_hub.base.problems import DataError, UsageError, report
from knowledge_hub.base.program_files import THEME, pages_folder
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import Reader
from knowledge_hub.mkdocs.build_run import Run
from knowledge_hub.mkdocs.runner import SETTINGS, configuration, run_build
from knowledge_hub.website import staging_folders
from knowledge_hub.website.on_demand import OnDemand
from knowledge_hub.website.preview_server import PreviewServer

_FOLDER = "hub-preview-"
_POLL, _SETTLE = 0.25, 0.1
"""Seconds between two checks of the files, and between a change and the update, as an editor may write several files."""
_Snapshot = frozenset[tuple[str, int, int, int]]
"""State of files: path, time of change, size, permissions."""


def serve(data: Path, port: int, language: LanguageCode) -> None:
    """Serve the site on this machine and update it after edits, until Ctrl-C or a signal to terminate."""
    with staging_folders.temporary(Path(tempfile.gettempdir()), _FOLDER) as folder:
        preview = Preview(data, folder / "site")
        try:
            server = PreviewServer(port, language, preview.read)
        except (OSError, OverflowError):
            reason = Message("Port {port} cannot be used; choose another from 1024 to 65535 with --port.", port=port)
            raise UsageError(reason) from None
        with server:
            preview.update()
            # Before the server thread starts: signals no longer interrupt this thread, so it always stops the server.
            is_ending = _watch_signals()
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                say(Message("The preview is at {url}", url=server.url), language)
                preview.follow(server, language, is_ending)
            finally:
                server.shutdown()
                thread.join()


class Preview:
    """A site that is updated with its sources. Pages are built when the browser requests them."""

    def __init__(self, data: Path, out: Path) -> None:
        """Nothing is built yet."""
        self.out = out
        self._reader = Reader(data)
        self._data = data
        self._sources = (pages_folder(data), THEME, SETTINGS)
        # Taken before the data is first read, so that edits in the meantime are noticed.
        self._last_snapshot = _snapshot(data, *self._sources)
        self._run: Run | None = None
        self._pages: OnDemand | None = None
        self._built_from: _Snapshot = frozenset()
        self._lock = threading.Lock()

    def update(self) -> None:
        """Update the site after edits. Raises DataError, UsageError or an error of MkDocs; the site is then unchanged."""
        with self._lock:
            for source in (self._data, *self._sources):
                if self._run is not None and not source.exists():
                    name = os.path.relpath(source)
                    raise UsageError(Message("{file} is missing. Put it back, and the preview continues.", file=name))
            catalogue = self._reader.load()
            sources = _snapshot(*self._sources)
            if self._run is None or sources != self._built_from:
                self._run = self._build(catalogue)
                self._built_from = sources
            for name in self._pages.site.output.written if self._pages else ():
                (self.out / name).unlink(missing_ok=True)
            self._pages = OnDemand(self._run.site(catalogue, self.out, ""))

    def follow(self, server: PreviewServer, language: LanguageCode, is_ending: Callable[[], bool]) -> None:
        """Watch the files and update the site after changes, until the preview ends."""
        while not is_ending():
            time.sleep(_POLL)
            if _snapshot(self._data, *self._sources) == self._last_snapshot:
                continue
            time.sleep(_SETTLE)
            self._last_snapshot = _snapshot(self._data, *self._sources)
            with _mkdocs_errors() as logged:
                try:
                    self.update()
                    errors = []
                except Exception as error:  # noqa: BLE001 - the next edit may correct any error
                    errors = _reasons(error, logged, language)
                    say(Message("The preview was not changed."), language)
                    put("\n".join(errors))
            server.reload_pages(errors)

    def read(self, place: str) -> bytes | None:
        """The current content of a file, by its path below the site's root; None if there is no such file."""
        if "\0" in place:
            return None
        with self._lock:
            if self._pages is not None:
                self._pages.make(place)
            file = Path(os.path.realpath(self.out / place))
            # No file outside the site, neither by '..' nor by a symbolic link.
            if not file.is_relative_to(os.path.realpath(self.out)) or not os.path.isfile(file):  # noqa: PTH113 - Path.is_file raises for names that are too long
                return None
            return file.read_bytes()

    def _build(self, catalogue: Catalogue) -> Run:
        config = configuration(catalogue, self._data, self.out, preview=True)
        run_build(config)
        return cast("Run", config.extra["run"])


def _snapshot(*places: Path) -> _Snapshot:
    """The state of all files in these folders, or of the paths themselves; unreadable files are left out."""
    states = set()
    for place in places:
        names = [os.path.join(folder, name) for folder, _, files in os.walk(place) for name in files]  # noqa: PTH118 - pathlib is slow, and there are many files
        for name in names or [str(place)]:
            try:
                state = os.lstat(name)
            except OSError:
                continue
            states.add((name, state.st_mtime_ns, state.st_size, state.st_mode))
    return frozenset(states)


def _reasons(error: Exception, logged: list[str], language: LanguageCode) -> list[str]:
    """Why the site could not be built, as lines for the user; ``logged`` are the errors that MkDocs logged."""
    if isinstance(error, DataError):
        return report(error.problems, language=language).splitlines()
    if isinstance(error, UsageError):
        return [reason.shown(language) for reason in error.reasons]
    file, line, reason = _place(error)
    sentence = Message("The site could not be built: {reason}", reason=reason)
    # MkDocs logs the reasons of its own errors, and their traceback ends inside MkDocs.
    lines = [line for text in logged for line in text.splitlines()]
    if type(error).__module__.startswith("mkdocs."):
        return lines or [sentence.shown(language)]
    return [f"{file}:{line}: {sentence.shown(language)}"]


def _place(error: Exception) -> tuple[str, int, str]:
    """File, line and reason of an error, in a template or in the program."""
    if isinstance(error, TemplateSyntaxError):
        return os.path.relpath(error.filename or error.name or "."), error.lineno, str(error.message)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return os.path.relpath(last.filename), last.lineno or 1, f"{type(error).__name__}: {error}"


@contextmanager
def _mkdocs_errors() -> Iterator[list[str]]:
    """Context manager: a list of the errors that MkDocs logs."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    listener = Listener(logging.ERROR)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        yield lines
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)


def _watch_signals() -> Callable[[], bool]:
    """Catch signals to terminate; returns a function that tells whether one came.

    KeyboardInterrupt could be raised anywhere, also where Python ignores exceptions.
    """
    received: list[int] = []
    for sign in _termination_signals():
        signal.signal(sign, lambda number, _: received.append(number))
    return lambda: bool(received)


def _termination_signals() -> list[signal.Signals]:
    """Signals for Ctrl-C, termination and a closed terminal; those that are ignored (nohup) stay ignored."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    signs = [signal.Signals[name] for name in names if hasattr(signal, name)]
    return [sign for sign in signs if signal.getsignal(sign) is not signal.SIG_IGN]
