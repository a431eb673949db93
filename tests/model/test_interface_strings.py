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


@pytest.mark.parametrize(
    ("language", "start", "end", "expected"),
    [
        ("en", "2019-04-11", "2019-04-12", "11–12 April 2019"),
        ("en", "2021-11-24", "2021-12-03", "24 November – 3 December 2021"),
        ("en", "2018-12-30", "2019-01-02", "30 December 2018 – 2 January 2019"),
        ("en", "2018", "2019", "2018–2019"),
        ("en", "2018", "2019-03-02", "2018 – 2 March 2019"),
        ("fr", "2023-10", "2024-10", "octobre 2023 – octobre 2024"),
        ("fr", "2019-04-11", "2019-04-12", "11–12 avril 2019"),
        ("es", "2023-10", "2024-10", "octubre de 2023 – octubre de 2024"),
        ("es", "2019-04-30", "2019-05-02", "30 de abril – 2 de mayo de 2019"),
        ("ru", "2023-10", "2023-12", "октябрь – декабрь 2023"),
        ("ru", "2019-04-11", "2019-04-12", "11–12 апреля 2019 г."),
        ("zh", "2019-04-11", "2019-04-12", "2019年4月11日至12日"),
        ("ar", "2019-04-11", "2019-04-12", "11–12 نيسان/أبريل 2019"),
        ("ar", "2021-11-24", "2021-12-03", "24 تشرين الثاني/نوفمبر – 3 كانون الأول/ديسمبر 2021"),
    ],
)
def test_a_span_does_not_repeat_what_its_ends_share(
    language: LanguageCode, start: str, end: str, expected: str
) -> None:
    """Written as each language writes spans, with its names of months in full; CLDR has several kinds of blanks."""
    assert " ".join(STRINGS[language].between(start, end).split()) == expected


def test_a_span_of_one_date_is_that_date() -> None:
    """Without an end, or with the same one."""
    assert STRINGS["en"].between("2023-06-23", None) == "23 June 2023"
    assert STRINGS["en"].between("2023-06-23", "2023-06-23") == "23 June 2023"


def test_direction_of_writing() -> None:
    """Tags with regions and scripts count by their language."""
    assert [direction(tag) for tag in ("ar", "ar-MA", "he", "en", "zh-Hans")] == ["rtl", "rtl", "rtl", "ltr", "ltr"]


def test_a_value_cannot_be_taken_for_a_placeholder() -> None:
    """What somebody wrote stays as it is, also when it looks like the place of another value."""
    strings = Strings("en", {"easy.checked": "Checked by {who} on {date}."})
    assert strings.fill("easy.checked", who="{date}", date="1 May") == "Checked by {date} on 1 May."
