"""Links to other sites: found with their lines, and asked of a real server on this machine."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from knowledge_hub.maintenance.link_check import USER_AGENT, Answer, check
from knowledge_hub.maintenance.link_report import Link, find_links, report
from tests.conftest import REAL, ROOT, hub

ANSWERS = {
    "/gone": (404, ""),
    "/no-programs": (403, ""),
    "/moved": (301, "/here"),
    "/elsewhere": (302, "/here"),
    "/moved-to-nothing": (301, "/gone"),
    "/circle": (302, "/circle"),
}
_FOLLOWED = "HEAD or GET /here"
"""The request for the page to which another one redirects."""


class Pages(BaseHTTPRequestHandler):
    """Answers by the name of the page, and notes what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        """What is asked first."""
        self._answer()

    def do_GET(self) -> None:
        """What is asked where HEAD is refused."""
        self._answer()

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        assert self.headers["User-Agent"] == USER_AGENT
        if self.path.startswith("/silent"):
            self.close_connection = True
            return
        code, place = self._code()
        self.send_response(code)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _code(self) -> tuple[int, str]:
        if self.path == "/no-head":
            return (405 if self.command == "HEAD" else 200), ""
        if self.path == "/busy":
            return (503 if len(self.asked) <= len(("HEAD", "GET")) else 200), ""
        return ANSWERS.get(self.path, (200, ""))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that runs for one test."""
    Pages.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.mark.parametrize(
    ("page", "answer", "asked"),
    [
        ("/here", Answer("working", "It works."), ["HEAD /here"]),
        ("/ici-été?q=à", Answer("working", "It works."), ["HEAD /ici-%C3%A9t%C3%A9?q=%C3%A0"]),
        ("/a%20b", Answer("working", "It works."), ["HEAD /a%20b"]),
        ("/no-head", Answer("working", "It works."), ["HEAD /no-head", "GET /no-head"]),
        ("/gone", Answer("broken", "There is no such page (404)."), ["HEAD /gone", "GET /gone"]),
        (
            "/no-programs",
            Answer("unclear", "The server refuses to show it to a program (403)."),
            ["HEAD /no-programs", "GET /no-programs"],
        ),
        ("/moved#part", Answer("moved", "It has moved for good to {server}/here#part"), ["HEAD /moved", _FOLLOWED]),
        ("/elsewhere", Answer("working", "It works."), ["HEAD /elsewhere", _FOLLOWED]),
        ("/busy", Answer("working", "It works."), ["HEAD /busy", "GET /busy", "GET /busy"]),
    ],
)
def test_what_a_server_answers(server: str, page: str, answer: Answer, asked: list[str]) -> None:
    """Each kind of answer, and how often the server was asked for it."""
    url = server + page
    expected = Answer(answer.state, answer.sentence.format(server=server))
    assert check([url], pause=0) == {url: expected}
    # After a redirect, Python asks by GET, and from 3.13 on by HEAD again.
    assert [
        _FOLLOWED if request.endswith(" /here") and place else request for place, request in enumerate(Pages.asked)
    ] == asked


def test_a_way_that_leads_nowhere(server: str) -> None:
    """A new address with nothing there is broken; a circle is for a person to look at."""
    answers = check([f"{server}/moved-to-nothing", f"{server}/circle"], pause=0)
    assert [answer.state for answer in answers.values()] == ["broken", "unclear"]


def test_an_address_is_asked_once(server: str) -> None:
    """However often it stands in the records."""
    check([f"{server}/here", f"{server}/here"], pause=0)
    assert Pages.asked == ["HEAD /here"]


def test_a_server_that_is_not_there() -> None:
    """What nobody answers is not broken: it may be back tomorrow."""
    closed = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    closed.server_close()
    url = f"http://127.0.0.1:{closed.server_port}/"
    assert check([url], pause=0)[url].sentence == "The server does not answer (Connection refused)."
    assert check([url], pause=0)[url].state == "unclear"


def test_a_silent_server_is_left_in_peace(server: str) -> None:
    """After two addresses without any answer, nothing more is asked of it."""
    answers = check([f"{server}/silent/{number}" for number in range(5)], pause=0)
    assert {answer.state for answer in answers.values()} == {"unclear"}
    assert Pages.asked == [f"{method} /silent/{number}" for number in (0, 1) for method in ("HEAD", "GET", "GET")]


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (socket.EAI_NONAME, ("broken", "There is no server of this name.")),
        (socket.EAI_AGAIN, ("unclear", "The server does not answer (no name).")),
    ],
)
def test_a_name_that_is_not_known(fault: int, answer: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that nobody has is broken; that names cannot be looked up just now says nothing."""

    def refuse(*_: object) -> None:
        raise socket.gaierror(fault, "no name")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = check(["http://nowhere.invalid/"], pause=0)["http://nowhere.invalid/"]
    assert (found.state, found.sentence) == answer


