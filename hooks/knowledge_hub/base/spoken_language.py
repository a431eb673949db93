"""The language of a person who types a command. Imports the standard library alone, as a message about any other package needs it."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of a person's machine, the strongest first (POSIX)."""


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[LanguageCode | None, LanguageCode]:
    """The language of ``--lang`` or ``HUB_LANG``, None when nobody chose one; then the same, else the machine's, else English.

    It is found before the arguments are read, as errors in them are worded in it.
    """
    pairs = [each.partition("=")[::2] for each in arguments if each.startswith("--lang=")]
    pairs += [pair for pair in pairwise(arguments) if pair[0] == "--lang"]
    named = [value.lower() for _, value in pairs if value.lower() in LANGUAGES]
    chosen = _known(named[-1] if named else environment.get("HUB_LANG", "").lower())
    machine = re.split("[_.@-]", next(filter(None, map(environment.get, _LOCALE)), ""))[0]
    return chosen, chosen or _known(machine) or DEFAULT_LANGUAGE


def _known(name: str) -> LanguageCode | None:
    return name if name in LANGUAGES else None
