"""Measures the hub against Hugo and Pagefind: ``python -m tests.benchmarks.build [--sizes N …] [--runs K] [--write]``.

``make bench`` runs it with ``--write``, which writes ``docs/contributing/performance.md`` anew after each size. Without, it only
prints. The work is done in a folder of its own in the system's place for temporary files, or below ``--place``; 10,000
entries need about 10 GB there.
"""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.machine import REPORT, machine
from tests.benchmarks.peers import peers
from tests.benchmarks.reader import measure_real
from tests.benchmarks.report import document
from tests.benchmarks.sizes import Size, measure_size
from tests.conftest import ROOT

SIZES = (100, 1000, 5000, 10_000)
_PREVIEW = 1000
"""Entries with which the preview is measured; with the largest size below, when this is not among the sizes."""
_MANY = 3


def main() -> None:
    """Measure every size and print, or write, what was found."""
    options = _options()
    tools = peers()
    described = machine(tools, options.place or Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(dir=options.place) as folder:
        real = measure_real(options.runs or _MANY, Path(folder))
    sizes: list[Size] = []
    previewed = max((size for size in options.sizes if size <= _PREVIEW), default=None)
    for number in sorted(options.sizes):
        with tempfile.TemporaryDirectory(dir=options.place) as folder:
            runs = options.runs or _runs(number)
            sizes.append(measure_size(number, runs, tools, Path(folder), with_preview=number == previewed))
        text = document(described, sizes, real)
        if options.write:
            (ROOT / REPORT).write_text(text, encoding="utf-8")
    if not options.write:
        print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.build", description="Measure the build.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of entries (default: %(default)s)")
    parser.add_argument("--runs", type=int, help="runs of each size (default: 3, of large sizes fewer)")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT}")
    parser.add_argument("--place", type=Path, help="folder in which to work (default: the system's)")
    return parser.parse_args()


def _runs(number: int) -> int:
    """Small sizes vary more and cost less."""
    return _MANY if number <= 1000 else 2 if number <= 5000 else 1


if __name__ == "__main__":
    main()
