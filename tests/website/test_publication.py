"""Builds are published completely or not at all: when killed, failed, repeated or sent to the wrong folder."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub.base.problems import UsageError
from knowledge_hub.website import publication, staging_folders
from knowledge_hub.yaml_files.user_files import replace_file
from tests.conftest import REAL, ROOT, hub
from tests.data.test_hostile_files import copied
from tests.disks import mounted, without_privileges
from tests.synthetic import generate


def digest(site: Path) -> dict[str, str]:
    """The checksum of every file, by its place."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.mark.audit
def test_two_builds_are_the_same_bytes(real_site: Path, tmp_path: Path) -> None:
    """All in another folder, time zone, locale and with another hash seed: the same; nor does ``mkdocs build`` differ."""
    root = tmp_path / "else where" / "hub"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".venv", "node_modules", "site", ".site.*", ".*_cache"))
    again = root / "built"
    own = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "12345", "PYTHONPATH": str(root / "hooks")}
    done = hub("build", "--out", again, cwd=root, **own)
    assert done.returncode == 0, done.stderr
    assert digest(again) == digest(real_site)
    plain = tmp_path / "plain"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "HUB_OUT": str(plain), "HUB_SITE_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert digest(plain) == digest(real_site)


def test_a_killed_build_leaves_the_last_site_whole(data: Path, tmp_path: Path) -> None:
    """Killed without warning at the moment when pages are being written, and cleaned up by the next build."""
    out = tmp_path / "site"
    assert hub("build", "--data", data, "--out", out).returncode == 0
    before = digest(out)
    command = [sys.executable, "-m", "knowledge_hub", "build", "--data", str(data), "--out", str(out)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    while process.poll() is None and not list(tmp_path.glob(".site.building-*/fr")):
        pass
    process.send_signal(signal.SIGKILL)
    # Its workers write to the same pipe, so this waits until they have ended, too.
    process.communicate()
    assert list(tmp_path.glob(".site.building-*")), "the build ended before it could be killed"
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
    assert (done.returncode, done.stderr) == (
        2,
        f"{mine} exists and is not a site of the hub; choose another folder, or remove it first.\n",
    )
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_files_of_a_person_in_a_site_are_never_lost(data: Path, tmp_path: Path) -> None:
    """A repository, a file of the host, one below a folder of the hub: they are named, and nothing is replaced."""
    out = tmp_path / "export"
    assert hub("export", "--data", data, "--out", out).returncode == 0
    before = digest(out)
    (out / ".DS_Store").write_text("", encoding="utf-8")
    assert hub("export", "--data", data, "--out", out).returncode == 0
    assert digest(out) == before
    for place in (".git/HEAD", "CNAME", "practices/mine.R"):
        (out / place).parent.mkdir(exist_ok=True)
        (out / place).write_text("mine", encoding="utf-8")
    before = digest(out)
    done = hub("export", "--data", data, "--out", out)
    names = ".git, CNAME, practices/mine.R"
    sentence = (
        f"{out} contains files that the hub did not write: {names}. Move them elsewhere, or choose another folder.\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)
    (out / "SHA256SUMS").unlink()
    done = hub("export", "--data", data, "--out", out)
    assert (done.returncode, done.stderr) == (2, sentence.replace(names, ".git"))
    assert digest(out) == {place: checksum for place, checksum in before.items() if place != "SHA256SUMS"}


def test_two_renames_are_undone_when_only_one_was_made(tmp_path: Path) -> None:
    """Where folders cannot change places in one step: a stop between the two renames loses nothing."""
    out = tmp_path / "site"
    previous = tmp_path / ".site.previous"
    (previous / "assets").mkdir(parents=True)
    (previous / "assets/hub.css").write_text("last", encoding="utf-8")
    staging_folders.remove(publication.begin(out))
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


@pytest.mark.skipif(
    sys.platform not in {"linux", "darwin"}, reason="elsewhere no two folders change places in one step"
)
def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    """By the system itself, so that no moment has neither; it says when it could not, and then nothing has moved."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).write_text("x", encoding="utf-8")
    assert publication._exchange(one, other)  # noqa: SLF001 - two renames would have the same end, and no test would tell
    assert [[path.name for path in folder.iterdir()] for folder in (one, other)] == [["other"], ["one"]]
    assert not publication._exchange(one, tmp_path / "none")  # noqa: SLF001 - as above
    assert [path.name for path in one.iterdir()] == ["other"]


def test_two_commands_build_into_one_folder_at_once(data: Path, tmp_path: Path) -> None:
    """Both end well, and the site is whole: neither removes what the other is writing."""
    out = tmp_path / "site"
    command = [sys.executable, "-m", "knowledge_hub", "build", "--data", str(data), "--out", str(out)]
    builds = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    for build in builds:
        output, _ = build.communicate()
        assert build.returncode == 0, output.decode()
    together = digest(out)
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert digest(out) == together
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]


def test_builds_at_the_same_time_leave_each_other_alone(tmp_path: Path) -> None:
    """Each has a folder of its own, whatever has its process number; the site is that of the one that ends last."""
    out = tmp_path / "site"
    first, second = publication.begin(out), publication.begin(out)
    for staging, text in ((second, "second"), (first, "first")):
        (staging / "assets").mkdir()
        (staging / "assets/hub.css").write_text(text, encoding="utf-8")
        publication.publish(staging, out)
        assert (out / "assets/hub.css").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """Not while any process of it writes: a worker that outlives its parent keeps the folder until it ends."""
    code = (
        "import os, signal, sys; from pathlib import Path; from knowledge_hub.website import publication\n"
        "name = publication.begin(Path(sys.argv[1])).name\n"
        "if os.fork(): print(name, flush=True)\n"
        "signal.pause()"
    )
    out = tmp_path / "site"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(out)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        left = tmp_path / process.stdout.readline().strip()
        process.kill()
        process.wait()
        staging_folders.remove(publication.begin(out))
        assert left.exists()
        os.killpg(process.pid, signal.SIGKILL)
        process.stdout.read()
    while staging_folders.is_used(left):
        pass
    staging_folders.remove(publication.begin(out))
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    """The folder that the link points to is replaced."""
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    with publication.publishing(tmp_path / "site", REAL, "index.json") as staging:
        (staging / "index.json").write_text("{}", encoding="utf-8")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "www/index.json").read_text(encoding="utf-8") == "{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_mounted_folder_is_renewed_inside(data: Path, tmp_path: Path) -> None:
    """A container's volume, and a folder of the same disk that is mounted: new files come, old ones go, nothing is left over."""
    plain, mount, bound = tmp_path / "plain", tmp_path / "mount", tmp_path / "bound to"
    assert hub("export", "--data", data, "--out", plain).returncode == 0
    bound.mkdir()
    with mounted(mount, "size=9m") as disk:
        (disk.outside("lost+found")).mkdir()
        for _ in range(2):
            done = disk.hub("export", "--data", data, "--out", mount)
            assert (done.returncode, done.stderr) == (0, "")
            disk.outside("lost+found").rmdir()
            assert disk.run("diff", "-r", plain, mount).stdout == ""
            disk.outside("lost+found").mkdir()
            disk.outside("gone.json").write_text("{}", encoding="utf-8")
            with disk.outside("SHA256SUMS").open("a", encoding="utf-8") as listed:
                listed.write(f"{'0' * 64}  gone.json\n")
            disk.outside("hub.json").write_text("{}", encoding="utf-8")
        disk.run("mkdir", mount / "of")
        disk.run("mount", "--bind", mount / "of", bound)
        assert disk.hub("export", "--data", data, "--out", bound).returncode == 0
        assert disk.run("diff", "-r", plain, bound).stdout == ""


def test_a_full_disk_is_reported_and_the_last_site_stays(data: Path, tmp_path: Path) -> None:
    """With what is needed; a file that the disk takes only a part of is not taken for written."""
    out = tmp_path / "disk/site"
    needed = "The new files need 2 MB or more there, in addition to the old ones. "
    needed += "Nothing was replaced; free some space and run the command again."
    with mounted(tmp_path / "disk", "size=2m") as disk:
        disk.outside("site/assets").mkdir(parents=True)
        disk.outside("site/assets/hub.css").write_text("the last site", encoding="utf-8")
        done = disk.hub("build", "--data", data, "--out", out)
        assert (done.returncode, done.stdout, done.stderr) == (
            2,
            "",
            f"The disk with {out} is full. {needed}\n",
        )
        assert disk.run("find", disk.folder, "-type", "f").stdout == f"{out}/assets/hub.css\n"
        edition = tmp_path / "disk/hub.zip"
        done = disk.hub("bundle", "--languages", "fr", "--data", data, "--out", edition)
        assert (done.returncode, done.stderr.partition(". ")[0]) == (2, f"The disk with {edition} is full")
        write = "from knowledge_hub.website.output_folder import *; "
        write += f"OutputFolder(Path('{out}')).write('x', bytes(3_000_000))"
        assert "OSError: [Errno 28]" in disk.run(sys.executable, "-c", write).stderr
    with mounted(tmp_path / "read", "ro") as disk:
        done = disk.hub("export", "--data", data, "--out", disk.folder / "x")
        assert (done.returncode, done.stderr) == (
            2, f"{disk.folder}/x cannot be written: the disk is read-only. Use another disk.\n",
        )  # fmt: skip


def test_a_disk_for_no_more_files_is_said(data: Path, tmp_path: Path) -> None:
    """By a build, an offline edition and a file of a contributor: there is room for bytes still, so freeing some would not help."""
    out = tmp_path / "disk/site"
    advice = "cannot store more files. There must be room for N new files or more, in addition to the old ones. "
    advice += "Nothing was replaced; remove some files and run the command again.\n"
    with mounted(tmp_path / "disk", "size=90m,nr_inodes=60") as disk:
        for command, place in (("build", out), ("bundle", out.with_name("hub.zip"))):
            done = disk.hub(command, "--data", data, "--out", place)
            sentence = re.sub(r"\d+", "N", done.stderr.removeprefix(f"The disk with {place} "))
            assert (done.returncode, done.stdout, sentence) == (2, "", advice)
            assert disk.run("find", disk.folder, "-mindepth", "1").stdout == ""
        disk.run("sh", "-c", f"cd {disk.folder} && touch $(seq 59)")
        with pytest.raises(UsageError, match=r"the disk cannot store more files\. Remove some files and"):
            replace_file(disk.outside("x"), "x")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("README.md/x", "cannot be written: a part of its path is a file, not a folder. Choose another path."),
        ("/proc/x", "cannot be written: No such file or directory. Check the folders above it."),
        ("x" * 300, "cannot be written: the name is too long. Choose a shorter one."),
    ],
)
def test_a_place_where_nothing_can_be_written_is_said(place: str, sentence: str) -> None:
    """With the reason."""
    with pytest.raises(UsageError, match=re.escape(sentence)):
        publication.begin(ROOT / place)


