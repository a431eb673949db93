"""The report beside a proposed change, on a repository made for the purpose."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import hub
from tests.disks import needs_root

Git = Callable[..., str]


@pytest.fixture
def git(data: Path) -> Git:
    """A repository around the data folder, with its first state on the branch main and another branch checked out."""

    def run(*arguments: str) -> str:
        settings = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=data.parent, capture_output=True, text=True, check=True
        )
        return done.stdout

    data.rename(data.parent / "hub_data")
    (data.parent / "README.md").write_text("A hub.\n", encoding="utf-8")
    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message=first")
    run("checkout", "--quiet", "-b", "proposal")
    return run


@pytest.fixture
def root(data: Path, git: Git) -> Path:
    """The folder of that repository."""
    assert git("status", "--short") == ""
    return data.parent


def test_a_change_in_words(root: Path, git: Git) -> None:
    """A new draft, a changed original, a removed and a new translation, a page and code: each is named, with what is to do."""
    practices = root / "hub_data/practices"
    shutil.copytree(practices / "pry-example", practices / "pry-second")
    entry = practices / "pry-second/entry.yml"
    text = entry.read_text().replace("id: pry-example", "id: pry-second").replace("published", "draft")
    entry.write_text(text.replace("A commission plans together", "'**Ask @all** <b>now</b>'"), encoding="utf-8")
    (practices / "pry-example/fr.yml").unlink()
    (practices / "pry-example/es.yml").write_text(
        "status: reviewed\ntext: {title: Una comisión planifica}\nmade_from: |\n  text.title 000bf7c79500\n",
        encoding="utf-8",
    )
    git("add", ".")
    git("commit", "--quiet", "--message=proposal")
    changed = practices / "pry-example/entry.yml"
    changed.write_text(changed.read_text().replace("in one commission", "in a commission"), encoding="utf-8")
    (root / "README.md").write_text("A good hub.\n", encoding="utf-8")
    (root / "new tool.py").write_text("", encoding="utf-8")
    done = hub("review", "--data", "hub_data", "--preview", "https://example.org/7", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "## What this proposal changes",
        "* **practices/pry-example** “A commission plans together”: facts or original text changed; translation added: Spanish; translation removed: French.",
        r"* **practices/pry-second** “\*\*Ask &#64;&#8203;all\*\* &lt;b&gt;now&lt;/b&gt;”: new; translation added: French. It is a draft: the site does not show it yet.",
        "* Pages about the hub: README.md.",
        "* Code, lists or settings: new tool.py.",
        "* More than entries changed, so the tests of the code run as well.",
        "",
        "## Problems",
        "None were found.",
        "",
        "## Still to translate",
        "This need not wait: until a passage is translated, readers see the original, marked as such.",
        "",
        r"* **practices/pry-example**, standard text. Spanish: text.summary, text.what\_was\_done, text.lessons. Arabic, Chinese, French, Russian: text.title, text.summary, text.what\_was\_done, text.lessons.",
        "* **practices/pry-example**, easy read. Arabic, Chinese, French, Russian, Spanish: easy.title, easy.what.",
        r"* **practices/pry-second**, standard text. French: text.summary, text.lessons, text.title. Arabic, Chinese, Russian, Spanish: text.title, text.summary, text.what\_was\_done, text.lessons.",
        "* **practices/pry-second**, easy read. Arabic, Chinese, Russian, Spanish: easy.title, easy.what. French: easy.what.",
        "",
        "## How it will look",
        "The whole site with this change: <https://example.org/7>. You must be signed in. Download the file, unpack it and open `index.html`. It is kept for 14 days.",
        "",
        "**Before you open it:** this proposal changes code as well, and the preview was built by that code. Read it first.",
        "",
        "Pages to look at:",
        "",
        "* practices/pry-example.html",
        "* easy/practices/pry-example.html",
        "* fr/practices/pry-example.html",
        "* fr/easy/practices/pry-example.html",
        "* es/practices/pry-example.html",
        "* es/easy/practices/pry-example.html",
    ]


def test_problems_are_named_by_file_and_line(root: Path) -> None:
    """With a problem there is no preview; the report says both, and what is wrong cannot become markup."""
    entry = root / "hub_data/practices/pry-example/entry.yml"
    text = entry.read_text().replace("countries: [PRY]", "countries: ['![x](y)']").replace("year: 2015", "year: soon")
    entry.write_text(text, encoding="utf-8")
    done = hub("review", "--data", "hub_data", "--preview", "", cwd=root)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "## What this proposal changes",
        "* **practices/pry-example**: facts or original text changed.",
        "",
        "## Problems",
        "Please correct these errors before the change is accepted. Each is also shown next to its line under “Files changed”.",
        "",
        "* **practices/pry-example/entry.yml**",
        r"  * line 7, countries\[1\]: '!\[x\](y)' is not a code of vocabularies/states.yml. That file lists all codes.",
        "  * line 13, year: 'soon' is not a whole number; write digits only.",
        "",
        "## How it will look",
        "There is no preview, as the site could not be built. Mend the problems above, and it will be there.",
    ]


def test_what_is_new_on_the_main_branch_is_not_the_proposals(root: Path, git: Git) -> None:
    """Compared is with the state that both share."""
    git("checkout", "--quiet", "main")
    (root / "hub_data/practices/pry-example/fr.yml").unlink()
    git("commit", "--quiet", "--all", "--message=later")
    git("checkout", "--quiet", "proposal")
    done = hub("review", "--data", "hub_data", cwd=root)
    assert done.stdout.splitlines()[:2] == ["## What this proposal changes", "Nothing."]


def test_a_long_list_is_cut(root: Path) -> None:
    """A hundred lines are shown, and how many more there are."""
    for number in range(130):
        (root / f"hub_data/practices/pry-{number}").mkdir()
        (root / f"hub_data/practices/pry-{number}/note.txt").write_text("", encoding="utf-8")
    lines = hub("review", "--data", "hub_data", cwd=root).stdout.splitlines()
    assert lines[100:102] == [
        "* **practices/pry-71**: other files: note.txt.",
        "* … and 30 more lines; `hub check` and `hub status` list all.",
    ]


@pytest.mark.parametrize("base", ["nowhere", "", "--output=x"])
def test_a_base_that_is_not_there(root: Path, base: str) -> None:
    """A sentence and status 2; never taken for an option of git."""
    done = hub("review", "--data", "hub_data", f"--base={base}", cwd=root)
    sentence = f"There is no commit '{base}' here. Use a branch or a commit that this copy of the repository has.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)
    assert sorted(path.name for path in root.iterdir()) == [".git", "README.md", "hub_data"]


@needs_root
def test_why_git_does_not_answer(root: Path, tmp_path: Path) -> None:
    """No repository, one of another user, no git: each its sentence with what to do, and status 2."""
    away = tmp_path / "away"
    away.mkdir()
    for path in (root / "hub_data", root, root / ".git"):
        os.chown(path, 65534, 65534)
    belongs = "the repository belongs to another user, and Git does not read it. If you trust its owner, run: "
    for done, reason in [
        (hub("review", "--data", "hub_data", cwd=root), f"{belongs}git config --global --add safe.directory {root}"),
        (
            hub("review", "--data", away, GIT_CEILING_DIRECTORIES=str(tmp_path)),
            f"{away} is not in a Git repository. Clone the repository; a zip file of it has no history.",
        ),
        (hub("review", "--data", "hub_data", PATH=str(away)), "the program git cannot be run. Install Git."),
    ]:
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"The changes cannot be found: {reason}\n")
