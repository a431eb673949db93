"""Compares the search with Pagefind on the same pages: ``python -m tests.benchmarks.search N [N …]``, or ``answers``.

For each N: a synthetic data folder of N practices is built once. Pagefind indexes the practice pages of that site, twelve
an entry: it makes one index a language from the pages of both registers, as the hub makes one from the texts of both. The
hub's index is made anew from the data folder; both are whole processes. Then both answer the same queries in Chromium, over
a slow line and with a slow processor (``slow_line``), from the start of the navigation to the first result, in the same page
around them. With ``answers``, both are asked the queries of readers in
``tests/search`` on the real content, and the figures are written for the page ``search-quality``. Times stay here,
budgets of bytes and requests are tests.
"""

import os
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

import yaml

from knowledge_hub.base.languages import LANGUAGES, Edition
from knowledge_hub.data.loader import load
from tests.benchmarks.measure import measured, module
from tests.benchmarks.peers import peers
from tests.benchmarks.slow_line import View, chromium, served, until_seen
from tests.conftest import REAL, ROOT, asset, hub
from tests.search.measure import figures, right_entries

QUERIES = {"en": ("parliament", "secretariat", "database"), "ar": ("البرلمان", "الأمانة"), "zh": ("议会", "秘书处")}
_PAGEFIND = """<script type="module">
import * as pagefind from "/pagefind/pagefind.js";
for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
const found = await pagefind.search({query!r});
for (const each of await Promise.all(found.results.slice(0, 10).map(each => each.data()))) {{
  const item = document.createElement("li"); item.textContent = each.meta.title; document.querySelector(".results").append(item);
}}
</script>"""
"""What stands in the hub's own search page instead of its script: the page around both searches is the same."""


_SCRIPT = re.compile(r'<script src="[^"]*/search\.js" defer></script>|<meta http-equiv="Content-Security-Policy"[^>]*>')
"""The hub's own search, and the policy under which Pagefind's program of WebAssembly would not start."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What it takes until the first result is there; ``neither`` is the page without a search in it."""

    neither: View
    hub: View
    pagefind: View


def practice_pages(site: Path, other: Path) -> None:
    """Put the pages that Pagefind indexes into a folder of their own; as links, as both folders stay as they are."""
    for each in site.glob("**/practices/*.html"):
        if not re.fullmatch(r"index(-\d+)?", each.stem):
            target = other / each.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(each, target)


def pagefind_command(pagefind: Path, other: Path) -> list[str | Path]:
    """The command by which Pagefind indexes a folder."""
    return [pagefind, "--site", other]


def asked(site: Path, other: Path) -> Answers:
    """Both answer the same queries; ``other`` holds Pagefind's index."""
    for name in ("hub.css", "hub.js", "icon.svg"):
        file = asset(site, name)
        target = other / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    pages: dict[str, list[str]] = {"hub": [], "Pagefind": [], "neither": []}
    for language, queries in QUERIES.items():
        prefix = "" if language == "en" else f"{language}/"
        page = _SCRIPT.sub("", (site / prefix / "search.html").read_text(encoding="utf-8"))
        (other / prefix / "neither.html").write_text(page.replace("data-script hidden", ""), encoding="utf-8")
        pages["neither"].append(f"/{prefix}neither.html")
        for at, query in enumerate(queries):
            name = f"{prefix}pagefind-{at}.html"
            (other / name).write_text(
                page.replace("</body>", f"{_PAGEFIND.format(query=query)}</body>"), encoding="utf-8"
            )
            pages["hub"].append(f"/{prefix}search.html?q={quote(query)}")
            pages["Pagefind"].append(f"/{name}")
    return Answers(
        until_seen(other, pages["neither"], "#find"),
        until_seen(site, pages["hub"], ".results li"),
        until_seen(other, pages["Pagefind"], ".results li"),
    )


def compare(number: int, pagefind: Path) -> None:
    """One size."""
    with tempfile.TemporaryDirectory() as folder:
        data, site, other, index = (Path(folder, name) for name in ("data", "site", "other", "index"))
        measured(module("tests.synthetic", str(number), data))
        measured(module("knowledge_hub", "build", "--data", data, "--out", site), HUB_SITE_URL="")
        ours = measured(module("tests.benchmarks.parts", "index", data, index)).cpu
        reading = measured(module("tests.benchmarks.parts", "read", data, index)).cpu
        practice_pages(site, other)
        print(f"\nN = {number}: {len(list(other.glob('**/practices/*.html')))} pages for Pagefind")
        theirs = measured(pagefind_command(pagefind, other)).cpu
        print(
            f"indexing, CPU seconds: hub {ours - reading:.1f} (reading the data {reading:.1f} more), Pagefind {theirs:.1f}"
        )
        found = asked(site, other)
        shell = found.neither
        print(f"the page without a search: {_said(shell)}")
        for name, view in (("hub", found.hub), ("Pagefind", found.pagefind)):
            more = View(view.milliseconds - shell.milliseconds, view.size - shell.size, view.requests - shell.requests)
            print(f"{name}: first result {view.milliseconds:.0f} ms after the start; the search itself {_said(more)}")


