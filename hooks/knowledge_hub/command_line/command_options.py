"""The parts of the command line: commands and options that are described in each language, and the person who types.

click reads the arguments (decision 13). What it would say about them in English, ``usage_errors`` says as a ``Message``, and
``help_text`` writes what ``--help`` shows.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Self, cast

import click

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message, speaking
from knowledge_hub.base.output import complain, put
from knowledge_hub.command_line.argument_types import Language, OneOf, Place
from knowledge_hub.command_line.help_text import Row, Section, help_text
from knowledge_hub.command_line.usage_errors import too_many

ARGUMENTS = "arguments"
"""Where the context of a command keeps what was typed after its name."""
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of a person's machine, the strongest first (POSIX)."""


@dataclass(slots=True)
class Person:
    """Who types the command: the language to speak, and the form in which the result is wanted."""

    chosen: LanguageCode | None
    """The language of ``--lang`` or ``HUB_LANG``; None when nobody chose one."""
    language: LanguageCode
    """The same, else that of the person's machine where the hub has it, else English."""
    style: str = "text"
    """The value of ``--format``."""

    @classmethod
    def of(cls, arguments: Sequence[str], environment: Mapping[str, str]) -> Self:
        """Look for the language before the arguments are read, as errors in them are worded in it."""
        pairs = [each.partition("=")[::2] for each in arguments if each.startswith("--lang=")]
        pairs += [pair for pair in pairwise(arguments) if pair[0] == "--lang"]
        named = [value.lower() for _, value in pairs if value.lower() in LANGUAGES]
        chosen = named[-1] if named else environment.get("HUB_LANG", "").lower()
        machine = re.split("[_.@-]", next(filter(None, map(environment.get, _LOCALE)), ""))[0]
        return cls(_known(chosen), _known(chosen) or _known(machine) or DEFAULT_LANGUAGE)


class Option(click.Option):
    """An option; ``words`` say what it is for."""

    def __init__(self, *names: str, words: Message, **settings: Any) -> None:  # noqa: ANN401 - what click takes
        """``settings``: see ``click.Option``."""
        super().__init__(names, **settings)
        self.words = words
        default = settings.get("default")
        if default is not None and not self.is_flag:
            self.words = Message("{words} (default: {default})", words=words, default=default)


class Argument(click.Argument):
    """What is typed without a name; ``words`` say what it is."""

    def __init__(self, name: str, words: Message, **settings: Any) -> None:  # noqa: ANN401 - what click takes
        """``settings``: see ``click.Argument``."""
        super().__init__([name], **settings)
        self.words = words


class Command(click.Command):
    """One command of the hub: what it does, how to use it, and the function that does it."""

    def __init__(
        self,
        name: str,
        run: Callable[..., int],
        words: Message,
        *parameters: click.Parameter,
        examples: Sequence[str],
        page: str = "README.md",
    ) -> None:
        """``run`` takes the person, and each parameter by its name; ``page`` is where the documentation is."""
        super().__init__(name, params=[*parameters, _data(), _quiet(), lang(), show_help()], add_help_option=False)
        self.run = run
        self.words = words
        self.examples = examples
        self.page = page

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. Raises click's errors, each with its context, and UsageError."""
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
        """Raises UsageError where there is no help about these words, which follow the name of the command."""
        if words:
            raise too_many(ctx, words[0])

    def invoke(self, ctx: click.Context) -> int:
        """Run the command; returns the exit status."""
        return self.run(ctx.obj, **ctx.params)

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """What the help lists."""
        del ctx  # A command whose help depends on what was typed looks at it.
        arguments = [
            Row(each.make_metavar(_NO_CONTEXT), each.words) for each in self.params if isinstance(each, Argument)
        ]
        if arguments:
            yield Message("Arguments:"), arguments
        yield Message("Options:"), [row(each) for each in self.params if isinstance(each, Option)]


class Commands(click.Group):
    """The ``hub`` command itself."""

    def __init__(self, words: Message, commands: Sequence[Command], *, examples: Sequence[str], version: str) -> None:
        """``words`` say what the hub is."""
        super().__init__(
            "hub", list(commands), invoke_without_command=True, params=[lang(), _version(version), show_help()],
            add_help_option=False, callback=_without_command,
        )  # fmt: skip
        self.words = words
        self.examples = examples
        self.page = "README.md"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are described."""
        del ctx
        return list(self.commands)

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """What the help lists."""
        del ctx
        yield Message("Commands:"), [Row(name, cast("Command", each).words) for name, each in self.commands.items()]
        yield Message("Options:"), [row(each) for each in self.params if isinstance(each, Option)]


def _known(language: str) -> LanguageCode | None:
    return language if language in LANGUAGES else None


_NO_CONTEXT = click.Context(click.Command(None))


def row(option: Option) -> Row:
    """How the help shows an option."""
    value = "" if option.is_flag else f" {option.make_metavar(_NO_CONTEXT)}"
    return Row(", ".join(option.opts) + value, option.words)


def style(*styles: str) -> Option:
    """``--format``."""
    return Option(
        "--format", type=OneOf(styles), default=styles[0], expose_value=False, callback=_take_style,
        words=Message("form of the result"),
    )  # fmt: skip


def lang() -> Option:
    """``--lang``, which ``Person.of`` has found already."""
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
    words = Message("write only problems and what was asked for")
    return Option("-q", "--quiet", is_flag=True, expose_value=False, callback=_be_quiet, words=words)


def _version(version: str) -> Option:
    return _at_once("--version", words=Message("show the version"), show=lambda _: f"hub {version}")


def _at_once(*names: str, words: Message, show: Callable[[click.Context], str]) -> Option:
    """An option that shows something instead of running a command."""

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
    """``hub`` alone: a script that lost the name of its command must not pass, so the status is 2."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        complain(help_text(ctx))
    return 2
