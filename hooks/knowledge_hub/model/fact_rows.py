"""The rows of the table of facts, in order, derived from the ``Fact`` marks of a model's fields."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from knowledge_hub.model.field_info import FieldInfo, leaves_of
from knowledge_hub.model.field_marks import Fact


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of facts: a ``Fact`` mark with its field."""

    fact: Fact
    field: FieldInfo
    raw: Callable[[Any], Any]
    """Returns the value of an entry for the row; a pair, if the row also shows a second field."""

    @property
    def name(self) -> str:
        """Its name, unique in a collection."""
        return self.fact.name or self.field.name

    @property
    def heading(self) -> str:
        """The interface string above it."""
        return self.fact.heading or f"fact.{self.name}"


@cache
def rows_of(model: Any) -> tuple[Row, ...]:  # noqa: ANN401 - see fields_of
    """The rows of the table of facts, in order. Raises LookupError if ``after`` names a missing row."""
    rows = [_row(fact, field) for field in leaves_of(model) for fact in field.facts]
    following: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        following[row.fact.after].append(row)

    def in_order(name: str | None) -> Iterator[Row]:
        for row in following.get(name, ()):
            yield row
            yield from in_order(row.name)

    ordered = tuple(in_order(None))
    for row in rows:
        if row not in ordered:
            raise LookupError(
                f"{model.__name__}: the fact {row.name} comes after '{row.fact.after}', which is not a fact"
            )
    return ordered


def _row(fact: Fact, field: FieldInfo) -> Row:
    if field.within:
        return Row(fact, field, field.value)
    paired = [f"{field.path.rpartition('.')[0]}.{fact.paired_with}".removeprefix(".")] if fact.paired_with else []
    return Row(fact, field, attrgetter(field.path, *paired))
