"""Server settings for each kind of host, and the site served with them to a browser that reports all messages."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.website import security_txt
from knowledge_hub.website.hosting import HEADERS, IMMUTABLE, TYPES, apache
from tests.conftest import Contexts, hub
from tests.website.hosting import PAGE, nginx, text

Rules = list[tuple[str, list[tuple[str, str]]]]
POLICY = dict(HEADERS)["Content-Security-Policy"]


def rules_of(site: Path) -> Rules:
    """The rules of ``_headers``, as the hosts that read it describe them."""
    rules: Rules = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line:
            rules.append((line, []))
    return rules


def told(rules: Rules, place: str) -> list[tuple[str, str]]:
    """The headers of all rules that fit a place; a star stands for anything."""
    return [
        header
        for pattern, headers in rules
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), place)
        for header in headers
    ]


class _Host(SimpleHTTPRequestHandler):
    """Serves a site as a host does that reads its ``_headers``."""

    def __init__(self, *arguments: Any, rules: Rules, **options: Any) -> None:  # noqa: ANN401 - those of the base class
        self._rules = rules
        super().__init__(*arguments, **options)

    def guess_type(self, path: Any) -> str:  # noqa: ANN401 - see the base class
        headers = dict(told(self._rules, f"/{Path(path).relative_to(self.directory).as_posix()}"))
        return headers.get("Content-Type") or super().guess_type(path)

    def end_headers(self) -> None:
        for name, value in told(self._rules, self.path.partition("?")[0]):
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site), rules=rules_of(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def catalogue(six: Path) -> Catalogue:
    """That of the frozen hub."""
    return load(six)


def test_no_header_is_sent_twice_and_each_file_has_a_type(site: Path) -> None:
    """Hosts would join what two rules say into one header, or send it twice."""
    rules = rules_of(site)
    assert rules[0] == ("/*", list(HEADERS))
    without = []
    for path in site.rglob("*"):
        place = f"/{path.relative_to(site).as_posix()}"
        names = [name for name, _ in told(rules, place)]
        assert len(names) == len(set(names)), place
        if re.fullmatch(r"/assets/[0-9a-f]{8}/.*", place):
            assert dict(told(rules, place))["Cache-Control"] == IMMUTABLE, place
        elif path.suffix in {".html", ".json", ".csv"}:
            assert dict(told(rules, place))["Cache-Control"] == "no-cache", place
        if path.is_file() and "Content-Type" not in names:
            without.append(place)
    # The first two are read, not served; the maps for search engines are plain XML, as every host knows it.
    assert [each for each in without if not re.fullmatch(r"/_headers|/\.htaccess|/sitemap[-\d]*\.xml", each)] == []
    assert dict(told(rules, "/ar/feed.xml"))["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert dict(told(rules, "/.well-known/security.txt"))["Content-Type"] == "text/plain; charset=utf-8"


def test_pages_contain_the_content_security_policy(site: Path) -> None:
    """All that a page can say; who may frame it is for a header alone."""
    for place in ("index.html", "ar/easy/practices/prt-cndh.html", "about.html", "404.html"):
        meta = Html((site / place).read_text(encoding="utf-8")).css_first("meta[http-equiv=Content-Security-Policy]")
        assert meta is not None
        assert f"{meta.attributes['content']}; frame-ancestors 'self'" == POLICY, place
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_apache_and_nginx_have_the_same_settings(site: Path) -> None:
    """The same headers and types in the syntax of each."""
    written = (site / ".htaccess").read_text(encoding="utf-8")
    assert written == apache("")
    assert re.findall(r'^  Header always set (\S+) "(.*)"$', written, re.MULTILINE)[: len(HEADERS)] == list(HEADERS)
    assert re.findall(r'^AddType "(.*)" \.(.*)$', written, re.MULTILINE) == [(of, end) for end, of in TYPES.items()]
    told_nginx = nginx()
    assert re.findall(r'^add_header (\S+) "(.*)" always;$', told_nginx, re.MULTILINE) == list(HEADERS)
    for settings in (written, told_nginx):
        assert f'"{IMMUTABLE}"' in settings
        assert '"no-cache"' in settings
    types = re.findall(r"^  (\S+) (\S+);$", told_nginx, re.MULTILINE)
    assert types == [(of.partition(";")[0], end) for end, of in TYPES.items()]


def test_apache_has_the_path_of_the_404_page() -> None:
    """Below the path of the public address; without one there is no such line."""
    assert apache("https://hub.example.org/nm/").endswith("\nErrorDocument 404 /nm/404.html\n")
    assert "ErrorDocument" not in apache("")


def test_the_hosting_page_has_the_current_settings() -> None:
    """The list in the code is the only one."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == text(page), (
        "docs/contributing/hosting.md is out of date. Run: .venv/bin/python -m tests.website.hosting"
    )


