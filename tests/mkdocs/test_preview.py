"""``hub serve``: the process on this machine, and live reload in a browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, Contexts, hub

SOON = 60
"""Seconds after which something that should have happened will not; a preview takes about one."""


class Preview:
    """A running ``hub serve``."""

    def __init__(self, data: Path, temporary: Path, root: Path = ROOT, language: str = "en") -> None:
        """Start it on a port that nobody uses; ``root`` is the repository whose program and pages it takes."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "knowledge_hub", "serve", "--data", data, "--port", str(self.port)],
            cwd=root,
            env={**os.environ, "TMPDIR": str(temporary), "HUB_LANG": language, "PYTHONPATH": str(root / "hooks")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def says(self, line: str) -> None:
        """Wait until the terminal shows a line."""
        while self._lines.get(timeout=SOON) != line:
            pass

    def rest(self) -> list[str]:
        """What the terminal showed after that, once the process has ended."""
        self._reader.join()
        return [self._lines.get() for _ in range(self._lines.qsize())]

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[int, str]:
        """The status and the text of an answer; ``host``: under which name the preview is asked."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer: HTTPResponse = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def end(self, sign: signal.Signals) -> int:
        """Ask it to end; returns its exit status."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=SOON)

    def close(self) -> None:
        """End it at once where it still runs, and let go of what it said."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.rest()
        self.process.stdout.close()

    def answers(self) -> None:
        """Wait until the address can be reached; each attempt takes as long as the system takes to refuse it."""
        while self.process.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return


def save(file: Path, text: str) -> None:
    """Save as editors do: the new file takes the place of the old one at once."""
    new = file.parents[3] / "being-saved"
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The folder for temporary files of the preview."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def preview(data: Path, temporary: Path) -> Iterator[Preview]:
    """The preview of the small data folder."""
    running = Preview(data, temporary)
    yield running
    running.close()


@pytest.mark.parametrize("port", ["taken", "0", "99999"])
def test_an_unusable_port_is_reported_at_once(data: Path, port: str) -> None:
    """A port that is in use or out of range."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = str(taken.getsockname()[1]) if port == "taken" else port
        done = hub("serve", "--data", data, "--port", asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Port {asked} cannot be used; choose another from 1024 to 65535 with --port.\n"


def test_sigterm_ends_the_preview(preview: Preview, temporary: Path) -> None:
    """SIGTERM ends the preview without messages and without leftover files."""
    preview.says(f"The preview is at http://127.0.0.1:{preview.port}/")
    preview.process.terminate()
    assert preview.process.wait(timeout=SOON) == 0
    assert preview.rest() == []
    assert list(temporary.iterdir()) == []


@pytest.mark.browser
def test_edits_appear_on_the_page(preview: Preview, data: Path, temporary: Path, context: Contexts) -> None:
    """Edits appear without reloading; errors are shown and change nothing until corrected; Ctrl-C leaves no files."""
    url = f"http://127.0.0.1:{preview.port}/"
    preview.says(f"The preview is at {url}")
    preview.answers()
    page = context().new_page()
    page.goto(f"{url}practices/pry-example.html")
    heading = page.locator("h1")
    expect(heading).to_have_text("A commission plans together")
    entry = data / "practices/pry-example/entry.yml"
    text = entry.read_text(encoding="utf-8")

    save(entry, text.replace("commission plans", "commission writes"))
    expect(heading).to_have_text("A commission writes together", timeout=SOON * 1000)

    save(entry, text.replace("countries: [PRY]", "countries: [PRX]"))
    preview.says("The preview was not changed.")
    preview.says(f"{entry}:7:13: countries[1]: 'PRX' is not a code of vocabularies/states.yml. Did you mean 'PRY'?")
    another = context().new_page()  # The first may be loading itself anew just now.
    another.goto(f"{url}practices/pry-example.html")
    expect(another.locator("h1")).to_have_text("A commission writes together")
    # Both the page that was open and the one that is opened now say where the mistake is.
    for shown in (page, another):
        expect(shown.get_by_role("alert")).to_contain_text("The preview was not changed.", timeout=SOON * 1000)
        expect(shown.get_by_role("alert")).to_contain_text("entry.yml:7:13: countries[1]: 'PRX' is not a code")

    for number in range(1000):
        save(entry, text.replace("commission plans", f"commission meets {number} times"))
    expect(heading).to_have_text("A commission meets 999 times together", timeout=SOON * 1000)
    expect(page.get_by_role("alert")).to_have_count(0)

    assert preview.end(signal.SIGINT) == 0
    assert preview.rest() == ["1 problem."]
    assert list(temporary.iterdir()) == []


@pytest.mark.browser
def test_what_is_removed_or_broken_is_said_until_it_is_back(data: Path, temporary: Path, context: Contexts) -> None:
    """The pages' folder, the data and a template: the open page says it in the language chosen, and comes back by itself."""
    root = temporary.parent / "repository"
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    data = data.rename(root / "hub_data")
    preview = Preview(data, temporary, root, "fr")
    try:
        preview.says(f"L’aperçu est à l’adresse http://127.0.0.1:{preview.port}/")
        page = context().new_page()
        page.goto(f"http://127.0.0.1:{preview.port}/fr/about.html")
        notice = page.get_by_role("alert")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(notice).to_have_count(0)
        for folder, named in ((root / "docs", "docs"), (data, "hub_data")):
            aside = folder.rename(temporary.parent / "aside")
            expect(notice).to_have_text(
                f"L’aperçu n’a pas été modifié.{named} a disparu. Remettez-le en place et l’aperçu reprendra.",
                timeout=SOON * 1000,
            )
            aside.rename(folder)
            expect(notice).to_have_count(0, timeout=SOON * 1000)
        template = root / "overrides/partials/footer.html"
        sound = template.read_text(encoding="utf-8")
        template.write_text(f"{sound}\n{{% if %}}", encoding="utf-8")
        line = sound.count("\n") + 2
        expect(notice).to_contain_text(f"overrides/partials/footer.html:{line}: ", timeout=SOON * 1000)
        template.write_text(sound.replace("site-footer", "site-footer mended"), encoding="utf-8")
        expect(page.locator("footer.mended")).to_have_count(1, timeout=SOON * 1000)
        assert preview.end(signal.SIGTERM) == 0
        assert list(temporary.iterdir()) == []
    finally:
        preview.close()


ODD = (
    "/%00",
    "/%FF",
    "/practices/%0d%0aX:y",
    f"/{'x' * 5000}",
    "/index.html/x",
    "/livereload",
    "/..%2f..%2fdata",
    "//x.org/y",
    "/\\..",
)
"""Addresses under which nothing is."""
OUTSIDE = (
    "/outside.txt",
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/assets/../../outside.txt",
    "/..%2Foutside.txt",
    "/link/outside.txt",
)
"""Ways to a file beside the site's folder, and to the same by a symbolic link."""


def test_the_preview_serves_its_site_to_this_machine_only(preview: Preview, data: Path, temporary: Path) -> None:
    """No name but this machine's, no method but reading, no way out; no address is too odd; what a killed one left goes."""
    url = f"http://127.0.0.1:{preview.port}/"
    preview.says(f"The preview is at {url}")
    preview.answers()
    (folder,) = temporary.iterdir()
    for name in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST"):
        assert preview.ask("/index.html", host=f"{name}:{preview.port}")[0] == 200, name
    for name in ("evil.example", f"evil.example:{preview.port}", "127.0.0.1", "localhost:1"):
        assert preview.ask("/index.html", host=name) == (421, f"The preview answers at {url} only.\n"), name
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"):
        assert preview.ask("/index.html", method) == (405, "The preview is read-only; it accepts no data.\n"), method
    assert preview.ask("/index.html", "HEAD") == (200, "")
    (folder / "outside.txt").write_text("secret", encoding="utf-8")
    (folder / "site/link").symlink_to(folder)
    for path in (*ODD, *OUTSIDE):
        status, text = preview.ask(path)
        assert (status, "There is no page at this address." in text, "secret" in text) == (404, True, False), path
    with socket.socket() as other:
        # An address of this machine that others could reach.
        assert other.connect_ex(("127.0.0.2", preview.port)) != 0
    assert preview.ask("/practices")[0] == 302
    assert preview.end(signal.SIGKILL) == -signal.SIGKILL
    assert folder.exists()
    following = Preview(data, temporary)
    try:
        following.says(f"The preview is at http://127.0.0.1:{following.port}/")
        assert not folder.exists()
        assert len(list(temporary.iterdir())) == 1
        assert following.end(signal.SIGTERM) == 0
    finally:
        following.close()
    assert list(temporary.iterdir()) == []
