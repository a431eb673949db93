"""What an argument of the command line can be; what does not fit is answered with what would."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from knowledge_hub.authoring.code_lookup import code_of, names_of_languages
from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.command_line.usage_errors import needs_value, not_possible, of_parameter, usage_error


class Place(click.Path):
    """The path of a file or folder."""

    def __init__(self) -> None:
        """Whether it is there, each command looks by itself."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click
        """Take a path. An empty one would mean the working folder: a script lost the value of a variable."""
        if value == "" and param and ctx:
            raise usage_error(ctx, needs_value(param.opts[-1]))
        return super().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words, in capitals or not."""

    def __init__(self, words: Sequence[str]) -> None:
        """``words``: what can be chosen."""
        super().__init__(words, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click
        """Take a value, or say what is possible."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise UsageError(of_parameter(param, not_possible(str(value), self.choices))) from None


class Language(OneOf):
    """A language of the hub, by its code or by its name in any of them."""

    def __init__(self) -> None:
        """All of them."""
        super().__init__(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click
        """Take a value, or say what is possible."""
        return super().convert(code_of(str(value), names_of_languages()) or value, param, ctx)


class Number(click.IntRange):
    """A whole number that is not negative."""

    def __init__(self) -> None:
        """From 0."""
        super().__init__(min=0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click
        """Take a value, or say what is possible."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            sentence = Message("'{value}' is not possible here; write a whole number, 0 or more.", value=value)
            raise UsageError(of_parameter(param, sentence)) from None
