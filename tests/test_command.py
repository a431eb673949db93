"""The command as its users meet it: exit codes, formats, and the notes on what translations were made from."""

import json
from pathlib import Path

from tests.conftest import hub


def test_a_clean_folder_ends_with_zero(data: Path) -> None:
    """One line, exit 0."""
    done = hub("check", "--data", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems.\n", "")


def test_problems_end_with_one_and_a_count(data: Path) -> None:
    """One line a problem, sorted by place, then how many there are."""
    entry = data / "practices/pry-example/entry.yml"
    entry.write_text(entry.read_text().replace("year: 2015", "yaer: 2015").replace("[PRY]", "[PRX]"), encoding="utf-8")
    done = hub("check", "--data", data)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{entry}:7:13: countries[1]: 'PRX' is not a code of vocabularies/states.yml. Did you mean 'PRY'?",
        f"{entry}:13:1: yaer: 'yaer' is not a field here. Did you mean 'year'?",
        "2 problems.",
    ]


def test_problems_for_programs_and_for_reviews(data: Path) -> None:
    """As JSON with every part apart, and as annotations of a review."""
    (data / "practices/pry-example/notes, old.txt").write_text("100 %", encoding="utf-8")
    parsed = json.loads(hub("check", "--data", data, "--format", "json").stdout)
    assert parsed["count"] == 1
    assert parsed["problems"][0]["path"].endswith("notes, old.txt")
    assert parsed["problems"][0]["field"] == "file"
    line = hub("check", "--data", data, "--format", "github").stdout
    assert line.startswith(f"::error file={data}/practices/pry-example/notes%2C old.txt,line=1,col=1::file: This file")


def test_a_file_name_cannot_become_a_command_of_the_review(data: Path) -> None:
    """A name of two lines stays in one."""
    (data / "practices/pry-example/x\r\n::stop-commands::y").write_text("", encoding="utf-8")
    lines = hub("check", "--data", data, "--format", "github").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"::error file={data}/practices/pry-example/x%0D%0A%3A%3Astop-commands%3A%3Ay,line=1,")


def test_odd_file_names_reach_programs_as_they_are(data: Path) -> None:
    """In JSON a program finds the file by its path; in the log of a review nothing moves the cursor."""
    (data / "practices/pry-example/x\x1b[2Jy").write_text("", encoding="utf-8")
    (problem,) = json.loads(hub("check", "--data", data, "--format", "json").stdout)["problems"]
    assert Path(problem["path"]).is_file()
    line = hub("check", "--data", data, "--format", "github").stdout
    assert line.startswith(f"::error file={data}/practices/pry-example/x%1B[2Jy,line=1,")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    done = hub("check", "--data", tmp_path / "nowhere")
    assert done.returncode == 1
    assert done.stdout.endswith(
        "nowhere:1:1: file: This folder does not exist; give the path of the data folder.\n1 problem.\n"
    )


def test_stamp_adds_what_is_missing_and_keeps_what_is_noted(data: Path) -> None:
    """A new translated field gets its note; a field that fell behind keeps its old one until somebody says otherwise."""
    french = data / "practices/pry-example/fr.yml"
    entry = data / "practices/pry-example/entry.yml"
    text = french.read_text().replace("  what_was_done:", "  summary: Les ministères planifient.\n  what_was_done:")
    french.write_text("# a comment that stays\n" + text, encoding="utf-8")
    entry.write_text(entry.read_text().replace("A commission plans together", "One commission plans"), encoding="utf-8")
    assert hub("stamp", "--data", data).stdout == f"{french}\n1 file changed.\n"
    stamped = french.read_text()
    assert stamped.startswith("# a comment that stays\n")
    assert "  text.title 000bf7c79500\n" in stamped
    assert "\n  text.summary " in stamped
    assert hub("check", "--data", data).returncode == 0
    hub("stamp", "pry-example", "--again", "--data", data)
    assert "  text.title 000bf7c79500\n" not in french.read_text()


