"""Files opened in the contribution form, and stored drafts, valid or damaged."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_collections import PROPOSED
from knowledge_hub.yaml_files.yaml_reader import read
from tests.conftest import REAL, SIX, Contexts, asset, opened
from tests.pages.form_in_node import call, entry_files
from tests.pages.test_contribution_form import FORM, go_on, heading

pytestmark = pytest.mark.browser

ASKED = list(PROPOSED)
REFUSED = (
    "This file is not an entry or a translation that this form can open. Choose a file that you saved with this form."
)


def test_the_form_recognises_every_file_of_the_hub(site: Path) -> None:
    """Collection and kind are recognised by the fields, as none of the files names its schema; guidance has no form."""
    files = {path: path.read_text(encoding="utf-8") for path in sorted(REAL.glob("*/*/*.yml"))}
    got = call(site, [["readFile", text, path.name] for path, text in files.items()])
    kinds = set()
    for path, found in zip(files, got, strict=True):
        collection = path.parts[-3]
        if collection not in ASKED:
            assert found is None or (path.stem != "entry" and found["language"] == path.stem), path
        elif path.stem == "entry":
            assert found["collection"] == collection, path
            kinds.add(collection)
        else:
            assert "collection" not in found, path
            assert found["language"] == path.stem, path
            assert set(found["translation"]) >= {"status", "text", "made_from"}, path
            kinds.add(path.stem)
    assert kinds >= {*ASKED, *LANGUAGES} - {"en"}


@pytest.mark.parametrize("collection", ASKED)
def test_saved_files_open_unchanged(six: Path, site: Path, collection: str) -> None:
    """The first line names the schema, so that a renamed file of any collection opens unchanged."""
    entries = load(six).entries[collection].values()
    # A flag within a list, such as `url_confirmed`, comes back as the text that the file has, and is compared elsewhere.
    suitable = (entry for entry in entries if all(source.url_confirmed for source in entry.record.sources))
    files = entry_files(site, next(suitable).path)
    entry, french = files["entry"], files["translations"]["fr"]
    drafts = {"collection": collection, "values": entry, "translation": french}
    saved = call(site, [["fileText", {"mode": mode, **drafts}] for mode in ("new", "translate")])
    opened_entry, opened_translation = call(site, [["readFile", text, "saved.yml"] for text in saved])
    assert opened_entry == {"collection": collection, "values": entry}
    assert opened_translation == {"collection": collection, "translation": french}


def test_an_event_is_opened_as_an_event(site: Path, context: Contexts) -> None:
    """It has the fields and the folder of events; as the entry exists, the form corrects it."""
    page = opened(context(), site, FORM)
    event = min((SIX / "events").iterdir())
    page.locator("#open").set_input_files(event / "entry.yml")
    expect(page.locator("[id=start]")).to_be_visible()
    assert page.locator("[id='mechanism.type']").count() == 0
    while page.locator("#contribution button[type=submit]").count():
        go_on(page)
    assert page.locator(".ways code").inner_text() == f"hub_data/events/{event.name}/entry.yml"
    after = read(page.locator("#file").input_value().encode()).value
    before = read((event / "entry.yml").read_bytes()).value
    assert isinstance(after, dict)
    assert isinstance(before, dict)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} <= {"updated"}


@pytest.mark.parametrize("name", ["practices--mar-didh--fr.yml", "fr.yml"])
def test_a_translation_is_opened_as_a_translation(site: Path, context: Contexts, tmp_path: Path, name: str) -> None:
    """With its original: at once if the file name identifies it, else after the user enters it."""
    source = SIX / "practices/mar-didh/fr.yml"
    file = tmp_path / name
    file.write_text(source.read_text(encoding="utf-8").replace("title: ", "title: Ma version, ", 1), encoding="utf-8")
    page = opened(context(), site, FORM)
    page.locator("#open").set_input_files(file)
    if name == "fr.yml":
        which = page.locator("#which")
        expect(which).to_be_focused()
        expect(which).to_have_accessible_description(
            "This file is a translation. Write which entry it translates, and check the language. "
            "Copy the address of its page into this box. Or write its short name."
        )
        assert page.locator("#to").input_value() == "fr"
        which.fill("mar-didh")
        page.locator("#next").press("Enter")
    expect(page.locator("[id='text.title.0']")).to_have_value("Ma version, " + title_of(source))
    go_on(page)
    assert page.locator(".ways code").inner_text() == "hub_data/practices/mar-didh/fr.yml"
    after, before = read(page.locator("#file").input_value().encode()).value, read(file.read_bytes()).value
    assert after == before


def title_of(path: Path) -> str:
    """The title of a translation."""
    value = read(path.read_bytes()).value
    assert isinstance(value, dict)
    text = value["text"]
    assert isinstance(text, dict)
    return str(text["title"])


def test_other_files_are_refused(site: Path, context: Contexts, tmp_path: Path) -> None:
    """One error message for each file, no exception, and the next valid file opens normally."""
    page = context().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / FORM).as_uri())
    schema = "# yaml-language-server: $schema=../../schema/{}.json\n"
    wrong = {
        "list.yml": "- only a list\n",
        "text.yml": "text: hello\n",
        "nothing.yml": "",
        "map.yml": "name: value\n",
        "broken.yml": "text: [\n",
        "binary.yml": "\x00\x01\x02",
        "entry.yml": "text: {title: A title}\nmechanism: none\n",
        "groups.yml": schema.format("practices") + "text: {title: A title, context: one text}\n",
        "sources.yml": schema.format("events") + "id: x\nsources: {a: b}\n",
        "fr.yml": "status: draft\ntext: {title: {a: b}}\n",
        "guidance.yml": schema.format("guidance") + "id: establish\ntext: {title: A title}\n",
        "names.yml": schema.format("constructor") + "text: {title: A title}\n",
        "proto.yml": "__proto__: {text: {title: A title}}\n",
    }
    for name, text in wrong.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in wrong:
        page.reload()
        page.locator("#open").set_input_files(tmp_path / name)
        expect(page.locator("#open-error"), name).to_have_text(REFUSED)
    page.locator("#open").set_input_files(SIX / "practices/mar-didh/entry.yml")
    expect(page.locator("[id='text.title']")).to_be_visible()
    assert errors == []


def test_a_partly_filled_empty_file_can_be_opened(site: Path, context: Contexts, tmp_path: Path) -> None:
    """The empty files for work without scripts name their schema; their empty values are ignored."""
    empty = asset(site, "form/en/resources.yml").read_text(encoding="utf-8")
    file = tmp_path / "resources.yml"
    file.write_text(empty + "\npublisher: An office\nmechanism:\n", encoding="utf-8")
    page = opened(context(), site, FORM)
    page.locator("#open").set_input_files(file)
    expect(page.locator("[id=publisher]")).to_have_value("An office")


def put_draft(page: Page, text: str) -> None:
    """A page opened with this text kept as its draft."""
    page.evaluate("text => localStorage.setItem('hub-draft', text)", text)
    page.reload()


def test_a_damaged_draft_can_be_deleted(site: Path, context: Contexts) -> None:
    """For any invalid stored text: a message, a button that deletes it, and a working form."""
    page = context().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / FORM).as_uri())
    go_on(page)
    page.locator("[id='text.title']").fill("A half-written title")
    expect(page.locator(".kept")).to_contain_text("Nothing has been sent.")
    whole = json.loads(page.evaluate("localStorage.getItem('hub-draft')"))
    put_draft(page, json.dumps(whole))
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    damaged = [
        "",
        "{",
        "null",
        "5",
        '"text"',
        "[]",
        "{}",
        '{"values": {}}',
        *(json.dumps({key: value for key, value in whole.items() if key != left}) for left in ("values", "mode", "at")),
        *(
            json.dumps({**whole, **other})
            for other in (
                {"mode": "constructor"},
                {"collection": "__proto__"},
                {"language": "toString"},
                {"values": None},
                {"values": {"text": "hello"}},
                {"values": {"sources": {"a": 1}}},
                {"values": {"text": {"context": [None]}}},
                {"values": {"countries": "MAR"}},
                {"translation": None},
                {"mode": "translate", "values": {"text": {"title": "A"}}, "translation": {"text": {"title": ["B"]}}},
                {"fingerprints": 3},
                {"at": "two"},
                {"when": "yesterday"},
            )
        ),
    ]
    for text in damaged:
        put_draft(page, text)
        notice = page.locator("#contribution .notice p").first
        expect(notice, text).to_have_text("The entry that you began on this device is damaged and cannot be opened.")
        assert page.get_by_role("button", name="Go on").count() == 0
    go_on(page)
    page.go_back()
    page.reload()
    page.get_by_role("button", name="Delete it from this device").press("Enter")
    expect(page.get_by_text("The draft is deleted from this device.")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0
    expect(heading(page)).to_have_text("Step 1 of 8: Start")
    assert errors == []
