"""The texts that benchmarks and tests of size are made of: the same everywhere, sound, and of as many words as in life."""

import hashlib
from pathlib import Path

import pytest
import yaml

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.loader import load
from knowledge_hub.quality.wording_checks import check_wording
from knowledge_hub.search.text_analysis import tokens
from tests.conftest import some
from tests.synthetic import generate


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    """So that two machines measure the same."""
    for name in ("one", "other"):
        generate(4, tmp_path / name)
    assert _digest(tmp_path / "one") == _digest(tmp_path / "other")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Data folders of 20 and of 80 practices."""
    folder = tmp_path_factory.mktemp("synthetic")
    generate(20, folder / "20")
    generate(80, folder / "80")
    return folder / "20", folder / "80"


def test_nothing_is_wrong_with_it(folders: tuple[Path, Path]) -> None:
    """Whatever words were drawn, the terms of the United Nations stand where they stood, in all languages."""
    for folder in some(folders):
        assert [*check_wording(load(folder), folder)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_texts_have_more_words(folders: tuple[Path, Path], language: str) -> None:
    """Four times the practices have 1.7 times as many different words or more; the real sentences alone have fewer."""
    few, many = (len(_vocabulary(folder, language)) for folder in folders)
    assert many > 1.7 * few


def _vocabulary(folder: Path, language: str) -> set[str]:
    """The different words of the standard texts; of Chinese, the different pairs of characters, as the search takes them."""
    name = "entry" if language == "en" else language
    found: set[str] = set()
    for path in folder.glob(f"practices/*/{name}.yml"):
        written = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["text"]
        for text in (each for value in written.values() for each in (value if isinstance(value, list) else [value])):
            words = tokens(text["text"] if isinstance(text, dict) else text)
            if language == "zh":
                words = [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]
            found.update(words)
    return found
