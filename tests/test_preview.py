"""``hub serve`` as its users meet it: a process on this machine, and a page that changes by itself in a browser."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
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

    def __init__(self, data: Path, temporary: Path) -> None:
        """Start it on a port that nobody uses."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "knowledge_hub", "serve", "--data", data, "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary), "HUB_LANG": "en"},
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
    running.process.kill()
    running.process.wait()
    assert running.process.stdout is not None
    running.rest()
    running.process.stdout.close()


@pytest.mark.parametrize("port", ["taken", "0", "99999"])
def test_a_port_that_cannot_be_used_is_said_at_once(data: Path, port: str) -> None:
    """Somebody started the preview twice, or mistyped the number."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = str(taken.getsockname()[1]) if port == "taken" else port
        done = hub("serve", "--data", data, "--port", asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Port {asked} cannot be used; name another from 1024 to 65535 with --port.\n"


def test_a_request_to_end_is_heeded_as_soon_as_the_preview_is_there(preview: Preview, temporary: Path) -> None:
    """As a service manager asks; nothing is said, and nothing is left."""
    preview.says(f"The preview is at http://127.0.0.1:{preview.port}/")
    preview.process.terminate()
    assert preview.process.wait(timeout=SOON) == 0
    assert preview.rest() == []
    assert list(temporary.iterdir()) == []


@pytest.mark.browser
def test_the_page_follows_the_file(preview: Preview, data: Path, temporary: Path, context: Contexts) -> None:
    """An edit shows by itself; a mistake is named and changes nothing; once mended it shows; Ctrl-C leaves nothing."""
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

    save(entry, text.replace("commission plans", "commission meets"))
    expect(heading).to_have_text("A commission meets together", timeout=SOON * 1000)

    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=SOON) == 0
    assert preview.rest() == ["1 problem."]
    assert list(temporary.iterdir()) == []
