"""Descriptions of all fields, derived from the models and their marks.

``fields_of`` is the only walker of the models. The form, the tables, the schemas, the code book, the questions of ``hub new``
and the messages about unknown keys loop over its result.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo as PydanticField

from knowledge_hub.model.field_marks import (
    AlwaysShown,
    Coded,
    Fact,
    Kind,
    KindOf,
    Labelled,
    NamesOfEditorialFields,
    OneOf,
    Searched,
    Step,
    StepName,
)

_KINDS: Mapping[object, Kind] = {str: "text", int: "integer", bool: "boolean", datetime.date: "date"}
_PARTS: Mapping[Kind, str] = {"statements": "statement", "sentences": "sentence"}
"""Names of the parts of statements and sentences, which many fields have."""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of a model."""

    name: str
    path: str
    """Path from the model, such as 'mechanism.type'; restarts in the items of a list."""
    words: str
    """Name for ``field_labels``, such as 'statement.says'."""
    kind: Kind
    many: bool = False
    """Whether the value is a list."""
    keyed: bool = False
    """Whether the value is a mapping with free keys."""
    required: bool = False
    within: str = ""
    """The optional group that contains it; if that is left out, the field is not required."""
    default: object = None
    coded: Coded | None = None
    choices: tuple[str, ...] = ()
    """The possible values of a choice."""
    pattern: str | None = None
    shortest: int | None = None
    """Characters of a text."""
    longest: int | None = None
    smallest: int | None = None
    """Value of a number."""
    largest: int | None = None
    fewest: int | None = None
    """Values of a list."""
    step_mark: Step | None = None
    facts: tuple[Fact, ...] = ()
    """Its rows in the table of facts."""
    searched: Searched | None = None
    always_shown: bool = False
    """Whether a page shows its heading even if it is empty."""
    labelled: str | None = None
    """The vocabulary with the heading: the label of the term with the field's name."""
    model: Any = None
    """The model of a group, or of the values of a list of groups."""
    fields: tuple["FieldInfo", ...] = ()
    """The fields of that model."""

    @property
    def vocabulary(self) -> str | None:
        """The vocabulary of a coded field."""
        return self.coded.vocabulary if self.coded else None

    @property
    def parts(self) -> str:
        """Prefix in ``field_labels`` for the fields of its values."""
        return "" if self.name == "text" else _PARTS.get(self.kind, self.name)

    @property
    def step(self) -> StepName | None:
        """The step of the form with this field; None if the form does not have it."""
        if self.step_mark:
            return self.step_mark.name
        if self.kind == "statements":
            return "story"
        return "basics" if self.required or self.path.startswith("text.") else "facts"

    @property
    def editorial(self) -> bool:
        """Whether its values may be an editorial interpretation."""
        return any(fact.editorial for fact in self.facts)

    def value(self, record: object) -> Any:  # noqa: ANN401 - fields hold values of all types
        """The value in a record; None if its group is missing."""
        for name in self.path.split("."):
            record = getattr(record, name, None)
        return record


@cache
def fields_of(model: Any) -> tuple[FieldInfo, ...]:  # noqa: ANN401 - models and dataclasses of pydantic have no common type
    """The fields of a model, in its order; () for other types. Raises TypeError for an unsupported field type."""
    declared: Mapping[str, PydanticField] = getattr(model, "__pydantic_fields__", {})
    fields = tuple(
        _field(f"{model.__name__}.{name}", name, declared_field) for name, declared_field in declared.items()
    )
    editorial = tuple(field.name for field in fields if field.editorial)
    return tuple(
        replace(field, choices=editorial) if field.kind == "choice" and not field.choices else field for field in fields
    )


@cache
def leaves_of(model: Any) -> tuple[FieldInfo, ...]:  # noqa: ANN401 - see fields_of
    """The fields of a model, with groups replaced by their fields; lists of groups stay."""
    return tuple(_leaves(fields_of(model)))


@cache
def field_at(model: Any, path: str) -> FieldInfo | None:  # noqa: ANN401 - see fields_of
    """The field at a path such as 'text.title', or None."""
    return next((field for field in leaves_of(model) if field.path == path), None)


@cache
def vocabularies_of(model: Any) -> frozenset[str]:  # noqa: ANN401 - see fields_of
    """The vocabularies of a model's coded fields, including those in groups and lists."""
    own = {field.vocabulary for field in fields_of(model) if field.vocabulary}
    return frozenset(own).union(*(vocabularies_of(field.model) for field in fields_of(model) if field.model))


