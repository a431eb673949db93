"""``hub translate`` as a translator meets it: run, write, run again; and once more after the original has changed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledge_hub.authoring.translate_entry import translate
from knowledge_hub.base.languages import Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.views.localised import Localised
from knowledge_hub.yaml_files import yaml_writer
from tests.conftest import REAL, hub
from tests.views.test_localised import body

STANDARD = ("practices/pry-example", "standard")
EASY = ("practices/pry-example", "easy")

SPANISH = {
    "A commission plans together": "Una comisión: todos planifican",
    "Ministries plan their reports in one commission.": "Los ministerios planifican en una # comisión.",
    "The commission meets each month.": "La comisión se reúne cada mes.",
    "It keeps one calendar.": "Lleva un calendario.",
    "A calendar helps.": "Un calendario ayuda.",
    "Paraguay plans its reports": "El Paraguay planifica sus informes",
    "Paraguay has a team.": "El Paraguay tiene un equipo.",
    "The team writes reports.": "El equipo escribe informes.",
}


def states(data: Path, language: str) -> dict[tuple[str, str], str]:
    """The state of each record and register in one language, as ``hub status`` tells programs."""
    rows = json.loads(hub("status", "--format", "json", "--data", data).stdout)
    return {(row["record"], row["register"]): row["states"][language] for row in rows}


def fill_in(path: Path, words: dict[str, str]) -> None:
    """Do what the translator does: write between the quotes below each original that the words know."""
    lines = path.read_text(encoding="utf-8").split("\n")
    original = ""
    for number, line in enumerate(lines):
        if line.strip().startswith("#>"):
            original = line.strip()[3:]
        elif line.endswith('""') and original in words:
            lines[number] = f'{line[:-1]}{words[original]}"'
    path.write_text("\n".join(lines), encoding="utf-8")


def reword(data: Path, old: str, new: str) -> None:
    """Change the original of the example."""
    entry = data / "practices/pry-example/entry.yml"
    text = entry.read_text(encoding="utf-8")
    assert old in text
    entry.write_text(text.replace(old, new), encoding="utf-8")


def test_an_entry_goes_from_missing_to_complete(data: Path) -> None:
    """Run, write, run again: no other command is needed, and the page shows the text."""
    assert (states(data, "es")[STANDARD], states(data, "es")[EASY]) == ("missing", "missing")
    path = data / "practices/pry-example/es.yml"
    first = hub("translate", "pry-example", "es", "--data", data)
    assert (first.returncode, first.stdout.splitlines()) == (
        0,
        [
            str(path),
            "Still to translate: text.title, text.summary, text.what_was_done, text.lessons, easy.title, easy.what.",
            "Write in the file, then run the same command again.",
        ],
    )
    assert hub("check", "--data", data).stdout == "No problems.\n"
    assert states(data, "es")[STANDARD] == "missing"

    fill_in(path, SPANISH)
    second = hub("translate", "pry-example", "es", "--data", data)
    assert second.stdout.splitlines() == [
        str(path),
        "Marked as translated: text.title, text.summary, text.what_was_done, text.lessons, easy.title, easy.what.",
        "Complete: every field is translated and up to date.",
    ]
    assert hub("check", "--data", data).stdout == "No problems.\n"
    assert (states(data, "es")[STANDARD], states(data, "es")[EASY]) == ("complete", "complete")
    html = body(load(data), "es")
    assert "<h1>Una comisión: todos planifican</h1>" in html
    assert "Los ministerios planifican en una # comisión." in html
    easy = body(load(data), "es", "easy")
    assert "El equipo escribe informes." in easy
    assert "Traducido del inglés por una persona. Nadie más ha revisado todavía esta traducción." in html

    kept = path.read_bytes()
    again = hub("translate", "pry-example", "es", "--data", data)
    assert again.stdout.splitlines() == [str(path), "Complete: every field is translated and up to date."]
    assert path.read_bytes() == kept


def test_a_part_may_be_written_first(data: Path) -> None:
    """What is written is noted, the rest stays to be filled in; the page falls back field by field."""
    path = translate(data, "pry-example", "es").path
    fill_in(path, {"A commission plans together": "Una comisión"})
    progress = translate(data, "pry-example", "es")
    assert (progress.done, len(progress.missing), progress.behind) == (("text.title",), 5, ())
    assert hub("check", "--data", data).stdout == "No problems.\n"
    fill_in(path, SPANISH)
    assert translate(data, "pry-example", "es").missing == ()


def test_stamp_takes_empty_fields_for_what_they_are(data: Path) -> None:
    """The other command that notes fingerprints leaves them alone."""
    translate(data, "pry-example", "es")
    assert hub("stamp", "pry-example", "--data", data).stdout == "0 files changed.\n"


def test_an_unwritten_file_is_no_translation(data: Path) -> None:
    """The page says once that there is none, as if the file were not there."""
    before = body(load(data), "es")
    translate(data, "pry-example", "es")
    assert body(load(data), "es") == before


def test_an_entry_goes_from_behind_to_complete(data: Path) -> None:
    """Only the field whose original changed is shown; writing it anew is enough, and nothing else moves."""
    path = data / "practices/pry-example/fr.yml"
    text = path.read_text(encoding="utf-8").replace(
        "  what_was_done:\n    - La commission",
        "  # une remarque qui reste\n  what_was_done:\n    - >-\n      La\n      commission",
    )
    path.write_text("# en-tête\n" + text, encoding="utf-8")
    finish_french(data, path)
    whole = path.read_text(encoding="utf-8")
    reword(data, "It keeps one calendar.", "It keeps two calendars.")
    assert (states(data, "fr")[STANDARD], states(data, "fr")[EASY]) == ("behind", "complete")

    marked = hub("translate", "pry-example", "fr", "--data", data)
    assert marked.stdout.splitlines()[1:] == [
        "To translate again, because the original has changed: text.what_was_done.",
        "Write in the file, then run the same command again.",
    ]
    shown = path.read_text(encoding="utf-8")
    assert (
        "  # une remarque qui reste\n"
        "  #>! L’original a changé\u202f; le nouveau texte est ci-dessous. Modifiez la traduction, ou supprimez cette ligne "
        "si elle convient toujours.\n"
        "  #> 1. The commission meets each month.\n"
        "  #> 2. It keeps two calendars.\n"
        "  what_was_done:\n    - >-\n      La\n      commission se réunit chaque mois.\n"
    ) in shown
    assert shown.count("#>!") == 1
    assert states(data, "fr")[STANDARD] == "behind"
    assert hub("translate", "pry-example", "fr", "--data", data).stdout == marked.stdout
    assert path.read_text(encoding="utf-8") == shown

    path.write_text(shown.replace("Elle tient un seul calendrier.", "Elle tient deux calendriers."), encoding="utf-8")
    done = hub("translate", "pry-example", "fr", "--data", data)
    assert done.stdout.splitlines()[1:] == [
        "Marked as translated: text.what_was_done.",
        "Complete: every field is translated and up to date.",
    ]
    assert states(data, "fr")[STANDARD] == "complete"
    assert "#>!" not in path.read_text(encoding="utf-8")
    html = body(load(data), "fr")
    assert "Elle tient deux calendriers." in html
    assert "a changé depuis sa traduction" not in html
    after = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#>")]
    before = [line for line in whole.splitlines() if not line.strip().startswith("#>")]
    changed = {line.split()[0] for line in set(after) ^ set(before)}
    assert changed == {"-", "text.what_was_done"}


def finish_french(data: Path, path: Path) -> None:
    """Complete the example's French translation."""
    assert translate(data, "pry-example", "fr").missing == ("text.summary", "text.lessons", "easy.what")
    french = {
        "Ministries plan their reports in one commission.": "Les ministères planifient ensemble.",
        "A calendar helps.": "Un calendrier aide.",
        "Paraguay has a team.": "Le Paraguay a une équipe.",
        "The team writes reports.": "L’équipe écrit.",
    }
    fill_in(path, french)
    assert translate(data, "pry-example", "fr").missing == ()


