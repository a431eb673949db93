"""Types of arguments, for click. Errors list the possible values."""

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
        """Accept any path: commands check whether it exists."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click
        """Convert a path. An empty one is an error: it is probably an unset variable of a script, and would mean the working folder."""
        if value == "" and param and ctx:
            raise usage_error(ctx, needs_value(param.opts[-1]))
        return super().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words, in upper or lower case."""

    def __init__(self, words: Sequence[str]) -> None:
        """``words``: the possible values."""
        super().__init__(words, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click
        """Convert a value; fails with the possible values."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise UsageError(of_parameter(param, not_possible(str(value), self.choices))) from None


class Language(OneOf):
    """A language of the hub, by its code or by its name in any of them."""

    def __init__(self) -> None:
        """Accept all languages of the hub."""
        super().__init__(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click
        """Convert a value; fails with the possible values."""
        return super().convert(code_of(str(value), names_of_languages()) or value, param, ctx)


class Number(click.IntRange):
    """A whole number that is not negative."""

    def __init__(self) -> None:
        """Set the minimum to 0."""
        super().__init__(min=0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click
        """Convert a value; fails with the possible values."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            sentence = Message("'{value}' is not possible here; write a whole number, 0 or more.", value=value)
            raise UsageError(of_parameter(param, sentence)) from None
