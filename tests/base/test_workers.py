"""A build is the same whatever the number of its processes and however they start; whatever ends one ends all of them."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge_hub.base import workers
from knowledge_hub.base.problems import UsageError
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.loader import load
from knowledge_hub.mkdocs import runner
from tests.conftest import REAL, ROOT


def built(out: Path) -> dict[str, bytes]:
    """The whole site of the real content."""
    runner.build(load(REAL), REAL, out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.audit
def test_processes_that_do_not_fork_make_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS: the catalogue is handed over by pickling."""
    monkeypatch.setattr(workers, "_available_processors", lambda: 1)
    alone = built(tmp_path / "alone")
    monkeypatch.setattr(workers, "_available_processors", lambda: 2)
    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context("spawn"))
    assert built(tmp_path / "spawned") == alone


def test_a_catalogue_survives_pickling() -> None:
    """Nothing in it is tied to the process that read it."""
    catalogue = load(REAL)
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue  # noqa: S301 - our own bytes


def twice(_: None, part: Sequence[int]) -> list[int]:
    """Work that succeeds."""
    return [2 * number for number in part]


def killed(_: None, __: Sequence[int]) -> None:
    """Work during which the system ends the process, as it does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def refused(_: None, part: Sequence[int]) -> None:
    """Work that fails."""
    raise FileNotFoundError(2, "No such file", str(part[0]))


def too_large(_: None, __: Sequence[int]) -> None:
    """Work for which memory is not enough."""
    raise MemoryError


PARTS = [[1], [2], [3], [4], [5], [6], [7]]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, however many processors there are."""
    monkeypatch.setenv("HUB_PROCESSES", "2")


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_results_come_in_order_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    """However the processes are started and the parts are shared out; also when the rest is not wanted."""
    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context(start))
    told: list[int] = []
    assert list(fan_out(twice, None, PARTS, done=told.append, always=True)) == [[2 * part[0]] for part in PARTS]
    assert told == [1, 2, 3, 4, 5, 6, 7]
    some = fan_out(twice, None, PARTS, always=True)
    assert next(some) == [2]
    some.close()
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("two")
def test_a_worker_that_is_killed_ends_the_work_with_a_sentence() -> None:
    """Nothing waits for its result."""
    with pytest.raises(UsageError, match="stopped a process of the hub, probably because memory ran out"):
        list(fan_out(killed, None, PARTS, always=True))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("two")
def test_errors_of_workers_are_those_of_the_caller() -> None:
    """With the worker's own lines for whoever looks for the fault; a lack of memory is a sentence."""
    with pytest.raises(FileNotFoundError) as caught:
        list(fan_out(refused, None, PARTS, always=True))
    assert caught.value.filename == "1"
    assert "in refused" in caught.value.__notes__[0]
    with pytest.raises(UsageError, match="not enough memory"):
        list(fan_out(too_large, None, PARTS, always=True))


def test_work_is_done_alone_where_no_process_can_be_started() -> None:
    """A system that allows no more files or processes gets the same result."""
    code = (
        "from resource import *; from os import dup; from knowledge_hub.base.workers import fan_out\n"
        "from tests.base.test_workers import PARTS, twice\n"
        "setrlimit(RLIMIT_NOFILE, (dup(0) + 1, dup(0) + 1))\n"
        "print(list(fan_out(twice, None, PARTS, always=True)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "HUB_PROCESSES": "2", "PYTHONPATH": "hooks:."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[[2], [4], [6], [8], [10], [12], [14]]\n"


@pytest.mark.parametrize("value", ["0", "two", "-1"])
def test_a_wrong_number_of_processes_is_said(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """With what is right."""
    monkeypatch.setenv("HUB_PROCESSES", value)
    with pytest.raises(UsageError, match=f"HUB_PROCESSES is '{value}'; set it to a whole number of at least 1"):
        list(fan_out(twice, None, PARTS, always=True))


def building(data: Path, out: Path, *command: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A build in a group of processes of its own, at the moment when its workers have begun, and their numbers."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={
            **os.environ, "HUB_PROCESSES": "2", "HUB_DATA": str(data), "HUB_OUT": str(out),
            "HUB_SITE_URL": "", "NO_MKDOCS_2_WARNING": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )  # fmt: skip
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    begun: list[str] = []
    while process.poll() is None and len(begun) < 2:
        begun = children.read_text(encoding="ascii").split()
    return process, [int(number) for number in begun]


LOST = (
    "Another program stopped a process of the hub, probably because memory ran out. "
    "Close other programs, or let the hub use one process only: set HUB_PROCESSES=1.\n"
)


@pytest.mark.parametrize(
    ("ended", "number", "status", "says"),
    [
        ("group", signal.SIGINT, 130, "Stopped.\n"),
        ("parent", signal.SIGTERM, 143, "Stopped.\n"),
        ("worker", signal.SIGKILL, 2, LOST),
    ],
    ids=["Ctrl-C", "SIGTERM", "a worker killed"],
)
def test_whatever_ends_a_build_ends_all_of_it(
    data: Path, tmp_path: Path, ended: str, number: int, status: int, says: str
) -> None:
    """One line and its status; no process and no folder is left. That the parent is killed is tried in test_publication."""
    out = tmp_path / "site"
    process, begun = building(data, out, "knowledge_hub", "build", "--data", str(data), "--out", str(out))
    assert len(begun) == 2
    if ended == "group":
        os.killpg(process.pid, number)
    else:
        os.kill(process.pid if ended == "parent" else begun[0], number)
    # The workers have the same pipe, so this waits until all of them have ended.
    said, _ = process.communicate()
    assert (process.returncode, said) == (status, says)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_interrupts_the_end_of_a_build(data: Path, tmp_path: Path) -> None:
    """Somebody holds Ctrl-C until the command has ended: still one line, status 130, and nothing left."""
    out = tmp_path / "site"
    process, begun = building(data, out, "knowledge_hub", "build", "--data", str(data), "--out", str(out))
    assert len(begun) == 2
    while process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    assert (process.returncode, process.communicate()[0]) == (130, "Stopped.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_mkdocs_says_the_same(data: Path, tmp_path: Path) -> None:
    """Without a traceback, and with nothing left."""
    out = tmp_path / "site"
    process, begun = building(data, out, "mkdocs", "build", "--quiet")
    assert len(begun) == 2
    os.kill(begun[0], signal.SIGKILL)
    said, _ = process.communicate()
    assert (process.returncode, said) == (1, f"The site was not replaced.\n{LOST}")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
