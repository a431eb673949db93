"""Web server of the preview, for this machine only; its pages reload when the site has changed.

What keeps the site from being up to date is shown at the top of each page. A page asks for ``/livereload/<version>``, which
answers when there is another version; so it also comes back when the preview was ended and started again.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from socketserver import ThreadingMixIn
from threading import Condition
from typing import Any
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment

from knowledge_hub.base.languages import LanguageCode, direction
from knowledge_hub.base.messages import Message
from knowledge_hub.pages.templating import render
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.hosting import ATOM, TYPES

_Answer = tuple[str, list[tuple[str, str]], bytes]
"""Status, headers and content."""
_METHODS = ("GET", "HEAD")
_MOST_LINES = 50
"""Lines about what is wrong that a page shows; the terminal has them all."""
_PATIENCE = 60
"""Seconds after which a page must ask again whether there is another version, so that no closed tab is waited for."""


class PreviewServer(ThreadingMixIn, WSGIServer):
    """Serves what ``read`` gives for a place below the site's root: its content, or None where there is no such file."""

    daemon_threads = True

    def __init__(self, port: int, language: LanguageCode, read: Callable[[str], bytes | None]) -> None:
        """Take the port. Raises OSError or OverflowError when it cannot be used."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.url = f"http://127.0.0.1:{port}/"
        # Names under which a browser reaches this machine. Any other name could be that of a site which points its name here
        # (DNS rebinding), to read what this machine serves.
        self._hosts = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        if port == 80:  # noqa: PLR2004 - the port that browsers do not name
            self._hosts |= {name.removesuffix(":80") for name in self._hosts}
        self._language = language
        self._read = read
        self._changed = Condition()
        # A preview that is started again must not repeat the numbers of the last one.
        self._version = time.time_ns() // 1_000_000
        self._wrong: Sequence[str] = ()
        self.set_app(self._answer)

    def renew(self, wrong: Sequence[str] = ()) -> None:
        """Have open pages load again. ``wrong``: lines that say what keeps the site from being up to date."""
        with self._changed:
            self._version += 1
            self._wrong = wrong
            self._changed.notify_all()

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        status, headers, content = self._response(environ)
        headers += [("Content-Length", str(len(content))), ("Cache-Control", "no-cache")]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _response(self, environ: WSGIEnvironment) -> _Answer:
        if environ.get("HTTP_HOST", "").lower() not in self._hosts:
            return self._refusal("421 Misdirected Request", Message("The preview answers at {url} only.", url=self.url))
        if environ["REQUEST_METHOD"] not in _METHODS:
            status, headers, content = self._refusal(
                "405 Method Not Allowed", Message("The preview is read-only; it accepts no data.")
            )
            return status, [*headers, ("Allow", ", ".join(_METHODS))], content
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").lstrip("/")
        if path.startswith("livereload/"):
            return "200 OK", [("Content-Type", TYPES["txt"])], self._other_version(path.partition("/")[2]).encode()
        # Read before the file: should the site change in between, the page loads once too often rather than not at all.
        version, wrong = self._version, self._wrong
        return self._file(f"{path}index.html" if not path or path.endswith("/") else path, version, wrong)

    def _file(self, place: str, version: int, wrong: Sequence[str]) -> _Answer:
        kind = _media_type(place)
        try:
            content = self._read(place)
            if content is None and self._read(f"{place}/index.html") is not None:
                return "302 Found", [("Location", f"/{quote(place)}/")], b""
        except Exception as error:  # noqa: BLE001 - whatever an edit broke, the page says it, and the next edit may mend it
            return self._page_of(
                "500 Internal Server Error",
                Message("This page cannot be built."),
                version,
                [*wrong, f"{type(error).__name__}: {error}"],
            )
        if content is None:
            return self._page_of("404 Not Found", Message("There is no page at this address."), version, wrong)
        if kind == TYPES["html"]:
            content = self._live(content, version, wrong)
        return "200 OK", [("Content-Type", kind)], content

    def _page_of(self, status: str, sentence: Message, version: int, wrong: Sequence[str]) -> _Answer:
        """A page for what is not there; it comes back by itself as all others do."""
        page = self._rendered("preview_page.html", title=sentence.in_language(self._language), address=self.url)
        return status, [("Content-Type", TYPES["html"])], self._live(page.encode(), version, wrong)

    def _live(self, page: bytes, version: int, wrong: Sequence[str]) -> bytes:
        """A page with what is wrong at its top, and the script that follows the site."""
        before, body, after = page.partition(b"<body>")
        return before + body + self._notice(wrong).encode() + after + _SCRIPT.replace("VERSION", str(version)).encode()

    def _notice(self, wrong: Sequence[str]) -> str:
        if not wrong:
            return ""
        heading = Message("The preview was not changed.").in_language(self._language)
        shown = [*wrong[: _MOST_LINES - 1], wrong[-1]] if len(wrong) > _MOST_LINES else wrong
        return self._rendered("preview_notice.html", heading=heading, lines=shown)

    def _rendered(self, template: str, **context: object) -> str:
        own = {"language": self._language, "direction": direction(self._language)}
        return render(template, self._language, {**own, **context})

    def _refusal(self, status: str, sentence: Message) -> _Answer:
        content = f"{sentence.in_language(self._language)}\n".encode()
        return status, [("Content-Type", TYPES["txt"])], content

    def _other_version(self, known: str) -> str:
        """The version of the site as soon as it is not the one that is known, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._version) != known, timeout=_PATIENCE)
            return str(self._version)


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - see the base class
        """Say nothing: the terminal is for what is wrong."""


def _media_type(place: str) -> str:
    path = PurePosixPath(place)
    return ATOM if path.name == FEED else TYPES.get(path.suffix[1:], TYPES["txt"])


_SCRIPT = """<script>
(() => {
  const version = "VERSION";
  const ask = async () => {
    if (document.visibilityState !== "visible") return document.addEventListener("visibilitychange", ask, { once: true });
    let pause = 1000;
    try {
      const answer = await fetch(`/livereload/${version}`);
      if (answer.ok && (await answer.text()) !== version) return location.reload();
      if (answer.ok) pause = 0;
    } catch {
      /* The preview was ended. It may be started again. */
    }
    setTimeout(ask, pause);
  };
  addEventListener("load", ask);
})();
</script>"""
