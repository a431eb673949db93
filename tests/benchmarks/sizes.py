"""Everything that is measured at one size: the hub, Hugo and Pagefind in turn, then both searches, then the preview."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Usage, Written, measured, module, removed, written
from tests.benchmarks.peers import Peers
from tests.benchmarks.preview import Preview, preview
from tests.benchmarks.search import Answers, asked, pagefind_command, practice_pages

HUB, HUGO, PAGEFIND = "hub", "Hugo", "Pagefind"
PAGES, INDEX, READ = "pages", "index", "read"
"""Parts of the hub's build (``parts``)."""
_EDITS = 5


@dataclass
class Size:
    """What was found at one size."""

    number: int
    usages: Mapping[str, Sequence[Usage]]
    """By what was measured, one for each run."""
    outputs: Mapping[str, Written]
    indexed: int
    """Pages that Pagefind indexed."""
    answers: Answers
    preview: Preview | None = None

    def median(self, name: str, figure: str) -> float | None:
        """Median of one figure of ``Usage``; None where the system does not tell it."""
        values = [getattr(usage, figure) for usage in self.usages[name]]
        return None if None in values else median(values)

    def ratios(self, figure: str, ours: str, *theirs: str, without: str = "") -> list[float]:
        """For each run, a figure of ``Usage`` of one process, less that of another, as a share of that of others."""

        def of(name: str) -> list[float]:
            return [getattr(usage, figure) for usage in self.usages[name]]

        less = of(without) if without else [0.0] * len(self.usages[ours])
        runs = zip(*map(of, theirs), strict=True)
        return [(one - taken) / sum(others) for one, taken, others in zip(of(ours), less, runs, strict=True)]


def measure_size(number: int, runs: int, peers: Peers, place: Path, *, with_preview: bool) -> Size:
    """Measure one size in an empty folder, which is left with what the last run wrote."""
    data, source, site, other = (place / name for name in ("data", "source", "site", "indexed"))
    outs = {
        HUB: site, HUGO: place / "hugo", PAGEFIND: other / "pagefind",
        PAGES: place / "pages", INDEX: place / "index", READ: place / "nothing",
    }  # fmt: skip
    commands: dict[str, Sequence[str | Path]] = {
        HUB: module("knowledge_hub", "build", "--data", data, "--out", site),
        HUGO: [peers.hugo, "--source", source, "--destination", outs[HUGO], "--cacheDir", place / "cache"],
        PAGEFIND: pagefind_command(peers.pagefind, other),
        **{part: module("tests.benchmarks.parts", part, data, outs[part]) for part in (PAGES, INDEX, READ)},
    }
    # Processes of their own, as the memory of this one would be counted as that of those which it starts.
    measured(module("tests.synthetic", str(number), data))
    measured(module("tests.benchmarks.hugo_site", data, source))
    usages: dict[str, list[Usage]] = defaultdict(list)
    outputs = {}
    for run in range(runs):
        for name in commands if run % 2 == 0 else reversed(commands):
            removed(outs[name])
            os.sync()
            usages[name].append(measured(commands[name], HUB_SITE_URL=""))
            print(f"N = {number}, run {run + 1} of {runs}, {name}: {usages[name][-1].cpu:.1f} s CPU", flush=True)
            if run == runs - 1:
                outputs[name] = written(outs[name])
            if name not in {HUB, PAGEFIND}:
                removed(outs[name])
            if not other.exists():
                practice_pages(site, other)
    indexed = written(other).pages
    found = Size(number, usages, outputs, indexed, asked(site, other))
    if with_preview:
        removed(source, site, other)
        found.preview = preview(data, _EDITS)
    return found
