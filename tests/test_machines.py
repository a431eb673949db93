"""The README's first command on bare machines: Debian 12, Debian 13, and Debian testing with the newest Python.

Each is a tree of its own with what the README names and nothing else, in which a user without rights works on a clone of the
last commit. `make machines` runs them; root and mmdebstrap are needed.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

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
    for machine in made.values():
        shutil.rmtree(machine.folder)


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
    assert (code, printed.splitlines()[-1]) == (0, "The site is in site. Open site/index.html in a browser."), printed
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
    """Under a name with spaces, Cyrillic and Chinese, without a home, with a strict umask and many jobs."""
    command = "mv hub 'a hub узел 中心' && cd 'a hub узел 中心' && umask 077 && env -u HOME -u LANG make -j8 check site"
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


@pytest.mark.usefixtures("answers")
def test_without_the_rights_to_install_the_tests_say_what_they_need(machines: dict[str, Machine]) -> None:
    """There is no sudo on a bare machine."""
    code, printed = machines["bookworm"].run("hub/tests/install_browser.sh")
    packages = "chromium-headless-shell nodejs npm default-jre-headless fontconfig fonts-noto-core fonts-noto-cjk"
    told = "The tests need more programs. As an administrator, run once: apt-get install --no-install-recommends"
    assert (code, printed) == (1, [f"{told} {packages}"])
