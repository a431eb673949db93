"""The forms for issues and the template for proposals, held to what GitHub documents of them.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES
from tests.conftest import ROOT, some

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = sorted(path for path in FOLDER.glob("*.yml") if path.name != "config.yml")
LANGUAGE_LINE = "Write in your language: " + " · ".join(OWN_NAMES[code] for code in LANGUAGES)

ATTRIBUTES = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
"""Attributes that each kind of element must have and may have."""


def read(path: Path) -> dict[str, Any]:
    """One form."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def test_there_is_a_form_for_each_concern() -> None:
    """New practice, correction, translation, accessibility barrier; a blank issue for all else."""
    names = ["New practice", "Correction", "Translation", "Accessibility barrier"]
    assert [read(path)["name"] for path in FORMS] == names
    assert read(FOLDER / "config.yml") == {"blank_issues_enabled": True}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_valid(path: Path) -> None:
    """Keys, kinds, ids, labels and options as GitHub asks; else it would not be shown, without a word."""
    form = read(path)
    assert set(form) == {"name", "description", "title", "body"}
    ids = [element["id"] for element in form["body"] if "id" in element]
    labels = [element["attributes"]["label"] for element in form["body"] if "label" in element["attributes"]]
    assert len(set(ids)) == len(ids) == len(labels) == len(set(labels)) > 0
    for element in form["body"]:
        required, possible = ATTRIBUTES[element["type"]]
        given = set(element["attributes"])
        assert required <= given <= required | possible
        assert set(element) <= {"type", "id", "attributes", "validations"}
        assert ("id" in element) == (element["type"] != "markdown")
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element.get("id", "x"))
        assert set(element.get("validations", {})) <= {"required"}
        options = element["attributes"].get("options", [])
        if element["type"] == "checkboxes":
            assert all(set(option) <= {"label", "required"} and option["label"] for option in options)
        else:
            assert all(isinstance(option, str) for option in options)
            assert len(set(options)) == len(options)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_short_and_says_what_happens(path: Path) -> None:
    """First the languages and what is public, last what happens next; at most six questions, and none about the person."""
    body = read(path)["body"]
    first, last = body[0]["attributes"]["value"], body[-1]["attributes"]["value"]
    assert first.startswith(LANGUAGE_LINE)
    assert "This page is public" in first
    assert last.startswith("**What happens next.** ")
    asked = [element for element in body if element["type"] != "markdown"]
    assert len(asked) <= 6
    labels = " ".join(element["attributes"]["label"] for element in asked).lower()
    assert not re.search(r"your name|mail|telephone|address|position|organi[sz]ation", labels)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_languages_are_the_six(path: Path) -> None:
    """In the order of the hub, by their own names."""
    for element in some(read(path)["body"]):
        if element.get("id") == "language":
            assert element["attributes"]["options"] == [OWN_NAMES[code] for code in LANGUAGES]


def test_the_template_for_proposals() -> None:
    """The same first line, a licence to confirm, where the report stands, and few words to read."""
    text = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert text.splitlines()[1] == LANGUAGE_LINE
    assert text.count("- [ ] ") == 2
    assert "CC BY 4.0" in text
    workflow = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert 'open "Entries and preview"' in text
    assert "name: Entries and preview\n" in workflow
    assert len(text.split()) < 250
