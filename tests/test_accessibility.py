"""A sample of every template by two engines, and what no engine sees: keys, names, sizes, settings, a voice."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.views.navigation import SECTIONS
from tests.conftest import REAL, Contexts, opened, some, visit
from tests.engines import VNU, axe, ibm

pytestmark = pytest.mark.browser

TEMPLATES = (
    "index.html",
    "practices/index.html",
    "practices/prt-cndh.html",
    "resources/ohchr-guide-2016.html",
    "experiences/index.html",
    "countries/index.html",
    "countries/pry.html",
    "guidance/index.html",
    "guidance/establish.html",
    "support/upr-info-field-programme.html",
    "glossary.html",
    "coverage.html",
    "data/index.html",
    "data/codebook.html",
    "offline.html",
    "search.html?q=parliament",
    "browse/index.html",
    "contribute-form.html?correct=practices/mar-didh",
    "browse/topic-parliament.html",
    "capacities/coordination.html",
    "credits.html",
    "method.html",
    "dossier.html?ids=practices/prt-cndh,support/upr-info-field-programme,practices/none",
)
SAMPLE = [f"{edition}{place}" for edition in ("", "ar/easy/") for place in TEMPLATES] + ["404.html"]
ONCE = [
    *SAMPLE[: len(TEMPLATES) : 2],
    *SAMPLE[len(TEMPLATES) + 1 :: 2],
    "practices/tls-sop.html",
    "easy/practices/tls-sop.html",
]
"""Each template in one of the two editions, and an entry in both registers; the audit asks about the whole sample."""
samples = pytest.mark.parametrize("sample", [ONCE, pytest.param(SAMPLE, marks=pytest.mark.audit)], ids=["once", "all"])


@pytest.mark.parametrize(
    ("width", "scheme", "sample"),
    [
        pytest.param(1280, "light", ONCE, id="once"),
        pytest.param(1280, "light", SAMPLE, id="light", marks=pytest.mark.audit),
        pytest.param(320, "dark", SAMPLE, id="dark", marks=pytest.mark.audit),
    ],
)
def test_axe_finds_nothing_with_every_rule_on(
    site: Path, context: Contexts, width: int, scheme: str, sample: list[str]
) -> None:
    """AAA contrast, best practices and experimental rules included; the settings and the menu open as well."""
    page = context(width=width, color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for place in sample:
        visit(page, site, place)
        found[place] = axe(page)
    page.goto((site / "easy/index.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found["all open"] = axe(page)
    assert {place: problems for place, problems in found.items() if problems} == {}


@pytest.mark.audit
def test_a_second_engine_finds_nothing(site: Path, context: Contexts) -> None:
    """IBM's engine with its own rules and those of WCAG 2.2, each template once; the audit asks it about every edition."""
    page = context(bypass_csp=True).new_page()
    found = {}
    for place in ONCE:
        visit(page, site, place)
        found[place] = ibm(page)
    assert {place: problems for place, problems in found.items() if problems} == {}


def test_the_html_is_valid(site: Path) -> None:
    """The Nu HTML checker finds no error on the sample."""
    files = [str(site / place.partition("?")[0]) for place in SAMPLE]
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    errors = json.loads(done.stderr)["messages"]
    assert [(Path(each["url"]).name, each["message"]) for each in errors] == []


@samples
def test_targets_are_large_enough(site: Path, context: Contexts, sample: list[str]) -> None:
    """At least 44 by 44 pixels, but for links inside sentences (WCAG 2.5.5)."""
    page = context(width=320).new_page()
    for place in some(sample):
        visit(page, site, place)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        small = page.evaluate(
            "[...document.querySelectorAll('a, button, summary, label')]"
            ".filter(e => e.checkVisibility() && !e.closest('p, .small, .about-page, .ref') && !e.matches('.skip, .visually-hidden'))"
            ".map(e => [e.textContent.trim(), e.getBoundingClientRect()])"
            ".filter(([, r]) => r.width < 44 || r.height < 44).map(([t, r]) => `${t} ${r.width} by ${r.height}`)"
        )
        assert small == [], place


