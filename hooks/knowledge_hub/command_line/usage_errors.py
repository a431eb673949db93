"""Usage errors as messages in each language, instead of click's English ones."""

import re
from collections.abc import Iterator, Sequence

import click

from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.command_line.help_text import usage
from knowledge_hub.data.validation import nearest


def translated_error(error: click.UsageError) -> UsageError:
    """Translate an error of click, and add the command for help."""
    ctx = error.ctx or click.Context(click.Command("hub"), info_name="hub")
    match error:
        case click.NoSuchCommand():
            return usage_error(ctx, _no_command(error.command_name, ctx))
        case click.NoSuchOption() if re.fullmatch(r"-\d", error.option_name):
            # click parses a negative number as an option.
            return usage_error(
                ctx,
                Message("'{value}' is not possible here; write a whole number, 0 or more.", value=error.option_name),
            )
        case click.NoSuchOption():
            known = [name for option in ctx.command.params if isinstance(option, click.Option) for name in option.opts]
            sentence = Message("There is no option '{name}' here.", name=error.option_name)
            return usage_error(ctx, sentence.then(nearest(error.option_name, known)))
        case click.MissingParameter() if error.param:
            return usage_error(ctx, *_missing(error.param, ctx))
        case click.BadOptionUsage():
            return usage_error(ctx, _value(error.option_name, ctx))
        case _:
            fault = error.format_message()
            return usage_error(ctx, Message("The command was not understood: {fault}", fault=fault))


def usage_error(ctx: click.Context, *sentences: Message) -> UsageError:
    """An error with these messages and the command for help."""
    return UsageError(*sentences, Message("Help: {command}", command=f"{ctx.command_path} --help"))


def of_parameter(parameter: click.Parameter | None, sentence: Message) -> Message:
    """A message after the name of its parameter."""
    if parameter is None:
        return sentence
    name = parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name
    return Message("{name}: {sentence}", name=name, sentence=sentence)


def too_many(ctx: click.Context, word: str) -> UsageError:
    """The error for an extra argument."""
    return usage_error(ctx, Message("'{word}' is an extra argument; leave it out.", word=word))


def not_possible(value: str, words: Sequence[str]) -> Message:
    """The message for a value that is not one of the possible ones."""
    others, last = ", ".join(f"'{word}'" for word in words[:-1]), f"'{words[-1]}'"
    possible = Message("{others} or {last}", others=others, last=last)
    sentence = Message("'{value}' is not possible here; write {possible}.", value=value, possible=possible)
    return sentence.then(nearest(value, words))


def _no_command(name: str, ctx: click.Context) -> Message:
    return Message("There is no command '{name}'.", name=name).then(nearest(name, ctx.command.list_commands(ctx)))  # type: ignore[attr-defined]  # only a group looks for commands


def _missing(parameter: click.Parameter, ctx: click.Context) -> Iterator[Message]:
    yield Message("{name} is missing: {command}", name=parameter.human_readable_name, command=usage(ctx))
    if isinstance(parameter.type, click.Choice):
        yield Message("Write one of {codes}.", codes=", ".join(parameter.type.choices))


def _value(name: str, ctx: click.Context) -> Message:
    """The message for an option with an unexpected or a missing value."""
    if any(name in option.opts and option.is_flag for option in ctx.command.params if isinstance(option, click.Option)):
        return Message("{name} takes no value; leave out what follows '='.", name=name)
    return needs_value(name)


def needs_value(name: str) -> Message:
    """The message for an option without a value."""
    return Message("{name} needs a value; write it after the option.", name=name)
