"""Interface strings of Material for MkDocs, for a language that lacks its own."""

from pathlib import Path

import pytest
import yaml

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.problems import DataError
from knowledge_hub.data.loader import load
from knowledge_hub.model.material_strings import material_strings
from tests.conftest import REAL


def without(data: Path, key: str) -> Path:
    """Take a string out of the French ones."""
    path = data / "strings" / "fr.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{key}:")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    return data


def test_a_string_that_is_missing_is_taken_from_material(data: Path) -> None:
    """Its other strings stay as they are."""
    before = load(data).strings["fr"]
    after = load(without(data, "chrome.skip")).strings["fr"]
    assert after["chrome.skip"] == "Aller au contenu"
    assert {**after.texts, "chrome.skip": None} == {**before.texts, "chrome.skip": None}


def test_a_string_that_material_lacks_is_still_required(data: Path) -> None:
    """Its key is named, at the line after which it belongs."""
    with pytest.raises(DataError) as caught:
        load(without(data, "chrome.menu"))
    (problem,) = caught.value.problems
    lines = (data / problem.path.removeprefix("hub_data/")).read_text(encoding="utf-8").splitlines()
    assert (problem.field, lines[problem.line - 1].partition(":")[0]) == ("chrome.menu", "chrome.languages")
    assert str(problem.sentence) == (
        "This text is missing; translate it from strings/en.yml and write it below this line."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_six_languages_have_their_own_words(language: str) -> None:
    """Nothing of Material's is shown in them, though Material has all of these strings."""
    own = yaml.safe_load((REAL / "strings" / f"{language}.yml").read_text(encoding="utf-8"))
    found = material_strings(language)
    assert len(found) >= 10
    assert found.keys() <= own.keys()


def test_material_knows_many_languages() -> None:
    """Portuguese from left to right, Urdu from right to left; of a language that it does not know there is nothing."""
    assert material_strings("pt")["chrome.skip"] == "Ir para o conteúdo"
    assert material_strings("ur")["search.title"] == "تلاش"
    assert material_strings("tlh") == {}
