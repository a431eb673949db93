"""The changes of an entry come from the versions of its files: days and languages, no person, and nothing where there are none."""

import os
import subprocess
from pathlib import Path

import pytest

from knowledge_hub.base.languages import Edition, LanguageCode, Register
from knowledge_hub.data.entry_history import MOST, Change, read_history
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.entry_pages import entry_page
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.views.similar_practices import Similarity
from tests.disks import needs_root

ENTRY = "practices/pry-example/entry.yml"
FRENCH = "practices/pry-example/fr.yml"
PERSON = {"NAME": "A. Person", "EMAIL": "person@example.org"}


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    """Run git as somebody whose clock shows a day, late in the evening and far from UTC."""
    moment = f"{day}T23:30:00-1100"
    person = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in PERSON.items()}
    dates = {"GIT_AUTHOR_DATE": "1999-01-01T00:00:00Z", "GIT_COMMITTER_DATE": moment}
    environment = {**os.environ, **person, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(folder), *arguments], env=environment, check=True, capture_output=True)


def commit(data: Path, day: str) -> None:
    """Commit all that the folder holds."""
    git(data, "add", "--all")
    git(data, "commit", "--quiet", "--message", "Words of the committer", day=day)


def touch(data: Path, place: str, note: str) -> None:
    """Change a file without changing what it says."""
    path = data / place
    path.write_text(f"# {note}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


@pytest.fixture
def versions(data: Path) -> Path:
    """The small data folder below the root of a repository: three days of changes."""
    git(data.parent, "init", "--quiet", "--initial-branch=main")
    french = (data / FRENCH).read_text(encoding="utf-8")
    (data / FRENCH).unlink()
    commit(data, "2026-01-05")
    (data / FRENCH).write_text(french, encoding="utf-8")
    touch(data, ENTRY, "one")
    commit(data, "2026-02-06")
    touch(data, FRENCH, "two")
    commit(data, "2026-02-06")
    touch(data, FRENCH, "three")
    commit(data, "2026-03-07")
    return data


def body(data: Path, language: LanguageCode = "en", register: Register = "standard") -> str:
    """The page of the practice in an edition."""
    catalogue = load(data)
    edition = Edition(language, register)
    composer = Composer(catalogue, make_plan(catalogue), edition, Similarity(catalogue), read_history(data))
    return entry_page(composer, PageKey("entry", "practices/pry-example.html", "pry-example")).body


def test_the_changes_of_a_day_stand_in_one_line(versions: Path) -> None:
    """Newest first; by the committer's own day; a file that was added and changed on one day was added."""
    assert read_history(versions)["practices/pry-example"] == (
        Change("2026-03-07", None, {"changed": ("fr",)}),
        Change("2026-02-06", "changed", {"added": ("fr",)}),
        Change("2026-01-05", "added", {}),
    )


def test_an_entry_tells_its_changes_in_the_readers_language(versions: Path) -> None:
    """In the section about the page, in words; the easy-read page has none."""
    page = body(versions)
    assert "<h3>Latest changes</h3>" in page
    lines = [
        line.removeprefix("<li>").removesuffix("</li>") for line in page.partition("Latest changes")[2].split("\n")
    ]
    assert lines[2:5] == [
        "7 March 2026: Translation changed: French",
        "6 February 2026: Entry changed. Translation added: French",
        "5 January 2026: Entry added",
    ]
    assert "2026年2月6日：修改条目。添加译文：法语" in body(versions, "zh")
    assert "6 février 2026 : Fiche modifiée. Traduction ajoutée : français" in body(versions, "fr")
    assert "Latest changes" not in body(versions, register="easy")
    assert "Translation changed" not in body(versions, register="easy")


def test_no_person_and_no_words_of_a_person_are_shown(versions: Path) -> None:
    """Who committed, and what they wrote about it, stay in the repository."""
    page = body(versions)
    assert not [each for each in (*PERSON.values(), "Words of the committer", "1999") if each in page]


def test_what_is_not_committed_changes_nothing(versions: Path) -> None:
    """The same commit gives the same bytes."""
    before = body(versions)
    touch(versions, ENTRY, "not committed")
    assert body(versions) == before


def test_a_translation_that_was_removed_is_told(versions: Path) -> None:
    """Its language has the original again, and the page says since when."""
    (versions / FRENCH).unlink()
    commit(versions, "2026-04-08")
    assert read_history(versions)["practices/pry-example"][0] == Change("2026-04-08", None, {"removed": ("fr",)})
    assert "<li>8 April 2026: Translation removed: French</li>" in body(versions)


def test_the_last_ten_days_are_kept(versions: Path) -> None:
    """A record that changes often does not fill its page."""
    for number in range(MOST + 2):
        touch(versions, ENTRY, str(number))
        commit(versions, f"2026-05-{number + 1:02}")
    changes = read_history(versions)["practices/pry-example"]
    assert [each.day for each in changes] == [f"2026-05-{day:02}" for day in range(MOST + 2, 2, -1)]


def test_a_record_with_a_new_id_begins_anew(versions: Path) -> None:
    """Git would tell of a rename in one line; here the new folder is added on that day."""
    git(versions, "mv", "practices/pry-example", "practices/pry-new")
    commit(versions, "2026-04-08")
    changes = read_history(versions)
    assert changes["practices/pry-new"] == (Change("2026-04-08", "added", {"added": ("fr",)}),)
    assert changes["practices/pry-example"][0].record == "removed"


def test_settings_of_the_reader_of_the_history_change_nothing(versions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever git and the machine are set to, the answer is read the same."""
    before = read_history(versions)
    for name, value in (("color.ui", "always"), ("core.quotePath", "false"), ("log.date", "relative")):
        git(versions, "config", name, value)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert read_history(versions) == before


def unknown(data: Path) -> str:
    """Why the history of a folder is not known, without what all reasons begin with."""
    reasons: list[str] = []
    assert read_history(data, reasons.append) == {}
    (reason,) = reasons
    beginning, _, rest = reason.partition(": ")
    assert beginning == "The entries show no “Latest changes”"
    return rest


def test_why_there_is_no_history_is_reported(versions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, no commit, a folder that is not tracked, a clone that was cut short, no git: each with what to do."""
    assert "Latest changes" in body(versions)
    uncommitted = "no entry in {} is committed to Git yet."
    nowhere = "{} is not in a Git repository. Clone the repository; a zip file of it has no history."
    ignored = tmp_path / "ignored"
    (ignored / "practices").mkdir(parents=True)
    assert unknown(ignored) == uncommitted.format(ignored)
    short = tmp_path / "short"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", tmp_path.as_uri(), str(short)], check=True)
    assert unknown(short / "data") == (
        "this copy of the repository has only its latest versions. Run: git fetch --unshallow"
    )
    assert "Latest changes" not in body(short / "data")
    git(short, "fetch", "--unshallow", "--quiet")
    assert read_history(short / "data") == read_history(versions)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    git(fresh, "init", "--quiet")
    assert unknown(fresh) == uncommitted.format(fresh)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(versions.parent))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert unknown(versions) == nowhere.format(versions)
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert unknown(versions) == "the program git cannot be run. Install Git."


@needs_root
def test_a_repository_of_another_user_is_not_read(versions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its settings may run programs: whether its owner is to be trusted is for the person to say, by the command that is named."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(versions.parent / "settings"))
    before = read_history(versions)
    for path in (versions, versions.parent, versions.parent / ".git"):
        os.chown(path, 65534, 65534)
    reason = unknown(versions)
    advice = f"git config --global --add safe.directory {versions.parent}"
    assert reason == (
        f"the repository belongs to another user, and Git does not read it. If you trust its owner, run: {advice}"
    )
    subprocess.run(advice.split(), check=True)
    assert read_history(versions) == before


def test_a_worktree_and_a_submodule_have_the_history(versions: Path, tmp_path: Path) -> None:
    """There, ``.git`` is a file that leads elsewhere."""
    git(versions, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert read_history(tmp_path / "tree/data") == read_history(versions)
    around = tmp_path / "around"
    around.mkdir()
    git(around, "init", "--quiet")
    git(around, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path), "hub")
    assert read_history(around / "hub/data") == read_history(versions)