@pytest.mark.parametrize("url", ["http://127.0.0.1:port/", "http://[1/", "http://.example.org/"])
def test_what_is_no_address(url: str) -> None:
    """Ends in a sentence."""
    assert check([url], pause=0) == {url: Answer("broken", "This is not a web address; correct it.")}


def test_links_are_found_with_their_lines(data: Path, tmp_path: Path) -> None:
    """In fields of records and in texts of pages, without the marks around them."""
    pages = tmp_path / "docs"
    pages.mkdir()
    (pages / "about.md").write_text(
        "See [this](https://example.org/a_b).\n\nSee <https://example.org/c>, 见 https://example.org/d。\n",
        encoding="utf-8",
    )
    french = data / "practices/pry-example/fr.yml"
    french.write_text("status: [", encoding="utf-8")
    assert [link for link in find_links(data, pages) if "vocabularies" not in link.path] == [
        Link(f"{data}/practices/pry-example/entry.yml", 24, "https://example.org/report"),
        Link(f"{pages}/about.md", 1, "https://example.org/a_b"),
        Link(f"{pages}/about.md", 3, "https://example.org/c"),
        Link(f"{pages}/about.md", 3, "https://example.org/d"),
    ]


def test_every_url_of_the_real_records_is_found() -> None:
    """As many as a plain search of the files finds."""
    found = [link for link in find_links(REAL, ROOT / "docs") if link.path.endswith("entry.yml")]
    fields = [line for path in REAL.glob("*/*/entry.yml") for line in path.read_text().splitlines() if " url: " in line]
    assert len([link for link in found if link.url]) >= len(fields) > 200


def test_the_report_for_people() -> None:
    """In order of urgency, each with its place; an address cannot become markup."""
    links = [
        Link("hub_data/a.yml", 3, "https://example.org/a_b"),
        Link("hub_data/a.yml", 4, "https://example.org/**x"),
        Link("hub_data/b.yml", 5, "https://example.org/ok"),
    ]
    answers = {
        "https://example.org/a_b": Answer("moved", "It has moved for good to https://example.org/n"),
        "https://example.org/**x": Answer("broken", "There is no such page (404)."),
        "https://example.org/ok": Answer("working", "It works."),
    }
    assert report(links, answers, "markdown").splitlines() == [
        "## Links to other sites",
        "",
        "3 in all: 1 broken, 0 unclear, 1 moved, 1 working.",
        "",
        "### Broken: find where the page is now, or another source",
        "",
        r"* hub\_data/a.yml, line 4: <https://example.org/**x>. There is no such page (404).",
        "",
        "### Moved: write the new address",
        "",
        r"* hub\_data/a.yml, line 3: <https://example.org/a_b>. It has moved for good to https://example.org/n",
    ]
    assert report(links, answers).splitlines() == [
        "hub_data/a.yml:3: https://example.org/a_b: It has moved for good to https://example.org/n",
        "hub_data/a.yml:4: https://example.org/**x: There is no such page (404).",
        "3 in all: 1 broken, 0 unclear, 1 moved, 1 working.",
    ]
    assert json.loads(report(links, answers, "json"))["links"][1]["state"] == "broken"


def test_a_broken_link_fails_only_when_asked(server: str, data: Path, tmp_path: Path) -> None:
    """The command says it and ends with 0; with --strict, with 1."""
    shutil.rmtree(data / "vocabularies")
    entry = data / "practices/pry-example/entry.yml"
    entry.write_text(entry.read_text().replace("https://example.org/report", f"{server}/gone"), encoding="utf-8")
    done = hub("links", "--data", data, "--pages", tmp_path / "none")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"{entry}:24: {server}/gone: There is no such page (404).",
        "1 in all: 1 broken, 0 unclear, 0 moved, 0 working.",
    ]
    assert hub("links", "--strict", "--data", data, "--pages", tmp_path / "none").returncode == 1
