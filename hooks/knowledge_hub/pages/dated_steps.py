"""The dated steps of a programme as a table (States by steps) and as a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.pages.composer import Composer


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a State: for each step its periods, none where it has no date."""

    state: str
    href: str
    cells: list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each State of the record, a column for each step that has a date."""

    headings: list[str]
    rows: list[Row]


def steps_table(composer: Composer, countries: Sequence[str], dated: Sequence[DatedStep]) -> Table:
    """The steps in the order of their numbers. Links to States are also what a keyboard scrolls a wide table by."""
    steps = sorted({each.step for each in dated}, key=_order)
    rows = [
        Row(
            composer.localised.label("states", code),
            f"../countries/{code.lower()}.html",
            [_periods(composer, dated, code, step) for step in steps],
        )
        for code in countries
    ]
    return Table([_name(composer, step) for step in steps], rows)


def moments(composer: Composer, dated: Sequence[DatedStep]) -> list[tuple[str, str]]:
    """The same dates in their order: the period, and the step of a State."""
    return [
        (
            composer.strings.between(each.start, each.end),
            composer.strings.fill(
                "steps.of_state",
                state=composer.localised.label("states", each.country),
                step=_name(composer, each.step),
            ),
        )
        for each in sorted(dated, key=lambda each: (each.start, each.end or "", each.country))
    ]


def _periods(composer: Composer, dated: Sequence[DatedStep], country: str, step: str) -> list[str]:
    return [
        composer.strings.between(each.start, each.end) for each in dated if (each.country, each.step) == (country, step)
    ]


def _name(composer: Composer, step: str) -> str:
    key = "steps.before" if step.startswith("before-") else "steps.step"
    return composer.strings.fill(key, number=step.removeprefix("before-"))


def _order(step: str) -> tuple[float, bool]:
    """By number; what comes before a step stands before it."""
    return float(step.removeprefix("before-")), not step.startswith("before-")
