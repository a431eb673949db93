"""The program speaks six languages: no sentence is missing, whole runs read as they should, reviews speak to the author."""

import ast
import json
import pickle
import string
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.base import messages
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message, sentences
from knowledge_hub.base.problems import count_line
from knowledge_hub.model.interface_strings import plural_categories
from knowledge_hub.yaml_files.yaml_reader import read
from tests.conftest import ROOT, hub
from tests.data.test_gallery import spoil

OTHERS = [code for code in LANGUAGES if code != DEFAULT_LANGUAGE]
RUNS = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8"))


def templates() -> set[str]:
    """Every English sentence of the code: the first argument of each Message, which is always written out."""
    found = set()
    for path in ROOT.glob("hooks/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{path}:{node.lineno}: write the English sentence here"
                found.add(str(first.value))
    return found


def placeholders(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def without_marks(text: str) -> str:
    """Without the invisible marks around Arabic."""
    return text.replace("\u2067", "").replace("\u2069", "")


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_in_each_language(language: LanguageCode) -> None:
    """None is missing, none is left over, each has the placeholders of the English one, and no key stands twice."""
    path = Path(messages.__file__).with_name("sentences") / f"{language}.yml"
    assert [fault.sentence for fault in read(path.read_bytes()).faults] == []
    translations = sentences(language)
    assert templates() ^ set(translations) == set()
    for template, translation in translations.items():
        if isinstance(translation, str):
            assert placeholders(translation) == placeholders(template), translation
        else:
            assert set(translation) | {"many"} == plural_categories(language) | {"many"}, template
            assert placeholders(translation["other"]) == placeholders(template), template
            assert all(placeholders(form) <= placeholders(template) for form in translation.values()), template


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 0, "No problems."),
        ("en", 1, "1 problem."),
        ("en", 21, "21 problems."),
        ("fr", 2, "2 problèmes."),
        ("ru", 1, "1 проблема."),
        ("ru", 3, "3 проблемы."),
        ("ru", 11, "11 проблем."),
        ("ru", 21, "21 проблема."),
        ("ar", 0, "لا توجد مشكلات."),
        ("ar", 1, "مشكلة واحدة."),
        ("ar", 2, "مشكلتان."),
        ("ar", 5, "5 مشكلات."),
        ("ar", 11, "11 مشكلة."),
        ("zh", 7, "7个问题。"),
    ],
)
def test_the_count_has_the_plural_of_its_language(language: LanguageCode, count: int, expected: str) -> None:
    """The categories of CLDR."""
    assert count_line(count).in_language(language) == expected


def test_a_message_is_its_english_sentence_wherever_it_goes() -> None:
    """Values may be messages; another process gets what was sent; braces of a contributor stay as they are."""
    guess = Message("Did you mean '{word}'?", word="{id}")
    message = Message("There is no entry '{id}'.", id="{x}").then(guess)
    again = pickle.loads(pickle.dumps(message))  # noqa: S301 - its own bytes
    assert again == "There is no entry '{x}'. Did you mean '{id}'?"
    assert again.in_language("fr") == "La fiche '{x}' n’existe pas. Vouliez-vous écrire '{id}'\u202f?"
    assert again.in_language("zh") == "没有条目'{x}'。您是不是想写'{id}'？"


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run['lang']}: {run['about']}")
def test_a_whole_check_in_another_language(data: Path, run: dict[str, Any]) -> None:
    """What ``hub check --lang`` prints about a spoiled folder, word for word, to the closing line."""
    for change in run["changes"]:
        spoil(data, change)
    done = hub("check", "--lang", run["lang"], "--data", data)
    assert without_marks(done.stdout).replace(f"{data}/", "").splitlines() == run["says"]
    assert (done.returncode, done.stderr) == (1, "")


