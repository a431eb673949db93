"""Valid files, damaged at random: each ends in pages, or in sentences with file and line; never in a traceback.

``make test`` tries some hundred; ``make fuzz`` goes on for ``FUZZ_MINUTES`` (ten).
"""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from knowledge_hub.base.languages import EDITIONS, LANGUAGES
from knowledge_hub.base.problems import DataError, report
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from knowledge_hub.pages import contribution_form
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.quality.entry_status import as_json, status
from knowledge_hub.quality.wording_checks import check_wording
from knowledge_hub.search.search_documents import card, codes_of_entries, document
from knowledge_hub.search.search_files import facet_files
from knowledge_hub.views.newest_first import newest_first
from knowledge_hub.views.similar_practices import Similarity
from knowledge_hub.website.chrome import SLOTS, placeholder
from knowledge_hub.website.feeds import feed
from knowledge_hub.website.frames import Frame
from tests.conftest import BASE, SIX, hub, some
from tests.hostile_records import VALUES

RECORDS = [
    *BASE.glob("*/*/*.yml"),
    *(
        SIX / f"{name}.yml"
        for name in (
            "practices/pry-simore-plus/entry",
            "practices/pry-simore-plus/ar",
            "support/upr-info-field-programme/entry",
        )
    ),
    *(
        SIX / f"{name}.yml"
        for name in ("guidance/establish/entry", "guidance/establish/zh", "events/2023-geneva-seminar/entry")
    ),
    *sorted(SIX.glob("resources/*/entry.yml"))[:1],
    *sorted(SIX.glob("experiences/*/*.yml"))[:2],
]
"""The files that are damaged: of each collection, originals and translations."""
FALLBACK = "See the description of entries in CONTRIBUTING.md."
"""The end of a sentence that the library wrote. No damage may lead to it: ``tests/data/test_error_types.py`` has the reason."""
FRAME = Frame("<html><head>" + "|".join(map(placeholder, SLOTS)) + "</head></html>")
_PLACE = re.compile(r"(?P<path>[^\n]+?):(?P<line>\d+):(?P<column>\d+): [^\n]+: [^\n]+")
_TEXTS = [*VALUES["accepted"], *VALUES["refused"], *VALUES["addresses"]]
_TOKENS = [b"\x00", b"\xff", b"\xed\xa0\x80", b"\xc3", b"\t", b"\r", b"- ", b": ", b"? ", b"&a ", b"*a", b"!!str ", b"!x ", b"|\n", b">-\n", b"{", b"}", b"[", b"]", b",",
           b'"', b"'", b"#", b"\n", b"\n---\n", b"...\n", b"%YAML 1.2\n", b"<<: ", b"\\", b"\\uD800", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xf3\xa0\x81\x81", b"[" * 40, b"0", b"-1", b"~"]  # fmt: skip


def place_of(path: Path) -> Path:
    """Collection, record and file."""
    return Path(*path.parts[-3:])


@st.composite
def damaged_bytes(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A file with a few bytes inserted, deleted, replaced or repeated."""
    path = draw(st.sampled_from(RECORDS))
    raw = path.read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 12)))
        piece = draw(
            st.one_of(
                st.sampled_from(_TOKENS), st.binary(max_size=6), st.just(raw[start:end] * draw(st.integers(1, 3)))
            )
        )
        raw = raw[:start] + piece + raw[end:]
    return path, raw


@st.composite
def damaged_lines(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A file with lines deleted, repeated, moved, indented or given another value."""
    path = draw(st.sampled_from(RECORDS))
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["delete", "repeat", "swap", "in", "out", "value", "key"]))
        if how == "delete" and len(lines) > 1:
            del lines[at]
        elif how == "repeat":
            lines.insert(other, lines[at])
        elif how == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "in":
            lines[at] = " " * draw(st.integers(1, 5)) + lines[at]
        elif how == "out":
            lines[at] = lines[at].removeprefix("  ")
        elif how == "value":
            lines[at] = f"{lines[at].partition(':')[0]}: {draw(st.sampled_from(_TEXTS))}"
        else:
            lines[at] = f"{draw(st.sampled_from(_TEXTS))}:{lines[at].partition(':')[2]}"
    return path, "\n".join(lines).encode("utf-8", "surrogatepass")


_PLAIN = st.one_of(
    st.sampled_from(_TEXTS),
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            " ",
            "x" * 5000,
            "9" * 5000,
            "-1",
            "1e999",
            "0",
            "0001-01-01",
            "9999-12-31",
            "2026-02-30",
            "1",
            "true",
            "pry-example",
            "PRY",
        ]
    ),
)
_VALUES = st.recursive(
    st.one_of(st.none(), _PLAIN),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(["text", "sources", "id"]), _PLAIN), inner, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def damaged_values(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A file that is YAML, with some of its values replaced, left out, added or repeated."""
    path = draw(st.sampled_from(RECORDS))
    # The base loader makes nothing but strings.
    content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(list(_places(content)) or [(content, "id")]))
        how = draw(st.sampled_from(["replace", "replace", "delete", "repeat", "text"]))
        if how == "replace":
            holder[key] = draw(_VALUES)
        elif how == "text":
            holder[key] = draw(_PLAIN)
        elif how == "delete":
            del holder[key]
        elif isinstance(holder, list):
            holder += [holder[key]] * draw(st.sampled_from([1, 2, 200]))
    return path, json.dumps(content, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def damaged_texts(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A file whose titles, statements and sentences say something else; most of these are valid, and become pages."""
    path = draw(st.sampled_from(RECORDS))
    content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - as above
    texts = [(holder, key) for holder, key in _places(content) if isinstance(holder, list) or key in _PROSE]
    texts = [(holder, key) for holder, key in texts if isinstance(holder[key], str) and len(holder[key]) > _SHORT]
    for holder, key in draw(st.lists(st.sampled_from(texts), min_size=1, max_size=5)):
        letters = st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"])
        holder[key] = draw(st.one_of(st.sampled_from(VALUES["accepted"]), st.text(letters, min_size=1, max_size=60)))
    return path, json.dumps(content, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


_PROSE = {
    "text",
    "title",
    "summary",
    "publisher",
    "place",
    "name",
    "organizers",
    "mechanism_name",
    "paragraphs",
    "symbol",
    "provider",
    "partners",
}
_SHORT = 12
"""Characters that a code, an id or a date may have; what is longer is prose."""


def _places(content: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - a value of YAML
    """Every value, as what holds it and its key there."""
    for key in list(content) if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ():
        yield content, key
        yield from _places(content[key])


@pytest.fixture(scope="module")
def tree(six: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid folder with all records that are damaged, and those that they name."""
    folder = tmp_path_factory.mktemp("fuzz") / "data"
    shutil.copytree(six, folder)
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    keep = {path.parent.name for path in RECORDS}
    for entry in folder.glob("*/*/entry.yml"):
        if entry.parent.name not in keep:
            shutil.rmtree(entry.parent)
    for entry in folder.glob("*/*/entry.yml"):
        # Only what stands here can be named here.
        text = re.sub(r"^(related|adapted_from): .*\n", "", entry.read_text(encoding="utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^ *shown_by: *\[[^\]]*\]\n", "", text, flags=re.MULTILINE)
        entry.write_text(text, encoding="utf-8")
    try:
        load(folder)
    except DataError as error:
        pytest.fail(str(error))
    return folder


def outcome(data: Path, path: Path, raw: bytes) -> bool:
    """Put a damaged file in its place, and read: True when it became pages, False when it was answered in sentences."""
    file = data / place_of(path)
    before = file.read_bytes()
    file.write_bytes(raw)
    try:
        catalogue = load(data)
        list(check_wording(catalogue, data))
    except DataError as error:
        _hold(error, data, file, raw)
        return False
    else:
        make_all(catalogue, place_of(path).parts[1])
        return True
    finally:
        file.write_bytes(before)


def _hold(error: DataError, data: Path, file: Path, raw: bytes) -> None:
    """Every sentence names a file that is there, and a line that it has; it can be shown in any language and form."""
    assert error.problems
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in error.problems:
        assert _PLACE.fullmatch(str(problem)), str(problem)
        assert Path(problem.path).is_relative_to(data)
        assert len(str(problem)) < 3000, problem
        assert FALLBACK not in str(problem), problem
        assert 1 <= problem.line <= (lines if problem.path == str(file) else 10_000), problem
        assert problem.column >= 1
        for language in LANGUAGES:
            problem.shown(language).encode()
            problem.sentence.in_language(language).encode()
    for style in ("text", "json", "github"):
        report(error.problems, style, "ar").encode()


def make_all(catalogue: Catalogue, record_id: str) -> None:
    """The pages of one record in all editions, its lists, its place in search, feed, form and overview."""
    plan, similarity = make_plan(catalogue), Similarity(catalogue)
    entries, codes = newest_first(catalogue.all_entries()), codes_of_entries(catalogue)
    list(facet_files(entries, codes))
    as_json(status(catalogue))
    for edition in EDITIONS:
        composer = Composer(catalogue, plan, edition, similarity)
        for key in plan.pages:
            if (
                record_id in (key.key, *plan.ids(key.kind, key.key))
                or key.kind == "home"
                or (key.kind == "coverage" and edition == EDITIONS[0])
            ):
                FRAME.fill(make_page(composer, key), key.uri, "Hub").decode()
        for entry in entries:
            card(composer, entry)
            document(composer.localised, entry, codes[entry.record.id])
        if edition.register == "standard":
            feed(composer, "").decode()
            feed(composer, "https://hub.example.org/").decode()
    for entry in entries:
        contribution_form.entry_script(entry).encode()


DAMAGES = {"bytes": damaged_bytes, "lines": damaged_lines, "values": damaged_values, "texts": damaged_texts}


def attempts(data: Path, how: str, examples: int, number: int) -> tuple[int, int]:
    """Try so many examples; how many became pages, and how many were answered in sentences."""
    counts = [0, 0]

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(example=DAMAGES[how]())
    def attempt(example: tuple[Path, bytes]) -> None:
        counts[outcome(data, *example)] += 1

    attempt()
    return counts[1], counts[0]


@pytest.mark.parametrize("how", DAMAGES)
def test_damaged_files_end_in_pages_or_in_sentences(tree: Path, how: str) -> None:
    """A short run of each kind; both ends are reached."""
    pages, sentences = attempts(tree, how, 15, 8)
    assert sentences
    assert pages + sentences >= 15


def test_the_command_never_ends_in_a_traceback(tree: Path) -> None:
    """The same through the command itself: checked and built; a site is whole or as it was."""
    out = tree.with_name("site")
    damages = [b"\xff", b"id: [", b'title: "\\uD800"', b"x: *y"]
    file = tree / "practices/pry-example/entry.yml"
    before = file.read_bytes()
    for damage in some(damages):
        file.write_bytes(before + damage + b"\n")
        for arguments in (("check",), ("build", "--out", out)):
            done = hub(*arguments, "--data", tree)
            assert done.returncode == 1
            assert "Traceback" not in done.stderr
            assert re.search(r"entry\.yml:\d+:\d+: ", done.stdout), damage
        assert not out.exists()
    file.write_bytes(before)


@pytest.mark.fuzz
def test_for_minutes(tree: Path) -> None:
    """``make fuzz``: new examples of all kinds until the time is over; ``FUZZ_SEED`` repeats a run."""
    until = time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES", "10"))
    start = int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 1_000_000)))
    pages = sentences = rounds = 0
    while time.monotonic() < until:
        how = list(DAMAGES)[rounds % len(DAMAGES)]
        print(f"round {rounds}: {how}, FUZZ_SEED={start + rounds}", flush=True)  # noqa: T201 - says how far it is
        made, said = attempts(tree, how, 40, start + rounds)
        pages, sentences, rounds = pages + made, sentences + said, rounds + 1
    print(f"{pages + sentences} damaged files: {pages} became pages, {sentences} were answered")  # noqa: T201 - as above
    assert pages
    assert sentences