def _said(view: View) -> str:
    return f"{view.milliseconds:.0f} ms, {view.size / 1000:.1f} kB, {view.requests:.0f} requests"


def answers(pagefind: Path) -> None:
    """Ask both the queries of readers on the real content, and write what they find into ``FIGURES``."""
    catalogue = load(REAL)
    with tempfile.TemporaryDirectory() as folder:
        site, other = Path(folder, "site"), Path(folder, "other")
        assert hub("build", "--out", site).returncode == 0
        for language in LANGUAGES:
            prefix = Edition(language, "standard").prefix
            for collection, entries in catalogue.entries.items():
                (other / prefix / collection).mkdir(parents=True)
                for record_id in entries:
                    name = f"{prefix}{collection}/{record_id}.html"
                    shutil.copy(site / name, other / name)
        measured(pagefind_command(pagefind, other))
        ranks: dict[str, dict[str, dict[str, list[int | None]]]] = {}
        with served(site) as ours, served(other) as theirs, chromium() as browser:
            page = browser.new_page()
            for half, language in product(HALVES, LANGUAGES):
                queries = yaml.safe_load(
                    (QUERIES_OF_READERS / f"queries_{half}/{language}.yml").read_text(encoding="utf-8")
                )
                (other / f"{language}.html").write_text(f'<!doctype html><html lang="{language}">', encoding="utf-8")
                typed = [each["query"] for each in queries]
                page.goto(f"{theirs}/{language}.html")
                found = {"Pagefind": page.evaluate(_ASK_PAGEFIND, typed)}
                page.goto(f"{ours}/{Edition(language, 'standard').prefix}search.html")
                found["hub"] = page.evaluate(_ASK_HUB, typed)
                for engine, lists in found.items():
                    groups = ranks.setdefault(half, {}).setdefault(engine, defaultdict(list))
                    for query, addresses in zip(queries, lists, strict=True):
                        right = right_entries(catalogue, query)
                        names = [Path(address).stem for address in addresses]
                        rank = next((place for place, name in enumerate(names, 1) if name in right), None)
                        for group in ("all", language, query["kind"]):
                            groups[group].append(rank)
    tables = {
        half: {
            engine: {group: _row(members) for group, members in groups.items()} for engine, groups in engines.items()
        }
        for half, engines in ranks.items()
    }
    FIGURES.write_text(f"{_FIGURES_HEAD}{yaml.safe_dump(tables, sort_keys=False)}", encoding="utf-8")


def _row(ranks: Sequence[int | None]) -> dict[str, float]:
    number, first, five, reciprocal = figures(ranks)
    return {"queries": number, "first": round(first, 3), "five": round(five, 3), "reciprocal": round(reciprocal, 3)}


QUERIES_OF_READERS = ROOT / "tests/search"
HALVES = ("seen", "unseen")
FIGURES = QUERIES_OF_READERS / "figures.yml"
_FIGURES_HEAD = """\
# How well the search finds, next to Pagefind: share of queries with a right entry first and among the first five, and mean
# reciprocal rank among the first ten. Written by `python -m tests.benchmarks.search answers`; `python -m tests.search.quality_page`
# writes the tables of docs/search-quality.
"""


_ASK_PAGEFIND = """async queries => {
  const pagefind = await import("/pagefind/pagefind.js"), out = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    out.push((await Promise.all(results.slice(0, 10).map(each => each.data()))).map(each => each.url));
  }
  return out;
}"""
_ASK_HUB = """async queries => {
  const out = [];
  for (const query of queries) {
    const question = { query, order: "relevance", values: [], states: [], writing: false };
    const { found } = await hubSearch.find(question);
    out.push(await Promise.all(found.slice(0, 10).map(async entry => (await hubSearch.card("standard", entry))[0])));
  }
  return out;
}"""


if __name__ == "__main__":
    pagefind = peers().pagefind
    print(f"Machine: {os.cpu_count()} processors")
    for each in sys.argv[1:]:
        if each == "answers":
            answers(pagefind)
        else:
            compare(int(each), pagefind)
