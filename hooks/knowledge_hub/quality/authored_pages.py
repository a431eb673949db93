"""Checks authored pages (``docs/**/*.md``) and their pictures against allowlists.

Contributors write pages, and Markdown allows any HTML. So each page is rendered as MkDocs renders it (``EXTENSIONS``; a test
compares them with ``mkdocs.yml``), and the result may contain only allowed elements, attributes and addresses
(``page_markup``). Others are errors, never removed. ``docs/contributing`` is not part of the site (``exclude_docs``).

Used by ``hub check``, ``hub review``, and every build before it writes files.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from pathlib import Path

import yaml
from markdown import markdown

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from knowledge_hub.base.leftover_files import is_leftover
from knowledge_hub.base.machine_errors import cannot_read
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem
from knowledge_hub.data.file_tree import LINK, NO_FILE, linked
from knowledge_hub.data.validation import dotted, located_problems, validate
from knowledge_hub.model.field_types import Summary, Title
from knowledge_hub.model.interface_strings import markup_fault
from knowledge_hub.model.vocabularies import Frozen
from knowledge_hub.quality import authored_pictures
from knowledge_hub.quality.page_components import component_faults
from knowledge_hub.quality.page_extensions import EXTENSIONS, SETTINGS
from knowledge_hub.quality.page_markup import markup_faults
from knowledge_hub.yaml_files import forbidden_characters
from knowledge_hub.yaml_files.yaml_reader import MAX_FAULTS, Document, decode, read

MOST_BYTES = 32_000
"""Maximum size of a page, in bytes; four times the longest page. Markdown takes seconds for 16,000 brackets."""
MOST_BRACKETS = 250
"""Most opening brackets of one kind on a page. Markdown's time grows with the square of unclosed ones."""
OUTSIDE = "contributing"
"""Folder below ``docs`` with documentation for contributors, not part of the site."""

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
"""The front matter, exactly as MkDocs finds it."""
_NAME = re.compile(
    rf"(?P<folder>easy/)?(?P<name>[a-z0-9]+(-[a-z0-9]+)*)(\.(?P<language>{'|'.join({*LANGUAGES} - {DEFAULT_LANGUAGE})}))?\.md"
)
_OWN = re.compile("index|404|credits|glossary|search|contribute-form|coverage|offline|dossier|frame-.*")
"""Names of pages that the hub generates."""


class Head(Frozen):
    """The front matter of a page. Contributors cannot use MkDocs' other fields (``template``, ``hide``)."""

    title: Title
    description: Summary


def check_pages(root: Path) -> list[Problem]:
    """All problems of the files below ``root``, the folder ``docs``; none if it does not exist."""
    paths = sorted(_files(root)) if root.is_dir() else []
    problems = [problem for path in paths for problem in islice(_check(root, path), MAX_FAULTS)]
    return problems + list(_missing(root, paths))


def _files(root: Path) -> Iterator[Path]:
    """All files except leftovers, which the build ignores as well; a link to a folder counts as a file. Raises OSError."""

    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(root, onerror=refuse):
        top = Path(folder)
        folders[:] = [name for name in folders if not (is_leftover(name) or (top == root and name == OUTSIDE))]
        linked = [name for name in folders if (top / name).is_symlink()]
        yield from (top / name for name in (*names, *linked) if not is_leftover(name))


def _check(root: Path, path: Path) -> Iterator[Problem]:
    raw = None
    try:
        complaint = _fault_of_file(root, path)
        if not complaint and path.suffix == ".md":
            with path.open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        complaint = cannot_read(error)
    if complaint:
        yield Problem(str(path), 1, 1, "file", complaint)
    elif raw is not None:
        yield from check_page(str(path), raw)


def _fault_of_file(root: Path, path: Path) -> Message | None:
    if not path.is_symlink() and not path.is_file():
        return NO_FILE
    if path.suffix != ".md":
        return authored_pictures.complaint(root, path)
    if linked(root, path):
        return LINK
    match = _NAME.fullmatch(path.relative_to(root).as_posix())
    if not match:
        return Message(
            "The name of a page has lower-case letters, digits and hyphens, with its language at the end: about.md, about.fr.md. "
            "Pages are in docs and docs/easy. Rename or move it."
        )
    if _OWN.fullmatch(match["name"]):
        return Message("The hub generates a page with this name; choose another name.")
    return None


