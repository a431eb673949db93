"""The preview, for ``hub serve``: the site of this machine, kept up to date while its files are edited.

An edit of the data is stamped into the frames that are there; only an edit of a page or of the theme calls MkDocs. An edit
that breaks something changes nothing: the terminal and each page say what is wrong, until it is mended.
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
_LOOK, _SETTLE = 0.25, 0.1
"""Seconds between two looks at the files, and from a change until it is taken in, as an editor may write several files."""
_Seen = frozenset[tuple[str, int, int, int]]
"""Files as they were looked at: path, time of change, size, permissions."""


def serve(data: Path, port: int, language: LanguageCode) -> None:
    """Show the site on this machine and keep it up to date. Ends with Ctrl-C, or when the system asks the process to end."""
    with staging_folders.made(Path(tempfile.gettempdir()), _FOLDER) as folder:
        preview = Preview(data, folder / "site")
        try:
            server = PreviewServer(port, language, preview.read)
        except (OSError, OverflowError):
            reason = Message("Port {port} cannot be used; choose another from 1024 to 65535 with --port.", port=port)
            raise UsageError(reason) from None
        with server:
            preview.update()
            # Before the server's thread begins: from here on nothing interrupts this one, so the thread is always ended.
            ended = _asked_to_end()
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                say(Message("The preview is at {url}", url=server.url), language)
                preview.follow(server, language, ended)
            finally:
                server.shutdown()
                thread.join()


class Preview:
    """A site that follows its sources. A page is stamped when somebody looks at it, however many there are."""

    def __init__(self, data: Path, out: Path) -> None:
        """Nothing is made yet."""
        self.out = out
        self._reader = Reader(data)
        self._data = data
        self._sources = (pages_folder(data), THEME, SETTINGS)
        # From before the data is read for the first time: what is edited meanwhile is taken in with the next look.
        self._seen = _look_at(data, *self._sources)
        self._run: Run | None = None
        self._pages: OnDemand | None = None
        self._made_from: _Seen = frozenset()
        self._one_at_a_time = threading.Lock()

    def update(self) -> None:
        """Take in what was edited. Raises what MkDocs or the data have against it; the site is then as it was."""
        with self._one_at_a_time:
            for source in (self._data, *self._sources):
                if self._run is not None and not source.exists():
                    name = os.path.relpath(source)
                    raise UsageError(Message("{file} is missing. Put it back, and the preview continues.", file=name))
            catalogue = self._reader.load()
            sources = _look_at(*self._sources)
            if self._run is None or sources != self._made_from:
                self._run = self._build(catalogue)
                self._made_from = sources
            for name in self._pages.site.made if self._pages else ():
                (self.out / name).unlink(missing_ok=True)
            self._pages = OnDemand(self._run.site(catalogue, self.out, ""))

    def follow(self, server: PreviewServer, language: LanguageCode, ended: Callable[[], bool]) -> None:
        """Look at the files, and take in what changed, until it is time to end."""
        while not ended():
            time.sleep(_LOOK)
            if _look_at(self._data, *self._sources) == self._seen:
                continue
            time.sleep(_SETTLE)
            self._seen = _look_at(self._data, *self._sources)
            with _heard() as heard:
                try:
                    self.update()
                    wrong = []
                except Exception as error:  # noqa: BLE001 - whatever an edit broke, the next one may mend it
                    wrong = _reasons(error, heard, language)
                    say(Message("The preview was not changed."), language)
                    put("\n".join(wrong))
            server.renew(wrong)

    def read(self, place: str) -> bytes | None:
        """The file at a place below the site's root, made as the data is now; None where there is none."""
        if "\0" in place:
            return None
        with self._one_at_a_time:
            if self._pages is not None:
                self._pages.make(place)
            file = Path(os.path.realpath(self.out / place))
            # No way leads out of the site, neither by dots nor by a symbolic link.
            if not file.is_relative_to(os.path.realpath(self.out)) or not os.path.isfile(file):  # noqa: PTH113 - Path.is_file raises for names that are too long
                return None
            return file.read_bytes()

    def _build(self, catalogue: Catalogue) -> Run:
        config = configuration(catalogue, self._data, self.out, preview=True)
        run_build(config)
        return cast("Run", config.extra["run"])


def _look_at(*places: Path) -> _Seen:
    """All files in some folders, or the places themselves; what cannot be looked at is left out."""
    seen = set()
    for place in places:
        names = [os.path.join(folder, name) for folder, _, files in os.walk(place) for name in files]  # noqa: PTH118 - as often as there are files
        for name in names or [str(place)]:
            try:
                state = os.lstat(name)
            except OSError:
                continue
            seen.add((name, state.st_mtime_ns, state.st_size, state.st_mode))
    return frozenset(seen)


def _reasons(error: Exception, heard: list[str], language: LanguageCode) -> list[str]:
    """Why the site could not be made, as lines for a person; ``heard`` is what MkDocs said meanwhile."""
    if isinstance(error, DataError):
        return report(error.problems, language=language).splitlines()
    if isinstance(error, UsageError):
        return [reason.shown(language) for reason in error.reasons]
    file, line, reason = _place(error)
    sentence = Message("The site could not be built: {reason}", reason=reason)
    # MkDocs' own errors have their reasons in its log, and their place is within MkDocs.
    lines = [line for text in heard for line in text.splitlines()]
    if type(error).__module__.startswith("mkdocs."):
        return lines or [sentence.shown(language)]
    return [f"{file}:{line}: {sentence.shown(language)}"]


def _place(error: Exception) -> tuple[str, int, str]:
    """Where an error comes from: a template, whose lines stand in the traceback too, or the program."""
    if isinstance(error, TemplateSyntaxError):
        return os.path.relpath(error.filename or error.name or "."), error.lineno, str(error.message)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return os.path.relpath(last.filename), last.lineno or 1, f"{type(error).__name__}: {error}"


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What MkDocs logs as an error in the meantime."""
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


def _asked_to_end() -> Callable[[], bool]:
    """Whether the preview was asked to end. As an exception it would come anywhere, also where Python drops exceptions."""
    asked: list[int] = []
    for sign in _endings():
        signal.signal(sign, lambda number, _: asked.append(number))
    return lambda: bool(asked)


def _endings() -> list[signal.Signals]:
    """Ctrl-C, a request of the system, and a terminal that is closed; what is ignored (nohup) stays ignored."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    signs = [signal.Signals[name] for name in names if hasattr(signal, name)]
    return [sign for sign in signs if signal.getsignal(sign) is not signal.SIG_IGN]
