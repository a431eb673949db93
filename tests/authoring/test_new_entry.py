"""``hub new`` as a contributor meets it: flags, questions in a terminal, and the file that comes of them."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_hub.authoring.new_entry import new_record
from knowledge_hub.base.problems import UsageError
from knowledge_hub.data.loader import load
from knowledge_hub.data.validation import validate
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.vocabulary_list import VOCABULARIES
from knowledge_hub.yaml_files.yaml_reader import read
from knowledge_hub.yaml_files.yaml_writer import refused
from tests.conftest import ROOT, hub

FLAGS: dict[str, dict[str, str]] = {
    "practices": {"country": "PRY", "type": "ad_hoc", "type-basis": "stated"},
    "laws": {"country": "PRY", "kind": "decree"},
    "events": {"kind": "seminar", "start": "2021-11"},
    "resources": {"kind": "guide", "publisher": "OHCHR"},
    "support": {"kind": "fund", "provider": "OHCHR"},
    "experiences": {"country": "PRY"},
    "guidance": {},
}
"""What each collection needs besides language, title and summary."""

NO_ID = (
    "does not have the required form; use lower-case letters a-z, digits and single hyphens, such as 'pry-simore-plus'."
)


def flags(collection: str, **more: str) -> list[str]:
    """The flags of a whole record."""
    given = {"language": "en", "title": "A plan", "summary": "One plan.", **FLAGS[collection], **more}
    return [part for name, text in given.items() for part in (f"--{name}", text)]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_flags_make_a_draft_that_passes_the_check(data: Path, collection: str) -> None:
    """Singular or plural, every collection; the id comes from State or year and title; the day from the environment."""
    name = collection.removesuffix("s")
    made = hub("new", name, *flags(collection), "--data", data, SOURCE_DATE_EPOCH="1614556800")
    prefix = {"practices": "pry-", "laws": "pry-", "experiences": "pry-", "events": "2021-"}.get(collection, "")
    path = data / collection / f"{prefix}a-plan" / "entry.yml"
    assert made.stdout.splitlines() == [
        str(path),
        "This is a draft; it is not on the site yet. Open the file, fill in what you know, then run: hub check",
    ], made.stderr
    assert hub("check", "--data", data).stdout == "No problems.\n"
    record = load(data).drafts[collection][f"{prefix}a-plan"].record
    assert (record.text.title, record.original_language, str(record.added)) == ("A plan", "en", "2021-03-01")
    again = hub("new", collection, *flags(collection), "--data", data)
    assert again.stdout.startswith(str(data / collection / f"{prefix}a-plan-2" / "entry.yml"))


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_field_of_the_model_is_there_to_be_filled_in(data: Path, collection: str) -> None:
    """Without the marks of its comments, the file has each field of the model once, and no other."""
    text = hub("new", collection, *flags(collection), "--data", data, "--dry-run").stdout
    assert not (data / collection / "a-plan").exists()
    assert text.startswith(f"# yaml-language-server: $schema=../../schema/{collection}.json\nschema_version: 1\n")
    lines = [re.sub(r"^( *)# ", r"\1", line) for line in text.splitlines()[1:] if "##" not in line]
    depths = [len(line) - len(line.lstrip(" -")) for line in lines] + [0]
    filled = [
        f"{line} x" if line.endswith(":") and depths[number + 1] <= depths[number] else line
        for number, line in enumerate(lines)
    ]
    document = read("\n".join(filled).encode())
    assert document.faults == []
    errors = validate(COLLECTIONS[collection].model, document.value, dict.fromkeys(VOCABULARIES, ()))
    assert isinstance(errors, list)
    assert not [error for error in errors if error["type"] in {"extra_forbidden", "missing", "tuple_type"}]
    assert isinstance(document.value, dict)
    assert set(document.value) == set(COLLECTIONS[collection].model.model_fields)


def test_fields_are_explained_in_the_language_of_the_text(data: Path) -> None:
    """The words stand in the interface; what has none goes without; lists say where their codes are."""
    french = data / "strings/fr.yml"
    kept = [line for line in french.read_text(encoding="utf-8").splitlines() if not line.startswith("help.")]
    kept += ['help.year: "L’année où tout a commencé."', 'help.statement_text: "Une ou deux phrases."']
    french.write_text("\n".join(kept) + "\n", encoding="utf-8")
    text = hub("new", "practice", *flags("practices", language="français"), "--data", data, "--dry-run").stdout
    assert "\n## L’année où tout a commencé.\n# year:\n" in text
    assert text.count("  ## Une ou deux phrases.\n  #   - text:\n") == 1
    assert "\n## vocabularies/capacities.yml\n# capacities: []\n" in text


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("paraguay", "PRY"),
        ("Côte d’Ivoire", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("المغرب", "MAR"),
        ("中国", "CHN"),
        ("mar", "MAR"),
    ],
)
def test_a_closed_list_takes_codes_and_labels_of_any_language(data: Path, answer: str, code: str) -> None:
    """Whatever the case, accents and apostrophes."""
    text = hub("new", "practice", *flags("practices", country=answer), "--data", data, "--dry-run").stdout
    assert f"\ncountries: [{code}]\n" in text


def test_several_states(data: Path) -> None:
    """The flag may be repeated, or hold several; then no State stands in the name."""
    more = ["--country", "Togo; tgo; Sierra Leone"]
    made = hub("new", "practice", *flags("practices"), *more, "--data", data, "--dry-run")
    assert "\nid: a-plan\n" in made.stdout
    assert "\ncountries: [PRY, TGO, SLE]\n" in made.stdout


def test_wrong_flags_are_answered_all_at_once(data: Path) -> None:
    """The sentences of the check, each after its flag; exit status 2; nothing is written."""
    given = [
        "--country",
        "Paragway",
        "--type",
        "foo",
        "--title",
        "x" * 10_000,
        "--kind",
        "seminar",
        "--summary",
        "\x07",
    ]
    done = hub("new", "practice", *given, "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    types = "ad_hoc, ministerial, interministerial, institutionally_separate, thematic, not_applicable, unknown"
    assert done.stderr.splitlines() == [
        "--country: 'Paragway' is not a code of vocabularies/states.yml. Did you mean 'PRY' (Paraguay)?",
        "--title: The text has 10000 characters; at most 120 are allowed. Shorten it.",
        "--summary: The character U+0007 cannot be shown as text; delete it.",
        f"--type: 'foo' is not a code of vocabularies/mechanism_types.yml. Write one of {types}.",
        "--kind: Entries of practices have no such field; leave it out.",
        "Add these options: --language, --type-basis. In a terminal, the command asks for them.",
    ]
    far = hub("new", "practice", *flags("practices", country="Xanadu"), "--data", data)
    assert far.stderr == "--country: 'Xanadu' is not a code of vocabularies/states.yml.\n"
    wrong = hub("new", "pratices", "--data", data)
    assert (wrong.returncode, wrong.stderr) == (2, "There is no collection 'pratices'. Did you mean 'practice'?\n")
    date = hub("new", "event", *flags("events", start="2021-13"), "--data", data)
    assert date.stderr == "--start: '2021-13' is not a day or month of the calendar; correct it.\n"


def test_wrong_flags_are_answered_in_the_language_of_the_person(data: Path) -> None:
    """The one that was chosen, else the one in which the person writes; labels as well."""
    given = ["--country", "Marocko", "--kind", "seminar", "--title", "x" * 121]
    spanish = [
        "--country: 'Marocko' no es un código de vocabularies/states.yml. ¿Quiso escribir 'MAR' (Marruecos)?",
        "--title: El texto tiene 121 caracteres; caben 120 como máximo. Acórtelo.",
        "--kind: Las fichas de practices no tienen este campo; quítelo.",
    ]
    missing = "Escriba también: {}. En un terminal, el programa se lo pregunta."
    chosen = hub("new", "practice", *given, "--lang", "es", "--data", data)
    needed = "--language, --summary, --type, --type-basis"
    assert chosen.stderr.splitlines() == [*spanish, missing.format(needed)]
    written = hub("new", "practice", *given, "--language", "español", "--data", data)
    assert written.stderr.splitlines() == [*spanish, missing.format("--summary, --type, --type-basis")]
    wrong = hub("new", "pratices", "--lang", "zh", "--data", data)
    assert wrong.stderr == "没有类别'pratices'。您是不是想写'practice'？\n"
    taken = hub("new", "practice", *flags("practices", id="pry-example"), "--lang", "ru", "--data", data)
    file = data / "practices/pry-example/entry.yml"
    assert taken.stderr == f"--id: Запись 'pry-example' уже есть ({file}); выберите другое имя.\n"


def test_an_id_that_is_taken_or_no_id_is_refused(data: Path) -> None:
    """In whichever collection it is; a path is no id."""
    taken = hub("new", "practice", *flags("practices", id="2021-example"), "--data", data)
    file = data / "events/2021-example/entry.yml"
    assert taken.stderr == f"--id: The entry '2021-example' already exists ({file}); choose another name.\n"
    path = hub("new", "practice", *flags("practices", id="../x"), "--data", data)
    assert (path.returncode, path.stderr) == (2, f"--id: '../x' {NO_ID}\n")


def test_a_title_without_latin_letters(data: Path) -> None:
    """The State, the collection and the year make the name."""
    given = flags("practices", title="لجنة تخطط", language="العربية", country="المغرب")
    made = hub("new", "practice", *given, "--data", data, SOURCE_DATE_EPOCH="1614556800")
    assert made.stdout.splitlines()[0] == str(data / "practices/mar-practice-2021/entry.yml")
    assert "title: لجنة تخطط\n" in (data / "practices/mar-practice-2021/entry.yml").read_text(encoding="utf-8")


def test_a_record_that_is_broken_does_not_keep_others_out(data: Path) -> None:
    """Another's half-written file is no reason to refuse."""
    (data / "practices/pry-example/entry.yml").write_text("id: [", encoding="utf-8")
    assert hub("new", "practice", *flags("practices"), "--data", data).returncode == 0