def _missing(root: Path, paths: Sequence[Path]) -> Iterator[Problem]:
    """Pages missing in a language or register: readers can switch both on any page."""
    places = {path.relative_to(root).as_posix() for path in paths}
    names = {
        match["name"] for place in places if (match := _NAME.fullmatch(place)) and not _OWN.fullmatch(match["name"])
    }
    endings = [".md" if language == DEFAULT_LANGUAGE else f".{language}.md" for language in LANGUAGES]
    for name in sorted(names):
        wanted = [f"{folder}{name}{ending}" for folder in ("", "easy/") for ending in endings]
        missing = [place for place in wanted if place not in places]
        if missing:
            sentence = Message(
                "Each page needs all languages, in docs and in docs/easy. Write the missing files: {files}.",
                files=", ".join(missing),
            )
            yield Problem(str(root / f"{name}.md"), 1, 1, "file", sentence)


def check_page(path: str, raw: bytes) -> Iterator[Problem]:
    """Problems of one page; ``raw`` has its bytes, or more than ``MOST_BYTES`` of them."""
    if len(raw) > MOST_BYTES:
        sentence = Message("The page has more than {most:,} bytes; split it into two pages.", most=MOST_BYTES)
        yield Problem(path, 1, 1, "file", sentence)
        return
    document = Document()
    text = (decode(raw, document) or "").replace("\r\n", "\n").replace("\r", "\n")
    for fault in document.faults:
        yield Problem(path, fault.line, fault.column, "file", fault.sentence)
    if document.faults:
        return
    hidden = list(_hidden(path, text))
    yield from hidden
    front = _FRONT.match(text)
    if not front:
        sentence = Message(
            "A page begins with a line '---', a title, a description and a line '---'; copy these lines from another page."
        )
        yield Problem(path, 1, 1, "file", sentence)
        return
    yield from _head(path, front[1])
    if not hidden:
        yield from _body(path, text, front.end())


def _hidden(path: str, text: str) -> Iterator[Problem]:
    """Forbidden characters, also as references (``&#x202E;``), and ``data-toc-label``."""
    for number, line in enumerate(text.split("\n"), 1):
        if "data-toc-label" in unescape(line):
            yield Problem(
                path, number, 1, "page", Message("'data-toc-label' would give the heading a second text; delete it.")
            )
        for offset, sentence in forbidden_characters.faults(unescape(line)):
            yield Problem(path, number, 1 if "&" in line else offset + 1, "page", sentence)


def _head(path: str, front: str) -> Iterator[Problem]:
    # An empty line in place of '---', so that line numbers are those of the file.
    document = read(f"\n{front}".encode(), located=True)
    for fault in document.faults:
        yield Problem(path, fault.line, fault.column, dotted(fault.path), fault.sentence)
    if document.faults:
        return
    head = validate(Head, document.value, {})
    if isinstance(head, list):
        yield from located_problems(path, document, head, Head, {})
        return
    for field, text in head:
        sentence = markup_fault(text)
        if not sentence and _as_mkdocs_reads(front).get(field) != text:
            sentence = Message("YAML readers disagree about this value; write it in double quotes, on one line.")
        if sentence:
            yield Problem(path, *document.place((field,)), field, sentence)


def _as_mkdocs_reads(front: str) -> dict[str, object]:
    """The values as MkDocs reads them: ``yes`` is a boolean. It prints front matter that it cannot read."""
    try:
        values = yaml.load(front, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _body(path: str, text: str, start: int) -> Iterator[Problem]:
    for sign in "[<":
        if text.count(sign, start) > MOST_BRACKETS:
            sentence = Message(
                "The page has more than {most} signs '{sign}'; split it into two pages.", most=MOST_BRACKETS, sign=sign
            )
            yield Problem(path, 1, 1, "page", sentence)
            return
    passed: Counter[str] = Counter()
    html = markdown(text[start:], extensions=EXTENSIONS, extension_configs=SETTINGS)
    for fault in (*markup_faults(html), *component_faults(html, text[start:])):
        offset = _source_of(fault.clues, text, start, passed)
        line = text.count("\n", 0, offset) + 1
        yield Problem(path, line, offset - text.rfind("\n", 0, offset), "page", fault.sentence)


def _source_of(clues: Sequence[str], text: str, start: int, passed: Counter[str]) -> int:
    """The position of a fault in the source, which Markdown does not give: that of the first clue that occurs.

    Faults with the same clue take its occurrences in turn. Without a clue, it is the start of the file.
    """
    folded = text.lower()
    for clue in filter(None, clues):
        places = [match.start() for match in re.finditer(re.escape(clue.lower()), folded) if match.start() >= start]
        if places and len(folded) == len(text):
            passed[clue] += 1
            return places[min(passed[clue], len(places)) - 1]
    return 0
