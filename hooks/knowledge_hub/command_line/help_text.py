"""The text of ``--help``: usage, purpose, examples, arguments and options, and where the documentation is."""

import shutil
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, cast

import click

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message, isolated
from knowledge_hub.base.terminal import columns, padded, wrapped


class Row(NamedTuple):
    """An argument, option or command with its help text."""

    name: str
    words: Message | str


Section = tuple[Message, Sequence[Row]]
"""A heading and its rows."""


class Described(Protocol):
    """A command with a help page."""

    words: Message
    examples: Sequence[str]
    page: str
    """The file with the documentation."""

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """The sections of the help."""


_WIDEST = 100
"""Maximum columns: longer lines are hard to read (clig.dev)."""
_LEFT = 26
"""Columns for names of options; a longer name has its own line."""
_NARROW = 60
"""Minimum columns of a terminal for two columns; in a narrower one, help texts are below the names."""


def help_text(ctx: click.Context) -> str:
    """The help of a context's command, in the person's language, for the width of the terminal."""
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
    """The usage line of the command: ``hub translate ID LANGUAGE [OPTIONS]``."""
    arguments = [
        parameter.make_metavar(ctx) for parameter in ctx.command.params if isinstance(parameter, click.Argument)
    ]
    command = ["COMMAND"] if isinstance(ctx.command, click.Group) else []
    return " ".join([ctx.command_path, *command, *arguments, "[OPTIONS]"])


def _paragraph(words: Message | str, language: LanguageCode, width: int) -> list[str]:
    if not isinstance(words, Message):
        return list(wrapped(words, width))
    return [isolated(line, language) for line in wrapped(words.in_language(language), width)]


def _row(row: Row, language: LanguageCode, width: int) -> Iterator[str]:
    indent = 6 if width < _NARROW else _LEFT + 4
    lines = [" " * indent + line for line in _paragraph(row.words, language, width - indent)]
    if columns(row.name) > indent - 4 or not lines:
        yield f"  {row.name}"
        yield from lines
    else:
        yield padded(f"  {row.name}", indent) + lines[0][indent:]
        yield from lines[1:]
