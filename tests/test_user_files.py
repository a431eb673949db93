"""What contributors wrote is never cut, never read without end, and editors' leftovers beside it are passed over."""

import os
import re
from pathlib import Path

import pytest

from knowledge_hub.authoring.stamping import stamp
from knowledge_hub.authoring.translate_entry import translate
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.data.loader import load
from knowledge_hub.maintenance.link_report import find_links
from knowledge_hub.quality import authored_pictures
from knowledge_hub.quality.authored_pages import MOST_BYTES, check_pages
from knowledge_hub.yaml_files.user_files import replace_file
from knowledge_hub.yaml_files.yaml_reader import MAX_BYTES
from tests.data.test_gallery import said
from tests.disks import mounted, without_privileges

FRENCH = "practices/pry-example/fr.yml"
TERABYTE = 2**40
"""Bytes of a file that has them only by name; reading it whole would end in a lack of memory."""


LEFTOVERS = [
    "Thumbs.db", "desktop.ini", ".DS_Store", "._fr.yml", "fr.yml~", "fr.yml.orig", "fr.yml.rej", "fr.yml.bak",
    ".fr.yml.swp", "#fr.yml#", ".#fr.yml", "~$fr.yml", "fr.yml.tmp", "fr.yml.~1~", "fr.yml___jb_tmp___",
    "fr.yml.save", ".fr.yml.swx", "4913", "Icon\r",
]  # fmt: skip
FOLDERS = ["", "practices", "practices/pry-example", "strings", "vocabularies"]


def test_leftovers_of_editors_and_systems_are_passed_over(data: Path) -> None:
    """In every folder of the data; ``__MACOSX`` and the like as folders."""
    before = load(data)
    for folder in FOLDERS:
        for name in LEFTOVERS:
            (data / folder / name).write_bytes(b"\xff\x00")
        (data / folder / "__MACOSX").mkdir()
    assert load(data) == before


@pytest.mark.parametrize("name", ["fr.yaml", "FR.yml", "fr.yml.txt", "fr (1).yml", "fr.orig.yml", "Copy of fr.yml"])
def test_mistakes_are_not_passed_over(data: Path, name: str) -> None:
    """Somebody meant the site to have them."""
    (data / "practices/pry-example" / name).write_text("x", encoding="utf-8")
    (line,) = said(data)
    assert line.startswith(f"practices/pry-example/{name}:1:1: file: This file is not part of an entry")


@pytest.mark.parametrize("name", ["pry-e\u0301cole", "pry-\u00e9cole", "PRY-example", "Pry-Example"])
def test_names_that_systems_tell_apart_in_different_ways(data: Path, name: str) -> None:
    """Letters in two parts or in one, capital or small: a sentence, whatever the system takes for the same."""
    entry = data / "practices/pry-example/entry.yml"
    folder = data / "practices" / name
    folder.mkdir()
    text = entry.read_text(encoding="utf-8").replace("id: pry-example", f"id: {name}")
    (folder / "entry.yml").write_text(text, encoding="utf-8")
    lines = said(data)
    assert lines
    assert all(line.startswith(f"practices/{name}/entry.yml:") and ": id: " in line for line in lines)


def test_a_file_is_replaced_whole_and_stays_what_it_was(tmp_path: Path) -> None:
    """Its permissions stay, a second name keeps the old text, and nothing is left beside it."""
    file = tmp_path / "fr.yml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    (tmp_path / "other").hardlink_to(file)
    replace_file(file, "née\n")
    assert file.read_bytes() == "née\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "other").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fr.yml", "other"]
    with pytest.raises(UsageError, match="cannot be written: No such file or directory"):
        replace_file(tmp_path / "nowhere/fr.yml", "x")


def changed(data: Path) -> bytes:
    """Change the original, so that ``hub stamp --again`` has something to write; returns the translation."""
    entry = data / "practices/pry-example/entry.yml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("A commission plans together", "One commission plans"), encoding="utf-8")
    return (data / FRENCH).read_bytes()


def test_a_file_without_permission_to_write_is_not_replaced(data: Path) -> None:
    """Though its folder would allow it."""
    before = changed(data)
    (data / FRENCH).chmod(0o444)
    done = without_privileges("stamp", "--again", "--data", data)
    assert (done.returncode, done.stderr) == (
        2,
        f"{data}/{FRENCH} cannot be written: Permission denied. Check its permissions.\n",
    )
    assert (data / FRENCH).read_bytes() == before