def test_new_fields_stand_where_the_original_has_them(data: Path) -> None:
    """Between the fields that are there, in their part, with the comments of others left with their own."""
    path = data / "practices/pry-example/fr.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("easy:", "# facile\neasy:"), encoding="utf-8")
    translate(data, "pry-example", "fr")
    names = re.findall(r"^(?:  )?(\w+):", path.read_text(encoding="utf-8").partition("made_from")[0], re.MULTILINE)
    assert names == ["status", "text", "title", "summary", "what_was_done", "lessons", "easy", "title", "what"]
    assert "\n# facile\neasy:\n" in path.read_text(encoding="utf-8")
    assert hub("check", "--data", data).stdout == "No problems.\n"


def test_a_translation_that_still_fits_needs_no_new_words(data: Path) -> None:
    """Taking the mark away says so."""
    path = data / "practices/pry-example/fr.yml"
    reword(data, "A commission plans together", "One commission plans together")
    assert translate(data, "pry-example", "fr").behind == ("text.title",)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "#>!" not in line]
    path.write_text("".join(lines), encoding="utf-8")
    progress = translate(data, "pry-example", "fr")
    assert (progress.done, progress.behind) == (("text.title",), ())


def test_what_was_translated_from_an_older_wording_is_behind(data: Path) -> None:
    """The original changes while somebody translates: what is noted is the wording that was shown."""
    path = translate(data, "pry-example", "es").path
    fill_in(path, SPANISH)
    reword(data, "A calendar helps.", "A calendar and a clock help.")
    progress = translate(data, "pry-example", "es")
    assert progress.behind == ("text.lessons",)
    assert "text.lessons" not in progress.done
    assert states(data, "es")[STANDARD] == "behind"
    assert "#> 1. A calendar and a clock help.\n" in path.read_text(encoding="utf-8")
    assert "#> A calendar helps.\n" not in path.read_text(encoding="utf-8")


