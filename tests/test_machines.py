"""The README's first command on bare machines: Debian 12, Debian 13, and Debian testing with the newest Python.

Each is a tree of its own with what the README names and nothing else, in which a user without rights works on a clone of the
last commit. `make machines` runs them; root and mmdebstrap are needed.
"""

import gzip
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from knowledge_hub.website.hosting import ATOM, HEADERS, IMMUTABLE, REVALIDATED, TYPES, apache
from tests.conftest import ROOT
from tests.website.hosting import nginx

TREES = ROOT / "tests/machines"
SUITES = {"bookworm": "3.11.2", "trixie": "3.13", "testing": "3.14"}
"""Each with the Python that it has, or at least has."""

pytestmark = pytest.mark.machines


class Machine(NamedTuple):
    """A bare tree with a clone of the hub."""

    folder: Path

    def start(self, command: str, user: str = "ana") -> subprocess.Popen[str]:
        """Begin a command of the shell in the home of the user."""
        return subprocess.Popen(
            [TREES / "inside.sh", self.folder, user, command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command: str, user: str = "ana") -> tuple[int, list[str]]:
        """The exit code, and what was printed."""
        running = self.start(command, user)
        printed, _ = running.communicate()
        return running.returncode, printed.splitlines()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Machine]]:
    """All of them, each with its clone."""
    folder = tmp_path_factory.mktemp("machines")
    made = {suite: Machine(folder / suite) for suite in SUITES}
    fetching = [subprocess.Popen([TREES / "tree.sh", suite, machine.folder]) for suite, machine in made.items()]
    assert [each.wait() for each in fetching] == [0] * len(SUITES)
    for machine in made.values():
        home = machine.folder / "home/ana"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, home / "hub"], check=True)
        subprocess.run(["chown", "--recursive", f"--reference={home}", home / "hub"], check=True)
    yield made
    subprocess.run(["rm", "-rf", *(machine.folder for machine in made.values())], check=True)


@pytest.fixture(scope="module")
def answers(machines: dict[str, Machine]) -> dict[str, tuple[int, str]]:
    """What ``make site`` answers on each, run at the same time."""
    running = {suite: machine.start("cd hub && make site") for suite, machine in machines.items()}
    printed = {suite: each.communicate()[0] for suite, each in running.items()}
    return {suite: (each.returncode, printed[suite]) for suite, each in running.items()}


@pytest.mark.parametrize("suite", SUITES)
def test_make_site_works_on_a_bare_machine(
    suite: str, machines: dict[str, Machine], answers: dict[str, tuple[int, str]]
) -> None:
    """With the system's own Python; then the command that it set up works."""
    code, printed = answers[suite]
    assert code == 0, printed
    assert "The site is in site. Open site/index.html in a browser." in printed.splitlines()
    assert printed.splitlines()[0] == "Setting up .venv: fetching and installing packages, about a minute."
    machine = machines[suite]
    _, (found,) = machine.run("hub/.venv/bin/python -c 'import platform; print(platform.python_version())'")
    assert found.split(".")[: len(SUITES[suite].split("."))] >= SUITES[suite].split(".")
    assert machine.run("cd hub && make check") == (0, [".venv/bin/hub check", "No problems."])
    assert machine.run("cd hub/site && sha256sum --check --quiet SHA256SUMS") == (0, [])


@pytest.mark.usefixtures("answers")
def test_all_machines_build_the_same_bytes(machines: dict[str, Machine]) -> None:
    """Whatever the Python."""
    sums = {suite: (each.folder / "home/ana/hub/site/SHA256SUMS").read_text() for suite, each in machines.items()}
    assert len(sums["bookworm"].splitlines()) > 1000
    assert sums == dict.fromkeys(SUITES, sums["bookworm"])


@pytest.mark.usefixtures("answers")
def test_a_moved_folder_sets_itself_up_again(machines: dict[str, Machine]) -> None:
    """Under a name with spaces, Cyrillic and Chinese, with a cache that cannot be written, without a home, with many jobs."""
    command = "mkdir -p ~/.cache && chmod -R a-w ~/.cache && mv hub 'a hub узел 中心' && cd 'a hub узел 中心' && umask 077 && env -u HOME -u LANG make -j8 check site"
    code, printed = machines["trixie"].run(command)
    assert code == 0, printed
    assert printed[0] == "Setting up .venv: fetching and installing packages, about a minute."
    assert "No problems." in printed


@pytest.mark.usefixtures("answers")
def test_without_the_venv_module_one_sentence_names_its_package(machines: dict[str, Machine]) -> None:
    """As on a Debian where nobody has installed it."""
    machine = machines["bookworm"]
    code, printed = machine.run("dpkg --purge python3-venv python3.11-venv", "root")
    assert code == 0, printed
    code, printed = machine.run("cd hub && rm -rf .venv && make site")
    assert (code, len(printed)) == (2, 2), printed  # the second line is make's own
    assert (
        printed[0] == "Python's modules venv and ensurepip are missing. On Debian and Ubuntu: apt install python3-venv"
    )