@samples
def test_text_can_be_doubled_and_spaced(site: Path, context: Contexts, sample: list[str]) -> None:
    """At 200 % text and with the spacing of WCAG 1.4.12, nothing scrolls sideways and nothing is cut off."""
    page = context(width=640).new_page()
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    for place in some(sample):
        for style in (spacing, "html { font-size: 36px !important }"):
            visit(page, site, place)
            page.evaluate(
                "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", style
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 640, (place, style)
            cut = page.evaluate(
                "[...document.querySelectorAll('main *, header *')].filter(e => e.checkVisibility()"
                " && getComputedStyle(e).overflow === 'hidden' && e.scrollWidth > e.clientWidth + 1"
                " && !e.matches('.visually-hidden')).map(e => e.outerHTML.slice(0, 80))"
            )
            assert cut == [], (place, style)


def test_forced_colours_keep_shapes_and_the_current_page(site: Path, context: Contexts) -> None:
    """In a high-contrast theme of the system the capacities' shapes are still drawn, and the current link marked."""
    page = opened(context(forced_colors="active"), site, "guidance/index.html")
    fill = page.evaluate("getComputedStyle(document.querySelector('.symbol')).fill")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fill != paper
    border = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.menu a[aria-current]')).borderBlockEndWidth)"
    )
    assert border > 0


def test_settings_by_keyboard(site: Path, context: Contexts) -> None:
    """Opened, used and left with keys only; kept for the next page; gone when put back; nothing kept unasked."""
    made = context()
    page = opened(made, site, "easy/practices/tls-sop.html")
    assert page.evaluate("localStorage.length") == 0
    summary = page.locator(".settings summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Text size").get_by_label("Normal").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.querySelector('.settings summary')")
    assert not page.locator(".settings form").is_visible()
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    larger = page.evaluate(size)
    page.goto((site / "easy/about.html").as_uri())
    assert page.evaluate(size) == larger
    page.locator(".settings summary").press("Enter")
    page.get_by_role("button", name="Back to normal").press("Enter")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate(size) < larger