def test_an_empty_field_shows_the_original_as_it_is_now(data: Path) -> None:
    """With as many entries as the original has by now."""
    path = translate(data, "pry-example", "es").path
    reword(
        data,
        "{text: A calendar helps., editorial: true}",
        "{text: New., editorial: true}\n    - {text: Newer., editorial: true}",
    )
    translate(data, "pry-example", "es")
    text = path.read_text(encoding="utf-8")
    assert '  lessons:\n    #> New.\n    - ""\n    #> Newer.\n    - ""\n' in text
    assert "A calendar helps." not in text


def test_another_number_of_entries_is_not_taken_for_done(data: Path) -> None:
    """The check's own sentence, with the line; the field stays to be done."""
    reword(data, "    - {text: It keeps one calendar., sources: [report], says: government}\n", "")
    translate(data, "pry-example", "fr")
    path = data / "practices/pry-example/fr.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("chaque mois", "une fois par mois"), encoding="utf-8")
    done = hub("translate", "pry-example", "fr", "--data", data)
    assert done.returncode == 1
    assert "To translate again, because the original has changed: text.what_was_done." in done.stdout
    assert (
        "text.what_was_done: The original has 1 items here and the translation has 2; translate each item, in the "
        "same order.\n1 problem.\n"
    ) in done.stdout


def test_a_list_that_is_half_written_is_named_with_its_line(data: Path) -> None:
    """The check says which entry is empty; the command changes nothing until it is written."""
    path = translate(data, "pry-example", "es").path
    fill_in(path, {"It keeps one calendar.": "Lleva un calendario."})
    kept = path.read_bytes()
    line = next(number for number, each in enumerate(kept.decode().splitlines(), 1) if each == '    - ""')
    done = hub("translate", "pry-example", "es", "--data", data)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1,
        f"{path}:{line}:7: text.what_was_done[1]: The text is empty; write it, or leave the field out.",
    )
    assert path.read_bytes() == kept


