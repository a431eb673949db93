"""A build is whole or it is not there: killed, failed, repeated or sent to the wrong folder."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub import aside, publication
from tests.conftest import REAL, ROOT, hub
from tests.synthetic import generate


def digest(site: Path) -> dict[str, str]:
    """The checksum of every file, by its place."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.mark.audit
def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """All in another folder, time zone, locale and with another hash seed: the same; nor does ``mkdocs build`` differ."""
    root = tmp_path / "else where" / "hub"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".venv", "node_modules", "site", ".site.*", ".*_cache"))
    again = root / "built"
    own = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "12345", "PYTHONPATH": str(root / "hooks")}
    done = hub("build", "--out", again, cwd=root, **own)
    assert done.returncode == 0, done.stderr
    assert digest(again) == digest(site)
    plain = tmp_path / "plain"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "HUB_OUT": str(plain), "HUB_SITE_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert digest(plain) == digest(site)


def test_a_killed_build_leaves_the_last_site_whole(data: Path, tmp_path: Path) -> None:
    """Killed without warning at the moment when pages are being written, and cleaned up by the next build."""
    out = tmp_path / "site"
    assert hub("build", "--data", data, "--out", out).returncode == 0
    before = digest(out)
    command = [sys.executable, "-m", "knowledge_hub", "build", "--data", str(data), "--out", str(out)]
    process = subprocess.Popen(command, cwd=ROOT)
    staging = publication.staging_folder(out).with_name(f".site.building-{process.pid}")
    while process.poll() is None and not (staging / "fr").exists():
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert staging.exists(), "the build ended before it could be killed"
    assert digest(out) == before
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert digest(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]


def test_one_broken_file_among_many_stops_the_build(site: Path, tmp_path: Path) -> None:
    """Two hundred records, one of them with one wrong code: its line and sentence, and the last site untouched."""
    data, out = tmp_path / "data", tmp_path / "site"
    generate(200, data)
    shutil.copytree(site, out)
    before = digest(out)
    entries = [folder / "entry.yml" for folder in sorted((data / "practices").iterdir())[117:]]
    victim = next(path for path in entries if "type: interministerial" in path.read_text(encoding="utf-8"))
    text = victim.read_text(encoding="utf-8")
    victim.write_text(text.replace("type: interministerial", "type: interministeriel"), encoding="utf-8")
    line = text[: text.index("type: interministerial")].count("\n") + 1
    done = hub("build", "--data", data, "--out", out)
    assert done.returncode == 1
    assert done.stdout == (
        f"{victim}:{line}:9: mechanism.type: 'interministeriel' is not a code of "
        "vocabularies/mechanism_types.yml. Did you mean 'interministerial'?\n1 problem.\n"
    )
    assert digest(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]


def test_a_folder_that_is_not_a_site_is_never_replaced(tmp_path: Path) -> None:
    """Somebody names a folder of their own by mistake: it stays, and the message says what to do."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = hub("build", "--out", mine)
    assert done.returncode == 1
    assert f"{mine} exists and is not a site of the hub; name another folder, or remove it first." in done.stderr
    assert "Traceback" not in done.stderr
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_two_renames_are_undone_when_only_one_was_made(tmp_path: Path) -> None:
    """Where folders cannot change places in one step: a stop between the two renames loses nothing."""
    out = tmp_path / "site"
    previous = tmp_path / ".site.previous"
    (previous / "assets").mkdir(parents=True)
    (previous / "assets/hub.css").write_text("last", encoding="utf-8")
    aside.remove(publication.begin(out))
    assert (out / "assets/hub.css").read_text(encoding="utf-8") == "last"


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    """In one step or in two, nothing of the old site is left over."""
    if not exchange:
        monkeypatch.setattr(publication, "_exchange", lambda *_: False)
    out = tmp_path / "site"
    (out / "assets").mkdir(parents=True)
    (out / "assets/hub.css").write_text("old", encoding="utf-8")
    (out / "gone.html").write_text("old", encoding="utf-8")
    staging = publication.begin(out)
    (staging / "assets").mkdir()
    (staging / "assets/hub.css").write_text("new", encoding="utf-8")
    publication.publish(staging, out)
    assert digest(out).keys() == {"assets/hub.css"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_bad_data_gives_the_same_message_from_mkdocs(tmp_path: Path) -> None:
    """``mkdocs build`` names file, line and sentence too, without a traceback, and writes nothing."""
    data = tmp_path / "data"
    shutil.copytree(REAL, data)
    (data / "practices/prt-cndh/notes.txt").write_text("x", encoding="utf-8")
    environment = {**os.environ, "HUB_OUT": str(tmp_path / "site"), "HUB_DATA": str(data), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "practices/prt-cndh/notes.txt:1:1: file: This file belongs to no record" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