def test_a_weakness_is_reported_to_the_address_of_the_settings(data: Path, tmp_path: Path) -> None:
    """The whole file, from a build with an address; the mailbox comes first."""
    out = tmp_path / "site"
    done = hub(
        "build", "--data", data, "--out", out, HUB_SITE_URL="https://hub.example.org/nm/",
        HUB_REPOSITORY="https://git.example.org/nm/hub/", HUB_MAILBOX="hub@example.org",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / ".well-known/security.txt").read_text(encoding="utf-8") == (
        "Contact: mailto:hub@example.org\n"
        "Contact: https://git.example.org/nm/hub/security\n"
        "Expires: 2027-03-04T00:00:00Z\n"
        "Preferred-Languages: ar, zh, en, fr, ru, es\n"
        "Policy: https://git.example.org/nm/hub/blob/main/SECURITY.md\n"
        "Canonical: https://hub.example.org/nm/.well-known/security.txt\n"
    )
    assert (out / ".htaccess").read_text(encoding="utf-8") == apache("https://hub.example.org/nm/")


def test_no_address_for_weaknesses_is_made_up(site: Path, catalogue: Catalogue) -> None:
    """Without settings there is no file; an address without https does not count, as the standard wants it."""
    assert not (site / ".well-known").exists()
    assert security_txt.text(catalogue, "https://hub.example.org/", "", "") == ""
    assert security_txt.text(catalogue, "", "http://git.example.org/hub", "") == ""
    only = security_txt.text(catalogue, "http://hub.example.org/", "http://git.example.org/hub", "hub@example.org")
    assert [line.partition(":")[0] for line in only.splitlines()] == ["Contact", "Expires", "Preferred-Languages"]


def places(catalogue: Catalogue) -> list[str]:
    """One page of every kind, of authored pages and of the search with a question, in two editions, and the lost one."""
    kinds = {key.kind: key.uri for key in reversed(make_plan(catalogue).pages)}
    found = [*kinds.values(), "about.html", "accessibility.html", "search.html?q=%D8%A7"]
    return [f"{edition}{place}" for edition in ("", "ar/easy/") for place in found] + ["404.html"]


def noticed(context: BrowserContext, root: str, visited: list[str]) -> dict[str, object]:
    """What a browser notices while it visits pages: messages, requests to elsewhere, and what it was asked to keep."""
    page = context.new_page()
    messages: list[str] = []
    elsewhere: list[str] = []
    kept: dict[str, object] = {}
    context.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: messages.append(str(error.error)))
    context.on("request", lambda asked: None if asked.url.startswith(root) else elsewhere.append(asked.url))
    for place in visited:
        page.goto(f"{root}/{place}")
        found = page.evaluate(
            "async () => ({cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,"
            " databases: (await indexedDB.databases()).length,"
            " caches: 'caches' in window ? (await caches.keys()).length : 0,"
            # A page of a disk has no workers, and may not even ask.
            " workers: location.protocol === 'file:' ? 0 : (await navigator.serviceWorker.getRegistrations()).length})"
        )
        if any(found.values()):
            kept[place] = found
    return {"messages": messages, "elsewhere": elsewhere, "kept": kept, "cookies": context.cookies()}


NOTHING: dict[str, object] = {"messages": [], "elsewhere": [], "kept": {}, "cookies": []}


@pytest.mark.browser
def test_a_browser_notices_nothing_when_the_site_is_served(site: Path, context: Contexts, catalogue: Catalogue) -> None:
    """With the headers that the build gives to hosts: no message, no other host, no cookie, nothing kept."""
    with served(site) as root:
        visited = context()
        page = visited.new_page()
        answer = page.goto(f"{root}/index.html")
        assert answer is not None
        assert answer.header_value("Content-Security-Policy") == POLICY
        assert noticed(visited, root, places(catalogue)) == NOTHING


@pytest.mark.browser
def test_a_browser_notices_nothing_on_a_disk(site: Path, context: Contexts, catalogue: Catalogue) -> None:
    """The same without a server, which alone shows the page for lost addresses."""
    assert noticed(context(), site.as_uri(), places(catalogue)[:-1]) == NOTHING


@pytest.mark.browser
def test_no_page_of_another_site_may_frame_the_hub(site: Path, context: Contexts, tmp_path: Path) -> None:
    """Against clickjacking and impersonation."""
    with served(site) as root:
        (tmp_path / "frame.html").write_text(f'<iframe src="{root}/index.html"></iframe>', encoding="utf-8")
        page = context().new_page()
        with page.expect_console_message() as message:
            page.goto((tmp_path / "frame.html").as_uri())
        assert "frame-ancestors 'self'" in message.value.text