def test_terms_of_the_united_nations_are_named(data: Path) -> None:
    """With their official words in the language of the translation."""
    reword(data, "A calendar helps.", "Civil society helps.")
    path = translate(data, "pry-example", "ru").path
    assert "#> Civil society helps.\n    #> Термин ООН: civil society = гражданское общество\n" in path.read_text(
        encoding="utf-8"
    )


def test_what_is_no_translation_is_refused(data: Path) -> None:
    """Unknown records with a suggestion; the original language; a language that the hub does not have."""
    unknown = hub("translate", "pry-exmaple", "fr", "--data", data)
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "There is no entry 'pry-exmaple'. Did you mean 'pry-example'?\n",
    )
    own = hub("translate", "2021-example", "fr", "--data", data)
    assert (own.returncode, own.stderr) == (
        2,
        f"'fr' is the original language of '2021-example'; change the text in {data}/events/2021-example/entry.yml.\n",
    )
    assert not (data / "events/2021-example/fr.yml").exists()
    assert hub("translate", "pry-example", "de", "--data", data).returncode == 2
    nowhere = hub("translate", "pry-example", "fr", "--data", data / "nowhere")
    assert nowhere.stdout.endswith("This folder does not exist; give the path of the data folder.\n1 problem.\n")


def test_a_new_file_begins_in_the_language_of_the_translator(data: Path) -> None:
    """After the line for editors, which names the schema of translations."""
    spanish = translate(data, "pry-example", "es").path.read_text(encoding="utf-8")
    assert spanish.startswith(
        "# yaml-language-server: $schema=../../schema/practices.translation.json\n"
        "# Traducción de pry-example. Idioma del original: inglés.\n"
        "# Las líneas con #> muestran el original. Escriba cada traducción entre sus comillas; para poner comillas\n"
        '# dentro, escriba \\".\n'
        "# Después ejecute de nuevo: hub translate pry-example es\n"
        "# El estado es 'draft' hasta que otra persona haya comparado el texto con el original; después es 'reviewed'.\n"
        "status: draft\n"
        "text:\n"
        "  #> A commission plans together\n"
        '  title: ""\n'
    )
    english = translate(data, "2021-example", "en").path.read_text(encoding="utf-8")
    assert english.splitlines()[1] == "# Translation of 2021-example. Language of the original: French."


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "es"])
def test_the_program_knows_its_own_lines_in_each_language(data: Path, language: LanguageCode) -> None:
    """Its notes and its mark of a change are taken out again, so that nothing but the translation is left to read."""
    path = translate(data, "pry-example", language).path
    fill_in(path, SPANISH)
    empty = path.read_text(encoding="utf-8")
    assert empty.count("'hub translate'") == 1
    complete = translate(data, "pry-example", language)
    assert (complete.missing, complete.behind) == ((), ())
    whole = path.read_text(encoding="utf-8")
    assert "'hub translate'" not in whole
    reword(data, "It keeps one calendar.", "It keeps two calendars.")
    assert translate(data, "pry-example", language).behind == ("text.what_was_done",)
    marked = path.read_text(encoding="utf-8")
    assert (marked.count("  #>! "), marked.count("'hub translate'")) == (1, 1)
    assert translate(data, "pry-example", language).behind == ("text.what_was_done",)
    assert path.read_text(encoding="utf-8") == marked
    path.write_text(marked.replace("Lleva un calendario.", "Lleva dos calendarios."), encoding="utf-8")
    assert translate(data, "pry-example", language).done == ("text.what_was_done",)
    done = path.read_text(encoding="utf-8")
    assert ("#>!" in done, "'hub translate'" in done) == (False, False)
    assert hub("check", "--data", data).stdout == "No problems.\n"