def test_stamp_leaves_alone_what_it_cannot_read(data: Path) -> None:
    """Broken YAML, a field twice, a list, braces around the whole: such files stay as they are and are named; the others are stamped."""
    french, spanish, russian, arabic = (data / f"practices/pry-example/{code}.yml" for code in ("fr", "es", "ru", "ar"))
    french.write_text(french.read_text().partition("made_from")[0] + "bad: [\nmade_from: |\n", encoding="utf-8")
    spanish.write_text("status: draft\nstatus: draft\ntext: {title: Una comisión}\n", encoding="utf-8")
    russian.write_text("- status\n", encoding="utf-8")
    arabic.write_text("{status: draft, text: {title: خطة}}\n", encoding="utf-8")
    chinese = arabic.with_name("zh.yml")
    chinese.write_text("status: draft\ntext: {title: 计划}\n", encoding="utf-8")
    before = [path.read_bytes() for path in (french, spanish, russian, arabic)]
    done = hub("stamp", "--data", data)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, lines[:2], lines[-1]) == (
        1, "", [str(chinese), "1 file changed."], "4 problems.",
    )  # fmt: skip
    places = [f"{arabic}:1:1: file", f"{spanish}:2:1: status", f"{french}:10:12: file", f"{russian}:1:1: file"]
    assert sorted(line.partition(": This file was not changed. ")[0] for line in lines[2:-1]) == sorted(places)
    assert [path.read_bytes() for path in (french, spanish, russian, arabic)] == before
    answer = json.loads(hub("stamp", "--data", data, "--format", "json").stdout)
    assert (answer["count"], len(answer["problems"])) == (0, 4)


def test_stamp_leaves_the_translations_of_a_broken_entry_alone(data: Path) -> None:
    """What they were made from cannot be read."""
    entry, french = (data / f"practices/pry-example/{name}.yml" for name in ("entry", "fr"))
    entry.write_text(entry.read_text() + "status: published\n", encoding="utf-8")
    before = french.read_bytes()
    done = hub("stamp", "--again", "--data", data)
    assert (done.returncode, done.stdout.splitlines()[::2]) == (1, ["0 files changed.", "1 problem."])
    assert f"{entry}:" in done.stdout
    assert ": status: The translations of this entry were not changed. " in done.stdout
    assert french.read_bytes() == before


def test_a_link_out_of_the_tree_is_not_followed(data: Path, tmp_path: Path) -> None:
    """A link is named as a problem; what it points at is not read."""
    secret = tmp_path / "secret.yml"
    secret.write_text("status: reviewed\n", encoding="utf-8")
    (data / "practices/pry-example/es.yml").symlink_to(secret)
    done = hub("check", "--data", data)
    assert done.stdout.splitlines()[0] == (
        f"{data}/practices/pry-example/es.yml:1:1: file: This is a symbolic link, which the hub does not follow. Put the file itself here."
    )


def test_a_file_that_is_too_large(data: Path) -> None:
    """Its size is the message; it is not read to the end."""
    (data / "practices/pry-example/es.yml").write_text("# " + "x" * 300_000, encoding="utf-8")
    done = hub("check", "--data", data)
    assert "es.yml:1:1: file: The file has more than 262,144 bytes, which is the limit." in done.stdout


