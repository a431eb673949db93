"""Finds the external links of entries, vocabularies and pages, and reports which still work.

``link_check`` checks them. It runs on a schedule, never for a pull request, whose author cannot repair another server.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from knowledge_hub.data.file_tree import linked
from knowledge_hub.maintenance.link_check import STATES, Answer, State
from knowledge_hub.maintenance.markdown_escape import address, plain
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.yaml_files.user_files import read_bytes
from knowledge_hub.yaml_files.yaml_reader import Path as Place
from knowledge_hub.yaml_files.yaml_reader import Value, read

Format = Literal["text", "json", "markdown"]

MOST = 50
"""Most addresses of each state in the Markdown report: a GitHub issue has at most 65,536 characters."""

_IN_TEXT = re.compile(r"https?://[^\s<>\"'`\])}。，、；：）》」』،؛]+")
_ENDS = ".,;:!?"


@dataclass(frozen=True, order=True, slots=True)
class Link:
    """One occurrence of an address; lines count from 1."""

    path: str
    line: int
    url: str


def find_links(data: Path, pages: Path) -> list[Link]:
    """All web addresses in the entries and vocabularies of ``data`` and the authored pages of ``pages``, by file and line.

    Files that cannot be read are left out: ``hub check`` reports them.
    """
    files = [path for folder in (*COLLECTIONS, "vocabularies") for path in data.glob(f"{folder}/**/*.yml")]
    links = {link for path in files if not linked(data, path) for link in _in_yaml(path)}
    links |= {link for path in pages.rglob("*.md") if not linked(pages, path) for link in _in_markdown(path)}
    return sorted(links)


def _in_yaml(path: Path) -> Iterator[Link]:
    try:
        raw = read_bytes(path)
    except OSError:
        return
    if b"://" not in raw:
        return
    document = read(raw, located=True)
    for place, text in _texts(document.value):
        for url in _addresses(text):
            yield Link(str(path), document.place(place)[0], url)


def _texts(value: Value, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))


def _in_markdown(path: Path) -> Iterator[Link]:
    try:
        text = read_bytes(path).decode("utf-8", "replace")
    except OSError:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for url in _addresses(line):
            yield Link(str(path), number, url)


def _addresses(text: str) -> Iterator[str]:
    """Addresses in a text. One that is the full text is not trimmed: a full stop may be part of it."""
    if re.fullmatch(r"https?://\S+", text):
        yield text
        return
    for url in _IN_TEXT.findall(text):
        yield url.rstrip(_ENDS)


def report(links: Sequence[Link], answers: Mapping[str, Answer], style: Format = "text") -> str:
    """The results as lines for a terminal, a JSON object, or Markdown."""
    if style == "json":
        rows = [{**asdict(link), **asdict(answers[link.url])} for link in links]
        return json.dumps({"count": len(links), "links": rows}, ensure_ascii=False, indent=2)
    by_state = {state: [link for link in links if answers[link.url].state == state] for state in STATES}
    if style == "markdown":
        return "\n".join(_markdown(by_state, answers))
    lines = [
        f"{link.path}:{link.line}: {link.url}: {answers[link.url].sentence}"
        for link in links
        if link not in by_state["working"]
    ]
    return "\n".join([*lines, _count_line(links, answers)])


_HEADINGS: dict[State, str] = {
    "broken": "Broken: find where the page is now, or another source",
    "unclear": "Not certain: open them in a browser",
    "moved": "Moved: write the new address",
}


def _markdown(by_state: Mapping[State, Sequence[Link]], answers: Mapping[str, Answer]) -> Iterator[str]:
    yield "## Links to other sites"
    yield ""
    yield _count_line([link for links in by_state.values() for link in links], answers)
    for state, heading in _HEADINGS.items():
        if by_state[state]:
            yield f"\n### {heading}\n"
        for link in by_state[state][:MOST]:
            yield f"* {plain(link.path)}, line {link.line}: {address(link.url)}. {plain(answers[link.url].sentence)}"
        if len(by_state[state]) > MOST:
            yield f"* … and {len(by_state[state]) - MOST} more; `hub links` lists all."


def _count_line(links: Sequence[Link], answers: Mapping[str, Answer]) -> str:
    counts = ", ".join(f"{sum(answers[link.url].state == state for link in links)} {state}" for state in STATES)
    return f"{len(links)} in all: {counts}."