def test_the_report_is_in_the_chosen_language(data: Path) -> None:
    """That of the person at the terminal; the fields keep their names."""
    first = hub("translate", "pry-example", "es", "--lang", "ru", "--data", data)
    assert first.stdout.splitlines()[1:] == [
        "Осталось перевести: text.title, text.summary, text.what_was_done, text.lessons, easy.title, easy.what.",
        "Впишите текст в файл, затем запустите ту же команду снова.",
    ]
    own = hub("translate", "2021-example", "fr", "--data", data, HUB_LANG="zh")
    assert own.stderr == f"'fr'是'2021-example'的原文语言；请在{data}/events/2021-example/entry.yml中修改文字。\n"
    unknown = hub("translate", "pry-exmaple", "fr", "--lang", "es", "--data", data)
    assert unknown.stderr == "No existe la ficha 'pry-exmaple'. ¿Quiso escribir 'pry-example'?\n"


def test_a_link_is_not_followed(data: Path, tmp_path: Path) -> None:
    """What it points at is neither read nor written."""
    (data / "practices/pry-example/es.yml").symlink_to(tmp_path / "elsewhere.yml")
    done = hub("translate", "pry-example", "es", "--data", data)
    assert (
        "es.yml:1:1: file: This is a symbolic link, which the hub does not follow. Put the file itself here."
        in done.stdout
    )
    assert not (tmp_path / "elsewhere.yml").exists()


def test_fields_in_braces_are_not_torn_apart(data: Path) -> None:
    """A sentence with the line, and the file as it was."""
    path = data / "practices/pry-example/es.yml"
    path.write_text("status: draft\ntext: {title: Una comisión}\n", encoding="utf-8")
    done = hub("translate", "pry-example", "es", "--data", data)
    assert done.stdout.splitlines()[0] == (
        f"{path}:2:8: text: These fields are in braces; write each on its own line, so that the command can add to them."
    )
    assert path.read_text(encoding="utf-8") == "status: draft\ntext: {title: Una comisión}\n"


def test_lines_end_as_they_did(data: Path) -> None:
    """A file from Windows stays one."""
    path = data / "practices/pry-example/fr.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    translate(data, "pry-example", "fr")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert hub("check", "--data", data).stdout == "No problems.\n"


def test_nothing_is_touched_in_translations_that_are_complete(tmp_path: Path) -> None:
    """The real content: not one byte of any file."""
    copied = tmp_path / "data"
    shutil.copytree(REAL, copied)
    paths = sorted(copied.glob("practices/*/ar.yml"))[:20]
    before = [path.read_bytes() for path in paths]
    assert before
    for path in paths:
        progress = translate(copied, path.parent.name, "ar")
        assert (progress.done, progress.missing, progress.behind, progress.problems) == ((), (), (), ())
    assert [path.read_bytes() for path in paths] == before


def test_the_status_of_a_persons_translation_is_told(data: Path) -> None:
    """In each of the six languages, neither as a machine's nor as reviewed."""
    translate(data, "pry-example", "ru")
    path = data / "practices/pry-example/ru.yml"
    fill_in(path, dict.fromkeys(SPANISH, "Текст"))
    translate(data, "pry-example", "ru")
    catalogue = load(data)
    russian = Localised(catalogue, Edition("ru", "standard"))
    assert russian.translation_status(catalogue.entries["practices"]["pry-example"]) == (
        "Язык оригинала: английский. Перевод выполнен человеком; никто другой его еще не проверил."
    )


READABLE = st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"], include_characters="\n\t")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(READABLE, min_size=1, max_size=120).filter(
        lambda text: text.strip() and not yaml_writer.refused(text)
    )
)
@example(title='\u200f # - \u200d"')
def test_any_original_can_be_shown(data: Path, title: str) -> None:
    """Whatever the original says, the file beside it passes the check."""
    entry = data / "practices/pry-example/entry.yml"
    before = entry.read_text(encoding="utf-8")
    line = yaml_writer.field("title", title, 2)
    entry.write_text(before.replace("  title: A commission plans together\n", line), encoding="utf-8", newline="\n")
    path = translate(data, "pry-example", "zh").path
    try:
        assert load(data).find("pry-example") is not None
    finally:
        path.unlink()
        entry.write_text(before, encoding="utf-8")
