"""A seventh language is one ``Language`` value, its stemmer for browsers and its words; no other edition changes.

The sample hub is built in a copy of the program, once as it is and once with Portuguese.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import ROOT, Contexts, asset, hub, opened, small_data

pytestmark = pytest.mark.audit  # it copies the program and builds a site more than once

STEMMER = Path(__file__).parent / "seventh_language/portuguese.js"
VALUE = """\
    Language(
        code="pt",
        own_name="Português",
        locale="pt",
        stemmer="portuguese",
        biblatex="portuguese",
        easy_read=EasyReadLimits(sentence=16, word=13, numbers="dois|três|quatro", percent="por cento"),
    ),
"""
TRANSLATION = """\
status: draft
text:
  title: As comissões cooperam
  summary: Os ministérios planejam juntos.
"""


@dataclass(frozen=True)
class Hub:
    """A copy of the hub with the sample data, and its site before and after a language was added."""

    folder: Path
    before: Path
    after: Path

    def run(self, *arguments: str | Path) -> str:
        """Run the copy's own program; returns what it prints."""
        return run(self.folder, *arguments)


def run(folder: Path, *arguments: str | Path) -> str:
    """Run the program of a copy; it must not end in a traceback."""
    done = hub(*arguments, cwd=folder, PYTHONPATH=str(folder / "hooks"), HUB_SITE_URL="https://hub.example.org/")
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def add_language(folder: Path) -> None:
    """What a person writes to add Portuguese; its words are the English ones."""
    program, data = folder / "hooks/knowledge_hub", folder / "hub_data"
    path = program / "base/languages.py"
    source, end = path.read_text(encoding="utf-8"), ")\n\nLANGUAGE_BY_CODE"
    assert source.count(end) == 1
    path.write_text(source.replace(end, VALUE + end), encoding="utf-8")
    shutil.copy(STEMMER, program / "search/scripts/stemmers")
    # Its words for "Skip to content" come from Material for MkDocs.
    words = (data / "strings/en.yml").read_text(encoding="utf-8").replace("chrome.skip: Skip to content\n", "")
    (data / "strings/pt.yml").write_text(words, encoding="utf-8")
    for path in sorted(data.glob("vocabularies/*.yml")):
        rewrite(path, with_portuguese)
    (data / "practices/pry-example/pt.yml").write_text(TRANSLATION, encoding="utf-8")
    for path in [*folder.glob("docs/*.md"), *folder.glob("docs/easy/*.md")]:
        if "." not in path.stem:
            shutil.copy(path, path.with_suffix(".pt.md"))
    run(folder, "stamp")


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change the content of a YAML file."""
    content = change(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506 - it makes texts only
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def with_portuguese(value: Any) -> Any:  # noqa: ANN401 - what a YAML file holds
    """The same, with Portuguese wherever there is a text in several languages."""
    if isinstance(value, list):
        return [with_portuguese(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and set(value) <= set(LANGUAGES):
        return {**value, "pt": with_portuguese(value["en"])}
    return {key: with_portuguese(item) for key, item in value.items()}


@pytest.fixture(scope="module")
def seventh(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """The copy and its two sites; what a test changes in it, it puts back."""
    folder = tmp_path_factory.mktemp("seventh") / "hub"
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    small_data(folder).rename(folder / "hub_data")
    copy = Hub(folder, folder.parent / "before", folder.parent / "after")
    printed = copy.run("build", "--out", copy.before)
    assert copy.before.is_dir(), printed
    add_language(folder)
    printed = copy.run("build", "--out", copy.after)
    assert copy.after.is_dir(), printed
    return copy


NAMES = r"(?<=assets/)[0-9a-f]{8}/|(?<=assets/offline/)[0-9a-f]{16}/|(?<=data-build=\")[0-9a-f]{8}"


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its place, without the names of folders that are named by their content."""
    return {
        re.sub(NAMES, "", path.relative_to(site).as_posix()): re.sub(NAMES.encode(), b"", path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    }


def pages(places: dict[str, bytes], folder: str) -> set[str]:
    """The pages below a folder."""
    return {place.removeprefix(folder) for place in places if place.startswith(folder) and place.endswith(".html")}


def test_the_new_edition_has_what_the_others_have(seventh: Hub) -> None:
    """Pages in both registers in its language, with its translations; its feed, tables, form and offline edition."""
    after = files(seventh.after)
    assert pages(after, "pt/") == pages(after, "fr/")
    assert {"index.html", "easy/index.html", "about.html", "easy/practices/pry-example.html"} <= pages(after, "pt/")
    page = after["pt/practices/pry-example.html"].decode()
    assert '<html lang="pt" dir="ltr"' in page
    assert ">Ir para o conteúdo</a>" in page
    assert "As comissões cooperam" in page
    assert re.findall(r'<a [^>]*lang="pt"[^>]*aria-current="true">Português</a>', page)
    assert "As comissões cooperam" in after["pt/feed.xml"].decode()
    assert '"pry-example","pt","draft","As comissões cooperam"' in after["data/practices.pt.csv"].decode()
    assert "label.pt" in after["data/codebook.csv"].decode()
    assert '["pt","Português"]' in after["assets/form/fr.js"].decode()
    offline = json.loads(after["assets/offline/pt.json"])
    assert "pt/easy/index.html" in [place for place, _ in offline["files"]]


LISTS_LANGUAGES = re.compile(
    r"""
    404\.html  # says in each language that a page is not there
    | ([a-z]{2}/)?((easy/)?(coverage|offline|search)|data/index)\.html
    | assets/form/[a-z]{2}\.js  # the language that a person writes in
    | assets/offline/([a-z]{2}|builds)\.json | assets/current\.json | SHA256SUMS  # checksums of all the files here
    | assets/entries/practices/pry-example\.js  # the entry with its translations, as in some files of data
    | data/(codebook\.(csv|json)|dcat\.jsonld|hub\.json|practices/pry-example\.json|practices\.ndjson|schema\.json)
    | assets/search/[a-z]{2}/(terms|words)-\d+\.js  # names in the new language are found on the pages of all others
    | data/vocabularies\.json | sitemap\.xml | _headers
    """,
    re.VERBOSE,
)
"""What lists the languages of the hub, and so names the new one. All else stays as it was."""


def test_the_other_editions_stay_as_they_were(seventh: Hub) -> None:
    """Each page gains one line in its head and one in its language bar, which link to the new edition; nothing else."""
    before, after = files(seventh.before), files(seventh.after)
    assert before.keys() - after.keys() == set()
    new = after.keys() - before.keys()
    assert [place for place in new if not re.search(r"(^|[/.])pt([/.]|$)", place)] == []
    assert [place for place in pages(before, "") if new_links(after[place]) != 2] == ["404.html"]
    changed = [
        place
        for place, content in before.items()
        if content != without_links(place, after[place]) and not LISTS_LANGUAGES.fullmatch(place)
    ]
    assert changed == []


def new_links(page: bytes) -> int:
    """How many links of a page lead to the new edition."""
    return page.count(b'hreflang="pt"')


def without_links(place: str, content: bytes) -> bytes:
    """A file without the lines that link to the new edition, where it is a page."""
    if not place.endswith(".html"):
        return content
    return b"".join(line for line in content.splitlines(keepends=True) if not new_links(line))


def test_the_index_of_the_search_holds_stems_of_the_new_language(seventh: Hub) -> None:
    """Those of its own algorithm, for a word that no other language has."""
    terms = asset(seventh.after, "search/pt/terms-0.js").read_text(encoding="utf-8")
    assert '"planej":' in terms
    assert '"planejam":' not in terms


@pytest.mark.browser
def test_the_search_finds_an_entry_in_the_new_language(seventh: Hub, context: Contexts) -> None:
    """A reader who types a word of its translation finds it; in English nobody does, as that text has no such word."""
    for edition, expected in (("pt/", ["practices/pry-example.html"]), ("", [])):
        page = opened(context(), seventh.after, f"{edition}search.html?q=planejam")
        links = page.locator(".results h3 a")
        assert [link.get_attribute("href") for link in links.all()] == expected


def test_the_command_answers_in_english(seventh: Hub) -> None:
    """A language without sentences of the program can be chosen all the same, and entries can be translated into it."""
    assert seventh.run("--lang", "pt", "check") == "No problems.\n"
    assert "2021-example" in seventh.run("translate", "2021-example", "português")
    written = seventh.folder / "hub_data/events/2021-example/pt.yml"
    assert "# Translation of 2021-example. Language of the original: francês." in written.read_text(encoding="utf-8")
    written.unlink()


def without_label(terms: dict[str, Any]) -> dict[str, Any]:
    """The list of levels without one label."""
    del terms["terms"]["national"]["label"]["pt"]
    return terms


def without_text(texts: dict[str, Any]) -> dict[str, Any]:
    """The interface without one text."""
    del texts["nav.practices"]
    return texts


@contextmanager
def restored(path: Path) -> Iterator[Path]:
    """A file that may be changed, and is then as it was."""
    content = path.read_bytes()
    try:
        yield path
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "spoil", "problem"),
    [
        (
            "hub_data/strings/pt.yml",
            lambda path: rewrite(path, without_text),
            (
                "hub_data/strings/pt.yml:14:1: nav.practices: This text is missing; translate it from strings/en.yml and write "
                "it below this line."
            ),
        ),
        (
            "hub_data/strings/pt.yml",
            Path.unlink,
            (
                "hub_data/strings/pt.yml:1:1: file: The interface in this language is missing. Restore the file, or translate "
                "strings/en.yml if the language is new."
            ),
        ),
        (
            "hub_data/vocabularies/levels.yml",
            lambda path: rewrite(path, without_label),
            "hub_data/vocabularies/levels.yml:13:5: terms.national.label.pt: The field 'pt' is missing; write it.",
        ),
        (
            "docs/easy/about.pt.md",
            Path.unlink,
            (
                "docs/about.md:1:1: file: Each page needs all languages, in docs and in docs/easy. "
                "Write the missing files: easy/about.pt.md."
            ),
        ),
    ],
)
def test_what_is_missing_is_named_with_its_line(
    seventh: Hub, name: str, spoil: Callable[[Path], None], problem: str
) -> None:
    """A text, the whole interface, a label, or a page: `hub check` says what, where, and what to do."""
    with restored(seventh.folder / name) as path:
        spoil(path)
        assert problem in seventh.run("check").splitlines()
