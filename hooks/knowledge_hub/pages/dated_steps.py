"""The dated steps of a programme as a table (States by steps) and as a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.pages.composer import Composer


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a State, with the periods of item step; an empty list for a step without a date."""

    state: str
    href: str
    cells: list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A row for item State of the entry, and a column for item step with a date."""

    headings: list[str]
    rows: list[Row]


def steps_table(composer: Composer, countries: Sequence[str], dated: Sequence[DatedStep]) -> Table:
    """The table of steps, ordered by number. The links to States also let keyboard users scroll a wide table."""
    steps = sorted({item.step for item in dated}, key=_order)
    rows = [
        Row(
            composer.localised.label("states", code),
            f"../countries/{code.lower()}.html",
            [_periods(composer, dated, code, step) for step in steps],
        )
        for code in composer.localised.states(countries)
    ]
    return Table([_name(composer, step) for step in steps], rows)


def timeline(composer: Composer, dated: Sequence[DatedStep]) -> list[tuple[str, str]]:
    """The dated steps in order of time, those of the same time by State: period, and step with its State."""
    states = composer.localised.states({item.country for item in dated})
    return [
        (
            composer.strings.between(item.start, item.end),
            composer.strings.fill(
                "steps.of_state",
                state=composer.localised.label("states", item.country),
                step=_name(composer, item.step),
            ),
        )
        for item in sorted(dated, key=lambda item: (item.start, item.end or "", states.index(item.country)))
    ]


def _periods(composer: Composer, dated: Sequence[DatedStep], country: str, step: str) -> list[str]:
    return [
        composer.strings.between(item.start, item.end) for item in dated if (item.country, item.step) == (country, step)
    ]


def _name(composer: Composer, step: str) -> str:
    key = "steps.before" if step.startswith("before-") else "steps.step"
    return composer.strings.fill(key, number=step.removeprefix("before-"))


def _order(step: str) -> tuple[float, bool]:
    """Sort key: by number, and 'before-2' directly before '2'."""
    return float(step.removeprefix("before-")), not step.startswith("before-")
