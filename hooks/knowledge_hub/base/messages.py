"""Messages to people: written in English in the code, translated when they are shown.

A sentence stands in English in the code, beside the rule that it is about. ``sentences/<lang>.yml`` has it in the other
languages, under the English one; only what is shown in another language reads those files. A language without such a file
gets the English sentences. Used by all rooms that find something wrong, and by the command.
"""

import re
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Self

import yaml

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LanguageCode, cldr_locale, direction

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]")
_LONGEST = 1000
"""Characters of a file's text that a message shows: some ten lines of a terminal."""


def visible(text: str) -> str:
    """What a file holds, as it can be shown in a line: nothing in it moves the cursor, turns the line round or fills the screen."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04X}", shown)


_RIGHT_TO_LEFT_ISOLATE, _END_OF_ISOLATE = "\u2067", "\u2069"


class Message(str):
    """A sentence in English, which knows how it was made and so how other languages say it.

    It equals, sorts and prints as its English text. A value may be a message itself.
    """

    __slots__ = ("template", "values")

    template: str
    """The English sentence with ``{placeholders}``, as ``str.format`` takes them."""
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
        """Pickle as it was made, as messages come from other processes."""
        return (self.template,), self.values

    def then(self, following: "Message | None") -> "Message":
        """This sentence, and another after it when there is one."""
        return Message("{first} {next}", first=self, next=following) if following else self

    def in_language(self, language: LanguageCode) -> str:
        """The sentence in a language; where the translation has plural forms, the one that fits the value ``count``."""
        if language == DEFAULT_LANGUAGE:
            return str(self)
        translation = sentences(language).get(self.template, self.template)
        if not isinstance(translation, str):
            category = cldr_locale(language).plural_form(self.values["count"])
            translation = translation.get(category, translation["other"])
        said = {
            name: value.in_language(language) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translation.format(**said)

    def shown(self, language: LanguageCode) -> str:
        """The sentence in a language, for a line that runs from left to right.

        Arabic is set apart by invisible marks; without them its words would change places with the codes among them.
        """
        return set_apart(self.in_language(language), language)


def set_apart(text: str, language: LanguageCode) -> str:
    """A text of a language for a line that runs from left to right; see ``Message.shown``."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_END_OF_ISOLATE}" if direction(language) == "rtl" else text


speaking: ContextVar[LanguageCode | None] = ContextVar("speaking", default=DEFAULT_LANGUAGE)
"""The language in which a command reports its progress and its result; None with ``--quiet``, which reports neither."""


@cache
def sentences(language: LanguageCode) -> dict[str, str | dict[str, str]]:
    """All sentences of a language by the English one; where a number is shown, one for each plural category of CLDR."""
    file = files("knowledge_hub.base").joinpath("sentences", f"{language}.yml")
    if not file.is_file():
        return {}
    found: dict[str, str | dict[str, str]] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found
