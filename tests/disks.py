"""Faults of a machine, made for real: a small disk that fills, and a person who may not read everything.

The disk is mounted where only the commands see it that are run through it, so nothing is left on this machine.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT

IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can give a file to another user")
ENVIRONMENT = {**os.environ, "HUB_SITE_URL": "", "PYTHONPATH": "hooks:."}


class Disk:
    """A disk of its own, mounted at a folder."""

    def __init__(self, folder: Path, process: int) -> None:
        """``process`` is one that sees the disk."""
        self.folder = folder
        self._seen_by = process

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command that sees the disk, in the folder of the project."""
        user = [] if IS_ROOT else ["--user", "--preserve-credentials"]
        return subprocess.run(
            ["nsenter", f"--target={self._seen_by}", "--mount", *user, "env", "-C", ROOT, *command],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )

    def hub(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the hub's command there."""
        return self.run(sys.executable, "-m", "knowledge_hub", *arguments)

    def outside(self, place: str) -> Path:
        """A place of the disk, as processes reach it that do not see the disk."""
        return Path(f"/proc/{self._seen_by}/root{self.folder}") / place

    def fill(self) -> None:
        """Leave no room on it."""
        full = self.run("dd", "if=/dev/zero", f"of={self.folder}/fill", "bs=4096")
        assert "No space left on device" in full.stderr


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Disk]:
    """Mount a disk in memory at a new folder, with options such as ``size=3m``."""
    folder.mkdir()
    user = [] if IS_ROOT else ["--map-root-user"]
    script = 'mount -t tmpfs -o "$0" none "$1" && echo mounted && exec cat'
    with subprocess.Popen(
        ["unshare", *user, "--mount", "--propagation=private", "sh", "-c", script, options, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if process.stdout.readline() != "mounted\n":
            fault = process.stderr.read()
            if not IS_ROOT and "Operation not permitted" in fault:
                pytest.skip("this system lets only root mount a disk")
            raise AssertionError(fault)
        yield Disk(folder, process.pid)
        process.communicate("")


def without_privileges(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the hub's command as somebody whom permissions of files bind, which they do not do for root."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []
    return subprocess.run(
        [*bound, sys.executable, "-m", "knowledge_hub", *arguments],
        cwd=cwd,
        env={**ENVIRONMENT, "PYTHONPATH": str(cwd / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
