"""The documentation for maintainers names files, functions and commands that exist, and shows what the program really writes."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from knowledge_hub import __version__
from knowledge_hub.command_line import authoring_commands, maintenance_commands, publishing_commands
from knowledge_hub.export.export_format import FORMAT
from knowledge_hub.model.entry_base import Record
from tests.conftest import ROOT, hub

FOLDER = ROOT / "docs/contributing"
PAGES = [
    FOLDER / f"{name}.md" for name in ("architecture", "debugging", "program-words", "recipes", "testing", "upgrading")
]
PACKAGE = ROOT / "hooks/knowledge_hub"
SOURCES = (ROOT / "hooks", ROOT / "tests")
WITHIN = (ROOT, ROOT / "hooks", PACKAGE, FOLDER, ROOT / "tests/sample_hub")
"""Folders below which a name of a file may be meant."""
MADE = re.compile(
    r"site/.*|fr/easy/|.*<.*|/tmp/.*|.*<name>.*|v0\.\d\.0|hub_data/\*\*.*|docs/\*\*.*|scripts/|templates/|test/"
)
"""What a build or a reader makes; placeholders."""
OTHERS = {
    "Html", "Map", "README.md", "breakpoint", "chromium", "constructor", "description", "make", "site", "hub", "tests",
    "title", "print", "entry.html", "bundle", "standard", "easy", "follow_up", "budget_sources", "budget_sources.yml",
}  # fmt: skip
"""Words of languages, tools and examples."""


def quoted(page: Path) -> list[str]:
    """All that is in backticks, outside blocks."""
    text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))
    return re.findall(r"`([^`\n]+)`", text)


@cache
def names() -> frozenset[str]:
    """Everything that the program and its tests define: functions, classes, values, fields, parameters, and keys of texts."""
    paths = [path for folder in SOURCES for path in folder.rglob("*.py") if path != Path(__file__)]
    return frozenset().union(*map(defined, paths), {room.name for room in PACKAGE.iterdir()})


@cache
def defined(path: Path) -> frozenset[str]:
    """What one module defines or names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.Constant(value=str(name)) if name.isidentifier():
                found.add(name)
    return frozenset(found)


def is_there(place: str) -> bool:
    """Whether a file or folder, or a pattern of them, is in the repository."""
    if any(list(folder.glob(place)) for folder in WITHIN):
        return True
    return "/" not in place and any(True for folder in (*SOURCES, ROOT / "docs") for _ in folder.rglob(place))


def wrong(code: str) -> Iterator[str]:
    """What a piece of code names that does not exist."""
    if MADE.fullmatch(code) or code in OTHERS:
        return
    if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", code) and (
        "/" in code or re.search(r"\.(py|md|yml|html|js|css|toml|txt|svg)$", code)
    ):
        if not is_there(code.rstrip("/")):
            yield code
    elif re.fullmatch(r"\w+", code):
        if code.isidentifier() and code not in names():
            yield code
    else:
        yield from wrong_words(code)


def wrong_words(command: str) -> Iterator[str]:
    """What is wrong with the words of a command."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    modules = (authoring_commands, publishing_commands, maintenance_commands)
    commands = {command.name for module in modules for command in module.COMMANDS}
    for word in re.findall(r"^(?:\S+=\S+ )?make ([a-z]+)\b", command):
        if word not in targets:
            yield f"make {word}"
    for word in re.findall(r"^hub ([a-z]+)\b", command):
        if word not in commands:
            yield f"hub {word}"
    for module in re.findall(r"python -m (tests[\w.]*)", command):
        path = module.replace(".", "/")
        if not (is_there(f"{path}.py") or is_there(f"{path}/__main__.py")):
            yield module
    for place in re.findall(r"(?<![\w/])(?:tests|hooks|docs|overrides|hub_data)/[\w./-]+", command):
        if not is_there(place.rstrip("/")):
            yield place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_named_exists(page: Path) -> None:
    """A file, function, value, command or target of make that is renamed is renamed here, too."""
    codes = quoted(page)
    assert len(codes) > 10
    assert [fault for code in codes for fault in wrong(code)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_named_is_where_the_page_says(page: Path) -> None:
    """« `name` in `module.py` »: the module names it."""
    pairs = re.findall(r"`(\w+)`(?: \([^)]*\))? (?:in|from) `([\w/]+\.py)`", page.read_text(encoding="utf-8"))
    places = [(name, next(folder / place for folder in WITHIN if (folder / place).exists())) for name, place in pairs]
    assert [f"{name} in {path.name}" for name, path in places if name not in defined(path)] == []
    assert pairs or page.stem in {"debugging", "testing"}


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("views/localised.py", []),
        ("views/localized.py", ["views/localized.py"]),
        ("Localised", []),
        ("LocalisedView", ["LocalisedView"]),
        ("make drawing", []),
        ("FUZZ_MINUTES=1 make drawings", ["make drawings"]),
        ("hub stamp", []),
        ("hub stamps", ["hub stamps"]),
        ("python -m tests.drawings", ["tests.drawings"]),
        (".venv/bin/pytest tests/pages tests/page", ["tests/page"]),
    ],
)
def test_what_is_wrong_is_found(code: str, faults: list[str]) -> None:
    """A slip in each kind of name."""
    assert list(wrong(code)) == faults


def test_the_versions_are_those_of_now() -> None:
    """The first section of the change log is the program's version; the page on upgrades names all three."""
    page = (FOLDER / "upgrading.md").read_text(encoding="utf-8")
    now = dict(re.findall(r"^\| (program|entry format|export format) \| (\S+) \|", page, re.MULTILINE))
    entry_format = Record.model_json_schema()["properties"]["schema_version"]["const"]
    assert now == {"program": __version__, "entry format": entry_format, "export format": FORMAT["version"]}
    sections = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[:2] == [__version__, "0.1.0"]
    assert f"Entry format {entry_format}, export format {FORMAT['version']}" in (ROOT / "CHANGELOG.md").read_text(
        encoding="utf-8"
    )


def test_a_maintainer_finds_everything_in_three_clicks() -> None:
    """From the README, following links from page to page, to every page of the documentation."""
    found: set[Path] = set()
    latest = {ROOT / "README.md"}
    for _ in range(3):
        targets = {
            (page.parent / target).resolve()
            for page in latest
            for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        }
        latest = {target for target in targets if target.suffix == ".md"} - found
        found |= latest
    wanted = set(FOLDER.rglob("*.md")) | {ROOT / "CHANGELOG.md"}
    assert len(wanted) > 30
    missing = sorted(path.name for path in wanted - found if not re.search(r"\.[a-z]{2}\.md$", path.name))
    assert missing == []


def test_the_entry_that_is_followed_looks_like_that(data: Path, tmp_path: Path) -> None:
    """Each line of each block is in the file that the block names: in the data, or in the site that is built of it."""
    data.rename(tmp_path / "hub_data")
    done = hub("build", "--data", tmp_path / "hub_data", "--out", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    text = (FOLDER / "architecture.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```\w+ (\S+)\n(.*?)^```$", text)
    lines = [(place, line) for place, block in blocks for line in block.splitlines()]
    assert len(blocks) > 7
    # A star is for the name of a folder that is named by its content.
    texts = {place: "".join(file.read_text(encoding="utf-8") for file in tmp_path.glob(place)) for place, _ in lines}
    assert [f"{place}: {line}" for place, line in lines if line not in texts[place]] == []
