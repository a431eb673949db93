"""The real content as it is today: how long a whole build takes, and what a reader on a slow line downloads."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.base.languages import EDITIONS, REGISTERS, Register
from tests.benchmarks.measure import Usage, Written, measured, module, removed, written
from tests.benchmarks.slow_line import View, until_read
from tests.conftest import REAL


@dataclass(frozen=True, slots=True)
class Real:
    """What was found with the real content."""

    entries: int
    usages: Sequence[Usage]
    output: Written
    views: dict[tuple[str, Register], tuple[View, View]]
    """By which entry and register: its page when nothing is kept yet, then the next page; medians of six languages."""


def measure_real(runs: int, place: Path) -> Real:
    """Build the real content several times, then open the page of its median and of its longest practice."""
    site = place / "real"
    usages = []
    for _ in range(runs):
        removed(site)
        os.sync()
        usages.append(measured(module("knowledge_hub", "build", "--data", REAL, "--out", site), HUB_SITE_URL=""))
    pages = sorted(
        (path for path in site.glob("practices/*.html") if (REAL / "practices" / path.stem).is_dir()),
        key=lambda path: (path.stat().st_size, path.name),
    )
    chosen = {"median": pages[len(pages) // 2], "longest": pages[-1]}
    views = {}
    for name, path in chosen.items():
        following = pages[pages.index(path) - 1]
        for register in REGISTERS:
            prefixes = [edition.prefix for edition in EDITIONS if edition.register == register]
            pairs = [tuple(f"/{prefix}practices/{each.name}" for each in (path, following)) for prefix in prefixes]
            views[name, register] = until_read(site, pairs)  # type: ignore[arg-type]
    return Real(len(list(REAL.glob("*/*/entry.yml"))), usages, written(site), views)