@pytest.mark.parametrize(
    "place", [".", "..", "hub_data", "hub_data/x", "docs/x", "hooks", "hooks/../docs", "data", "data/x"]
)
def test_a_place_of_sources_is_refused(tmp_path: Path, place: str) -> None:
    """Whatever holds the data or the program, or lies in it, is neither replaced nor mixed with a site."""
    data = tmp_path / "data"
    root = tmp_path if place.startswith("data") else ROOT
    with pytest.raises(UsageError, match="The site is built from files in or around"):
        publication.refuse_sources(root / place, data)
    publication.refuse_sources(tmp_path / "site", data)


def test_the_commands_refuse_a_place_of_sources(data: Path) -> None:
    """With the hub's own message, before anything is written."""
    before = digest(data)
    for command in (["build"], ["export"], ["bundle", "--languages", "fr"]):
        done = hub(*command, "--data", data, "--out", data / "x")
        assert (done.returncode, done.stdout, done.stderr) == (
            2,
            "",
            f"The site is built from files in or around {data}/x; choose another path with --out.\n",
        )
    assert digest(data) == before


def limited(data: Path, out: Path, limit: str) -> subprocess.CompletedProcess[str]:
    """A build under a limit of the shell."""
    command = [sys.executable, "-m", "knowledge_hub", "build", "--data", str(data), "--out", str(out)]
    return subprocess.run(
        ["sh", "-c", f'ulimit {limit} && exec "$@"', "sh", *command],
        cwd=ROOT,
        env={**os.environ, "HUB_SITE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_too_few_files_are_said(data: Path, tmp_path: Path) -> None:
    """A build needs few files; with fewer than that it says so and leaves nothing."""
    files = limited(data, tmp_path / "site", "-n 10")
    advice = "Allow 64 or more, for example with: ulimit -n 64\n"
    assert (files.returncode, files.stderr) == (2, f"The limit of open files is too low. {advice}")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert limited(data, tmp_path / "site", "-n 64").returncode == 0


def test_a_page_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    """Also for a folder of pages, which MkDocs would silently leave out."""
    project = copied(tmp_path)
    for place, sentence in {
        "docs/about.md": "docs/about.md:1:1: file: The file cannot be read: Permission denied. Check its permissions.",
        "docs/easy": "docs/easy cannot be used: Permission denied. Check its permissions.",
    }.items():
        (project / place).chmod(0)
        done = without_privileges("build", "--out", tmp_path / "site", cwd=project)
        (project / place).chmod(0o700)
        assert sentence in (done.stdout + done.stderr).splitlines()
        assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


@pytest.mark.audit
def test_no_clock_and_no_locale_changes_a_build(data: Path, tmp_path: Path) -> None:
    """The first and a far year, a Turkish machine, where a small I has no dot, and the time zones at both ends."""
    locale = tmp_path / "tr_TR.UTF-8"
    subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", locale], check=True)
    turkish = {"LOCPATH": str(tmp_path), "LC_ALL": "tr_TR.UTF-8"}
    check = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv()['int_curr_symbol'])"
    shown = subprocess.run(
        [sys.executable, "-c", check], env={**os.environ, **turkish}, capture_output=True, check=True
    )
    assert shown.stdout.strip() == b"TRY"
    sums = set()
    for day, environment in [
        ("1970-01-02", {"TZ": "Pacific/Kiritimati"}),
        ("2100-12-31", {"TZ": "Pacific/Pago_Pago"}),
        ("2026-01-01", turkish),
    ]:
        out = tmp_path / f"{day}.zip"
        # The children's clocks, too: git and the workers.
        command = ["faketime", "-f", f"@{day} 00:00:00", sys.executable, "-m", "knowledge_hub", "bundle"]
        subprocess.run(
            [*command, "--languages", "ar", "en", "--data", data, "--out", out],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
        )
        sums.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_bad_data_gives_the_same_message_from_mkdocs(six: Path, tmp_path: Path) -> None:
    """``mkdocs build`` names file, line and sentence too, without a traceback, and writes nothing."""
    data = tmp_path / "data"
    shutil.copytree(six, data)
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
    assert "practices/prt-cndh/notes.txt:1:1: file: This file is not part of an entry" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
