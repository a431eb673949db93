"""The questions of ``hub new``: which fields a first draft must or should have, and how the command asks for them.

They are asked in the language that the person chose, else in the one in which the person writes.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

from knowledge_hub.authoring.code_lookup import Names, names_of, names_of_languages, options
from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.field_info import field_at
from knowledge_hub.model.vocabularies import Vocabulary

QUESTIONS = {
    "original_language": ("language", Message("Language in which you write")),
    "countries": ("country", Message("State, by name or code; several with ';' between them")),
    "text.title": ("title", Message("Title that says what was done")),
    "text.summary": ("summary", Message("Summary in one or two sentences")),
    "text.mechanism_name": ("mechanism-name", Message("Name of the mechanism, in the language in which you write")),
    "mechanism.name": ("mechanism-own-name", Message("Official name of the mechanism, in the State's own language")),
    "mechanism.name_language": ("mechanism-own-language", Message("Language tag of the official name, such as pt")),
    "mechanism.type": ("type", Message("Type of the mechanism")),
    "mechanism.type_basis": ("type-basis", Message("How the type is known")),
    "kind": ("kind", Message("Kind")),
    "start": ("start", Message("First day (2021-11-24), month (2021-11) or year (2021)")),
    "publisher": ("publisher", Message("Who published it")),
    "provider": ("provider", Message("Who provides the support")),
}
"""The flag and the question of each field that a first draft must or should have, in the order in which they are asked."""

NEEDS = {"mechanism.name_language": "mechanism.name"}
"""Questions that make no sense without the answer to another."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of one collection."""

    path: str
    flag: str
    words: Message
    required: bool
    longest: int | None
    many: bool
    vocabulary: str | None
    names: Names = field(default_factory=dict)
    """What may be answered, where the field takes codes."""


def questions_of(model: type[Record], vocabularies: Mapping[str, Vocabulary]) -> Iterator[Question]:
    """The questions that fit a collection, with what its model says of their fields."""
    for path, (flag, words) in QUESTIONS.items():
        info = field_at(model, path)
        if info is None:
            continue
        names = names_of(vocabularies[info.vocabulary]) if info.vocabulary else {}
        if path == "original_language":
            names = names_of_languages()
        required = info.required and not info.within
        yield Question(path, flag, words, required, info.longest, info.many, info.vocabulary, names)


def put(question: Question, language: LanguageCode) -> None:
    """Show a question with all that helps to answer it."""
    hints = [] if question.required else [Message("press Enter if you do not know")]
    say(hinted(question.words, *hints, *length_hint(question)).shown(language), *options(question.names, language))


def length_hint(question: Question) -> list[Message]:
    """How long an answer may be, where the field has a limit."""
    return [Message("at most {count} characters", count=question.longest)] if question.longest else []


def hinted(question: Message, *hints: Message) -> Message:
    """A question with its hints in brackets, when there are any."""
    if not hints:
        return question
    together = reduce(lambda first, following: Message("{first}; {next}", first=first, next=following), hints)
    return Message("{question} ({hints})", question=question, hints=together)


def ask(faults_of: Callable[[str], list[Message]], language: LanguageCode, *, optional: bool) -> str:
    """Read answers until one is right; '' where none is needed."""
    while True:
        try:
            answer = input().strip()
        except EOFError:
            raise UsageError(Message("No answer; nothing was written."), language=language) from None
        except UnicodeDecodeError:
            say(Message("This is not UTF-8 text; set the terminal to UTF-8 and write it again.").shown(language))
            continue
        if not answer and optional:
            return ""
        faults = faults_of(answer)
        if not faults:
            return answer
        say(*(fault.shown(language) for fault in faults))


def say(*lines: str) -> None:
    """Questions go where they do not mix with the file that --dry-run shows."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()
