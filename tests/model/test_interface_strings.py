"""Numbers, plurals and dates as each language has them."""

import pytest

from knowledge_hub.base.languages import LanguageCode, direction
from knowledge_hub.data.loader import load
from knowledge_hub.model.interface_strings import Strings
from tests.conftest import REAL

STRINGS = load(REAL).strings


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1 practice"),
        ("en", 1234, "1,234 practices"),
        ("fr", 0, "0 pratique"),
        ("fr", 2, "2 pratiques"),
        ("es", 1, "1 práctica"),
        ("ru", 1, "1 пример практики"),
        ("ru", 3, "3 примера практики"),
        ("ru", 5, "5 примеров практики"),
        ("ru", 21, "21 пример практики"),
        ("ar", 2, "ممارستان"),
        ("ar", 5, "5 ممارسات"),
        ("ar", 12, "12 ممارسة"),
        ("ar", 100, "100 ممارسة"),
        ("zh", 7, "7"),
    ],
)
def test_counted_nouns_take_their_form(language: LanguageCode, number: int, expected: str) -> None:
    """The plural categories of CLDR, with each language's grouping of digits."""
    assert STRINGS[language].count("count.practices", number).startswith(expected)


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", "2021-11-24", "24 November 2021"),
        ("en", "2026-01", "January 2026"),
        ("fr", "2021-12-03", "3 décembre 2021"),
        ("es", "2026-01", "enero de 2026"),
        ("ru", "2026-01", "январь 2026"),
        ("zh", "2026-01", "2026年1月"),
        ("ar", "2021-11-24", "24 تشرين الثاني/نوفمبر 2021"),
        ("ar", "2026-01", "كانون الثاني/يناير 2026"),
        ("fr", "2024", "2024"),
    ],
)
def test_dates_claim_no_more_than_is_known(language: LanguageCode, value: str, expected: str) -> None:
    """A year stays a year, a month a month."""
    assert STRINGS[language].date(value) == expected


def test_spans_read_as_spans() -> None:
    """From one day to another; one day alone stays alone."""
    assert STRINGS["en"].between("2021-11-24", "2021-12-03") == "24 November 2021 to 3 December 2021"
    assert STRINGS["en"].between("2023-06-23", None) == "23 June 2023"


def test_direction_of_writing() -> None:
    """Tags with regions and scripts count by their language."""
    assert [direction(tag) for tag in ("ar", "ar-MA", "he", "en", "zh-Hans")] == ["rtl", "rtl", "rtl", "ltr", "ltr"]


def test_a_value_cannot_be_taken_for_a_placeholder() -> None:
    """What somebody wrote stays as it is, also when it looks like the place of another value."""
    strings = Strings("en", {"easy.checked": "Checked by {who} on {date}."})
    assert strings.fill("easy.checked", who="{date}", date="1 May") == "Checked by {date} on 1 May."
