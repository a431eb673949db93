"""The command line as people and programs meet it: help, errors of usage, languages, quiet runs and JSON."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

import click
import pytest

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import MOST, Problem, report
from knowledge_hub.base.terminal import columns
from knowledge_hub.command import main
from knowledge_hub.command_line.argument_types import Place
from knowledge_hub.command_line.authoring_commands import COMMANDS as AUTHORING
from knowledge_hub.command_line.command_options import Command, Person
from knowledge_hub.command_line.maintenance_commands import COMMANDS as REPOSITORY
from knowledge_hub.command_line.publishing_commands import COMMANDS as PUBLISHING
from tests.conftest import ROOT, some

COMMANDS: tuple[Command, ...] = (*AUTHORING, *PUBLISHING, *REPOSITORY)


class Done(NamedTuple):
    """What a run in this process left."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process, which spares the start of Python."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments: str | Path) -> Done:
        status = main([str(argument) for argument in arguments])
        return Done(status, *capsys.readouterr())

    return command


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_speaks_the_language_and_fits(run: Run, language: LanguageCode) -> None:
    """Purpose, an example and a page of documentation that exists; at most 80 columns, but for examples."""
    assert len(COMMANDS) == 13
    for command in COMMANDS:
        done = run(command.name or "", "--help", "--lang", language)
        assert (done.status, done.err) == (0, "")
        lines = done.out.replace("\u2067", "").replace("\u2069", "").splitlines()
        assert f"hub {command.name}" in lines[0]
        assert lines[2][:12] == command.words.in_language(language)[:12]
        assert [f"  {example}" for example in command.examples] == lines[
            lines.index(Message("Examples:").in_language(language)) + 1 :
        ][: len(command.examples)]
        assert lines[-1] == Message("Documentation: {page}", page=command.page).in_language(language)
        assert (ROOT / command.page).is_file()
        assert max(columns(line) for line in lines if line[2:] not in command.examples) <= 80
    assert run("--help", "--lang", language).out.count("\n") > len(COMMANDS)


def test_every_example_is_understood() -> None:
    """Each is read as it would be typed."""
    for command in COMMANDS:
        for example in some(command.examples):
            words = shlex.split(example.partition(" > ")[0])
            words = words[words.index("hub") + 1 :]
            assert words[0] == command.name
            command.make_context(command.name, words[1:], obj=Person(None, "en"))


def test_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and words stand below each other, and nothing is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("stamp", "--help", "--lang", "zh").out.splitlines()
    assert max(map(columns, lines)) <= 40
    assert lines[lines.index("  --again") + 1].startswith("      包括")


def test_what_a_collection_requires_and_the_codes_that_it_takes(run: Run) -> None:
    """By `hub new practice --help`, and by `hub help`; other collections have other options."""
    practice = run("new", "practice", "--help").out
    required, optional = practice.split("Required:\n")[1].split("Optional:\n")
    assert "--type-basis TEXT           How the type is known: stated, classified,\n" in required
    assert "--mechanism-own-name" in optional
    assert "--publisher" not in practice
    assert run("help", "new", "practice").out == practice
    assert "  experience                  --language, --country, --title, --summary\n" in run("new", "--help").out


def test_help_comes_without_a_data_folder(run: Run, tmp_path: Path) -> None:
    """It then names no codes."""
    done = run("new", "practice", "--data", tmp_path, "--help")
    assert done.status == 0
    assert "  --type TEXT                 Type of the mechanism\n" in done.out


def test_the_bare_command_lists_the_commands(run: Run) -> None:
    """As an error: a script that lost the name of a command must not pass."""
    bare, asked = run(), run("--help")
    assert (bare.status, bare.out) == (2, "")
    assert (asked.status, asked.err) == (0, "")
    assert bare.err == asked.out == run("help").out == run("-h").out
    assert "  translate                   Start or continue the translation" in asked.out
    assert run("--version").out.startswith("hub 0.")


