"""What contributors read before they send anything: the rules in six languages, and the pages of the site about it."""

import re
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, LanguageCode
from knowledge_hub.quality.easy_read_rules import faults, title_faults
from tests.conftest import ROOT

FOLDER = ROOT / "docs/contributing"
RULES: dict[LanguageCode, Path] = {
    code: ROOT / "CONTRIBUTING.md" if code == "en" else FOLDER / f"contributing.{code}.md" for code in LANGUAGES
}
"""The rules for contributors, by language."""
READ = [*RULES.values(), FOLDER / "records.md", FOLDER / "decisions/README.md", ROOT / "README.md"]
READ += [FOLDER / "hosting.md", FOLDER / "promises.md", FOLDER / "repository.md", ROOT / "SECURITY.md"]
READ += [
    FOLDER / f"{name}.md" for name in ("architecture", "debugging", "program-words", "recipes", "testing", "upgrading")
]
WORDS = 800
"""Of the English rules: what is longer is not read."""

_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)")
_PICTURE_LINE = re.compile(r"- !\[\]\([^)]+\) (.+)")
_TAG = re.compile(r"<[^>]+>")


def shape(text: str) -> list[str]:
    """How each line begins that says something: the mark of a heading, entry or step, or '' for a paragraph."""
    lines = [line for line in text.splitlines() if line and not re.match(r"</?div\b", line)]
    return [found[0] if (found := re.match(r"#+ |[*-] |\d\. ", line)) else "" for line in lines]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    """A contributor who follows a link finds something."""
    targets = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rules_are_one_click_away_in_every_language(code: LanguageCode) -> None:
    """The first line names all six languages by their own names and leads to the other five."""
    line = RULES[code].read_text(encoding="utf-8").splitlines()[0]
    links = dict(re.findall(r"\[([^]]+)\]\(([^)]+)\)", line))
    others = {OWN_NAMES[other]: RULES[other] for other in LANGUAGES if other != code}
    assert {name: (RULES[code].parent / target).resolve() for name, target in links.items()} == others
    assert f"**{OWN_NAMES[code]}**" in line


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_rules_say_as_much_in_every_language(code: LanguageCode) -> None:
    """A rule that stands in one language only binds nobody; a translation adds but the line that says that it is one."""
    english, other = (RULES[each].read_text(encoding="utf-8") for each in ("en", code))
    expected = shape(english)
    expected.insert(2, "")
    assert shape(other) == expected


def test_the_rules_are_short_enough_to_be_read() -> None:
    """Peers lose contributors at the length of their guidelines."""
    assert len(RULES["en"].read_text(encoding="utf-8").split()) <= WORDS


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("folder", ["", "easy/"])
def test_the_page_on_contributing_leads_to_the_form(folder: str, code: LanguageCode) -> None:
    """In each language and register, past the header of the form's page, and says as much in each."""
    english = (ROOT / f"docs/{folder}contribute.md").read_text(encoding="utf-8")
    suffix = "" if code == "en" else f".{code}"
    page = (ROOT / f"docs/{folder}contribute{suffix}.md").read_text(encoding="utf-8")
    # Where the page is long, the link stands before its contents as well.
    assert (
        page.count('<a href="contribute-form.html#content">')
        == page.count("contribute-form.html")
        == (1 if folder else 2)
    )
    assert shape(page) == shape(english)
    assert re.findall(r"\{#[\w-]+\}|[\w-]+\.svg", page) == re.findall(r"\{#[\w-]+\}|[\w-]+\.svg", english)


@pytest.mark.parametrize("path", sorted((ROOT / "docs/easy").glob("*.md")), ids=lambda path: path.name)
def test_easy_pages_written_by_hand_keep_the_rules_of_easy_read(path: Path) -> None:
    """'hub check' holds the records to the rules; these pages are no records."""
    language: LanguageCode = next((code for code in LANGUAGES if path.name.endswith(f".{code}.md")), "en")
    lines = path.read_text(encoding="utf-8").splitlines()
    sentences = [_TAG.sub("", found[1]) for line in lines if (found := _PICTURE_LINE.fullmatch(line))]
    titles = [line.lstrip("# ") for line in lines if line.startswith("#")]
    assert sentences
    assert [fault for each in sentences for fault in faults(each, language, explained=False)] == []
    assert [fault for each in titles for fault in title_faults(each, language)] == []
