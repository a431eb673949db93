"""The rules of the analysis, each by its smallest case; the golden files hold the words of each language."""

import pytest

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.search.text_analysis import fold, form, is_chinese, key, keys, normal, query_keys, tokens


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The State's 2nd report", ["the", "state", "s", "2nd", "report"]),
        ("A/HRC/RES/51/33.", ["a/hrc/res/51/33"]),
        ("See A/HRC/RES/51/33, page 4", ["see", "a/hrc/res/51/33", "page", "4"]),
        ("E/C.12/1 and snake_case", ["e/c.12/1", "and", "snake", "case"]),
        ("and/or", ["and/or"]),
        ("SIMORE Plus落实工作", ["simore", "plus", "落实工作"]),
        ("l\u2019E\u0301tat", ["l", "\u00e9tat"]),
        ("\u0643\u062a\u0640\u0627\u0628\u064c", ["\u0643\u062a\u0627\u0628"]),
        ("", []),
    ],
)
def test_texts_are_cut_into_words_symbols_and_runs(text: str, pieces: list[str]) -> None:
    """Lower case, composed, without the marks that writers leave out."""
    assert tokens(text) == pieces


def test_letters_are_folded() -> None:
    """Accents go; letters that have no accent to lose become those that people type instead."""
    assert fold("stra\u00dfe") == "strasse"
    assert fold("\u0153uvre \u00e6 \u0131") == "oeuvre ae i"
    assert fold("\u00e9t\u00e9") == "ete"
    assert fold("\u0644\u062c\u0646\u0629 \u0639\u0644\u0649") == "\u0644\u062c\u0646\u0647 \u0639\u0644\u064a"
    assert normal("E\u0301T\u00c9") == "\u00e9t\u00e9"


def test_a_symbol_is_found_by_its_ends_and_its_words() -> None:
    """'51/33' finds 'A/HRC/RES/51/33', and so does each part but single letters. All have one place of the text."""
    (place,) = keys("a/hrc/res/51/33", "en")
    assert place == ("a/hrc/res/51/33", "hrc/res/51/33", "res/51/33", "51/33", "ahrcres5133", "hrc", "res", "51", "33")
    assert query_keys("res/51", "en") == ("res/51",)
    assert keys("x/y.7/4", "en") == (("x/y.7/4", "y.7/4", "7", "4"),)


@pytest.mark.parametrize(
    ("token", "language", "found", "asked"),
    [
        ("l", "fr", (), ()),
        ("7", "fr", (("7",),), ("7",)),
        ("reports", "en", (("report",),), ("report",)),
        (
            "\u843d\u5b9e\u5de5",
            "zh",
            (("\u843d\u5b9e",), ("\u5b9e\u5de5",), ("\u5de5",)),
            ("\u843d\u5b9e", "\u5b9e\u5de5"),
        ),
        ("\u843d", "zh", (("\u843d",),), ("\u843d",)),
    ],
)
def test_what_a_token_is_found_by(
    token: str, language: LanguageCode, found: tuple[tuple[str, ...], ...], asked: tuple[str, ...]
) -> None:
    """Letters left over from elisions by nothing; a Chinese run by its pairs, and its last character for those who type one."""
    assert keys(token, language) == found
    assert query_keys(token, language) == asked


def test_what_a_language_writes_together_is_taken_off() -> None:
    """The Arabic article; other languages have nothing of the kind, and Chinese has no stems."""
    assert form("\u0627\u0644\u062a\u0642\u0631\u064a\u0631", "ar") == "\u062a\u0642\u0631\u064a\u0631"
    assert form("\u00e9tats", "fr") == "etats"
    assert key("plus", "zh") == "plus"
    assert is_chinese("\u843d\u5b9e")
    assert not is_chinese("plus")
