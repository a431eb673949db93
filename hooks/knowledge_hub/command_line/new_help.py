"""Help of ``hub new COLLECTION``: required options, optional ones, and the codes that each takes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from knowledge_hub.authoring.code_lookup import FEW
from knowledge_hub.authoring.new_entry import collection_of
from knowledge_hub.authoring.questions import QUESTIONS, Question, hinted, length_hint, questions_of
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.command_line.command_options import ARGUMENTS, Command, Option, row
from knowledge_hub.command_line.help_text import Row, Section
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.model.entry_collections import COLLECTIONS, Collection
from knowledge_hub.model.vocabularies import Vocabulary


class CollectionName(click.Choice[str]):
    """A collection, by its plural or singular name."""

    def __init__(self) -> None:
        """Accept all collections."""
        super().__init__([collection.singular for collection in COLLECTIONS.values()])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click
        """Convert a name; fails with all names."""
        del param, ctx
        return collection_of(str(value))


class NewCommand(Command):
    """``hub new``, whose options depend on the collection."""

    def check_topic(self, ctx: click.Context, words: Sequence[str]) -> None:
        """The name of a collection may follow the command. Raises UsageError for other words."""
        if words:
            collection_of(words[0])
        super().check_topic(ctx, words[1:])

    def sections(self, ctx: click.Context) -> Iterator[Section]:
        """The options of the named collection, or the required ones of all collections."""
        arguments, (heading, _) = super().sections(ctx)
        asked = {flag for flag, _ in QUESTIONS.values()}
        others = [
            row(parameter)
            for parameter in self.params
            if isinstance(parameter, Option) and parameter.opts[-1][2:] not in asked
        ]
        yield arguments
        vocabularies = _vocabularies(ctx.params.get("data") or Path("hub_data"))
        named = _named(ctx.meta.get(ARGUMENTS, ()))
        if vocabularies and named:
            questions = list(questions_of(COLLECTIONS[named].model, vocabularies))
            yield Message("Required:"), [_row(question) for question in questions if question.required]
            yield Message("Optional:"), [*(_row(question) for question in questions if not question.required), *others]
            return
        if vocabularies:
            yield (
                Message("Required:"),
                [Row(collection.singular, _required(collection, vocabularies)) for collection in COLLECTIONS.values()],
            )
        yield heading, [row(parameter) for parameter in self.params if isinstance(parameter, Option)]


def _named(arguments: Sequence[str]) -> str | None:
    """The collection among the arguments."""
    for argument in arguments:
        try:
            return collection_of(argument)
        except UsageError:
            continue
    return None


def _vocabularies(data: Path) -> dict[str, Vocabulary]:
    """The vocabularies; none if they cannot be read, because help must work without a data folder."""
    try:
        return load_vocabularies(data)
    except (DataError, OSError):
        return {}


def _required(collection: Collection, vocabularies: dict[str, Vocabulary]) -> str:
    questions = questions_of(collection.model, vocabularies)
    return ", ".join(f"--{question.flag}" for question in questions if question.required)


def _row(question: Question) -> Row:
    words = hinted(question.words, *length_hint(question))
    if question.names and len(question.names) <= FEW:
        words = Message("{name}: {sentence}", name=words, sentence=", ".join(question.names))
    return Row(f"--{question.flag} TEXT", words)
