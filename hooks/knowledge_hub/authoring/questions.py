"""The questions of ``hub new``: fields that a first draft must or should have.

They are in the language of ``--lang``, else in the original language of the entry.
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
"""The option and the question for each field, in the order of the questions."""

NEEDS = {"mechanism.name_language": "mechanism.name"}
"""Questions that require the answer to another."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a field of a collection."""

    path: str
    flag: str
    words: Message
    required: bool
    longest: int | None
    many: bool
    vocabulary: str | None
    names: Names = field(default_factory=dict)
    """Possible answers of a coded field."""


def questions_of(model: type[Record], vocabularies: Mapping[str, Vocabulary]) -> Iterator[Question]:
    """The questions for a collection, with the properties of its fields."""
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
    """Show a question with its options and hints."""
    hints = [] if question.required else [Message("press Enter if you do not know")]
    say(hinted(question.words, *hints, *length_hint(question)).shown(language), *options(question.names, language))


def length_hint(question: Question) -> list[Message]:
    """The maximum length of an answer, if the field has one."""
    return [Message("at most {count} characters", count=question.longest)] if question.longest else []


def hinted(question: Message, *hints: Message) -> Message:
    """A question with its hints in brackets, if any."""
    if not hints:
        return question
    together = reduce(lambda first, following: Message("{first}; {next}", first=first, next=following), hints)
    return Message("{question} ({hints})", question=question, hints=together)


def ask(faults_of: Callable[[str], list[Message]], language: LanguageCode, *, optional: bool) -> str:
    """Read answers until one is valid; '' for no answer to an optional question."""
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
    """Write to standard error, because --dry-run writes the file to standard output."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()
