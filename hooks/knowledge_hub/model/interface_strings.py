"""Interface strings, one file for each language; plurals, numbers and dates by CLDR.

``hub_data/strings/<lang>.yml`` maps a key to a text, or to one text for each plural category of the language where a
number is shown (Unicode CLDR, through Babel). Placeholders are ``{name}``.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode, cldr_locale
from knowledge_hub.base.messages import Message
from knowledge_hub.yaml_files.yaml_reader import Path, Value

Entry = str | Mapping[str, str]
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FULL = 3
"""Parts of a full date: year, month, day."""


@dataclass(frozen=True)
class Strings:
    """The interface in one language."""

    language: LanguageCode
    texts: Mapping[str, Entry]

    def __getitem__(self, key: str) -> str:
        """The text of a key. Raises KeyError for a missing key, which is a bug."""
        text = self.texts[key]
        if not isinstance(text, str):
            raise KeyError(f"{key} shows a number; use count()")
        return text

    def fill(self, key: str, **values: str) -> str:
        """The text of a key with its placeholders filled."""
        return _fill(self[key], values)

    def count(self, key: str, number: int, **values: str) -> str:
        """The plural form for a number, such as '1 practice', '5 practices'."""
        forms = self.texts[key]
        if isinstance(forms, str):
            raise TypeError(f"{key} has no plural forms")
        form = forms.get(self._locale.plural_form(number), forms["other"])
        return _fill(form, {"count": self.number(number), **values})

    def number(self, number: int) -> str:
        """A whole number with the language's digit grouping, in the digits 0-9, which the UN uses."""
        return format_decimal(number, locale=self._locale)

    def date(self, value: str | datetime.date) -> str:
        """A day, month or year in words; ``value`` is ISO 8601 and may leave out day or month."""
        parts = str(value).split("-")
        if len(parts) == 1:
            return parts[0]
        day = datetime.date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == _FULL else 1)
        language, is_full = LANGUAGE_BY_CODE[self.language], len(parts) == _FULL
        if language.months:
            month = f"{language.months[day.month - 1]} {day.year}"
            return f"{day.day} {month}" if is_full else month
        return _formatted(day, "long" if is_full else language.month_pattern, self._locale)

    def between(self, start: str, end: str | None) -> str:
        """A span of dates, or one date."""
        if end is None or end == start:
            return self.date(start)
        return self.fill("date.between", start=self.date(start), end=self.date(end))

    def sort_key(self, text: str) -> tuple[str, str]:
        """Sort key for alphabetical order: ignores accents, case and the language's article.

        Chinese is sorted by code points, which is the order of radicals and strokes.
        """
        letters = unicodedata.normalize("NFD", text).casefold()
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return plain.removeprefix(LANGUAGE_BY_CODE[self.language].article), text

    @cached_property
    def language_names(self) -> Mapping[str, str]:
        """Names of languages in this language (CLDR), by tag with underscores."""
        return dict(self._locale.languages)

    @cached_property
    def _locale(self) -> Locale:
        return cldr_locale(self.language)


@cache
def _formatted(day: datetime.date, pattern: str | None, locale: Locale) -> str:
    """Format a date by CLDR; without a pattern, month and year. Cached: thousands of entries share a few hundred days."""
    return format_date(day, pattern, locale=locale) if pattern else str(format_skeleton("yMMMM", day, locale=locale))


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Replace all placeholders in one pass, so that braces in values stay."""
    if len(values) == 1:
        # Nearly all texts have one placeholder: the fast path.
        ((name, value),) = values.items()
        return text.replace(f"{{{name}}}", value)
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def plural_categories(language: LanguageCode) -> frozenset[str]:
    """The CLDR plural categories of a language for whole numbers; always includes 'other'."""
    return frozenset(cldr_locale(language).plural_form.tags | {"other"})


def check_strings(language: LanguageCode, value: Value, reference: Value) -> Iterator[tuple[Path, Message]]:
    """Problems of the texts that a file of strings has, compared with those of the default language."""
    if not isinstance(value, dict) or not isinstance(reference, dict):
        yield (), Message("Keys and texts are required here ('key: text', one on each line).")
        return
    for key, entry in value.items():
        if key not in reference:
            yield (key,), Message("'{key}' is not a key of strings/en.yml; delete it or add it there.", key=key)
        else:
            yield from _check_entry(language, key, entry, reference[key])


_MARKUP = re.compile('[<>&"]')


def markup_fault(text: str) -> Message | None:
    """A message about the first character that would become markup, because templates print texts unescaped; else None."""
    sign = _MARKUP.search(text)
    return (
        Message("'{sign}' could become markup on a page; use other quotes, or words.", sign=sign[0]) if sign else None
    )


_LONGEST = 600
"""Most characters of one interface text; the longest has 336."""
_OTHER_SHAPE = Message("Use the form of the original: one text, or one text for each plural category.")


def _fault_of_text(text: str) -> Message | None:
    if not text.strip():
        return Message("The text is empty; write it.")
    if len(text) > _LONGEST:
        return Message(
            "The text has {count} characters; at most {most} are allowed. Shorten it.", count=len(text), most=_LONGEST
        )
    return markup_fault(text)


def _check_entry(language: LanguageCode, key: str, entry: Value, reference: Value) -> Iterator[tuple[Path, Message]]:
    for text in entry.values() if isinstance(entry, dict) else (entry,):
        fault = _fault_of_text(text) if isinstance(text, str) else _OTHER_SHAPE
        if fault:
            yield (key,), fault
    if isinstance(entry, str) and isinstance(reference, str):
        if _placeholders(entry) != _placeholders(reference):
            names = ", ".join("{" + name + "}" for name in sorted(_placeholders(reference))) or Message("none")
            yield (key,), _other_placeholders(names)
        return
    if not isinstance(entry, dict) or not isinstance(reference, dict):
        yield (key,), _OTHER_SHAPE
        return
    wanted = plural_categories(language)
    if not wanted - {"many"} <= set(entry) <= wanted | {"many"}:
        # French and Spanish have 'many' for millions only (CLDR 38), which the hub never shows.
        names = ", ".join(sorted(wanted))
        yield (key,), Message("The plural categories of this language are {names}; write each.", names=names)
    used = {name for form in entry.values() if isinstance(form, str) for name in _placeholders(form)}
    known = {name for form in reference.values() if isinstance(form, str) for name in _placeholders(form)}
    if not used <= known:
        names = ", ".join("{" + name + "}" for name in sorted(known))
        yield (key,), _other_placeholders(names)


def _other_placeholders(names: str) -> Message:
    return Message("The placeholders differ from those of the original text ({names}); use the same.", names=names)


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))
