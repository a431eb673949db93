"""Writes what was measured as one document: every word and every table of ``docs/contributing/performance.md``."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median

from tests.benchmarks.machine import Machine
from tests.benchmarks.reader import Real
from tests.benchmarks.sizes import HUB, HUGO, INDEX, PAGEFIND, PAGES, READ, Size
from tests.benchmarks.slow_line import View

_TEXT = Path(__file__).with_name("performance.md")
"""The document with the names of its tables in braces."""
_ROWS = {
    HUB: "Hub, whole build",
    PAGES: "Hub, pages alone",
    INDEX: "Hub, reading and search index",
    READ: "Hub, reading alone",
    HUGO: "Hugo",
    PAGEFIND: "Pagefind",
}
_MEBI = 1024**2
_WORDS = {"What", "Which", "Time", "Entry", "Register"}


def document(machine: Machine, sizes: Sequence[Size], real: Real) -> str:
    """The whole document."""
    return _TEXT.read_text(encoding="utf-8").format(
        machine=_machine(machine),
        ratios=_ratios(sizes),
        growth=_growth(sizes),
        figures=_figures(sizes),
        search=_search(sizes),
        preview=_preview(sizes),
        real=_real(real),
        reader=_reader(real),
    )


def _machine(machine: Machine) -> str:
    return _table(
        ("What", "Which"),
        (
            ("Processor", f"{machine.processor}, {machine.processors} processors"),
            ("Memory", machine.memory),
            ("System", machine.system),
            ("File system", machine.files),
            ("Hub", f"{machine.commit}, {machine.day}"),
            ("Python", machine.python),
            ("Hugo", machine.hugo),
            ("Pagefind", machine.pagefind),
            ("Chromium", machine.chromium),
        ),
    )


def _ratios(sizes: Sequence[Size]) -> str:
    return _table(
        ("Entries", "Runs", "Time", "Whole build : Hugo and Pagefind", "Pages alone : Hugo", "Search index : Pagefind"),
        (
            (
                _number(size.number),
                str(len(size.usages[HUB])),
                label,
                _range(size.ratios(figure, HUB, HUGO, PAGEFIND)),
                _range(size.ratios(figure, PAGES, HUGO)),
                _range(size.ratios(figure, INDEX, PAGEFIND, without=READ)),
            )
            for size in sizes
            for figure, label in (("cpu", "user and system"), ("user", "user"))
        ),
    )


def _growth(sizes: Sequence[Size]) -> str:
    names = (HUB, PAGES, HUGO, PAGEFIND)
    return _table(
        ("From", "To", *(_ROWS[name] for name in names)),
        (
            (_number(one.number), _number(other.number), *(f"{_exponent(one, other, name):.2f}" for name in names))
            for one, other in pairwise(sizes)
        ),
    )


def _exponent(one: Size, other: Size, name: str) -> float:
    before, after = one.median(name, "cpu"), other.median(name, "cpu")
    assert before
    assert after
    return log(after / before) / log(other.number / one.number)


def _figures(sizes: Sequence[Size]) -> str:
    return _table(
        (
            "Entries", "What", "User s", "User and system s", "Wall s", "Largest process MiB", "All processes MiB",
            "Files", "Pages of HTML", "MB",
        ),
        (
            (
                _number(size.number),
                label,
                *(f"{size.median(name, figure):.1f}" for figure in ("user", "cpu", "wall")),
                _mebi(size.median(name, "largest")),
                _mebi(size.median(name, "together")),
                *_written(size, name),
            )
            for size in sizes
            for name, label in _ROWS.items()
        ),
    )  # fmt: skip


def _written(size: Size, name: str) -> tuple[str, str, str]:
    of = size.outputs[name]
    if not of.files:
        return "–", "–", "–"
    pages = f"{_number(size.indexed)} read" if name == PAGEFIND else _number(of.pages)
    return _number(of.files), pages, f"{of.size / 1e6:.0f}"


def _search(sizes: Sequence[Size]) -> str:
    rows = []
    for size in sizes:
        neither = size.answers.neither
        rows.append((_number(size.number), "The page without a search", *_view(neither)))
        for label, view in (("Hub, first result", size.answers.hub), ("Pagefind, first result", size.answers.pagefind)):
            more = (view.size - neither.size) / 1000, view.requests - neither.requests
            rows.append(
                (_number(size.number), label, f"{view.milliseconds:.0f}", f"{more[0]:.1f} more", f"{more[1]:.0f} more")
            )
    return _table(("Entries", "What", "ms", "kB", "Requests"), rows)


def _preview(sizes: Sequence[Size]) -> str:
    return _table(
        ("Entries", "Edits", "From saving to the served page, s", "From the start of `hub serve` to the first page, s"),
        (
            (
                _number(each.number),
                str(len(each.preview.edits)),
                _range(each.preview.edits),
                f"{each.preview.first:.1f}",
            )
            for each in sizes
            if each.preview
        ),
    )


def _real(real: Real) -> str:
    return _table(
        ("Entries", "Runs", "User and system s", "Wall s", "Files", "Pages of HTML", "MB"),
        [
            (
                _number(real.entries),
                str(len(real.usages)),
                _range([usage.cpu for usage in real.usages]),
                _range([usage.wall for usage in real.usages]),
                _number(real.output.files),
                _number(real.output.pages),
                f"{real.output.size / 1e6:.0f}",
            )
        ],
    )


def _reader(real: Real) -> str:
    return _table(
        ("Entry", "Register", "First text ms", "kB", "Requests", "Next page: first text ms", "kB", "Requests"),
        ((entry, register, *_view(one), *_view(other)) for (entry, register), (one, other) in real.views.items()),
    )


def _view(view: View) -> tuple[str, str, str]:
    return f"{view.milliseconds:.0f}", f"{view.size / 1000:.1f}", f"{view.requests:.0f}"


def _range(values: Sequence[float]) -> str:
    """Median, least and most."""
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _number(value: int) -> str:
    return f"{value:,}"


def _mebi(size: float | None) -> str:
    return "not known" if size is None else f"{size / _MEBI:.0f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; what stands under a head of words is words, all else are figures at the end of their column."""
    lines = [heads, ["---" if head in _WORDS else "---:" for head in heads], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
