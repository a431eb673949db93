"""Web server of the preview, for this machine only; pages reload when the site changes.

Errors are shown at the top of each page. Pages request ``/livereload/<version>``, which answers when there is another version;
this also works after the preview was restarted.
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
_MAX_LINES = 50
"""Lines of errors on a page, at most; the terminal shows all."""
_TIMEOUT = 60
"""Seconds until a live reload request ends and the page must ask again, so that closed tabs do not keep threads."""


class PreviewServer(ThreadingMixIn, WSGIServer):
    """Serves the site. ``read`` returns the content of a file by its path, or None if there is no such file."""

    daemon_threads = True

    def __init__(self, port: int, language: LanguageCode, read: Callable[[str], bytes | None]) -> None:
        """Bind the port. Raises OSError or OverflowError if it cannot be used."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.url = f"http://127.0.0.1:{port}/"
        # Host names of this machine. Requests with others are refused, against DNS rebinding: a site could point its own name to
        # this machine to read what the preview serves.
        self._hosts = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        if port == 80:  # noqa: PLR2004 - browsers leave out the default port
            self._hosts |= {name.removesuffix(":80") for name in self._hosts}
        self._language = language
        self._read = read
        self._changed = Condition()
        # A restarted preview must not repeat the versions of the last one.
        self._version = time.time_ns() // 1_000_000
        self._errors: Sequence[str] = ()
        self.set_app(self._answer)

    def reload_pages(self, errors: Sequence[str] = ()) -> None:
        """Make open pages reload. ``errors``: lines on why the site could not be updated."""
        with self._changed:
            self._version += 1
            self._errors = errors
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
        # Read before the file: if the site changes in between, the page reloads once too often rather than not at all.
        version, errors = self._version, self._errors
        return self._file(f"{path}index.html" if not path or path.endswith("/") else path, version, errors)

    def _file(self, place: str, version: int, errors: Sequence[str]) -> _Answer:
        kind = _media_type(place)
        try:
            content = self._read(place)
            if content is None and self._read(f"{place}/index.html") is not None:
                return "302 Found", [("Location", f"/{quote(place)}/")], b""
        except Exception as error:  # noqa: BLE001 - any error of an edit is shown on the page, and the next edit may fix it
            return self._error_page(
                "500 Internal Server Error",
                Message("This page cannot be built."),
                version,
                [*errors, f"{type(error).__name__}: {error}"],
            )
        if content is None:
            return self._error_page("404 Not Found", Message("There is no page at this address."), version, errors)
        if kind == TYPES["html"]:
            content = self._with_reload(content, version, errors)
        return "200 OK", [("Content-Type", kind)], content

    def _error_page(self, status: str, sentence: Message, version: int, errors: Sequence[str]) -> _Answer:
        """A page for an error status, which reloads like all others."""
        page = self._rendered("preview_page.html", title=sentence.in_language(self._language), address=self.url)
        return status, [("Content-Type", TYPES["html"])], self._with_reload(page.encode(), version, errors)

    def _with_reload(self, page: bytes, version: int, errors: Sequence[str]) -> bytes:
        """Insert the errors at the top of a page, and the live reload script at its end."""
        before, body, after = page.partition(b"<body>")
        return before + body + self._notice(errors).encode() + after + _SCRIPT.replace("VERSION", str(version)).encode()

    def _notice(self, errors: Sequence[str]) -> str:
        if not errors:
            return ""
        heading = Message("The preview was not changed.").in_language(self._language)
        shown = [*errors[: _MAX_LINES - 1], errors[-1]] if len(errors) > _MAX_LINES else errors
        return self._rendered("preview_notice.html", heading=heading, lines=shown)

    def _rendered(self, template: str, **context: object) -> str:
        own = {"language": self._language, "direction": direction(self._language)}
        return render(template, self._language, {**own, **context})

    def _refusal(self, status: str, sentence: Message) -> _Answer:
        content = f"{sentence.in_language(self._language)}\n".encode()
        return status, [("Content-Type", TYPES["txt"])], content

    def _other_version(self, known: str) -> str:
        """Wait until the version of the site differs from ``known``, or until the timeout; returns the version."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._version) != known, timeout=_TIMEOUT)
            return str(self._version)


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - see the base class
        """Do not log requests: the terminal shows errors only."""


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