def test_a_folder_that_cannot_be_written(data: Path) -> None:
    """A sentence, not a traceback."""
    (data / "resources").write_text("", encoding="utf-8")
    done = hub("new", "resource", *flags("resources"), "--data", data)
    assert (done.returncode, done.stderr) == (
        2,
        f"{data}/resources/a-plan/entry.yml cannot be written: a part of its path is a file, not a folder. Choose another path.\n",
    )


def in_terminal(data: Path, *arguments: str, answers: list[str]) -> subprocess.CompletedProcess[str]:
    """Run ``hub new`` with a terminal as its input, in which these lines are typed."""
    ours, theirs = pty.openpty()
    try:
        os.write(ours, "".join(f"{line}\n" for line in answers).encode())
        return subprocess.run(
            [sys.executable, "-m", "knowledge_hub", "new", *arguments, "--data", str(data)],
            cwd=ROOT,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1614556800"},
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)


TYPED = ["klingon", "arabe", "Marocco", "maroc", "", "لجنة واحدة تخطط", "ملخص: «قصير»", "", "", "ad hoc", "stated"]
"""What somebody types who writes in Arabic; two answers are wrong, the title is left empty once."""


def test_in_a_terminal_each_answer_is_checked_at_once(data: Path) -> None:
    """A wrong answer gets its sentence and is asked for again; an optional one may stay empty."""
    done = in_terminal(data, "practice", "--lang", "en", answers=[*TYPED, "UPPER", "mar-committee"])
    path = data / "practices/mar-committee/entry.yml"
    assert done.stdout.splitlines()[0] == str(path), done.stderr
    asked = done.stderr.splitlines()
    assert asked[:2] == ["Language in which you write", "  ar  العربية"]
    assert "'klingon' is not possible here; write 'ar', 'zh', 'en', 'fr', 'ru' or 'es'." in asked
    assert "'Marocco' is not a code of vocabularies/states.yml. Did you mean 'MAR' (Morocco)?" in asked
    assert "Title that says what was done (at most 120 characters)" in asked
    assert "The text is empty; write it, or leave the field out." in asked
    assert "  interministerial          Interministerial" in asked
    assert asked[-2:] == [
        "Short name in Latin letters, which is also the name of the folder",
        f"'UPPER' {NO_ID}",
    ]
    assert hub("check", "--data", data).stdout == "No problems.\n"
    record = load(data).drafts["practices"]["mar-committee"].record
    assert (record.countries, record.text.summary) == (("MAR",), "ملخص: «قصير»")


