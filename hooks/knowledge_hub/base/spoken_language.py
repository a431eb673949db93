"""Finds the language for messages. Imports only the standard library: the message about a missing package needs it."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables for the language of messages, by precedence (POSIX)."""


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[LanguageCode | None, LanguageCode]:
    """A pair: the language of ``--lang`` or ``HUB_LANG``, or None; and the same, else that of the locale, else English.

    Called before the arguments are parsed, because errors in them are reported in this language.
    """
    pairs = [argument.partition("=")[::2] for argument in arguments if argument.startswith("--lang=")]
    pairs += [pair for pair in pairwise(arguments) if pair[0] == "--lang"]
    named = [value.lower() for _, value in pairs if value.lower() in LANGUAGES]
    chosen = _known(named[-1] if named else environment.get("HUB_LANG", "").lower())
    machine = re.split("[_.@-]", next(filter(None, map(environment.get, _LOCALE)), ""))[0]
    return chosen, chosen or _known(machine) or DEFAULT_LANGUAGE


def _known(name: str) -> LanguageCode | None:
    return name if name in LANGUAGES else None