SERVERS = {
    "nginx": (
        "exec nginx -g 'daemon off;' -c /hub.conf",
        "pid /run/hub.pid; events {{}} http {{ server {{ listen 127.0.0.1:{port}; root {site}; {rules} }} }}",
    ),
    "Apache": (
        "exec apache2 -D FOREGROUND -f /hub.conf",
        """
        ServerRoot /etc/apache2
        PidFile /run/hub.pid
        ServerName localhost
        Listen 127.0.0.1:{port}
        Include mods-available/mpm_event.load
        Include mods-available/authz_core.load
        Include mods-available/mime.load
        Include mods-available/dir.load
        Include mods-available/headers.load
        Include mods-available/filter.load
        Include mods-available/deflate.load
        User www-data
        Group www-data
        ErrorLog /dev/stderr
        TypesConfig /etc/mime.types
        DocumentRoot {site}
        <Directory {site}>
          AllowOverride FileInfo
        </Directory>
        """,
    ),
}
"""How each is started, and the smallest configuration that hosting.md assumes."""


@pytest.fixture(scope="module")
def with_servers(machines: dict[str, Machine], answers: dict[str, tuple[int, str]]) -> Machine:
    """Debian 12 with its nginx and its Apache."""
    assert answers["bookworm"][0] == 0
    install = "apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light apache2 media-types"
    code, printed = machines["bookworm"].run(f"export DEBIAN_FRONTEND=noninteractive; {install}", "root")
    assert code == 0, printed
    return machines["bookworm"]


@pytest.fixture(params=SERVERS)
def address(request: pytest.FixtureRequest, with_servers: Machine) -> Iterator[str]:
    """A server with the site of ``make site`` and the lines of hosting.md."""
    start, configuration = SERVERS[request.param]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    text = configuration.format(port=port, site="/srv/site", rules=nginx())
    (with_servers.folder / "hub.conf").write_text(text, encoding="utf-8")
    site = with_servers.folder / "srv/site"
    shutil.copytree(with_servers.folder / "home/ana/hub/site", site)
    (site / ".htaccess").write_text(apache(f"{url}/"), encoding="utf-8")
    subprocess.run(["chmod", "--recursive", "a+rX", site], check=True)
    server = with_servers.start(start, "root")
    try:
        while server.poll() is None:
            with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)):
                break
        yield url
    finally:
        server.kill()  # unshare passes over the gentle signal; all in it ends with it
        server.communicate()
        shutil.rmtree(site)


def asked(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """What the server answers."""
    request = Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310
    try:
        with urlopen(request) as answer:  # noqa: S310 - the server above
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_server_takes_over_the_lines_of_hosting(address: str) -> None:
    """Headers, types, compression, an unchanged file, and the page for lost addresses at any depth."""
    names = json.loads(asked(f"{address}/assets/current.json")[2])
    for place, kind in {
        "index.html": TYPES["html"],
        "ar/index.html": TYPES["html"],
        f"assets/{names[1]}/search/fr/search.js": TYPES["js"],
        "ar/feed.xml": ATOM,
        "SHA256SUMS": TYPES["txt"],
    }.items():
        code, headers, _ = asked(f"{address}/{place}")
        assert (code, headers["Content-Type"]) == (200, kind), place
        cached = ("Cache-Control", IMMUTABLE if names[1] in place else REVALIDATED)
        assert {name: headers.get_all(name) for name, _ in (*HEADERS, cached)} == {
            name: [value] for name, value in (*HEADERS, cached)
        }, place
    _, headers, packed = asked(f"{address}/index.html", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    _, headers, plain = asked(f"{address}/index.html")
    assert gzip.decompress(packed) == plain
    assert asked(f"{address}/index.html", If_None_Match=headers["ETag"])[::2] == (304, b"")
    code, headers, _ = asked(f"{address}/assets/{names[1]}/search/fr/lost.js")
    assert (code, headers.get_all("Cache-Control")) == (404, [REVALIDATED])
    code, _, lost = asked(f"{address}/fr/easy/no/such/page.html")
    assert (code, b"<h1" in lost, b"nginx" in lost) == (404, True, False)


@pytest.mark.usefixtures("answers")
def test_without_the_rights_to_install_the_tests_say_what_they_need(machines: dict[str, Machine]) -> None:
    """There is no sudo on a bare machine."""
    code, printed = machines["bookworm"].run("hub/tests/install_browser.sh")
    packages = "chromium-headless-shell nodejs npm default-jre-headless faketime locales libatomic1 fontconfig fonts-noto-core fonts-noto-cjk"
    told = "The tests need more programs. As an administrator, run once: apt-get install --no-install-recommends"
    assert (code, printed) == (1, [f"{told} {packages}"])