def test_a_full_disk_leaves_the_old_texts(data: Path, tmp_path: Path) -> None:
    """Of every command that writes files of contributors: one sentence, and not a byte is changed."""
    changed(data)
    (data / "schema").mkdir()
    (data / "schema/practices.json").write_text("{}", encoding="utf-8")
    with mounted(tmp_path / "disk", "size=8m") as disk:
        disk.run("cp", "-r", data, disk.folder)
        disk.fill()
        place = disk.folder / "data"
        new = "practices/pry-t"
        flags = ["--title=T", "--summary=S", "--country=PRY", "--language=en", "--type=interministerial"]
        flags += ["--type-basis=inferred"]
        for file, command in {
            FRENCH: ["stamp", "--again"],
            "practices/pry-example/es.yml": ["translate", "pry-example", "es"],
            "schema/practices.json": ["schema"],
            f"{new}/entry.yml": ["new", "practice", *flags, "--id=pry-t"],
        }.items():
            done = disk.hub(*command, "--data", place)
            assert (done.returncode, done.stdout, done.stderr) == (
                2,
                "",
                f"{place}/{file} cannot be written: the disk is full. Free some space and run the command again.\n",
            )
        assert disk.run("diff", "-r", data, place).stdout == ""
        assert not disk.outside("data/practices/pry-t").exists()


@pytest.mark.parametrize("place", [FRENCH, "practices/pry-example/entry.yml"])
def test_sizes_are_looked_at_before_files_are_read(data: Path, place: str) -> None:
    """By every command: a file that claims a terabyte is answered at once."""
    os.truncate(data / place, TERABYTE)
    sentence = f"{data}/{place}:1:1: file: The file has more than {MAX_BYTES:,} bytes"
    with pytest.raises(DataError, match=re.escape(sentence)):
        load(data)
    with pytest.raises(DataError, match=re.escape(sentence)):
        translate(data, "pry-example", "fr")
    changed, problems = stamp(data, set())
    assert (changed, [problem.path for problem in problems]) == ([], [f"{data}/{place}"])
    assert (data / place).stat().st_size == TERABYTE
    assert {link.path for link in find_links(data, data)} <= {str(path) for path in data.rglob("*.yml")}


def test_pages_and_pictures_have_a_size_too(tmp_path: Path) -> None:
    """As they are read by a build, and by ``hub links``."""
    picture = tmp_path / authored_pictures.PLACE / "a.svg"
    picture.parent.mkdir(parents=True)
    for path in (picture, tmp_path / "about.md"):
        path.touch()
        os.truncate(path, TERABYTE)
    found = {(problem.path, str(problem.sentence)) for problem in check_pages(tmp_path)}
    assert found >= {
        (str(picture), "The picture has more than 200,000 bytes; make it smaller."),
        (str(tmp_path / "about.md"), f"The page has more than {MOST_BYTES:,} bytes; split it into two pages."),
    }
    assert find_links(tmp_path / "nowhere", tmp_path) == []


def test_a_pipe_in_place_of_a_translation_is_not_waited_for(data: Path) -> None:
    """Its other end may never write anything."""
    os.mkfifo(data / "practices/pry-example/es.yml")
    with pytest.raises(DataError, match="This is neither a regular file"):
        translate(data, "pry-example", "es")


def test_what_may_not_be_read_is_said(data: Path) -> None:
    """A file, the folder of a record and one of a collection: each its sentence, all in one go."""
    (data / "practices/pry-example/fr.yml").chmod(0)
    (data / "events/2022-example").mkdir(mode=0)
    (data / "resources").mkdir()
    (data / "resources").chmod(0)
    done = without_privileges("check", "--data", data)
    assert (done.returncode, done.stderr, done.stdout.replace(f"{data}/", "").splitlines()) == (
        1,
        "",
        [
            "events/2022-example:1:1: file: The folder cannot be read: Permission denied. Check its permissions.",
            "practices/pry-example/fr.yml:1:1: file: The file cannot be read: Permission denied. Check its permissions.",
            "resources:1:1: file: The folder cannot be read: Permission denied. Check its permissions.",
            "3 problems.",
        ],
    )
