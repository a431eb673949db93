"""Each language is described once, in ``base/languages.py``, and completely; no other module names one."""

import ast
import re

import pytest
import snowballstemmer

from knowledge_hub.base import languages
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGE_BY_CODE, LANGUAGES, LanguageCode, cldr_locale
from tests.conftest import ROOT

PACKAGE = ROOT / "hooks/knowledge_hub"


def lines_with_languages(source: str) -> list[int]:
    """Lines of a module where a language is named: as a text, an attribute, a keyword, or a name."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)):
                words = re.findall(r"\w+", text)
                if words and set(words) <= set(LANGUAGES):
                    found.add(node.lineno)
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.keyword(arg=str(name)) if name in LANGUAGES:
                found.add(node.lineno)
    return sorted(found)


def test_no_other_module_names_a_language() -> None:
    """None compares with a code, lists codes or has a field for one: adding a language is one value."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "languages.py"]
    assert len(modules) > 100
    named = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in modules
        if (lines := lines_with_languages(path.read_text(encoding="utf-8")))
    }
    assert named == {}


@pytest.mark.parametrize(
    "source",
    [
        'if language == "ar": pass',
        'if language in ("zh", other): pass',
        'names = {"ru": "Russian"}',
        'match language:\n case "fr": pass',
        'pattern = "ar|fr"',
        "texts = dict(es=1)",
        "text = label.en",
        "class Labels:\n ar: str",
    ],
)
def test_a_language_that_is_named_is_found(source: str) -> None:
    """Every way to decide something by a language's code."""
    assert lines_with_languages(source) == [source.count("\n") + 1]
    assert lines_with_languages('"""Says it in en."""\nname = "enough"') == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_language_names_is_there(code: LanguageCode) -> None:
    """Its locale in CLDR, with the same name, and its stemmer, in Python and as a script for browsers."""
    language, locale = LANGUAGE_BY_CODE[code], cldr_locale(code)
    assert language.code == code
    assert locale.language == code.partition("-")[0]
    assert str(locale.get_language_name()).casefold() == language.own_name.casefold()
    assert locale.text_direction == language.direction == languages.direction(f"{code}-001")
    if language.stemmer:
        assert snowballstemmer.stemmer(language.stemmer)
        assert (PACKAGE / f"search/scripts/stemmers/{language.stemmer}.js").is_file()


def test_the_default_language_is_one_of_them() -> None:
    """It is also the only one whose edition is at the site's root."""
    assert DEFAULT_LANGUAGE in LANGUAGES
    assert [each.language for each in languages.EDITIONS if each.prefix == ""] == [DEFAULT_LANGUAGE]
