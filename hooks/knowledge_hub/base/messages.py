"""Messages to people: written in English in the code, translated when they are shown.

The code has the English sentence next to its rule. ``sentences/<lang>.yml`` maps it to the translation; a language without
such a file gets the English sentence. The files are read only when a translation is shown.
"""

import re
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Self

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LanguageCode, cldr_locale, direction

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]")
_LONGEST = 1000
"""Most characters of a file's text that a message shows: about ten lines of a terminal."""


def visible(text: str) -> str:
    """Make text from a file safe for one line: no control characters, no direction overrides, limited length."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04X}", shown)


_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


class Message(str):
    """An English sentence with its template and values, so that it can be translated.

    It equals, sorts and prints as its English text. A value may be a message itself.
    """

    __slots__ = ("template", "values")

    template: str
    """The English sentence with ``{placeholders}`` for ``str.format``."""
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the template."""
        values = {
            name: visible(str(value)) if isinstance(value, str | PurePath) and not isinstance(value, Message) else value
            for name, value in values.items()
        }
        message = super().__new__(cls, template.format(**values))
        message.template = template
        message.values = values
        return message

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Pickle the template and values: worker processes return messages."""
        return (self.template,), self.values

    def then(self, following: "Message | None") -> "Message":
        """This sentence, followed by another if there is one."""
        return Message("{first} {next}", first=self, next=following) if following else self

    def in_language(self, language: LanguageCode) -> str:
        """The sentence in a language; where the translation has plural forms, the one that fits the value ``count``."""
        if language == DEFAULT_LANGUAGE:
            return str(self)
        translation = sentences(language).get(self.template, self.template)
        if not isinstance(translation, str):
            category = cldr_locale(language).plural_form(self.values["count"])
            translation = translation.get(category, translation["other"])
        values = {
            name: value.in_language(language) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translation.format(**values)

    def shown(self, language: LanguageCode) -> str:
        """The sentence in a language, for a line that runs from left to right.

        Arabic is wrapped in invisible isolate marks; without them, its words would change places with the codes among them.
        """
        return isolated(self.in_language(language), language)


def isolated(text: str, language: LanguageCode) -> str:
    """Wrap right-to-left text in isolate marks for a left-to-right line; see ``Message.shown``."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_END_OF_ISOLATE}" if direction(language) == "rtl" else text


speaking: ContextVar[LanguageCode | None] = ContextVar("speaking", default=DEFAULT_LANGUAGE)
"""The language of progress and results; None with ``--quiet``, which shows neither."""


@cache
def sentences(language: LanguageCode) -> dict[str, str | dict[str, str]]:
    """All translations of a language by the English sentence; with a number, one for each CLDR plural category."""
    file = files("knowledge_hub.base").joinpath("sentences", f"{language}.yml")
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    try:
        import yaml  # noqa: PLC0415 - a message must be possible where PyYAML is missing
    except ImportError:
        return dict(_PAIR.findall(text))
    translations: dict[str, str | dict[str, str]] = yaml.load(text, yaml.CSafeLoader)
    return translations


_PAIR = re.compile(r'^"(.+)":\n  "(.+)"$', re.MULTILINE)
"""A sentence and its translation on one line each, for a message when PyYAML is missing."""
