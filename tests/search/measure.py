"""How well the search finds: ``python -m tests.search.measure FOLDER`` with a folder of queries, such as ``tests/search/queries``.

Builds the index of the real content and asks it each query, by Node and without a browser. Prints, for each language and kind of
query, the share of queries with a right entry first and among the first five, and the mean reciprocal rank; ``--missed`` lists
the queries without one among the first five.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.loader import load
from knowledge_hub.model.field_info import leaves_of
from knowledge_hub.search.search_documents import codes_of_entries
from knowledge_hub.search.search_files import analysis_rules, write_index_files
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.newest_first import newest_first
from tests.conftest import REAL

PROGRAM = Path(__file__).parent / "measure.mjs"
DEPTH = 10
"""Results in which a right entry counts for the reciprocal rank."""


def answers(catalogue: Catalogue, language: LanguageCode, queries: Sequence[str], folder: Path) -> list[dict[str, Any]]:
    """What the search finds for each query: ids of the first entries, number of all, notes, and bytes that were loaded."""
    entries, codes = newest_first(catalogue.all_entries()), codes_of_entries(catalogue)
    if not folder.exists():
        folder.mkdir(parents=True)

        def write(name: str, text: str) -> None:
            if name != "search.js":
                (folder / name).write_text(text, encoding="utf-8")

        settings = write_index_files(Localised(catalogue, Edition(language, "standard")), entries, codes, write)
        (folder / "settings.json").write_text(json.dumps([settings, analysis_rules(language)]), encoding="utf-8")
    done = subprocess.run(
        ["node", str(PROGRAM), str(folder)], input=json.dumps(queries), capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [{**answer, "found": [entries[number].record.id for number in answer["found"][:DEPTH]]} for answer in found]


def right_entries(catalogue: Catalogue, row: Mapping[str, Any]) -> set[str]:
    """The ids of the right entries of a query."""
    right: Mapping[str, Any] = row["right"] if "right" in row else {"entries": row["finds"]}
    found = set(right.get("entries", ()))
    for entry in catalogue.all_entries():
        if set(right.get("states", ())) & set(entry.record.countries):
            found.add(entry.record.id)
        for vocabulary, wanted in right.get("codes", {}).items():
            if set(wanted) & set(_codes(entry, vocabulary)):
                found.add(entry.record.id)
    return found


def _codes(entry: Entry, vocabulary: str) -> Iterator[str]:
    for field in leaves_of(type(entry.record)):
        if field.vocabulary == vocabulary:
            value: Any = entry.record
            for name in field.path.split("."):
                value = getattr(value, name, None)
            yield from value if isinstance(value, tuple) else (str(value),) if value else ()


def figures(ranks: Iterable[int | None]) -> tuple[int, float, float, float]:
    """Number of queries, success at 1 and at 5, mean reciprocal rank; a rank counts from 1, None is not found."""
    places = list(ranks)
    number = max(1, len(places))
    first = sum(place == 1 for place in places) / number
    five = sum(place is not None and place <= 5 for place in places) / number
    return len(places), first, five, sum(1 / place for place in places if place) / number


def measure(folder: Path, work: Path, languages: Sequence[LanguageCode]) -> Iterator[dict[str, Any]]:
    """Each query of a folder with its language, kind and rank."""
    catalogue = load(REAL)
    for language in languages:
        rows: list[dict[str, Any]] = yaml.safe_load((folder / f"{language}.yml").read_text(encoding="utf-8"))
        found = answers(catalogue, language, [row["query"] for row in rows], work / language)
        for row, answer in zip(rows, found, strict=True):
            right = right_entries(catalogue, row)
            rank = next((place for place, name in enumerate(answer["found"], 1) if name in right), None)
            yield {**answer, "language": language, "kind": row.get("kind", "any"), "query": row["query"], "rank": rank}


def main() -> None:
    """Print a table, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--languages", nargs="*", default=[*LANGUAGES])
    parser.add_argument("--work", type=Path, help="folder in which a built index is kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rows = list(measure(options.folder, options.work or Path(temporary), options.languages))
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for group in (row["language"], row["kind"], f"{row['language']} {row['kind']}", "all"):
            groups[group].append(row)
    for group, members in sorted(groups.items(), key=lambda item: (" " in item[0], item[0])):
        number, first, five, reciprocal = figures(row["rank"] for row in members)
        most = max(row["bytes"] for row in members)
        sys.stdout.write(
            f"{group:16} {number:4}  @1 {first:.2f}  @5 {five:.2f}  MRR {reciprocal:.3f}  most kB {most / 1000:.0f}\n"
        )
    if options.missed:
        for row in rows:
            if row["rank"] is None or row["rank"] > 5:
                facts = (row[name] for name in ("language", "kind", "query", "rank", "count", "found", "names"))
                sys.stdout.write(" | ".join(map(str, facts)) + "\n")


if __name__ == "__main__":
    main()
