"""Validates plain values: typed values, or one message for each error.

Pydantic finds the errors (type, location, context); a table here has our messages for contributors.
"""

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem
from knowledge_hub.model.field_info import fields_of
from knowledge_hub.model.field_types import EMAIL, LANGUAGE_TAG, PARTIAL_DATE, SLUG, URL
from knowledge_hub.model.vocabularies import CODE
from knowledge_hub.yaml_files.forbidden_characters import lookalike_letter
from knowledge_hub.yaml_files.yaml_reader import MAX_FAULTS, Document, Path

Model = TypeVar("Model", bound=BaseModel)
Codes = Mapping[str, Collection[str]]
"""The codes of each vocabulary, by its name."""


def validate(model: type[Model], value: object, codes: Codes) -> Model | list[ErrorDetails]:
    """The typed value, or all errors of the plain one."""
    try:
        return model.model_validate(value, context=codes)
    except ValidationError as error:
        return error.errors(include_url=False)


def located_problems(
    path: str, document: Document, errors: list[ErrorDetails], model: type[BaseModel], codes: Codes
) -> Iterator[Problem]:
    """Errors of one file as problems; ``document`` must be read with ``located``."""
    inside = {error["loc"][:-1] for error in errors}
    for error in errors[:MAX_FAULTS]:
        where = _path(error["loc"])
        kind = error["type"]
        if kind == "too_short" and error["loc"] in inside:
            # The list is too short only because invalid items were dropped, which are reported already.
            continue
        line, column = document.place(where, of_key=kind in _UNKNOWN)
        yield Problem(path, line, column, dotted(where), _sentence(error, where, model, codes))


def dotted(path: Path) -> str:
    """Format a path for people: ``text.results[2].sources``; list positions count from 1."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step + 1}]"
        else:
            out += f".{step}" if out else step
    return out or "file"


def nearest(word: str, known: Collection[str]) -> Message | None:
    """'Did you mean …?' when a known word is close."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return Message("Did you mean '{word}'?", word=matches[0]) if matches else None


def _path(location: tuple[int | str, ...]) -> Path:
    """Pydantic's location without its marker for keys of mappings."""
    return tuple(step for step in location if step != "[key]")


def _sentence(error: ErrorDetails, where: Path, model: type[BaseModel], codes: Codes) -> Message:
    kind = error["type"]
    if kind in _UNKNOWN:
        return _unknown_key(str(where[-1]), _keys_at(model, where[:-1]))
    if kind in _NO_FIELDS:
        return NEEDS_FIELDS.then(_known_fields(_keys_at(model, where)))
    if kind == "unknown_code":
        vocabulary, code = error["ctx"]["vocabulary"], _shown(error)
        unknown = Message("'{code}' is not a code of vocabularies/{vocabulary}.yml.", code=code, vocabulary=vocabulary)
        return unknown.then(nearest(code, codes[vocabulary]) or Message("That file lists all codes."))
    say = _SENTENCES.get(kind)
    if say:
        return say(error)
    return Message("{fault}. See the description of entries in CONTRIBUTING.md.", fault=error["msg"])


def _unknown_key(key: str, known: Collection[str]) -> Message:
    unknown = Message("'{key}' is not a field here.", key=key)
    return unknown.then(nearest(key, known) or _known_fields(known))


def _known_fields(known: Collection[str]) -> Message | None:
    return Message("Known fields: {fields}.", fields=", ".join(sorted(known))) if known else None


def _keys_at(model: type[BaseModel], path: Path) -> Collection[str]:
    """The field names of the model at a path, through lists and mappings."""
    fields = {field.name: field for field in fields_of(model)}
    for step in path:
        field = fields.get(str(step))
        if field:
            fields = {inner.name: inner for inner in field.fields}
    return tuple(fields)


_UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
"""Pydantic's error types for unknown fields of models and dataclasses."""
_NO_FIELDS = frozenset({"model_type", "dataclass_type"})
"""Pydantic's error types for a text or a list instead of a model or a dataclass."""
_SHOWN = 60
"""Most characters of a wrong value in a message, which then fits on one line."""


def _shown(error: ErrorDetails) -> str:
    value = str(error["input"])
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


