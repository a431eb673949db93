"""``.venv`` sets itself up again where it was moved, copied, interrupted or lost its Python; a person's settings do not matter."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SETTING_UP = "Setting up .venv/advisories: fetching and installing packages, about a minute."
UNREACHABLE = (
    "The packages cannot be fetched, because the package index does not answer. Check the network connection and, where there "
    "is one, the proxy (HTTPS_PROXY); then run make again."
)
PACKAGE = f"no-such-package==1 --hash=sha256:{'0' * 64}\n"
SETTINGS = {
    "PIP_USER": "1",
    "PIP_TARGET": "/nowhere/target",
    "PIP_PREFIX": "/nowhere/prefix",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "PIP_NO_INDEX": "1",
    "PIP_CONSTRAINT": "/nowhere/constraints.txt",
    "PIP_NO_BINARY": ":all:",
    "PYTHONPATH": "/nowhere/modules",
    "PYTHONHOME": "/nowhere/home",
    "PYTHONWARNINGS": "error",
}
"""What people set for their own work; each of them alone would end the set-up, or change what it makes."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project whose lock is empty, so that its environment is there in seconds and without a network."""
    folder = tmp_path / "a hub узел 中心"
    (folder / "hooks").mkdir(parents=True)
    shutil.copy(ROOT / "hooks/set_up.py", folder / "hooks")
    (folder / "requirements-advisories.lock").write_text("# nothing\n", encoding="utf-8")
    return folder


def set_up(folder: Path, **environment: str) -> tuple[int, list[str]]:
    """Run the set-up as ``make`` does, and return its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, "-I", "hooks/set_up.py", "advisories"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def prefix(folder: Path) -> str:
    """Where the environment's own pip belongs to."""
    pip = folder / ".venv/advisories/bin/pip"
    return subprocess.run([pip, "--version"], capture_output=True, text=True, check=True).stdout.split(" from ")[1]


def test_a_moved_environment_is_made_again_and_settings_of_a_person_do_not_matter(small: Path) -> None:
    """Made once, with every setting that could harm; then moved with its folder. A dead proxy is one sentence."""
    assert set_up(small, **SETTINGS) == (0, [SETTING_UP])
    assert set_up(small) == (0, [])
    moved = small.rename(small.with_name("moved"))
    assert set_up(moved) == (0, [SETTING_UP])
    assert prefix(moved).startswith(str(moved))
    # What was there before is kept, and is found again when the lock is as before.
    lock = moved / "requirements-advisories.lock"
    lock.write_text(PACKAGE, encoding="utf-8")
    offline = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), "http://127.0.0.1:9")
    assert set_up(moved, **offline, PIP_RETRIES="0") == (1, [UNREACHABLE])
    lock.write_text("# nothing\n", encoding="utf-8")
    assert set_up(moved) == (0, [])
    lock.write_text("# nothing else\n", encoding="utf-8")
    assert set_up(moved, **SETTINGS) == (0, [])


@pytest.mark.audit
def test_an_environment_without_its_python_or_its_end_is_made_again(small: Path) -> None:
    """A Python that was removed; a set-up that was ended: the stamp goes before anything is installed and is written last."""
    assert set_up(small) == (0, [SETTING_UP])
    environment = small / ".venv/advisories"
    for fault in (without_python, without_stamp, of_another_python):
        fault(environment)
        assert set_up(small) == (0, [SETTING_UP]), fault
        assert prefix(small).startswith(str(small))
    assert set_up(small) == (0, [])


def without_python(environment: Path) -> None:
    """As after the removal of the Python that it was made with."""
    (environment / "bin/python").unlink()
    (environment / "bin/python").symlink_to("/nowhere/python3")


def without_stamp(environment: Path) -> None:
    """As after an interruption."""
    (environment / "set-up.json").unlink()


def of_another_python(environment: Path) -> None:
    """As after an upgrade of the system, where the same name runs a newer version."""
    stamp = environment / "set-up.json"
    found = json.loads(stamp.read_text(encoding="utf-8"))
    stamp.write_text(json.dumps({**found, "python": "(3, 9)"}), encoding="utf-8")


@pytest.mark.audit
def test_a_set_up_that_is_killed_at_any_moment_recovers(tmp_path: Path) -> None:
    """Four times on the way; then the hub is there, and it works."""
    clone = tmp_path / "hub"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    killed = [
        subprocess.run(
            ["timeout", "--signal=KILL", seconds, "make", ".venv/bin/hub"], cwd=clone, check=False
        ).returncode
        for seconds in ("1", "4", "8", "12")
    ]
    assert -9 in killed
    # Together with a folder of wheels, which this machine may have, "no index" is meant and is taken over.
    settings = {name: value for name, value in SETTINGS.items() if name != "PIP_NO_INDEX"}
    done = subprocess.run(
        ["make", "--no-print-directory", "check"],
        cwd=clone,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["No problems."]), done.stderr


def test_other_faults_are_said_in_one_sentence(small: Path) -> None:
    """Another Python; a folder in which nothing can be made; a setting of pip that cannot be read."""
    script = small / "hooks/set_up.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("(3, 11), (3, 14)", "(4, 0), (4, 1)"), encoding="utf-8")
    version = ".".join(map(str, sys.version_info[:3]))
    assert set_up(small) == (1, [
        f"Python 4.0 to 4.1 is needed; this is {version}. Name another: make site PYTHON=python4.1",
    ])  # fmt: skip
    script.write_text(text, encoding="utf-8")
    (small / ".venv").mkdir()
    (small / ".venv/advisories").write_text("", encoding="utf-8")
    code, said = set_up(small)
    assert (code, said[0]) == (1, SETTING_UP)
    assert said[1] == (
        f"{small / '.venv/advisories'} cannot be written: [Errno 20] Not a directory: '{small / '.venv/advisories'}'. "
        "Make room or change its owner, or remove it; then run make again."
    )


def test_without_python_make_says_what_to_install(tmp_path: Path) -> None:
    """Not only that there is no such file."""
    done = subprocess.run(
        ["make", "--no-print-directory", "-f", ROOT / "Makefile", "site", "PYTHON=no-such-python"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "Python 3.11 to 3.14 is needed, and there is no 'no-such-python'. On Debian and Ubuntu: apt install python3 python3-venv"
    )


def test_the_set_up_can_be_read_by_an_old_python() -> None:
    """It must get as far as the sentence that says that it is too old."""
    ast.parse((ROOT / "hooks/set_up.py").read_text(encoding="utf-8"), feature_version=(3, 6))