def test_in_a_terminal_everything_is_asked_in_the_language_of_the_person(data: Path) -> None:
    """The one that was chosen, from the first question on; the languages by their own names."""
    done = in_terminal(data, "practice", "--lang", "fr", answers=[*TYPED, "UPPER", "mar-committee"])
    asked = done.stderr.splitlines()
    assert asked[:3] == ["Langue dans laquelle vous écrivez", "  ar  العربية", "  zh  中文"]
    assert "'klingon' n’est pas possible ici\u202f; écrivez 'ar', 'zh', 'en', 'fr', 'ru' ou 'es'." in asked
    wrong = "'Marocco' n’est pas un code de vocabularies/states.yml. Vouliez-vous écrire 'MAR' (Maroc)\u202f?"
    assert asked[asked.index(wrong) + 1] == "Titre qui dit ce qui a été fait (120 caractères au plus)"
    assert "  interministerial          Interministériel" in asked
    official = "Nom officiel du mécanisme, dans la langue de l’État"
    assert f"{official} (appuyez sur Entrée si vous ne savez pas\u202f; 300 caractères au plus)" in asked
    assert asked[-2] == "Nom court en lettres latines, qui est aussi le nom du dossier"
    assert done.stdout.splitlines()[1] == (
        "Ceci est un brouillon\u202f; il n’est pas encore sur le site. Ouvrez le fichier, écrivez ce que vous savez, "
        "puis lancez\u202f: hub check"
    )


