"""The English that readers, contributors and programmers read: usual words, short sentences, and names that say what a value is."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge_hub.base.messages import sentences as translations
from tests.conftest import REAL, ROOT

INTERFACE, DOCUMENTATION = 20, 25
"""Words of the longest sentence: in a text of the interface, and in a page."""
SITE = sorted(path for path in (*ROOT.glob("docs/*.md"), *ROOT.glob("docs/easy/*.md")) if "." not in path.stem)
"""Authored pages of the site, in English."""
CONTRIBUTORS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + [
    ROOT / f"docs/contributing/{name}.md"
    for name in (
        "architecture", "debugging", "export", "hosting", "input", "licences", "performance", "program-words", "promises",
        "recipes", "records", "repository", "scale", "testing", "upgrading",
    )
]  # fmt: skip
UNUSUAL = {
    r"anew": "again",
    r"mend(s|ed|ing)?": "correct, fix",
    r"whoever": "anyone who",
    r"(came|comes) of (it|them|this|that)": "results",
    r"(our|own|editors') reading": "editorial interpretation",
    r"without a line": "offline",
    r"may stay empty": "optional",
    r"beside": "next to, in addition to, compared with",
    r"stands": "is",
    r"(is|are) told": "gets, receives",
    r"leads? nowhere": "is broken",
    r"(?<!there )is no (entry|file|reason)": "is not",
    r"look(s|ed)? after": "maintain",
}
"""Expressions that no colleague would type into a search box (some are word for word from another language), and the usual one."""
VAGUE = {"each", "of", "said", "told", "here", "whole", "one", "kept"}
"""Names that say nothing about a value: a loop variable is the singular noun, a dict of entries is ``entries``."""
PROGRAM = sorted(ROOT.glob("hooks/**/*.py"))
"""Modules whose docstrings, comments and names are checked."""
READER = UNUSUAL | {r"records?": "entry"}
"""In the site, one thing has one name."""


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon or a semicolon does not end one."""
    return re.split(r"(?<=[.!?])\s+(?=[^a-z])", text)


def words(sentence: str) -> int:
    """How many words a sentence has; a sign between blanks is none."""
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


def plain(markdown: str) -> str:
    """What is read of a line of Markdown: a piece of code is one word, a link its text."""
    text = re.sub(r"`[^`]+`", "Code", re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", markdown))
    return re.sub(r"<[^>]+>|\{#[\w-]+\}|\*\*|^([*-]|\d+\.|#+) |^(title|description):", "", text.strip()).strip()


def paragraphs(page: str) -> Iterator[str]:
    """The text of each paragraph, heading, item of a list and cell of a table; blocks of code are left out."""
    lines: list[str] = []
    for line in [*re.sub(r"(?ms)^```.*?^```$", "", page).splitlines(), ""]:
        if lines and re.match(r"\s*([*-] |\d+\. |#+ |!\[|\||(title|description): |---|$)", line):
            yield plain(" ".join(lines))
            lines = []
        if line.startswith("|"):
            yield from map(plain, line.strip("|").split("|"))
        elif line.strip(" -"):
            lines.append(line.strip())


def faults(texts: list[str], longest: int, unusual: dict[str, str]) -> list[str]:
    """What is wrong in some texts: sentences that are too long, and unusual words."""
    found = [f"{words(each)} words: {each}" for text in texts for each in sentences(text) if words(each) > longest]
    for pattern, usual in unusual.items():
        found += [f"{usual}: {text}" for text in texts if re.search(rf"\b({pattern})(?!\w)", text, re.IGNORECASE)]
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# What is in it\n\nOne two. Three `four five`\nsix [seven](whoever.md).\n", []),
        ("---\ntitle: One two three\ndescription: Four five\n---\nSix seven eight. Nine ten.\n", []),
        ("* One two three\n  four five.\n", ["5 words: One two three four five."]),
        ("One two; three four: five.\n", ["5 words: One two; three four: five."]),
        ("| One | Two three four five six |\n", ["5 words: Two three four five six"]),
        ("```\nOne two three four five\n```\nA mender.\n", []),
        ("Whoever mends it.\n", ["correct, fix: Whoever mends it.", "anyone who: Whoever mends it."]),
        ("This is no entry.\n", ["is not: This is no entry."]),
        ("## A record {#a}\n", ["entry: A record"]),
    ],
)
def test_what_is_found(page: str, expected: list[str]) -> None:
    """At most four words a sentence here: in running text, lists and tables, and neither in code nor across paragraphs."""
    assert faults(list(paragraphs(page)), 4, READER) == expected


def test_the_interface_is_plain() -> None:
    """Half of the readers are not native speakers; the other half search for the usual term."""
    loaded = yaml.safe_load((REAL / "strings/en.yml").read_text(encoding="utf-8"))
    texts = [text for value in loaded.values() for text in ([value] if isinstance(value, str) else value.values())]
    assert len(texts) > 600
    assert faults(texts, INTERFACE, READER) == []


@pytest.mark.parametrize("path", [*SITE, *CONTRIBUTORS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pages_are_plain(path: Path) -> None:
    """The authored pages of the site, and what contributors and maintainers read in the repository."""
    texts = list(paragraphs(path.read_text(encoding="utf-8")))
    assert len(texts) > 10
    assert faults(texts, DOCUMENTATION, READER if path in SITE else UNUSUAL) == []


def comments(source: str) -> list[str]:
    """The docstrings and comments of a module."""
    nodes = ast.walk(ast.parse(source))
    docstrings = [
        str(node.value.value) for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return docstrings + [token.string for token in tokens if token.type == tokenize.COMMENT]


def names(source: str) -> set[str]:
    """The names that a module gives to values, parameters, functions, classes and attributes."""
    given: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            given.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.arg):
            given.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            given.add(node.name)
    return {name.strip("_") for name in given}


def test_messages_are_plain() -> None:
    """Errors, questions and help texts of the command: the interface of contributors and maintainers."""
    messages = list(translations("fr"))
    assert len(messages) > 300
    assert faults(messages, INTERFACE, READER) == []


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: path.relative_to(ROOT / "hooks").as_posix())
def test_the_program_is_plain(path: Path) -> None:
    """What a programmer reads: docstrings and comments in the usual words of the trade, and names that say what a value is."""
    source = path.read_text(encoding="utf-8")
    texts = comments(source)
    assert texts
    assert faults(texts, 1000, UNUSUAL) == []
    assert names(source) & VAGUE == set()


OF_BROWSERS = [
    path
    for pattern in ("hooks/**/*.mjs", "overrides/**/*.css", "tests/*/*.test.mjs")
    for path in sorted(ROOT.glob(pattern))
]
"""Our own scripts, their tests, and stylesheets."""


def test_scripts_and_stylesheets_are_plain() -> None:
    """Their comments, and the names of tests."""
    assert len(OF_BROWSERS) > 40
    parts = re.compile(r"/\*.*?\*/|//[^\n]*|^ *test\([^\n]*", re.DOTALL | re.MULTILINE)
    texts = [part for path in OF_BROWSERS for part in parts.findall(path.read_text(encoding="utf-8"))]
    assert len(texts) > 400
    assert faults(texts, 1000, UNUSUAL) == []


def test_what_is_found_in_a_module() -> None:
    """Docstrings, also those of values, comments, and each place where a name is given; not where one is only used."""
    source = '"""A."""\nx = 1  # B\n"""C."""\ndef f(told: int) -> None:\n    """D."""\n    for each in here: self.said = of\n'
    assert comments(source) == ["A.", "C.", "D.", "# B"]
    assert names(source) == {"x", "f", "told", "each", "said"}
