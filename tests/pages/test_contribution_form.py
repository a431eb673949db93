"""The contribution form in a browser: keyboard use, languages, use from disk, and unusual texts."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_collections import COLLECTIONS, PROPOSED
from knowledge_hub.yaml_files.forbidden_characters import FORBIDDEN
from knowledge_hub.yaml_files.yaml_reader import read
from tests.conftest import REAL, SIX, Contexts, hub, opened
from tests.engines import VNU, axe, ibm
from tests.pages.form_in_node import call, entry_files

pytestmark = pytest.mark.browser

FORM = "contribute-form.html"


def draft(page: Page) -> dict[str, Any]:
    """The values that the form has stored in this browser."""
    values: dict[str, Any] = page.evaluate("JSON.parse(localStorage.getItem('hub-draft')).values")
    return values


def heading(page: Page) -> Locator:
    """The heading of the step that is shown."""
    return page.locator("#contribution h2")


def go_on(page: Page) -> None:
    """Press «next» and wait for the next step."""
    before = heading(page).inner_text()
    page.locator("#contribution button[type=submit]").press("Enter")
    expect(heading(page)).not_to_have_text(before)


def tab_to(page: Page, place: str) -> None:
    """Reach a control by the Tab key alone."""
    for _ in range(400):
        if page.evaluate("document.activeElement.id") == place:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} is not reached by Tab")


def by_keys(page: Page, answers: Sequence[tuple[str, str]]) -> None:
    """Answer by keyboard: text is typed; '✓' ticks or presses; '↓2' goes down a list."""
    for place, answer in answers:
        tab_to(page, place)
        if answer == "✓":
            page.keyboard.press("Space")
        elif answer.startswith("↓"):
            for _ in range(int(answer[1:])):
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.insert_text(answer)


def next_by_keys(page: Page) -> None:
    """Reach «next» by keyboard and press it; the heading of the next step takes the focus."""
    before = heading(page).inner_text()
    tab_to(page, "next")
    page.keyboard.press("Enter")
    expect(heading(page)).not_to_have_text(before)
    expect(heading(page)).to_be_focused()


def write_a_practice(page: Page, state: str, words: dict[str, str]) -> tuple[str, str]:
    """A practice from the first step to the download, by keyboard only; the file's place and text."""
    next_by_keys(page)
    by_keys(page, [("countries-filter", state)])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    by_keys(page, [("text.title", words["title"]), ("text.summary", words["summary"])])
    by_keys(page, [("mechanism.type", "↓2"), ("mechanism.type_basis", "↓1")])
    if "id" in words:
        by_keys(page, [("id", words["id"])])
    next_by_keys(page)
    by_keys(page, [("year", "2019"), ("capacities", "✓"), ("evidence_level", "↓1")])
    next_by_keys(page)
    by_keys(page, [("sources-add", "✓"), ("sources.0.title", words["source"]), ("sources.0.kind", "↓2")])
    by_keys(page, [("sources.0.url", "https://example.org/decree")])
    next_by_keys(page)
    by_keys(page, [("text.what_was_done-add", "✓"), ("text.what_was_done.0.text", words["done"])])
    by_keys(page, [("text.what_was_done.0.sources", "✓")])
    next_by_keys(page)
    by_keys(page, [("easy.title", words["easy_title"]), ("easy.what-add", "✓"), ("easy.what.0.text", words["easy"])])
    by_keys(page, [("easy.what.0.picture", "↓1")])
    next_by_keys(page)
    next_by_keys(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('download')"):
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    place = download.value.suggested_filename.replace("--", "/")
    return place, Path(download.value.path()).read_text(encoding="utf-8")


SPANISH = {
    "title": 'Una comisión: "todos" los ministerios # juntos',
    "summary": "El Gobierno creó una comisión.\n- Escribe los informes: uno por año.",
    "source": "Decreto 1 de 2019",
    "done": "El Gobierno creó una comisión con todos los ministerios.",
    "easy_title": "Uruguay tiene una comisión",
    "easy": "Uruguay es un país.",
}
ARABIC = {
    "title": "لجنة واحدة تكتب كل التقارير",
    "summary": "أنشأت الحكومة لجنة (سنة 2019\u200f): تكتب التقارير وتتابع التوصيات.",
    "source": "المرسوم رقم 1",
    "done": "أنشأت الحكومة لجنة تضم كل الوزارات.",
    "easy_title": "في المغرب لجنة واحدة",
    "easy": "المغرب بلد في أفريقيا.",
}


def test_a_practice_in_spanish_and_one_in_arabic_by_keyboard_alone(site: Path, context: Contexts, data: Path) -> None:
    """From the form to the page: each file passes the check, and the built page equals the preview."""
    previews = {}
    for language, state, words in (("es", "urug", SPANISH), ("ar", "المغرب", ARABIC)):
        page = opened(context(accept_downloads=True), site, f"{language}/{FORM}")
        place, text = write_a_practice(page, state, words)
        assert (
            place
            == {
                "es": "practices/ury-una-comision-todos-los/entry.yml",
                "ar": f"practices/mar-practice-{page.evaluate('new Date().toISOString().slice(0, 4)')}/entry.yml",
            }[language]
        )
        previews[language, place] = [
            [section.inner_text() for section in page.locator(f".preview {part}").all()]
            for part in (".story section:not(.sources)", ".entry-head h3", ".lead", ".lines li")
        ]
        file = data / place
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    done = hub("check", "--data", data)
    assert (done.stdout, done.returncode) == ("No problems.\n", 0)
    for _, place in previews:
        file = data / place
        file.write_text(
            file.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8"
        )
    assert hub("check", "--data", data).stdout == "No problems.\n"
    assert hub("build", "--data", data, "--out", data.with_name("site")).returncode == 0
    for (language, place), preview in previews.items():
        stem = place.removesuffix("/entry.yml")
        page = opened(context(), data.with_name("site"), f"{language}/{stem}.html")
        story = [each.inner_text() for each in page.locator(".story > section[aria-labelledby]").all()]
        head = [page.locator("h1").inner_text(), page.locator(".lead").inner_text()]
        assert preview[0] == story[: len(preview[0])]
        assert [preview[1][0], preview[2][0]] == head
        page.goto((data.with_name("site") / language / "easy" / f"{stem}.html").as_uri())
        assert preview[3] == [each.inner_text() for each in page.locator(".lines li").all()]


@pytest.mark.audit
def test_every_step_passes_both_accessibility_checkers(site: Path, context: Contexts) -> None:
    """Every step of a filled form with errors shown, in English, and in Arabic easy read at 320 px."""
    found = {}
    for place, width in ((FORM, 1280), (f"ar/easy/{FORM}", 320)):
        page = opened(context(width=width, bypass_csp=True), site, f"{place}?correct=support/upr-info-field-programme")
        names = [heading(page).inner_text()]
        while page.locator("#contribution button[type=submit]").count():
            found[names[-1]] = axe(page) + ibm(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, names[-1]
            go_on(page)
            names.append(heading(page).inner_text())
        found[names[-1]] = axe(page) + ibm(page)
        page = opened(context(width=width, bypass_csp=True), site, place)
        go_on(page)
        page.locator("#contribution button[type=submit]").click()
        expect(page.locator(".errors")).to_be_focused()
        found["faults"] = axe(page) + ibm(page)
    assert {step: problems for step, problems in found.items() if problems} == {}


def test_the_form_without_scripts_offers_empty_files(site: Path, context: Contexts) -> None:
    """Without scripts, the page links to empty files, and it passes the HTML checker."""
    page = opened(context(java_script_enabled=False), site, FORM)
    links = page.locator(".no-script a")
    assert links.count() == 6
    for link in links.all():
        target = (site / (link.get_attribute("href") or "")).resolve()
        assert read(target.read_bytes()).faults == []
    files = [str(site / FORM), str(site / "ar/easy" / FORM)]
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stderr)["messages"] == []


def test_errors_are_shown_at_the_field_and_in_a_list_above(site: Path, context: Contexts) -> None:
    """The list gets the focus; each of its items links to the field, which has its own error message."""
    page = opened(context(), site, FORM)
    go_on(page)
    page.locator("[id='text.title']").fill("\u202eabc")
    page.locator("[id='text.summary']").fill("a" * 401)
    page.locator("#contribution button[type=submit]").click()
    expect(page.locator(".errors")).to_be_focused()
    assert page.locator(".errors").inner_text().splitlines() == [
        "5 errors to correct",
        "State or States: Choose one.",
        "Title: This text has a character that cannot be shown. Delete it.",
        "Summary: This has 401 characters; the limit is 400.",
        "Type of mechanism: Choose one.",
        "How you know the type: Choose one.",
    ]
    page.locator(".errors a").nth(1).press("Enter")
    title = page.locator("[id='text.title']")
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description(re.compile("cannot be shown. Delete it.$"))


def test_a_draft_is_stored_in_the_browser_and_can_be_deleted(site: Path, context: Contexts) -> None:
    """What was typed is there after reloading, until it is deleted; nothing is stored if the box is not ticked."""
    made = context()
    page = opened(made, site, FORM)
    assert page.evaluate("localStorage.length") == 0
    go_on(page)
    page.locator("[id='text.title']").fill("A half-written title")
    expect(page.locator(".kept")).to_contain_text("Nothing has been sent.")
    page.close()
    page = opened(made, site, FORM)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("[id='text.title']")).to_have_value("A half-written title")
    page.reload()
    page.get_by_role("button", name="Delete it from this device").click()
    expect(page.get_by_text("The draft is deleted from this device.")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    page.get_by_label("Keep a draft on this device while I write").uncheck()
    go_on(page)
    page.locator("[id='text.title']").fill("Not to be kept")
    go_on_without = page.locator("#contribution button[type=submit]")
    go_on_without.click()
    assert page.evaluate("localStorage.length") == 0


def test_the_back_button_returns_to_the_previous_step(site: Path, context: Contexts) -> None:
    """The browser's back button stays within the form."""
    page = opened(context(), site, FORM)
    first = heading(page).inner_text()
    go_on(page)
    page.go_back()
    expect(heading(page)).to_have_text(first)


def test_correcting_an_entry_loses_nothing(real_site: Path) -> None:
    """Every entry, loaded and saved by the form, is the same except for the date of its change."""
    catalogue = load(REAL)
    codes = {name: set(vocabulary.terms) for name, vocabulary in catalogue.vocabularies.items()}
    entries = [entry for name in PROPOSED for entry in catalogue.entries[name].values()]
    values = [(entry.path.partition("/")[0], entry_files(real_site, entry.path)["entry"]) for entry in entries]
    saved = call(
        real_site, [["fileText", {"mode": "correct", "collection": name, "values": each}] for name, each in values]
    )
    for entry, (collection, _), text in zip(entries, values, saved, strict=True):
        document = read(text.encode())
        assert document.faults == [], entry.path
        assert COLLECTIONS[collection].model.model_validate(document.value, context=codes) == entry.record
    faults = call(real_site, [["faultsOf", name, each] for name, each in values])
    assert [(entry.path, found) for entry, found in zip(entries, faults, strict=True) if found] == []


def test_an_entry_is_corrected_from_its_page(site: Path, context: Contexts) -> None:
    """The link on the page opens the form with this entry; the saved file differs in the corrected field only."""
    page = opened(context(accept_downloads=True), site, "practices/mar-didh.html")
    page.get_by_role("link", name="Correct this entry").click()
    go_on(page)
    page.locator("[id='text.title']").fill("A permanent delegation: new title")
    while page.locator("#contribution button[type=submit]").count():
        go_on(page)
    after = read(page.locator("#file").input_value().encode()).value
    before = read((SIX / "practices/mar-didh/entry.yml").read_bytes()).value
    assert isinstance(after, dict)
    assert isinstance(before, dict)
    text = after["text"]
    assert isinstance(text, dict)
    assert text["title"] == "A permanent delegation: new title"
    assert {name for name in before if before[name] != after.get(name) and before[name] != []} == {"text", "updated"}


def test_an_entry_is_translated(context: Contexts, data: Path) -> None:
    """Each text of the original is shown with its translation; the saved file passes the check."""
    built = data.parent / "built"
    (data / "practices/pry-example/fr.yml").unlink()
    assert hub("build", "--data", data, "--out", built).returncode == 0
    page = opened(context(), built, f"fr/{FORM}?translate=practices/pry-example&to=fr")
    go_on(page)
    sources = [each.inner_text() for each in page.locator("blockquote").all()]
    assert sources[:2] == ["A commission plans together", "Ministries plan their reports in one commission."]
    boxes = page.locator("#contribution textarea")
    assert boxes.count() == len(sources)
    for number, box in enumerate(boxes.all()):
        box.fill(f"Texte {number} : « l’essai ».")
    go_on(page)
    assert "Texte 0" in page.locator(".preview h3").first.inner_text()
    text = page.locator("#file").input_value()
    assert "\nstatus: draft\n" in text, "a person translated it, so it is no machine draft"
    (data / "practices/pry-example/fr.yml").write_text(text, encoding="utf-8")
    states = json.loads(hub("status", "--data", data, "--format", "json").stdout)
    assert {row["states"]["fr"] for row in states if row["record"] == "practices/pry-example"} == {"complete"}


def test_a_saved_page_works_offline(site: Path, context: Contexts, tmp_path: Path) -> None:
    """The page as a browser saves it: current HTML, with its files in a folder."""
    page = opened(context(), site, f"fr/{FORM}")
    go_on(page)
    html = page.content()
    kept = tmp_path / "form_files"
    kept.mkdir()
    for address in set(re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', html)):
        shutil.copy((site / "fr" / address).resolve(), kept / Path(address).name)
        html = html.replace(f'"{address}"', f'"form_files/{Path(address).name}"')
    (tmp_path / "form.html").write_text(html, encoding="utf-8")
    page = context(offline=True).new_page()
    page.goto((tmp_path / "form.html").as_uri())
    expect(heading(page)).to_have_text(re.compile("^Étape 1 sur 8"))
    go_on(page)
    page.locator("[id='text.title']").fill("Hors ligne")
    expect(page.locator("[id='text.title']")).to_have_value("Hors ligne")


def test_a_saved_file_can_be_opened_again(site: Path, context: Contexts, tmp_path: Path) -> None:
    """The file of an entry fills the form; other files are refused with a message."""
    page = opened(context(), site, FORM)
    wrong = tmp_path / "list.yml"
    wrong.write_text("- only a list\n", encoding="utf-8")
    page.locator("#open").set_input_files(wrong)
    expect(page.locator("#open-error")).to_have_text(
        "This file is not an entry or a translation that this form can open. Choose a file that you saved with this form."
    )
    page.locator("#open").set_input_files(SIX / "practices/mar-didh/entry.yml")
    expect(page.locator("[id='text.title']")).to_have_value(
        "A permanent delegation with its own staff, attached to the Head of Government"
    )


@pytest.mark.parametrize("edition", ["", "ar/easy/"])
def test_a_long_list_is_one_tab_stop(site: Path, context: Contexts, edition: str) -> None:
    """Tab leaves it; arrow keys, Home, End and letters move within; the space bar chooses; chosen items can be removed."""
    strings = load(REAL).strings["ar" if edition else "en"]
    page = opened(context(), site, f"{edition}{FORM}")
    go_on(page)
    names = page.locator(".choices.many").first.locator("label").all_inner_texts()
    assert len(names) == 195
    at = "document.activeElement.labels?.[0].textContent"
    focused = page.locator(":focus")
    keyboard = page.context.new_cdp_session(page)

    def press(key: str) -> str:
        if key.isascii():
            page.keyboard.press(key)
        else:
            # Playwright knows the keys of an English keyboard only.
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": key})
        name: str = page.evaluate(at)
        return name

    tab_to(page, "countries-filter")
    expect(focused).to_have_accessible_description(strings["form.list_keys"])
    assert press("Tab") == names[0]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text.title"
    assert press("Shift+Tab") == names[0]
    assert [press(key) for key in ("ArrowUp", "ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home")] == [
        names[at] for at in (0, 1, 2, -1, -1, -2, 0)
    ]
    letter = names[100][0]
    same = [name for name in names[1:] if name[0] == letter]
    assert press(letter) == same[0]
    page.keyboard.press("Space")
    expect(focused).to_be_checked()
    page.keyboard.press("Enter")
    assert heading(page).inner_text() == strings.fill(
        "form.step", number="2", count="8", name=strings["form.step_basics"]
    )
    chosen = page.locator(".chosen-boxes button:visible")
    assert [each.get_attribute("aria-label") for each in chosen.all()] == [strings.fill("form.remove", name=same[0])]
    assert press("End") == names[-1]
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert press("Shift+Tab") == names[-1], "the way back leads to where the reader was"
    chosen.first.press("Enter")
    expect(chosen).to_have_count(1)
    expect(chosen.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#countries-filter")).to_be_focused()
    assert page.locator(".choices.many input:checked").count() == 0


def test_a_long_list_works_with_the_mouse_and_keeps_its_choices(site: Path, context: Contexts) -> None:
    """A click on a name chooses it, in any order; the choices are still there after the next step and back."""
    page = opened(context(forced_colors="active"), site, FORM)
    go_on(page)
    for name in ("Uruguay", "Kenya"):
        page.locator(".choices.many").first.get_by_text(name, exact=True).click()
    chosen = page.locator(".chosen-boxes li")
    expect(chosen).to_have_text(["Kenya ×", "Uruguay ×"])
    page.go_back()
    go_on(page)
    expect(chosen).to_have_text(["Kenya ×", "Uruguay ×"])
    assert draft(page)["countries"] == ["KEN", "URY"]
    assert page.locator("[id='countries.KEN']").get_attribute("tabindex") == "0", (
        "Tab leads to the first that is chosen"
    )
    ring = page.locator("[id='countries.KEN']")
    ring.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).appearance") == "auto", "drawn by the system"


def test_enter_in_a_filter_does_not_submit_the_step(site: Path, context: Contexts) -> None:
    """The step stays; the number of matches is announced; an error links to the filter if the first box is hidden."""
    page = opened(context(), site, FORM)
    go_on(page)
    found = page.locator(".long-list [role=status]").first
    box = page.locator("#countries-filter")
    box.press_sequentially("marr")
    expect(found).to_have_text("0 matches")
    assert page.locator(".choices.many").first.locator("input:visible").count() == 0
    box.fill("MOROC")
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(found).to_have_text("1 match")
    assert page.locator(".errors").count() == 0
    assert heading(page).inner_text() == "Step 2 of 8: The basics"
    page.locator("#next").press("Enter")
    page.locator(".errors a").first.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert draft(page)["countries"] == ["MAR"]


def test_few_tab_stops_lead_to_the_form(site: Path, context: Contexts) -> None:
    """From the top of the contribute page to the first question, past the header."""
    page = opened(context(), site, "es/contribute.html")
    stops = 0

    def tab(until: str) -> None:
        nonlocal stops
        for _ in range(10):
            page.keyboard.press("Tab")
            stops += 1
            if page.evaluate("until => document.activeElement.matches(until)", until):
                return
        raise AssertionError(until)

    tab(".skip")
    page.keyboard.press("Enter")
    tab("a[href^='contribute-form.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contribute-form.html#content")
    expect(heading(page)).to_be_visible()
    tab("#contribution input")
    assert stops <= 6


def test_the_skip_link_does_not_change_the_step(site: Path, context: Contexts) -> None:
    """It only moves the focus; typed text stays, and the browser's back and forward buttons still change steps."""
    page = opened(context(), site, FORM)
    first = heading(page).inner_text()
    go_on(page)
    before = heading(page).inner_text()
    page.locator("[id='text.title']").fill("A title")
    page.locator(".skip").press("Enter")
    page.wait_for_url("**#content")
    expect(page.locator("main")).to_be_focused()
    expect(heading(page)).to_have_text(before)
    page.go_back()
    expect(heading(page)).to_have_text(before)
    page.go_back()
    expect(heading(page)).to_have_text(first)
    page.go_forward()
    expect(page.locator("[id='text.title']")).to_have_value("A title")


def test_repository_and_mailbox_are_settings(data: Path, context: Contexts) -> None:
    """With a repository and a mailbox: links to a new file on the host and to an e-mail, both with name and text of the file."""
    out = data.parent / "set"
    done = hub(
        "build",
        "--data",
        data,
        "--out",
        out,
        HUB_REPOSITORY="https://git.example.org/o/hub",
        HUB_MAILBOX="hub@example.org",
    )
    assert done.returncode == 0, done.stderr
    page = opened(context(), out, FORM)
    stored = {
        "mode": "new", "collection": "practices", "language": "en", "keep": True, "isNew": True,
        "values": {"id": "pry-x", "text": {"title": "A & B"}}, "translation": {}, "fingerprints": {},
        "at": 7, "when": "2026-01-01",
    }  # fmt: skip
    page.evaluate("draft => localStorage.setItem('hub-draft', JSON.stringify(draft))", stored)
    page.reload()
    page.get_by_role("button", name="Go on").press("Enter")
    links = page.locator(".ways a.action:not([download])")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert addresses[0].startswith(
        "https://git.example.org/o/hub/new/main?filename=hub_data%2Fpractices%2Fpry-x%2Fentry.yml&value=%23%20yaml"
    )
    assert addresses[1].startswith("mailto:hub@example.org?subject=New%20entry%3A%20A%20%26%20B&body=")


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n"), min_size=1, max_size=120
)
AWKWARD = (
    "# no comment", "- a list", "key: value", "'single' and \"double\"", "| pipe", "> fold", "%YAML", "@at", "`tick`", "*star", "&and",
    "!!str x", "yes", "null", "~", "2021-01-01", "1e3", "0x1F", "{a: b}", "[a, b]", "a\n\n  b\n c", "😀 👩🏽‍⚖️", "السلام\u200f (UPR)",
    "中文，标点。", "<script>alert(1)</script>", "&lt;b&gt;", "{{ 7 * 7 }}", "HUBSLOTcontentHUBSLOT", "..\\..\\x", "a" * 120, "? key", "--- x", "...",
)  # fmt: skip


def fitting(text: str) -> str | None:
    """A text as the form keeps it; None where the form refuses it."""
    clean = re.sub(r"[\u0085\u2028\u2029]", "\n", text).replace("\ufeff", "").strip()
    return clean if clean and not re.search(FORBIDDEN, clean) else None


def test_any_text_survives_form_file_and_page(site: Path, context: Contexts, data: Path) -> None:
    """Every text is the same in form, file and page, and none is interpreted as markup."""
    page = opened(context(), site, FORM)
    go_on(page)
    written: dict[str, str] = {}
    values: list[dict[str, Any]] = []

    def through(text: str) -> None:
        wanted = fitting(text)
        if wanted is None or len(wanted) > 120:
            return
        page.locator("[id='text.title']").fill(text.replace("\n", " "))
        page.locator("[id='text.summary']").fill(text)
        record_id = f"ury-text-{len(written)}"
        typed = draft(page)
        summary = typed["text"]["summary"]
        values.append({
            **typed, "schema_version": "1", "id": record_id, "status": "published", "added": "2026-01-01",
            "updated": "2026-01-01", "countries": ["URY"], "capacities": ["coordination"],
            "evidence_level": "documented", "mechanism": {"type": "ministerial", "type_basis": "stated"},
            "sources": [{"id": "s", "title": summary, "kind": "un"}],
            "text": {**typed["text"], "what_was_done": [{"text": summary, "sources": ["s"]}]},
            "easy": {"title": "A title", "what": [{"text": "A sentence."}]},
        })  # fmt: skip
        written[record_id] = wanted

    @settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(_TEXT)
    def any_text(text: str) -> None:
        through(text)

    for text in AWKWARD:
        through(text)
    any_text()
    assert len(written) > len(AWKWARD)
    files = call(site, [["fileText", {"mode": "new", "collection": "practices", "values": each}] for each in values])
    for (record_id, wanted), file in zip(written.items(), files, strict=True):
        document = read(file.encode())
        assert document.faults == [], file
        assert isinstance(document.value, dict)
        texts = document.value["text"]
        assert isinstance(texts, dict)
        assert texts["summary"] == wanted
        assert yaml.safe_load(file)["text"]["summary"] == wanted
        folder = data / "practices" / record_id
        folder.mkdir()
        (folder / "entry.yml").write_text(file, encoding="utf-8")
    out = data.parent / "texts"
    done = hub("build", "--data", data, "--out", out)
    assert done.returncode == 0, done.stdout
    for record_id, wanted in written.items():
        html = LexborHTMLParser((out / "practices" / f"{record_id}.html").read_bytes())
        lead = html.css_first(".lead")
        assert lead is not None
        assert " ".join(lead.text().split()) == " ".join(wanted.split()), record_id
        assert lead.css("script, b, em") == []