def _leaves(fields: Sequence[FieldInfo]) -> Iterator[FieldInfo]:
    for field in fields:
        if field.kind == "group" and not field.keyed:
            yield from _leaves(field.fields)
        else:
            yield field


def _field(where: str, name: str, declared: PydanticField) -> FieldInfo:
    """One field, without what depends on other fields of its model."""
    marks, annotation, holders = _opened(declared.annotation, declared.metadata)
    by_type = {type(mark): mark for mark in reversed(marks)}
    many, keyed = tuple in holders, dict in holders
    kind = _kind(annotation, by_type, many=many)
    if kind is None:
        raise TypeError(f"{where}: the hub has no kind of field for {annotation}")
    field = FieldInfo(
        name, name, name, kind, many, keyed, declared.is_required(), within="",
        default=None if declared.is_required() else declared.default,
        coded=by_type.get(Coded),
        choices=by_type[OneOf].words if OneOf in by_type else get_args(annotation) if kind == "choice" else (),
        step_mark=by_type.get(Step),
        facts=tuple(mark for mark in marks if isinstance(mark, Fact)),
        searched=by_type.get(Searched),
        always_shown=AlwaysShown in by_type,
        labelled=by_type[Labelled].vocabulary if Labelled in by_type else None,
        model=annotation if fields_of(annotation) else None,
        **_bounds(marks),
    )  # fmt: skip
    return replace(field, fields=tuple(_within(inner, field) for inner in fields_of(annotation)))


def _opened(annotation: Any, metadata: Iterable[Any]) -> tuple[list[Any], Any, set[type]]:  # noqa: ANN401 - annotations have no common type
    """Unwrap an annotation: its marks, outer ones first; the type of one value; the container types (tuple, dict)."""
    marks = [inner for mark in metadata for inner in (mark.metadata if isinstance(mark, PydanticField) else (mark,))]
    holders: set[type] = set()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        annotation, *more = arguments
    elif origin in {Union, UnionType}:
        (annotation,), more = [argument for argument in arguments if argument is not type(None)], []
    elif origin is tuple:
        annotation, more, holders = arguments[0], [], {tuple}
    elif origin in {dict, Mapping}:
        annotation, more, holders = arguments[1], [], {dict}
    else:
        return marks, annotation, holders
    inner_marks, annotation, inner_holders = _opened(annotation, more)
    return [*marks, *inner_marks], annotation, holders | inner_holders


def _kind(annotation: Any, marks: Mapping[type, Any], *, many: bool) -> Kind | None:  # noqa: ANN401 - see _opened
    if KindOf in marks:
        kind: Kind = marks[KindOf].kind
        return kind
    if fields_of(annotation):
        return "objects" if many else "group"
    if Coded in marks:
        return "code"
    if get_origin(annotation) is Literal or marks.keys() & {OneOf, NamesOfEditorialFields}:
        return "choice"
    return _KINDS.get(annotation)


def _within(field: FieldInfo, holder: FieldInfo) -> FieldInfo:
    """A field of a nested model, as a field of the model that contains it."""
    words = f"{holder.parts}.{field.name}" if holder.parts else field.words
    if holder.kind != "group":
        return replace(field, words=words, step_mark=field.step_mark or holder.step_mark)
    # The form has a separate step for stories.
    mark = field.step_mark if field.step_mark or field.kind == "statements" else holder.step_mark
    within = holder.within if holder.required else holder.path
    inner = replace(field, path=f"{holder.path}.{field.name}", words=words, step_mark=mark, within=within)
    return replace(inner, fields=tuple(_within(nested, inner) for nested in field.fields))


def _bounds(marks: Iterable[Any]) -> dict[str, Any]:
    """The limits of a value, by their names in ``FieldInfo``."""
    bounds: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, StringConstraints):
            bounds |= {"shortest": mark.min_length, "longest": mark.max_length, "pattern": mark.pattern}
        else:
            bounds |= {name: getattr(mark, limit) for limit, name in _LIMITS.items() if hasattr(mark, limit)}
    return bounds


_LIMITS = {"ge": "smallest", "le": "largest", "min_length": "fewest"}
"""pydantic's names of the limits of ``Field``."""
