"""Our own scripts: what they may not have, and which pages listen to messages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import ROOT, Contexts
from tests.serving import serve

SCRIPTS = sorted(ROOT.glob("hooks/knowledge_hub/*/scripts/*.mjs"))
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)
CODE = {path.name: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in SCRIPTS}


def found(pattern: str) -> dict[str, list[str]]:
    """What a pattern finds in the code of the scripts."""
    assert len(CODE) > 25
    hits = {name: re.findall(pattern, code) for name, code in CODE.items()}
    return {name: texts for name, texts in hits.items() if texts}


def test_types_are_checked_in_every_script() -> None:
    """The first line says so."""
    assert [path.name for path in SCRIPTS if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []


def test_names_of_scripts_are_unique() -> None:
    """The build finds a script by its name, whatever its room."""
    assert len(CODE) == len(SCRIPTS)


def test_no_template_literal_is_within_another() -> None:
    """The minifier takes the outer one for ended where the inner one begins, and takes blanks out of what follows."""
    assert found(r"`[^`]*\$\{[^}`]*`") == {}


def test_no_script_names_a_language() -> None:
    """Directions, stemmers and rules of a language come as data."""
    assert found(rf"""["'](?:{"|".join(LANGUAGES)})["']""") == {}
    assert found(r"""["']rtl["']""") == {}


def test_lines_are_short() -> None:
    """Also comments, which the formatter leaves as they are."""
    lines = [(path.name, line) for path in SCRIPTS for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(name, line) for name, line in lines if len(line) > 120] == []


def listened(page: Page, address: str) -> set[str]:
    """The events of the window that the scripts of a page listen to."""
    page.add_init_script(
        "globalThis.listened = []; const add = addEventListener;"
        "globalThis.addEventListener = (name, ...more) => { listened.push(name); add.call(window, name, ...more); };"
    )
    page.goto(address)
    return set(page.evaluate("listened"))


@pytest.mark.browser
def test_a_page_on_a_server_answers_no_message(site: Path, context: Contexts) -> None:
    """Whatever page has it in a frame. A page on a disk hands its entry over to a dossier, which no page of the web can be."""
    place = "practices/mar-didh.html"
    with serve(site) as server:
        served = listened(context().new_page(), server.address + place)
    on_disk = listened(context().new_page(), (site / place).as_uri())
    assert on_disk - served == {"message"}
    assert "beforeprint" in served


@pytest.mark.browser
def test_an_entry_on_a_disk_is_handed_over_through_a_port_alone(site: Path, context: Contexts) -> None:
    """Who sends no port gets nothing, and the window of the asker gets no message."""
    page = context().new_page()
    page.goto((site / "dossier.html").as_uri())
    answers = page.evaluate(
        """() => new Promise(done => {
          const frame = document.createElement("iframe"), messages = [], channel = new MessageChannel();
          addEventListener("message", ({ data }) => messages.push(data));
          channel.port1.onmessage = ({ data }) => done([messages, data.slice(0, 8), data.includes("entry-head")]);
          frame.src = "practices/mar-didh.html";
          frame.onload = () => {
            frame.contentWindow.postMessage("article", "*");
            frame.contentWindow.postMessage("article", "*", [channel.port2]);
          };
          document.body.append(frame);
        })"""
    )
    assert answers == [[], "<article", True]