def test_status_says_what_is_missing_and_what_is_behind(data: Path) -> None:
    """A row for each record and register, the same for programs, and how far the whole is."""
    entry = data / "practices/pry-example/entry.yml"
    entry.write_text(entry.read_text().replace("Paraguay plans its", "Paraguay plans all its"), encoding="utf-8")
    french = data / "practices/pry-example/fr.yml"
    french.write_text(
        french.read_text()
        .replace(
            "  what_was_done:",
            "  summary: Les ministères planifient.\n  lessons: [Un calendrier aide.]\n  what_was_done:",
        )
        .replace("ses rapports", "ses rapports\n  what: [Il y a une équipe., Elle écrit.]"),
        encoding="utf-8",
    )
    hub("stamp", "--data", data)
    lines = hub("status", "--data", data).stdout.splitlines()
    assert lines[:5] == [
        "  register  ar       zh       en       fr       ru       es",
        "practices/pry-example",
        "  standard  missing  missing  complete complete missing  missing",
        "  easy      missing  missing  complete behind   missing  missing",
        "events/2021-example",
    ]
    assert lines[-3:] == [
        "0 of 4 complete in all languages (an entry counts twice: standard and easy-read).",
        "0 of 10 translations reviewed by a person.",
        "0 of 12 easy-read texts checked by readers.",
    ]
    rows = json.loads(hub("status", "--format", "json", "--data", data).stdout)
    easy = next(row for row in rows if (row["record"], row["register"]) == ("practices/pry-example", "easy"))
    assert easy["to_do"]["fr"] == ["easy.title"]
    assert easy["to_do"]["ar"] == ["easy.title", "easy.what"]


def test_the_table_fits_a_terminal() -> None:
    """Of 80 columns, whatever the length of the ids of the real content."""
    table = hub("status").stdout.partition("\n\n")[0]
    assert 70 > max(map(len, table.splitlines())) > 60


def test_what_is_due_comes_oldest_first(data: Path) -> None:
    """Published records whose day has come or comes soon, with their files; the day is that of the environment."""
    practice = data / "practices/pry-example/entry.yml"
    event = data / "events/2021-example/entry.yml"
    for path, day in ((practice, "2026-04-02"), (event, "2026-05-20")):
        path.write_text(path.read_text().replace("countries:", f"review_by: {day}\ncountries:"), encoding="utf-8")
    event.write_text(
        event.read_text().replace("kind: seminar", "review_by: 2026-05-20\nkind: seminar"), encoding="utf-8"
    )
    april = "1775174400"
    lines = hub("status", "--due", "--data", data, SOURCE_DATE_EPOCH=april).stdout.splitlines()
    assert lines == [f"2026-04-02  late    {practice}", "1 entry to confirm within 30 days."]
    longer = hub("status", "--due", "60", "--data", data, SOURCE_DATE_EPOCH=april).stdout.splitlines()
    assert longer == [*lines[:1], f"2026-05-20  coming  {event}", "2 entries to confirm within 60 days."]
    rows = json.loads(hub("status", "--due", "--format", "json", "--data", data, SOURCE_DATE_EPOCH=april).stdout)
    assert rows == [{"review_by": "2026-04-02", "file": str(practice), "late": 1}]
    russian = hub("status", "--due", "60", "--lang", "ru", "--data", data, SOURCE_DATE_EPOCH=april).stdout.splitlines()
    assert russian == [
        f"2026-04-02  просрочено  {practice}",
        f"2026-05-20  скоро       {event}",
        "Нужно подтвердить 2 записи (срок в днях: 60).",
    ]
    practice.write_text(practice.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    drafts_left_out = hub("status", "--due", "--data", data, SOURCE_DATE_EPOCH=april).stdout
    assert drafts_left_out == "0 entries to confirm within 30 days.\n"


def test_what_is_missing_or_behind_is_listed(six: Path) -> None:
    """In each language and register, with what comes to an end; the hub itself has no problem in this."""
    assert hub("status", "--open", "--data", six).stdout.splitlines() == [
        "  register  ar       zh       en       fr       ru       es",
        "practices/svn-ichr",
        "  standard  behind   behind   complete behind   behind   missing",
        "  easy      complete complete complete complete complete missing",
        "",
        "34 of 36 complete in all languages (an entry counts twice: standard and easy-read).",
        "0 of 90 translations reviewed by a person.",
        "0 of 108 easy-read texts checked by readers.",
    ]
    assert hub("check", "--data", six).stdout == "No problems.\n"
