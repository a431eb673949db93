"""A build is the same whatever the number of its processes and however they start."""

import multiprocessing
import pickle
from pathlib import Path

import pytest

import mkdocs_commands
from knowledge_hub import workers
from knowledge_hub.reading import load
from tests.conftest import REAL


def built(out: Path) -> dict[str, bytes]:
    """The whole site of the real content."""
    mkdocs_commands.build(load(REAL), REAL, out)
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
