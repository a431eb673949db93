"""A reader on a slow line: 400 kbps, 400 ms, and a processor four times slower than the one at hand."""

import gzip
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

sent: list[int] = []
"""Sizes of all answers, as the browser does not tell what a worker has fetched."""
_PHONE = {"width": 390, "height": 844}
_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
    const [painted] = list.getEntriesByName("first-contentful-paint")
    if (painted) done(painted.startTime)
}).observe({type: "paint", buffered: true}))"""


@dataclass(frozen=True, slots=True)
class View:
    """What it takes until a page is there."""

    milliseconds: float
    size: float
    """Bytes, as they are sent."""
    requests: float


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as hosts do: texts compressed, files kept for ten minutes; quietly."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in {".html", ".js", ".css", ".svg", ".json"}:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        sent.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def browser_path() -> str | None:
    """A browser with its windows where there is one, as a reader's asks for the icon of its tab too."""
    names = ("chromium", "google-chrome", "chromium-headless-shell")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser as the system has it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def until_seen(folder: Path, addresses: Sequence[str], selector: str) -> View:
    """From the start of the navigation until an element is there; medians over the addresses, nothing kept between them."""
    found = []
    with served(folder) as root, chromium() as browser:
        for address in addresses:
            page = _throttled(browser.new_context().new_page())
            sent.clear()
            page.goto(root + address, wait_until="commit")
            page.wait_for_selector(selector, timeout=120_000)
            found.append(View(page.evaluate("performance.now()"), sum(sent), len(sent)))
            page.context.close()
    return _medians(found)


def until_read(folder: Path, pairs: Sequence[tuple[str, str]]) -> tuple[View, View]:
    """From the start of the navigation until the first text is painted; then the same for the next page that is opened.

    Bytes and requests are those of the whole page, pictures in view included. Medians over the pairs.
    """
    firsts: list[View] = []
    seconds: list[View] = []
    with served(folder) as root, chromium() as browser:
        for pair in pairs:
            page = _throttled(browser.new_context(viewport=_PHONE).new_page())  # type: ignore[arg-type]
            for address, found in zip(pair, (firsts, seconds), strict=True):
                sent.clear()
                page.goto(root + address, wait_until="networkidle", timeout=120_000)
                found.append(View(page.evaluate(_PAINT), sum(sent), len(sent)))
            page.context.close()
    return _medians(firsts), _medians(seconds)


def _throttled(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


def _medians(views: Sequence[View]) -> View:
    return View(
        median(each.milliseconds for each in views),
        median(each.size for each in views),
        median(each.requests for each in views),
    )
