"""The ``hub`` command: runs a command line, and reports every error as a message.

The commands are in ``authoring_commands`` for contributors, ``publishing_commands`` for publishers, and
``maintenance_commands`` for maintainers.

Exit status: 0 for success, 1 for problems in the data, 2 for a usage error or a command that failed, 130 after Ctrl-C, 143
after SIGTERM, 141 after a closed pipe. Messages are in the language of ``--lang``, else of ``HUB_LANG``, else of the locale.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click
from click.shell_completion import shell_complete

from knowledge_hub import __version__
from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.machine_errors import NO_MEMORY, error_message
from knowledge_hub.base.messages import Message, speaking
from knowledge_hub.base.missing_package import missing_package
from knowledge_hub.base.output import OutputError, discard_output, fit_streams, print_error, put, put_json_text, writing
from knowledge_hub.base.problems import DataError, Format, UsageError, report
from knowledge_hub.base.signals import exit_status
from knowledge_hub.base.terminal import clear_line
from knowledge_hub.command_line import authoring_commands, maintenance_commands, publishing_commands
from knowledge_hub.command_line.command_options import Argument, Command, Commands, Person
from knowledge_hub.command_line.help_text import help_text
from knowledge_hub.command_line.usage_errors import translated_error

_NOBODY_READS = 141
"""Exit status after a closed pipe, as in shells: 128 plus the number of SIGPIPE."""
_COMPLETE = "_HUB_COMPLETE"
"""Environment variable that the shell sets for completion (click)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    fit_streams()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    person = Person.from_arguments(typed, os.environ)
    before = speaking.set(person.language)
    try:
        status = _run(typed, person)
        with writing():
            sys.stdout.flush()
    except KeyboardInterrupt as interrupt:
        print_error(Message("Stopped.").shown(person.language))
        return exit_status(interrupt)
    except BrokenPipeError:
        discard_output()
        return _NOBODY_READS
    except OutputError as error:
        discard_output()
        print_error(Message("The output cannot be written: {reason}.", reason=error.reason).shown(person.language))
        return 2
    except OSError as error:
        # Fallback: errors with a better explanation are caught where they happen.
        print_error(error_message(error).shown(person.language))
        return 2
    except MemoryError:
        print_error(NO_MEMORY.shown(person.language))
        return 2
    finally:
        speaking.reset(before)
    return status


def _run(arguments: list[str], person: Person) -> int:
    """Run one command; report problems of the data and usage errors."""
    try:
        return _invoke(arguments, person)
    except click.exceptions.Exit as shown:
        return shown.exit_code
    except DataError as error:
        _put_problems(error, person)
        return 1
    except UsageError as error:
        refused = error
    except click.UsageError as error:
        refused = translated_error(error)
    except ImportError as error:
        # MkDocs and its plugins are imported by the commands that need them.
        sentence = missing_package(error)
        if sentence is None:
            raise
        refused = UsageError(sentence)
    except click.ClickException as error:
        # MkDocs raises click's errors. Abort has printed its message already, and has its own status.
        if isinstance(error, SystemExit):
            raise
        fault = Message("MkDocs cannot build the site: {fault}", fault=error.format_message())
        refused = UsageError(fault)
    return _refuse(refused, person)


def _invoke(arguments: list[str], person: Person) -> int:
    """Parse the arguments with click and run the command."""
    wrong = os.environ.get("HUB_LANG")
    if wrong and not person.chosen:
        known = ", ".join(LANGUAGES)
        raise UsageError(Message("HUB_LANG is '{language}'; set it to one of {known}.", language=wrong, known=known))
    if _COMPLETE in os.environ:
        return shell_complete(_HUB, {"obj": person}, "hub", _COMPLETE, os.environ[_COMPLETE])
    with _HUB.make_context("hub", arguments, obj=person) as context:
        return int(_HUB.invoke(context))


def _refuse(error: UsageError, person: Person) -> int:
    for reason in error.reasons:
        print_error(reason.shown(person.chosen or error.language or person.language))
    return 2


def _put_problems(error: DataError, person: Person) -> None:
    # Annotations are in the language of each file, unless --lang was given.
    language = person.chosen if person.style == "github" else person.language
    clear_line()
    shown = report(error.problems, cast("Format", person.style), language)
    (put_json_text if person.style == "json" else put)(shown)


def _help(person: Person, data: Path, command: Sequence[str]) -> int:
    del person, data
    ctx = click.get_current_context()
    hub = ctx.find_root()
    if command:
        name, resolved, rest = _HUB.resolve_command(hub, list(command))
        subcommand = cast("Command", resolved)
        subcommand.check_topic(ctx, rest)
        # Prints the help and raises click's Exit.
        subcommand.make_context(name, [*rest, "--help"], parent=hub)
    put(help_text(hub))
    return 0


_HUB = Commands(
    Message(
        "The knowledge hub of national mechanisms for implementation, reporting and follow-up: check its data, translate "
        "it, and build the site."
    ),
    [
        *authoring_commands.COMMANDS,
        *publishing_commands.COMMANDS,
        *maintenance_commands.COMMANDS,
        Command(
            "help", _help,
            Message("Show the help of a command."),
            Argument("command", Message("name of a command"), metavar="COMMAND", nargs=-1),
            examples=["hub help new practice"],
        ),
    ],
    examples=["hub check", "hub new practice --lang fr", "hub build --out site"],
    version=__version__,
)  # fmt: skip
