"""Finds the interface strings that templates and modules use, so that a missing one is reported.

This room cannot import the page kinds, so the keys are searched for in the text of templates and modules. ``model.required_words``
has the keys that are composed from names.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from knowledge_hub.model.required_words import Required

_IN_TEMPLATES = re.compile(r"\bt\['([a-z_.]+)'")
_IN_MODULES = re.compile(r"\bstrings\[([^\]]*)\]|\bstrings\.(?:fill|count)\(\s*([^,)]*)")
"""The text in brackets may be an expression with two keys."""
_KEY = re.compile(r'(?<!f)"([a-z_]+\.[a-z_.]+)"')


@cache
def named_strings() -> tuple[Required, ...]:
    """The required strings, each with the first file that uses it."""
    owners: dict[str, str] = {}
    for room in sorted(files("knowledge_hub").iterdir(), key=lambda path: path.name):
        for file in _sources(room):
            for key in _keys(file):
                owners.setdefault(key, file.name)
    return tuple(Required((key,), owner, plural=None) for key, owner in owners.items())


def _sources(room: Traversable) -> Iterator[Traversable]:
    folders = [room, room / "templates"] if room.is_dir() else []
    for folder in folders:
        if folder.is_dir():
            inside = sorted(folder.iterdir(), key=lambda path: path.name)
            yield from (file for file in inside if file.name.endswith((".py", ".html")))


def _keys(file: Traversable) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    if file.name.endswith(".html"):
        yield from _IN_TEMPLATES.findall(text)
    else:
        for brackets, arguments in _IN_MODULES.findall(text):
            yield from _KEY.findall(brackets or arguments)