def test_arabic_is_set_apart_from_the_line_around_it(data: Path) -> None:
    """Between a right-to-left isolate and its end; else its words would change places with the codes among them."""
    (data / "practices/pry-example/fr.yml").write_text("", encoding="utf-8")
    lines = hub("check", "--lang", "ar", "--data", data).stdout.splitlines()
    assert lines[0].endswith("fr.yml:1:1: file: \u2067الملف فارغ؛ اكتبوا الحقول أو احذفوا الملف.\u2069")
    assert lines[1] == "\u2067مشكلة واحدة.\u2069"


def test_the_language_is_chosen_before_or_after_the_command_or_by_the_environment(data: Path) -> None:
    """The nearest choice wins; a language that the hub does not have is named."""
    assert hub("--lang", "fr", "check", "--data", data).stdout == "Aucun problème.\n"
    assert hub("--lang", "fr", "check", "--lang", "es", "--data", data).stdout == "No hay problemas.\n"
    assert hub("check", "--data", data, HUB_LANG="ru").stdout == "Проблем нет.\n"
    assert hub("check", "--lang", "en", "--data", data, HUB_LANG="ru").stdout == "No problems.\n"
    wrong = hub("check", "--data", data, HUB_LANG="de")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "HUB_LANG is 'de'; set it to one of ar, zh, en, fr, ru, es.\n"


def test_status_and_stamp_speak_too(data: Path) -> None:
    """The table keeps its columns, though Chinese characters are twice as wide."""
    lines = hub("status", "--lang", "zh", "--data", data).stdout.splitlines()
    assert lines[:3] == [
        "  版本    ar     zh     en     fr     ru     es",
        "practices/pry-example",
        "  标准版  缺失   缺失   完整   缺失   缺失   缺失",
    ]
    assert lines[-2] == "经人工审校的译文：0/10。"
    assert hub("stamp", "--lang", "ru", "--again", "--data", data).stdout.endswith("Изменено 0 файлов.\n")


def test_a_review_speaks_to_the_author_of_the_file_and_to_its_reviewer(data: Path) -> None:
    """The language of a translation, the original's of a record; English below; a chosen language goes before both."""
    french = data / "practices/pry-example/fr.yml"
    entry = data / "practices/pry-example/entry.yml"
    french.write_text(french.read_text().replace("machine_draft", "fini"), encoding="utf-8")
    entry.write_text(
        entry.read_text().replace("original_language: en", "original_language: ar").replace("[PRY]", "[PRX]"),
        encoding="utf-8",
    )
    place = f"::error file={data}/practices/pry-example"
    arabic = "\u2067'PRX' ليس رمزاً من رموز vocabularies/states.yml. هل تقصدون 'PRY'؟\u2069"
    english = "'PRX' is not a code of vocabularies/states.yml. Did you mean 'PRY'?"
    french_then_english = "'fini' n’est pas possible ici\u202f; écrivez 'machine_draft', 'draft' ou 'reviewed'.%0A"
    french_then_english += "'fini' is not possible here; write 'machine_draft', 'draft' or 'reviewed'."
    assert hub("check", "--format", "github", "--data", data).stdout.splitlines() == [
        f"{place}/entry.yml,line=7,col=13::countries[1]: {arabic}%0A{english}",
        f"{place}/fr.yml,line=1,col=9::status: {french_then_english}",
    ]
    chosen = hub("check", "--format", "github", "--lang", "en", "--data", data).stdout.splitlines()
    assert chosen[0] == f"{place}/entry.yml,line=7,col=13::countries[1]: {english}"


def test_programs_get_the_english_sentence_as_well(data: Path) -> None:
    """Beside one in another language, and only there."""
    (data / "practices/pry-example/fr.yml").write_text("", encoding="utf-8")
    english = "The file is empty; write the fields or delete the file."
    (problem,) = json.loads(hub("check", "--format", "json", "--lang", "zh", "--data", data).stdout)["problems"]
    assert (problem["sentence"], problem["english"]) == ("文件是空的；请填写字段，或删除文件。", english)
    (problem,) = json.loads(hub("check", "--format", "json", "--data", data).stdout)["problems"]
    assert problem["sentence"] == english
    assert "english" not in problem
