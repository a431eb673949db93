"""The text of ``--help``: usage, purpose, examples, arguments and options, and where the documentation is."""

import shutil
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, cast

import click

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message, set_apart
from knowledge_hub.base.terminal import columns, padded, wrapped


class Row(NamedTuple):
    """An argument, an option or a command, and what it is for."""

    name: str
    words: Message | str


Section = tuple[Message, Sequence[Row]]
"""A heading and what stands below it."""


class Described(Protocol):
    """A command that says what it is for."""

    words: Message
    examples: Sequence[str]
    page: str
    """The file in which the documentation is."""

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """What the help lists."""


_WIDEST = 100
"""Columns: longer lines are hard to read (clig.dev)."""
_LEFT = 26
"""Columns of the names of options; a longer one has its line to itself."""
_NARROW = 60
"""Columns of a terminal from which names and words stand beside each other."""


def help_text(ctx: click.Context) -> str:
    """The help of the command of a context, in the language of the person and the width of the terminal."""
    command: Described = cast("Described", ctx.command)
    language: LanguageCode = ctx.obj.language
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [Message("Usage: {command}", command=usage(ctx)).shown(language), ""]
    lines += _paragraph(command.words, language, width)
    lines += ["", Message("Examples:").shown(language), *(f"  {example}" for example in command.examples)]
    for heading, rows in command.sections(ctx):
        lines += ["", heading.shown(language)]
        for row in rows:
            lines += _row(row, language, width)
    lines += ["", Message("Documentation: {page}", page=command.page).shown(language)]
    return "\n".join(lines)


def usage(ctx: click.Context) -> str:
    """How the command is typed: ``hub translate ID LANGUAGE [OPTIONS]``."""
    arguments = [each.make_metavar(ctx) for each in ctx.command.params if isinstance(each, click.Argument)]
    command = ["COMMAND"] if isinstance(ctx.command, click.Group) else []
    return " ".join([ctx.command_path, *command, *arguments, "[OPTIONS]"])


def _paragraph(words: Message | str, language: LanguageCode, width: int) -> list[str]:
    if not isinstance(words, Message):
        return list(wrapped(words, width))
    return [set_apart(line, language) for line in wrapped(words.in_language(language), width)]


def _row(row: Row, language: LanguageCode, width: int) -> Iterator[str]:
    indent = 6 if width < _NARROW else _LEFT + 4
    lines = [" " * indent + line for line in _paragraph(row.words, language, width - indent)]
    if columns(row.name) > indent - 4 or not lines:
        yield f"  {row.name}"
        yield from lines
    else:
        yield padded(f"  {row.name}", indent) + lines[0][indent:]
        yield from lines[1:]