WRONG: dict[str, list[str]] = {
    "chekc": ["There is no command 'chekc'. Did you mean 'check'?", "Help: hub --help"],
    "help chekc": ["There is no command 'chekc'. Did you mean 'check'?", "Help: hub --help"],
    "help check twice": ["'twice' is an extra argument; leave it out.", "Help: hub help --help"],
    "help new practise": ["There is no collection 'practise'. Did you mean 'practice'?"],
    "help new practice twice": ["'twice' is an extra argument; leave it out.", "Help: hub help --help"],
    "check --data ''": ["--data needs a value; write it after the option.", "Help: hub check --help"],
    "build --out=": ["--out needs a value; write it after the option.", "Help: hub build --help"],
    "export --out ''": ["--out needs a value; write it after the option.", "Help: hub export --help"],
    "bundle --out ''": ["--out needs a value; write it after the option.", "Help: hub bundle --help"],
    "links --pages ''": ["--pages needs a value; write it after the option.", "Help: hub links --help"],
    "xyz": ["There is no command 'xyz'.", "Help: hub --help"],
    "check --formt json": ["There is no option '--formt' here. Did you mean '--format'?", "Help: hub check --help"],
    "--quit check": ["There is no option '--quit' here.", "Help: hub --help"],
    "check --format jsn": [
        "--format: 'jsn' is not possible here; write 'text', 'json' or 'github'. Did you mean 'json'?"
    ],
    "check --format": ["--format needs a value; write it after the option.", "Help: hub check --help"],
    "check --quiet=1": ["--quiet takes no value; leave out what follows '='.", "Help: hub check --help"],
    "check twice": ["'twice' is an extra argument; leave it out.", "Help: hub check --help"],
    "status --due -5": ["'-5' is not possible here; write a whole number, 0 or more.", "Help: hub status --help"],
    "status --due=-5": ["'-5' is not possible here; write a whole number, 0 or more.", "Help: hub status --help"],
    "status --due x": ["--due: 'x' is not possible here; write a whole number, 0 or more."],
    "serve --port abc": ["--port: 'abc' is not possible here; write a whole number, 0 or more."],
    "translate": ["ID is missing: hub translate ID LANGUAGE [OPTIONS]", "Help: hub translate --help"],
    "translate pry-example": [
        "LANGUAGE is missing: hub translate ID LANGUAGE [OPTIONS]",
        "Write one of ar, zh, en, fr, ru, es.",
        "Help: hub translate --help",
    ],
    "translate pry-example xx": [
        "LANGUAGE: 'xx' is not possible here; write 'ar', 'zh', 'en', 'fr', 'ru' or 'es'.",
    ],
    "new": [
        "COLLECTION is missing: hub new COLLECTION [OPTIONS]",
        "Write one of practice, law, event, resource, support, experience, guidance.",
        "Help: hub new --help",
    ],
    "new thing": [
        "There is no collection 'thing'. Write one of practice, law, event, resource, support, experience, guidance."
    ],
    "--lang xx check": ["--lang: 'xx' is not possible here; write 'ar', 'zh', 'en', 'fr', 'ru' or 'es'."],
    "bundle --out docs/x.zip": [
        "The site is built from files in or around docs/x.zip; choose another path with --out."
    ],
    "build --out .": ["The site is built from files in or around .; choose another path with --out."],
    "export --out hub_data/x": [
        "The site is built from files in or around hub_data/x; choose another path with --out."
    ],
}
"""What is typed, and what standard error says."""


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_not_understood_is_answered_with_what_would_be(run: Run, typed: str) -> None:
    """Status 2, nothing on standard output."""
    done = run(*shlex.split(typed))
    assert done == (2, "", "".join(f"{line}\n" for line in WRONG[typed]))


def test_no_path_may_be_empty() -> None:
    """An option that takes a path has the type that refuses an empty one."""
    paths = [option for command in COMMANDS for option in command.params if option.metavar in {"FOLDER", "FILE"}]
    assert len(paths) > len(COMMANDS)
    assert {type(option.type) for option in paths} == {Place}


