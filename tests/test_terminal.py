"""Consoles of every kind: any encoding, narrow or without abilities, closed, full, interrupted."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.command import main
from tests.conftest import ROOT, hub

COMMAND = [sys.executable, "-m", "knowledge_hub"]
ENCODINGS = ("ascii", "cp850", "cp1252", "cp1256", "gbk", "latin-1", "utf-8")
TOO_WIDE = "\u2066\u2067\u2068\u2069"
"""Marks that only Unicode has."""


class Console:
    """Two streams in an encoding, as Python opens them for a command."""

    def __init__(self, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the streams of this process."""
        self.encoding = encoding
        self.out, self.err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(self.out, encoding=encoding))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(self.err, encoding=encoding))

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """The exit status, and what was written since the last run."""
        status = main(list(map(str, arguments)))
        read = []
        for stream in (self.out, self.err):
            read.append(stream.getvalue().decode(self.encoding))
            stream.seek(0)
            stream.truncate()
        return status, read[0], read[1]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_console_ends_a_command(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it cannot show: the status stays, and no invisible mark becomes a number."""
    console = Console(encoding, monkeypatch)
    for language in LANGUAGES:
        status, out, err = console.run("check", "--help", "--lang", language)
        assert (status, err) == (0, "")
        assert "--format" in out
        assert not [mark for mark in TOO_WIDE if f"\\u{ord(mark):04x}" in out]
        status, out, err = console.run("chekc", "--lang", language)
        assert (status, out) == (2, "")
        assert "'chekc'" in err


def test_what_a_console_cannot_show_is_replaced_by_what_looks_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters without their accents, plain quotation marks; where nothing looks alike, the number."""
    console = Console("ascii", monkeypatch)
    french = console.run("chekc", "--lang", "fr")[2]
    assert french == "La commande 'chekc' n'existe pas. Vouliez-vous ecrire 'check' ?\nAide : hub --help\n"
    assert console.run("translate", "--lang", "zh")[2].startswith("\\u7f3a\\u5c11ID")
    console = Console("cp1256", monkeypatch)
    arabic = console.run("chekc", "--lang", "ar")[2]
    assert arabic.splitlines()[0] == "الأمر 'chekc' غير موجود. هل تقصدون 'check'؟"


def test_programs_and_files_get_every_character(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON with escapes, YAML in UTF-8, whatever the encoding of the machine."""
    console = Console("cp1252", monkeypatch)
    (data / "practices/pry-example/fr.yml").write_text("", encoding="utf-8")
    status, out, _ = console.run("check", "--format", "json", "--lang", "ar", "--data", data)
    (problem,) = json.loads(out)["problems"]
    assert (status, problem["sentence"]) == (1, "الملف فارغ؛ اكتبوا الحقول أو احذفوا الملف.")
    new = ["new", "guidance", "--language", "ar", "--title", "لجنة", "--summary", "ملخص.", "--data", str(data)]
    assert main([*new, "--dry-run"]) == 0
    assert "\n  title: لجنة\n" in console.out.getvalue().decode()


def test_redirected_output_of_a_real_run(data: Path) -> None:
    """As on Windows, or where no language is set."""
    (data / "practices/pry-example/fr.yml").write_text("", encoding="utf-8")
    done = hub("check", "--lang", "ar", "--data", data, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (1, "")
    assert "fr.yml:1:1: file: \\u0" in done.stdout


def test_a_reader_that_goes_away(data: Path) -> None:
    """As in ``hub status | head``: not a word, and the status that a shell gives a program that SIGPIPE ended."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, "status", "--data", str(data)], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_output_that_cannot_be_written(data: Path) -> None:
    """A full disk, or no standard output at all."""
    for language, sentence in {
        "en": "The output cannot be written: No space left on device.\n",
        "fr": "La sortie ne peut pas être écrite\u202f: plus d’espace disponible sur le disque.\n",
    }.items():
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COMMAND, "check", "--lang", language, "--data", str(data)],
                cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
        assert (done.returncode, done.stderr) == (2, sentence)
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "check", "--data", str(data)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (closed.returncode, closed.stderr) == (0, "")


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    """As after a virus scanner or a half-copied folder; the program's own mistakes are not hidden."""
    (tmp_path / "click.py").write_text("import a_part_that_was_lost", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT / "hooks")])
    done = subprocess.run(
        [*COMMAND, "check"], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    sentence = (
        "The package 'a_part_that_was_lost' is missing or damaged. Install it again: in a copy of the repository, "
        "run make clean && make site; elsewhere, run pip install a_part_that_was_lost\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


def in_terminal(data: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
    """What ``hub export`` writes on a terminal that is its standard error."""
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as stderr, monkeypatch.context() as patch:  # noqa: PTH123 - a descriptor
        patch.setattr(sys, "stderr", stderr)
        assert main(["export", "--data", str(data), "--out", str(out), *more]) == 0
        stderr.write(".")
        stderr.flush()
        shown = b""
        while not shown.endswith(b"."):
            shown += os.read(ours, 100_000)
    os.close(ours)
    return shown.decode()


def test_a_terminal_shows_how_far_a_run_has_come(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line that is empty again at the end, in the language, without escape codes, as narrow as it must be."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = in_terminal(data, tmp_path / "out", monkeypatch, "--lang", "fr")
    lines = shown.split("\r")
    assert "Écriture des données: 1 / 6  " in lines
    assert lines[-2:] == [" " * 29, "."]
    assert {len(line) for line in lines[1:-1] if line} == {29}
    assert "\n" not in shown
    assert "\x1b" not in shown


def test_a_terminal_that_cannot_go_back_or_a_quiet_run_shows_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``TERM=dumb``, ``--quiet``."""
    monkeypatch.setenv("TERM", "dumb")
    assert in_terminal(data, tmp_path / "out", monkeypatch) == "."
    monkeypatch.setenv("TERM", "xterm")
    assert "Writing data" not in in_terminal(data, tmp_path / "out", monkeypatch, "--quiet")


def test_an_interrupted_command_says_so(data: Path) -> None:
    """Ctrl-C while a question waits for its answer: one line, status 130."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            [*COMMAND, "new", "practice", "--lang", "fr", "--data", str(data)],
            cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as asking:  # fmt: skip
            assert asking.stderr is not None
            asked = [asking.stderr.readline() for _ in range(1 + len(LANGUAGES))]
            asking.send_signal(signal.SIGINT)
            out, err = asking.communicate()
    finally:
        os.close(ours)
        os.close(theirs)
    assert asked[0] == "Langue dans laquelle vous écrivez\n"
    assert (asking.returncode, out, err) == (130, "", "Arrêté.\n")