_PATTERNS = {
    SLUG: Message("use lower-case letters a-z, digits and single hyphens, such as 'pry-simore-plus'"),
    PARTIAL_DATE: Message('write a date as "2021-11-24", or "2021-11" or "2021" when no more is known'),
    URL: Message(
        "write a full public address that starts with https:// or http://, as the address bar of a browser copies it"
    ),
    CODE: Message("use the letters A-Z and a-z, digits, and single hyphens, underscores or full stops between them"),
    EMAIL: Message("write an address such as office@example.org"),
    r"^(before-)?[0-9](\.[0-9])?$": Message(
        'write the number of the step as the source prints it, such as "4.1", or "before-1"'
    ),
    LANGUAGE_TAG: Message("use a language tag such as 'es' or 'pt'"),
}


def _pattern(error: ErrorDetails) -> Message:
    pattern = error["ctx"]["pattern"]
    advice = _PATTERNS.get(pattern) or Message("it must match {pattern}", pattern=pattern)
    letter = lookalike_letter(str(error["input"]))
    if letter:
        return Message(
            "'{value}' does not have the required form: {letter}; {advice}.",
            value=_shown(error),
            letter=letter,
            advice=advice,
        )
    return Message("'{value}' does not have the required form; {advice}.", value=_shown(error), advice=advice)


def _list(error: ErrorDetails) -> Message:
    return Message(
        "A list is required here, not the text '{value}'; write [one, another], or one item on each line: - one.",
        value=_shown(error),
    )


def _choice(error: ErrorDetails) -> Message:
    """Translate pydantic's English list of choices: ``'a', 'b' or 'c'``."""
    others, _, last = error["ctx"]["expected"].rpartition(" or ")
    possible = Message("{others} or {last}", others=others, last=last) if others else last
    return Message("'{value}' is not possible here; write {possible}.", value=_shown(error), possible=possible)


def _day(error: ErrorDetails) -> Message:
    return Message("'{value}' is not a date; write it as 2021-11-24.", value=_shown(error))


NEEDS_FIELDS = Message("Fields are required here ('name: value', one on each line), not a text or a list.")

_SENTENCES: dict[str, Callable[[ErrorDetails], Message]] = {
    "missing": lambda e: Message("The field '{field}' is missing; write it.", field=e["loc"][-1]),
    "string_type": lambda _: Message("Text is required here, not a list or a mapping; write one text."),
    "string_too_short": lambda _: Message("The text is empty; write it, or leave the field out."),
    "string_too_long": lambda e: Message(
        "The text has {count} characters; at most {most} are allowed. Shorten it.",
        count=len(str(e["input"])),
        most=e["ctx"]["max_length"],
    ),
    "string_pattern_mismatch": _pattern,
    "tuple_type": _list,
    "too_short": lambda e: Message("At least {least} item is required here; write it.", least=e["ctx"]["min_length"]),
    "dict_type": lambda _: NEEDS_FIELDS,
    "int_parsing": lambda e: Message("'{value}' is not a whole number; write digits only.", value=_shown(e)),
    "int_parsing_size": lambda e: Message("'{value}' is not a whole number; write digits only.", value=_shown(e)),
    "int_type": lambda _: Message("A whole number is required here; write digits only."),
    "greater_than_equal": lambda e: Message(
        "{value} is too small; it must be at least {least}.", value=_shown(e), least=e["ctx"]["ge"]
    ),
    "less_than_equal": lambda e: Message(
        "{value} is too large; it must be at most {most}.", value=_shown(e), most=e["ctx"]["le"]
    ),
    "bool_parsing": lambda e: Message("'{value}' is neither true nor false; write one of the two.", value=_shown(e)),
    "bool_type": lambda _: Message("Write true or false here."),
    "literal_error": _choice,
    "date_from_datetime_parsing": _day,
    "date_parsing": _day,
    "date_type": lambda _: Message("A date is required here; write it as 2021-11-24."),
    "date_from_datetime_inexact": lambda e: Message(
        "'{value}' has a time of day; write the date alone.", value=_shown(e)
    ),
    "fingerprints": lambda _: Message("'hub stamp' writes these lines; delete made_from and run the command again."),
    "reserved_name": lambda e: Message(
        "'{value}' is a name that the hub or an operating system reserves; choose another.", value=e["ctx"]["value"]
    ),
    "partial_date": lambda e: Message(
        "'{value}' is not a day or month of the calendar; correct it.", value=e["ctx"]["value"]
    ),
    "not_public": lambda e: Message(
        "Only some networks can open '{value}'; write an address with a public host and a port up to 65535.",
        value=_shown(e),
    ),
}