def test_errors_of_usage_speak_the_language(run: Run) -> None:
    """Wherever the language was named, and also when what is wrong comes before it."""
    french = "La commande 'chekc' n’existe pas. Vouliez-vous écrire 'check'\u202f?"
    assert run("chekc", "--lang", "fr").err.splitlines() == [french, "Aide\u202f: hub --help"]
    assert run("check", "--formt", "json", "--lang=es").err.startswith("Aquí no existe la opción '--formt'.")
    assert run("--lang", "zh", "status", "--due", "x").err == "--due：此处不能写'x'；请写一个不小于0的整数。\n"
    assert run("--lang", "RU", "translate").err.startswith("Не хватает ID: hub translate")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"LC_ALL": "fr_FR.UTF-8"}, "Aucun problème.\n"),
        ({"LANG": "es_ES"}, "No hay problemas.\n"),
        ({"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "es_ES"}, "Проблем нет.\n"),
        ({"LC_ALL": "C", "LANG": "es_ES"}, "No problems.\n"),
        ({"LANG": "POSIX"}, "No problems.\n"),
        ({"LANG": "de_DE.UTF-8"}, "No problems.\n"),
        ({"LANG": "zh_CN.UTF-8", "HUB_LANG": "fr"}, "Aucun problème.\n"),
    ],
)
def test_the_machine_names_the_language_when_nobody_does(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], sentence: str
) -> None:
    """The variables of POSIX in their order; one of another language means English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("check", "--data", data) == (0, sentence, "")


def test_annotations_of_a_review_do_not_follow_the_machine(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They speak the language of each file, as the machine that reviews is nobody's."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    (data / "practices/pry-example/fr.yml").write_text("", encoding="utf-8")
    assert "Le fichier est vide" in run("check", "--format", "github", "--data", data).out


def takes_ids(command: Command) -> bool:
    """Whether entries are named in its arguments."""
    return any(isinstance(each, click.Argument) and "ID" in (each.metavar or "") for each in command.params)


def test_an_unknown_id_is_an_error_in_every_command(run: Run, data: Path) -> None:
    """With the near one."""
    commands = [command.name or "" for command in COMMANDS if takes_ids(command)]
    assert commands == ["translate", "stamp"]
    for name in commands:
        language = ["fr"] if name == "translate" else []
        done = run(name, "pry-exmaple", *language, "--data", data)
        assert done == (2, "", "There is no entry 'pry-exmaple'. Did you mean 'pry-example'?\n")


def test_a_data_folder_that_is_not_there_is_an_error_in_every_command(run: Run, tmp_path: Path) -> None:
    """Also in those that only look through it."""
    nowhere = tmp_path / "nowhere"
    sentence = f"{nowhere}:1:1: file: This folder does not exist; give the path of the data folder.\n1 problem.\n"
    for arguments in (["check"], ["status"], ["stamp"], ["schema"], ["links"], ["care"], ["translate", "x", "fr"]):
        assert run(*arguments, "--data", nowhere) == (1, sentence, "")


def test_a_language_in_capitals_or_by_its_name(run: Run, data: Path) -> None:
    """Codes and names of languages, as people type them."""
    assert run("translate", "pry-example", "ES", "--data", data).out.startswith(
        f"{data}/practices/pry-example/es.yml\n"
    )
    assert run("translate", "pry-example", "русский", "--data", data, "--quiet").status == 0
    assert (data / "practices/pry-example/ru.yml").is_file()


def test_every_command_can_be_quiet(run: Run, data: Path, tmp_path: Path) -> None:
    """Then it writes what was asked for, and problems."""
    assert all(any("--quiet" in each.opts for each in command.params) for command in COMMANDS)
    for arguments in (["check"], ["schema"], ["export", "--out", tmp_path / "out"]):
        assert run(*arguments, "-q", "--data", data) == (0, "", "")
    new = ["new", "guidance", "--language", "en", "--title", "A plan", "--summary", "One plan.", "--quiet"]
    assert run(*new, "--data", data) == (0, f"{data}/guidance/a-plan/entry.yml\n", "")
    french = data / "practices/pry-example/fr.yml"
    french.write_text(french.read_text().partition("made_from")[0], encoding="utf-8")
    assert run("stamp", "--data", data, "--quiet").out == f"{french}\n"
    french.write_text("", encoding="utf-8")
    assert run("check", "--data", data, "--quiet").out.endswith("1 problem.\n")
    assert run("check", "--data", data).out.endswith("1 problem.\n")


def test_json_for_programs(run: Run, data: Path, tmp_path: Path) -> None:
    """One object, and nothing else on standard output."""

    def answer(*arguments: str | Path) -> dict[str, object]:
        done = run(*arguments, "--data", data, "--format", "json")
        assert (done.status, done.err) == (0, "")
        return cast("dict[str, object]", json.loads(done.out))

    out = tmp_path / "out"
    exported = answer("export", "--out", out)
    assert exported == {"folder": str(out), "files": sum(path.is_file() for path in out.rglob("*"))}
    assert answer("stamp") == {"count": 0, "files": [], "problems": []}
    given = ["--language", "en", "--title", "A plan", "--summary", "One plan."]
    file = data / "guidance/a-plan/entry.yml"
    dry = answer("new", "guidance", *given, "--dry-run")
    assert (dry["file"], dry["written"], file.exists()) == (str(file), False, False)
    assert str(dry["text"]).startswith("# yaml-language-server:")
    assert answer("new", "guidance", *given) == {"file": str(file), "written": True}
    translated = answer("translate", "a-plan", "ar")
    assert (translated["new"], translated["done"], translated["problems"]) == (True, [], [])
    assert translated["missing"] == ["text.title", "text.summary"]


def test_a_bound_of_lines_for_each_kind_of_problem() -> None:
    """A hundred of each kind, how many more there are, and the count of all; programs get every one."""
    strays = [Problem(f"x{number:04}", 1, 1, "file", Message("No vocabulary has this name.")) for number in range(2500)]
    guess = Message("Did you mean '{word}'?", word="b")
    codes = [
        Problem("y", line, 1, "id", Message("There is no entry '{id}'.", id=line).then(guess)) for line in range(1, 103)
    ]
    lines = report([*strays, *codes]).splitlines()
    assert len(lines) == 2 * MOST + 3
    assert lines[MOST - 1 : MOST + 1] == [strays[MOST - 1].shown("en"), codes[0].shown("en")]
    assert lines[-3:] == ["Not shown: 2,400 more like x0099:1:1.", "Not shown: 2 more like y:100:1.", "2602 problems."]
    assert len(report([*strays, *codes], "github").splitlines()) == 2 * MOST
    assert json.loads(report([*strays, *codes], "json"))["count"] == 2602


def test_the_shell_can_complete_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands, options and their values, as the README says."""
    monkeypatch.setenv("_HUB_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "hub check --format j")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert run().out == "plain,json\n"
    monkeypatch.setenv("COMP_WORDS", "hub tr")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run().out == "plain,translate\n"


def test_the_readme_names_every_command_and_which_have_json() -> None:
    """The README is where people look first, and where the help sends them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## The command\n")[2].partition("\n## ")[0]
    assert [command.name for command in COMMANDS if f"`hub {command.name}" not in section] == []
    (named,) = re.findall(r"`--format json` is for\nprograms: (.*?) have it\.", section)
    formats = {
        command.name: option.type.choices
        for command in COMMANDS
        for option in command.params
        if "--format" in option.opts and isinstance(option.type, click.Choice)
    }
    assert set(re.findall(r"`(\w+)`", named)) == {name for name, choices in formats.items() if "json" in choices}
