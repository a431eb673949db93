"""What runs on the repository's host, read as somebody would who wants to misuse it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.model.entry_collections import COLLECTIONS
from tests.conftest import ROOT, hub, some

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
                "changes": reads,
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
        for job, of in some(read(name)["jobs"].items()):
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


TESTED = [
    ".github/workflows/check.yml",
    "docs/about.md",
    "hooks/knowledge_hub/maintenance/git_changes.py",
    "hub_data/practices",
    "hub_data/practices.yml",
    "hub_data/strings/en.yml",
    "hub_data/vocabularies/states.yml",
    "other/hub_data/practices/pry-example/entry.yml",
    "README.md",
]
"""Files that are no entries, or only look so."""


def test_every_proposal_is_tested() -> None:
    """No condition leaves the tests out, whatever was changed, and nothing comes before them."""
    tests = read("check")["jobs"]["code"]
    assert set(tests) == {"name", "runs-on", "timeout-minutes", "steps"}
    assert [set(step) - {"name", "uses", "with", "run"} for step in tests["steps"]] == [set()] * 3
    assert tests["steps"][-1]["run"] == "make test"


def test_git_decides_whether_a_change_of_main_is_tested_again(tmp_path: Path) -> None:
    """In a job of its own, with git alone; entries of every collection were tested when proposed, everything else runs again."""
    job = read("publish")["jobs"]["changes"]
    checkout, step = job["steps"]
    assert checkout["uses"].startswith("actions/checkout@")
    assert job["outputs"] == {"code": "${{ steps.files.outputs.code }}"}
    assert step["run"].startswith('git diff --quiet "$BEFORE" HEAD -- ')
    tests = read("publish")["jobs"]["test"]
    assert tests["needs"] == "changes"
    assert tests["if"] == "${{ !cancelled() && needs.changes.outputs.code != 'false' }}"

    def git(*arguments: str) -> str:
        person = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *person, *arguments], cwd=root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def decided(*paths: str, before: str = "HEAD^1") -> str:
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("x", encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message=change")
        output = tmp_path / "output"
        output.unlink(missing_ok=True)
        environment = {
            **os.environ,
            "GITHUB_OUTPUT": str(output),
            "BEFORE": git("rev-parse", "HEAD^1") if before else "",
        }
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=root, env=environment, capture_output=True, check=True)
        git("reset", "--hard", "--quiet", "HEAD^1")
        return output.read_text(encoding="utf-8")

    root = tmp_path / "repository"
    root.mkdir()
    git("init", "--quiet", "--initial-branch=main")
    git("commit", "--quiet", "--allow-empty", "--message=first")
    entries = [f"hub_data/{collection}/pry-example/entry.yml" for collection in COLLECTIONS]
    assert decided() == "code=false\n"
    assert decided(*entries, "hub_data/practices/pry-example/fr.yml") == "code=false\n"
    assert [path for path in TESTED if decided(path) != "code=true\n"] == []
    assert decided(entries[0], "mkdocs.yml") == "code=true\n"
    # Started by hand there is no state before.
    assert decided(before="") == "code=true\n"


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
    """Targets of the Makefile, commands of the hub with options that they have, the host's own program, git and cat."""
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
            assert program in {"gh", "cat", "git"}
