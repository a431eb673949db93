"""The dated steps of a programme as a table (States by steps) and as a timeline."""

from collections.abc import Iterator, Sequence
from html import escape

from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.templating import Html


def steps_table(composer: Composer, countries: Sequence[str], dated: Sequence[DatedStep]) -> Html:
    """The head and the rows: a row for each State of the record, a column for each step that has a date."""
    steps = sorted({each.step for each in dated}, key=_order)
    heads = "".join(f'<th scope="col">{escape(_name(composer, step))}</th>' for step in steps)
    rows = []
    for code in countries:
        cells = "".join(f"<td>{_cell(composer, dated, code, step)}</td>" for step in steps)
        # The links are also what a keyboard scrolls the table by, where it is wider than the screen.
        state = f'<a href="../countries/{code.lower()}.html">{escape(composer.localised.label("states", code))}</a>'
        rows.append(f'<tr><th scope="row">{state}</th>{cells}</tr>')
    first = escape(composer.strings["fact.state"])
    return Html(
        f'<thead><tr><th scope="col">{first}</th>{heads}</tr></thead>\n<tbody>\n' + "\n".join(rows) + "\n</tbody>"
    )


def steps_line(composer: Composer, dated: Sequence[DatedStep]) -> Html:
    """The same dates in their order."""
    ordered = sorted(dated, key=lambda each: (each.start, each.end or "", each.country))
    return Html("\n".join(f"<li>{''.join(_moment(composer, each))}</li>" for each in ordered))


def _moment(composer: Composer, step: DatedStep) -> Iterator[str]:
    state = composer.localised.label("states", step.country)
    yield f'<p class="over">{escape(composer.strings.between(step.start, step.end))}</p>'
    yield f"<p>{escape(composer.strings.fill('steps.of_state', state=state, step=_name(composer, step.step)))}</p>"


def _cell(composer: Composer, dated: Sequence[DatedStep], country: str, step: str) -> str:
    spans = (
        composer.strings.between(each.start, each.end) for each in dated if (each.country, each.step) == (country, step)
    )
    return "<br>".join(map(escape, spans)) or f'<span class="small">{escape(composer.strings["steps.no_date"])}</span>'


def _name(composer: Composer, step: str) -> str:
    key = "steps.before" if step.startswith("before-") else "steps.step"
    return composer.strings.fill(key, number=step.removeprefix("before-"))


def _order(step: str) -> tuple[float, bool]:
    """By number; what comes before a step stands before it."""
    return float(step.removeprefix("before-")), not step.startswith("before-")
