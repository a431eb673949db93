"""click's commands and options with help in all languages, and the person who runs a command.

click parses the arguments (decision 13). ``usage_errors`` replaces its English errors with messages, and ``help_text`` writes the
output of ``--help``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, cast

import click

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message, speaking
from knowledge_hub.base.output import print_error, put
from knowledge_hub.base.spoken_language import spoken
from knowledge_hub.command_line.argument_types import Language, OneOf, Place
from knowledge_hub.command_line.help_text import Row, Section, help_text
from knowledge_hub.command_line.usage_errors import too_many

ARGUMENTS = "arguments"
"""Key in the context of a command for the arguments after its name."""


@dataclass(slots=True)
class Person:
    """The person who runs the command: language and output format."""

    chosen: LanguageCode | None
    """The language of ``--lang`` or ``HUB_LANG``, or None."""
    language: LanguageCode
    """The same, else that of the locale if the hub has it, else English."""
    style: str = "text"
    """The value of ``--format``."""

    @classmethod
    def from_arguments(cls, arguments: Sequence[str], environment: Mapping[str, str]) -> Self:
        """Find the language before the arguments are parsed, because errors in them are reported in it."""
        return cls(*spoken(arguments, environment))


class Option(click.Option):
    """An option with its help text ``words``."""

    def __init__(self, *names: str, words: Message, **settings: Any) -> None:  # noqa: ANN401 - what click takes
        """``settings``: see ``click.Option``."""
        super().__init__(names, **settings)
        self.words = words
        default = settings.get("default")
        if default is not None and not self.is_flag:
            self.words = Message("{words} (default: {default})", words=words, default=default)


class Argument(click.Argument):
    """A positional argument with its help text ``words``."""

    def __init__(self, name: str, words: Message, **settings: Any) -> None:  # noqa: ANN401 - what click takes
        """``settings``: see ``click.Argument``."""
        super().__init__([name], **settings)
        self.words = words


class Command(click.Command):
    """A command of the hub: description, parameters, and the function that runs it."""

    def __init__(
        self,
        name: str,
        run: Callable[..., int],
        words: Message,
        *parameters: click.Parameter,
        examples: Sequence[str],
        page: str = "README.md",
    ) -> None:
        """``run`` takes the person, and each parameter by name; ``page`` is the file with the documentation."""
        super().__init__(name, params=[*parameters, _data(), _quiet(), lang(), show_help()], add_help_option=False)
        self.run = run
        self.words = words
        self.examples = examples
        self.page = page

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises click's errors, each with its context, and UsageError."""
        ctx.meta[ARGUMENTS] = tuple(args)
        ctx.allow_extra_args = True
        try:
            super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if ctx.args and not ctx.resilient_parsing:
            raise too_many(ctx, ctx.args[0])
        return ctx.args

    def check_topic(self, ctx: click.Context, words: Sequence[str]) -> None:
        """Raises UsageError if there is no help for these words after the name of the command."""
        if words:
            raise too_many(ctx, words[0])

    def invoke(self, ctx: click.Context) -> int:
        """Run the command; returns the exit status."""
        return self.run(ctx.obj, **ctx.params)

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """The sections of the help."""
        del ctx  # The help of some commands depends on their arguments.
        arguments = [
            Row(parameter.make_metavar(_NO_CONTEXT), parameter.words)
            for parameter in self.params
            if isinstance(parameter, Argument)
        ]
        if arguments:
            yield Message("Arguments:"), arguments
        yield Message("Options:"), [row(parameter) for parameter in self.params if isinstance(parameter, Option)]


class Commands(click.Group):
    """The ``hub`` command itself."""

    def __init__(self, words: Message, commands: Sequence[Command], *, examples: Sequence[str], version: str) -> None:
        """``words``: the description of the hub."""
        super().__init__(
            "hub", list(commands), invoke_without_command=True, params=[lang(), _version(version), show_help()],
            add_help_option=False, callback=_without_command,
        )  # fmt: skip
        self.words = words
        self.examples = examples
        self.page = "README.md"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their definition."""
        del ctx
        return list(self.commands)

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """The sections of the help."""
        del ctx
        yield (
            Message("Commands:"),
            [Row(name, cast("Command", command).words) for name, command in self.commands.items()],
        )
        yield Message("Options:"), [row(parameter) for parameter in self.params if isinstance(parameter, Option)]


_NO_CONTEXT = click.Context(click.Command(None))


def row(option: Option) -> Row:
    """The row of an option in the help."""
    value = "" if option.is_flag else f" {option.make_metavar(_NO_CONTEXT)}"
    return Row(", ".join(option.opts) + value, option.words)


def style(*styles: str) -> Option:
    """``--format``."""
    return Option(
        "--format", type=OneOf(styles), default=styles[0], expose_value=False, callback=_take_style,
        words=Message("format of the result"),
    )  # fmt: skip


def lang() -> Option:
    """``--lang``, which ``Person.from_arguments`` has read already."""
    return Option(
        "--lang", type=Language(), metavar="LANGUAGE", expose_value=False, is_eager=True,
        words=Message("language of the messages: {languages}", languages=", ".join(LANGUAGES)),
    )  # fmt: skip


def show_help() -> Option:
    """``--help``."""
    return _at_once("-h", "--help", words=Message("show this help"), show=help_text)


def _data() -> Option:
    return Option(
        "--data", type=Place(), metavar="FOLDER", default=Path("hub_data"), is_eager=True,
        words=Message("folder of the data"),
    )  # fmt: skip


def _quiet() -> Option:
    words = Message("print only problems and results")
    return Option("-q", "--quiet", is_flag=True, expose_value=False, callback=_be_quiet, words=words)


def _version(version: str) -> Option:
    return _at_once("--version", words=Message("show the version"), show=lambda _: f"hub {version}")


def _at_once(*names: str, words: Message, show: Callable[[click.Context], str]) -> Option:
    """An option that prints a text instead of running a command."""

    def callback(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
        if value and not ctx.resilient_parsing:
            put(show(ctx))
            ctx.exit()

    return Option(*names, is_flag=True, is_eager=True, expose_value=False, callback=callback, words=words)


def _take_style(ctx: click.Context, _: click.Parameter, value: str) -> None:
    ctx.obj.style = value


def _be_quiet(_: click.Context, __: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
    if value:
        speaking.set(None)


def _without_command() -> int:
    """``hub`` without a command: shows the help. The status is 2, so that a script without the command's name fails."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        print_error(help_text(ctx))
    return 2
