"""A host that serves the site below a path, as plainly as an object store does or with an index rule; it can be cut off.

It can also send headers and media types of its own, as hosts do that know nothing of the hub.
"""

import gzip
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit


class Host:
    """The site's folder under ``address``; ``asked`` holds the places that were asked for, ``refused`` those not there.

    ``headers`` go with every answer, ``types`` name the media type of an ending, and files with an ending of ``twice`` are
    compressed twice and called compressed once. All may be changed between answers.
    """

    def __init__(self, site: Path, prefix: str = "/", *, index_rule: bool = True) -> None:
        """Begin to serve at a free port."""
        self.site = site
        self.prefix = prefix
        self.index_rule = index_rule
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.headers: Mapping[str, str] = {}
        self.types: Mapping[str, str] = {}
        self.twice: tuple[str, ...] = ()
        self._port = 0
        self.go_on()

    @property
    def address(self) -> str:
        """Where the site's root is, with a slash at its end."""
        return f"http://127.0.0.1:{self._port}{self.prefix}"

    def go_on(self) -> None:
        """Serve at the port of before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), partial(_Handler, self))
        self._port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        """Refuse connections, as where there is no line."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def type_of(self, file: Path) -> str:
        """The media type of a file, as this host has it."""
        return self.types.get(file.suffix) or mimetypes.guess_type(file)[0] or "text/plain"

    def file(self, path: str) -> Path | None:
        """The file at an address, where there is one."""
        place = unquote(urlsplit(path).path)
        if not place.startswith(self.prefix):
            return None
        place = place.removeprefix(self.prefix)
        if self.index_rule and (not place or place.endswith("/")):
            place += "index.html"
        file = self.site / place
        return file if place and file.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, host: Host, *of: object) -> None:
        self.host = host
        super().__init__(*of)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = self.host.file(self.path)
        place = self.path.removeprefix(self.host.prefix)
        (self.host.asked if file else self.host.refused).append(place)
        self.send_response(200 if file else 404)
        sent = file or self.host.site / "404.html"
        content, headers = sent.read_bytes(), {"Content-Type": self.host.type_of(sent), **self.host.headers}
        if sent.suffix in self.host.twice:
            content, headers["Content-Encoding"] = gzip.compress(gzip.compress(content)), "gzip"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path, prefix: str = "/", *, index_rule: bool = True) -> Iterator[Host]:
    """Serve a site for as long as it is needed."""
    host = Host(site, prefix, index_rule=index_rule)
    try:
        yield host
    finally:
        host.stop()
