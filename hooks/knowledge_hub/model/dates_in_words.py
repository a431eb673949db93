"""Dates and spans of dates in words, by CLDR (Unicode), through Babel.

A date is ISO 8601 and may leave out the day, or month and day. Pages write dates with these two functions only.
"""

import datetime
import re
from functools import cache

from babel.dates import format_date

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode, cldr_locale

_FIELDS = "yMd"
"""The fields of a date in CLDR's patterns, in the order in which ISO 8601 writes them."""
_SKELETONS = ("y", "yMMMM", "yMMMMd")
"""CLDR's names of the patterns for a year, a month and a day, with the month in full."""
_ABBREVIATED_MONTH = re.compile(r"(?<![ML])[ML]{3}(?![ML])")
_MONTH = re.compile(r"[ML]{4}")


@cache
def date_in_words(language: LanguageCode, value: str) -> str:
    """A day, month or year in words. Cached: thousands of entries share a few hundred days. Raises ValueError for other texts."""
    parts = value.split("-")
    if len(parts) == 1:
        return value
    locale = cldr_locale(language)
    if len(parts) == len(_FIELDS):
        pattern = locale.date_formats["long"].pattern
    else:
        pattern = _of_months(language, str(locale.datetime_skeletons["yMMMM"].pattern))
    return _formatted(language, value, pattern)


@cache
def span_in_words(language: LanguageCode, start: str, end: str | None) -> str:
    """The first and the last date of a span, without repeating what they share: '11–12 April 2019'; one date if it has no other end.

    Dates of different precision, such as a year and a day, are both written out.
    """
    if end is None or end == start:
        return date_in_words(language, start)
    locale = cldr_locale(language)
    first, last = start.split("-"), end.split("-")
    if len(first) != len(last):
        between = str(locale.interval_formats[None])
        return between.replace("{0}", date_in_words(language, start)).replace("{1}", date_in_words(language, end))
    differing = next(field for field, value, other in zip(_FIELDS, first, last, strict=False) if value != other)
    patterns = _patterns(language, _SKELETONS[len(first) - 1])[differing]
    if len(first) == len(_SKELETONS) - 1:
        patterns = [_of_months(language, pattern) for pattern in patterns]
    halves = zip((start, end), patterns, strict=True)
    return "".join(_formatted(language, value, pattern) for value, pattern in halves)


def _patterns(language: LanguageCode, skeleton: str) -> dict[str, list[str]]:
    """The two halves of a span, by the largest field in which its ends differ.

    CLDR has days only with the abbreviated month in most languages. The full name may take its place: so UTS 35 tells how
    to adjust a pattern to a longer field.
    """
    formats = cldr_locale(language).interval_formats
    found = formats.get(skeleton) or formats[skeleton.replace("MMMM", "MMM")]
    return {field: [_ABBREVIATED_MONTH.sub(_full, half) for half in halves] for field, halves in found.items()}


def _full(abbreviated: re.Match[str]) -> str:
    return abbreviated[0] + abbreviated[0][0]


def _of_months(language: LanguageCode, pattern: str) -> str:
    """The pattern of a month as the United Nations writes it, without a sign after the year."""
    sign = LANGUAGE_BY_CODE[language].after_year
    return sign.sub("", pattern) if sign else pattern


def _formatted(language: LanguageCode, value: str, pattern: str) -> str:
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    months = LANGUAGE_BY_CODE[language].months
    if months:
        pattern = _MONTH.sub(f"'{months[month - 1]}'", pattern)
    return format_date(datetime.date(year, month, day), pattern, locale=cldr_locale(language))