def stop(page: Page) -> str:
    """The name of what has the focus."""
    name: str = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
    return name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_way_through_the_header_by_keyboard(site: Path, context: Contexts, language: LanguageCode) -> None:
    """On a small screen: skip link, languages, search, settings, register, home, menu; each opened, used and left."""
    strings = load(REAL).strings[language]
    prefix = Edition(language, "standard").prefix
    page = opened(context(width=320), site, f"{prefix}index.html")
    stops = []
    for _ in range(13):
        page.keyboard.press("Tab")
        stops.append(stop(page))
    own = [OWN_NAMES[code] for code in LANGUAGES]
    names = ("search.label", "search.button", "settings.title", "chrome.to_easy", "site.name", "chrome.menu")
    assert stops == [strings["chrome.skip"], *own, *(strings[name] for name in names)]
    menu = page.locator(".menu nav")
    page.keyboard.press("Space")
    assert menu.is_visible()
    for section in (*SECTIONS, "about"):
        page.keyboard.press("Tab")
        assert stop(page) == strings[f"nav.{section}"]
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert stop(page) == strings["chrome.menu"]
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    assert stop(page) == strings["settings.title"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    for _ in range(5):
        page.keyboard.press("Tab")
    assert stop(page) == strings["chrome.to_easy"]
    assert not page.locator(".settings form").is_visible(), "the panel covers what the focus has moved to"
    page.keyboard.press("Enter")
    page.wait_for_url("**/easy/index.html")


def test_the_theme_can_be_chosen(site: Path, context: Contexts) -> None:
    """Dark on a light device, light on a dark one."""
    for scheme, choice, colour in (("light", "Dark", "rgb(17, 24, 31)"), ("dark", "Light", "rgb(255, 255, 255)")):
        page = opened(context(color_scheme=scheme), site, "index.html")
        page.locator(".settings summary").press("Enter")
        page.get_by_role("radio", name=choice).check()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_sentence_at_a_time(site: Path, context: Contexts, language: LanguageCode) -> None:
    """One sentence is shown; Next and Back lead through all; the focus is never lost; the position is said."""
    strings = load(REAL).strings[language]
    page = opened(context(), site, f"{Edition(language, 'easy').prefix}practices/tls-sop.html")
    total = page.locator(".lines > li").count()
    page.locator(".settings summary").press("Enter")
    page.get_by_role("radio", name=strings["settings.pace_one"]).check()
    page.keyboard.press("Escape")
    shown = page.locator(".lines > li:visible")
    assert shown.count() == 1
    tools = page.locator(".easy-tools")
    following = tools.get_by_role("button", name=strings["easy.next"])
    assert tools.get_by_role("button", name=strings["easy.back"]).is_disabled()
    texts = [shown.text_content()]
    for _ in range(total - 1):
        following.press("Enter")
        texts.append(shown.text_content())
    assert len(set(texts)) == total
    assert page.locator(".steps [role=status]").text_content() == strings.fill(
        "one.position", number=str(total), total=str(total)
    )
    assert following.is_disabled()
    assert stop(page) == strings["easy.back"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reading_aloud_reads_or_says_that_there_is_no_voice(
    site: Path, context: Contexts, language: LanguageCode
) -> None:
    """With a voice for the language the button starts it; without one the page says so, in that language."""
    strings = load(REAL).strings[language]
    page = opened(context(), site, f"{Edition(language, 'easy').prefix}practices/tls-sop.html")
    has_voice = page.evaluate(
        "speechSynthesis.getVoices().some(each => each.lang.startsWith(document.documentElement.lang))"
    )
    page.get_by_role("button", name=strings["read.start"]).press("Enter")
    expect(page.locator(".read-status")).to_have_text("" if has_voice else strings["read.none"])
    expect(page.locator(".read")).to_have_attribute("aria-pressed", "true" if has_voice else "false")


@pytest.mark.parametrize("prefix", ["", "ar/"])
@pytest.mark.parametrize(
    "place", ["practices/tls-sop.html", "easy/practices/tls-sop.html", "regions/african.html", "search.html?q=samoa"]
)
def test_what_a_screen_reader_is_told(site: Path, context: Contexts, prefix: str, place: str) -> None:
    """The accessibility tree of header, settings, navigation and text, all open, is the one that was written down."""
    page = opened(context(), site, f"{prefix}{place}")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    # The changes follow from the commits, so that the next one would change what is written down (tests/data/test_entry_history.py).
    page.evaluate("document.querySelector('.changes')?.remove()")
    tree = "\n".join(page.locator(part).aria_snapshot() for part in ("body > header", "main", "body > footer"))
    expected = Path(__file__).parent / f"trees/{prefix}{place.partition('?')[0]}".replace(".html", ".yml")
    if "WRITE_TREES" in os.environ:
        # The content grew: write the trees anew, and read the difference as a listener would before committing it.
        expected.write_text(tree + "\n", encoding="utf-8")
    assert tree + "\n" == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_is_seen_on_every_ground(site: Path, context: Contexts, scheme: str) -> None:
    """At least two pixels of outline around links, buttons and boxes, in amber and ink, so that one of the two stands out."""
    page = opened(context(color_scheme=scheme), site, "easy/practices/tls-sop.html")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for selector in ("main a", ".menu a", ".settings input", ".settings button", ".read"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        width, style, amber, ink = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [parseFloat(s.outlineWidth), s.outlineStyle, s.outlineColor, s.boxShadow] })()"
        )
        assert width >= 2, selector
        assert (style, amber) == ("solid", "rgb(255, 191, 71)"), selector
        assert ink.startswith("rgb(22, 32, 44)" if scheme == "light" else "rgb(17, 24, 31)"), selector
