"""What runs on the repository's host, read as somebody would who wants to misuse it."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, hub

WORKFLOWS = {path.stem: path for path in sorted((ROOT / ".github/workflows").glob("*.yml"))}
PINNED = re.compile(r"^\s*(?:- )?uses: (?P<action>[a-z-]+/[a-z-]+)@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+$")


def read(name: str) -> dict[str, Any]:
    """One workflow; every scalar is a string, as 'on' would else be true."""
    found: dict[str, Any] = yaml.load(WORKFLOWS[name].read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step with the name of its workflow."""
    for name in WORKFLOWS:
        for job in read(name)["jobs"].values():
            for step in job["steps"]:
                yield name, step


def test_who_starts_what_with_which_rights() -> None:
    """A proposal starts one workflow, which can only read; the right to write stands where it is used."""
    found = {
        name: (
            sorted(read(name)["on"]),
            read(name)["permissions"] or {},
            {job: of.get("permissions") for job, of in read(name)["jobs"].items()},
        )
        for name in WORKFLOWS
    }
    reads = {"contents": "read"}
    assert found == {
        "care": (["schedule", "workflow_dispatch"], {}, {"look": reads, "tell": {"issues": "write"}}),
        "check": (["pull_request"], reads, {"records": None, "code": None}),
        "publish": (
            ["push", "workflow_dispatch"],
            {},
            {
                "build": {"contents": "read", "pages": "read"},
                "test": reads,
                "publish": {"pages": "write", "id-token": "write"},
            },
        ),
    }
    assert read("publish")["on"]["push"] == {"branches": ["main"]}


def test_every_action_is_pinned() -> None:
    """By the commit, with the version beside it, and by the same one everywhere."""
    commits: dict[str, str] = {}
    for path in WORKFLOWS.values():
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                pin = PINNED.match(line)
                assert pin, f"{path.name}: {line}"
                assert commits.setdefault(pin["action"], pin["commit"]) == pin["commit"]
    assert set(commits) == {
        "actions/checkout",
        "actions/configure-pages",
        "actions/deploy-pages",
        "actions/download-artifact",
        "actions/setup-python",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    }


def test_nothing_of_a_proposal_reaches_a_shell() -> None:
    """Values come by the environment only, and no secret is named; a fetched copy holds no credentials."""
    for name, step in steps():
        assert "${{" not in step.get("run", ""), f"{name}: {step['name']}"
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", f"{name}: {step['name']}"
    for path in WORKFLOWS.values():
        assert "secrets." not in path.read_text(encoding="utf-8")


def test_no_job_that_may_write_runs_the_code_of_the_hub() -> None:
    """It neither fetches nor builds."""
    for name in WORKFLOWS:
        for job, of in read(name)["jobs"].items():
            rights = of.get("permissions") or read(name)["permissions"]
            if "write" in rights.values():
                text = str(of["steps"])
                assert not re.search(r"checkout|hub |make ", text), f"{name}: {job}"


def test_zizmor_finds_nothing() -> None:
    """At its strictest."""
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona=auditor", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def commands() -> list[list[str]]:
    """Every command of every script, without what follows a redirection."""
    found = []
    for _, step in steps():
        for line in step.get("run", "").replace("\\\n", " ").splitlines():
            words = shlex.split(line)
            end = next((index for index, word in enumerate(words) if word in (">", ">>")), len(words))
            found.append(words[:end])
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_scripts_use_what_is_there(command: list[str]) -> None:
    """Targets of the Makefile, commands of the hub with options that they have, the host's own program, and cat."""
    match command:
        case ["make", target]:
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE)
        case [".venv/bin/hub", name, *rest]:
            told = hub(name, "--help")
            assert told.returncode == 0, told.stderr
            options = {word for word in rest if word.startswith("--")}
            assert options <= set(re.findall(r"--[a-z-]+", told.stdout))
        case [program, *_]:
            assert program in {"gh", "cat"}