def test_in_a_terminal_the_language_of_the_text_is_spoken_when_none_was_chosen(data: Path) -> None:
    """As soon as it is known, to the end; Arabic stands between invisible marks."""
    done = in_terminal(data, "practice", answers=[*TYPED, "", "mar-committee"])
    asked = done.stderr.splitlines()
    assert asked[0] == "Language in which you write"
    assert asked[-1].startswith("\u2067'' ليس مكتوباً على النحو المطلوب هنا؛")
    country = asked.index("\u2067الدولة، باسمها أو برمزها؛ إذا كانت عدة دول فافصلوا بينها بعلامة ';'\u2069")
    assert asked[country + 1].endswith("هل تقصدون 'MAR' (المغرب)؟\u2069")
    assert "  interministerial          آلية مشتركة بين الوزارات" in asked
    assert done.stdout.splitlines()[1].startswith("\u2067هذه مسودة، ولم تُنشر في الموقع بعد.")
    ended = in_terminal(data, "practice", answers=["español", "\x04"])
    assert ended.stderr.splitlines()[-1] == "No hubo respuesta; no se ha escrito nada."


def test_in_a_terminal_only_what_the_flags_leave_open_is_asked(data: Path) -> None:
    """Enter takes the proposed name; the end of the input writes nothing."""
    given = ["practice", *flags("practices", title="Un plan à deux")]
    done = in_terminal(data, *given, answers=["", "", ""])
    assert done.stderr.splitlines()[-1] == (
        "Short name in Latin letters, which is also the name of the folder (press Enter for pry-un-plan-a-deux)"
    )
    assert (data / "practices/pry-un-plan-a-deux/entry.yml").is_file()
    ended = in_terminal(data, *given, answers=["\x04"])
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (2, "No answer; nothing was written.")


NOT_A_TEXT = (
    r"cannot be shown as text; delete it\.|can make a text look like another; delete it\.|The text is empty; write it"
)
NOT_ASKED: dict[str, Any] = {"original_language": "en", "countries": ["PRY"], "mechanism.type": "ad_hoc"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=120), summary=st.text(min_size=1, max_size=400))
def test_any_text_goes_through_file_and_check(data: Path, title: str, summary: str) -> None:
    """Either it is refused with a sentence, or the record says exactly what was given."""
    fields = (
        "text.mechanism_name",
        "mechanism.name",
        "mechanism.name_language",
        "kind",
        "start",
        "publisher",
        "provider",
    )
    answers = {**dict.fromkeys(fields), **NOT_ASKED, "mechanism.type_basis": "stated"}
    answers |= {"collection": "practice", "id": "pry-any", "text.title": title, "text.summary": summary}
    lines = [title.replace("\r\n", "\n").strip(), summary.replace("\r\n", "\n").strip()]
    if not all(lines) or any(map(refused, lines)):
        with pytest.raises(UsageError, match=NOT_A_TEXT):
            new_record(data, answers, interactive=False)
        return
    path, text, _ = new_record(data, answers, interactive=False)
    path.parent.mkdir()
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
        written = load(data).drafts["practices"]["pry-any"].record.text
    finally:
        path.unlink()
        path.parent.rmdir()
    assert [written.title, written.summary] == lines
