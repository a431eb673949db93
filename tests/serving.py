"""The site as a host serves it: texts compressed, kept by browsers for ten minutes, every answer counted."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@dataclass
class Served:
    """A site under an address, and what was asked for: the path and the compressed bytes of each answer."""

    site: Path
    address: str = ""
    answers: list[tuple[str, int]] = field(default_factory=list)

    def answer(self, path: str) -> tuple[str, int]:
        """A path with its compressed bytes, as they would be sent."""
        return path, len(compressed(self.site / path.lstrip("/")))


def compressed(file: Path) -> bytes:
    """A file as most hosts send it."""
    return gzip.compress(file.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *of: object, served: Served, directory: str) -> None:
        self.served = served
        super().__init__(*of, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        found = path.is_file()
        body = compressed(path) if found else b""
        self.served.answers.append((self.path, len(body)))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    """Serve a folder for as long as it is needed."""
    served = Served(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, served=served, directory=str(site)))
    server.daemon_threads = True
    served.address = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
