"""What only a real browser can tell: width, console, requests, reading without scripts, keyboard, from a disk."""

import itertools
from pathlib import Path

import pytest

from tests.conftest import Contexts, opened

pytestmark = pytest.mark.browser

PLACES = (
    "index.html",
    "practices/index.html",
    "practices/prt-cndh.html",
    "events/2021-regional-consultations.html",
    "countries/index.html",
    "countries/pry.html",
    "capacities/coordination.html",
    "credits.html",
    "about.html",
    "contribute.html",
)
EDITIONS = ("", "easy/", "ru/easy/", "ar/", "ar/easy/", "zh/", "ru/", "fr/easy/")


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """Still the real content: what readers do is tried on all of it, with entries and queries that stay."""
    return real_site


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_search_of_the_header_has_room(site: Path, context: Contexts, edition: str) -> None:
    """Wide enough for a few words, and beside what else the header holds, never above it."""
    page = opened(context(), site, f"{edition}index.html")
    for width in (320, 1024, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = [
            page.locator(each).bounding_box() for each in (".quick-find input", ".languages ul", ".own", ".masthead")
        ]
        field, *others = (box for box in boxes if box)
        assert len(others) == 3
        assert field["width"] >= 150, width
        for other in others:
            apart = (
                field["x"] + field["width"] <= other["x"]
                or other["x"] + other["width"] <= field["x"]
                or field["y"] + field["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= field["y"] + 1
            )
            assert apart, (width, field, other)


@pytest.mark.parametrize("edition", ["", "easy/", "ar/", "ru/easy/"])
def test_tab_goes_through_the_header_as_the_eye_does(site: Path, context: Contexts, edition: str) -> None:
    """Line by line, and along each line in the direction of the script, however wide the screen is."""
    page = opened(context(), site, f"{edition}index.html")
    for width in (320, 768, 1024, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        boxes: list[dict[str, float]] = []
        page.keyboard.press("Tab")  # The way to the content, which is drawn above all else.
        while True:
            page.keyboard.press("Tab")
            box = page.evaluate(
                "() => { const { x, y, right, bottom } = document.activeElement.getBoundingClientRect();"
                " const sign = document.dir === 'rtl' ? -1 : 1;"
                " return document.activeElement.closest('header')"
                " && { y, bottom, start: sign * (sign < 0 ? right : x), text: document.activeElement.textContent } }"
            )
            if not box:
                break
            boxes.append(box)
        assert len(boxes) > 10
        for before, after in itertools.pairwise(boxes):
            below = after["y"] >= before["bottom"] - 1
            beside = after["y"] < before["bottom"] and after["start"] > before["start"]
            assert below or beside, (width, before, after)


@pytest.mark.parametrize("edition", ["", "easy/", "ar/easy/"])
def test_nothing_covers_the_open_settings(site: Path, context: Contexts, edition: str) -> None:
    """Every choice is what a finger meets where it is drawn, also where easy read keeps its tools in sight."""
    page = opened(context(), site, f"{edition}practices/tls-sop.html")
    for width in (320, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelector('.settings').open = true")
        covered = page.locator(".settings form label, .settings form button").evaluate_all(
            "all => all.filter(each => { const box = each.getBoundingClientRect(); return box.bottom < innerHeight"
            " && !each.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)) })"
            ".map(each => each.textContent.trim())"
        )
        assert covered == [], width


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_fit_320_pixels_and_ask_for_nothing_else(site: Path, context: Contexts, edition: str) -> None:
    """No sideways scrolling; no console message; every request stays in the site's folder."""
    narrow = context(width=320)
    page = narrow.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    for place in PLACES:
        page.goto((site / edition / place).as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{edition}{place} is {width} pixels wide"
    assert messages == []
    assert [url for url in requests if not url.startswith(site.as_uri())] == []


def test_everything_can_be_read_without_scripts(site: Path, context: Contexts) -> None:
    """With scripts switched off, a focal point goes from home to a practice of her region and back in Arabic."""
    page = opened(context(java_script_enabled=False), site, "index.html")
    page.get_by_role("link", name="Look up a State").click()
    page.get_by_role("link", name="Group of African States").click()
    page.get_by_role("link", name="Cabinet gives every human rights treaty to a named agency").click()
    assert page.url.endswith("practices/syc-reporting-committee.html")
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="العربية").click()
    assert page.url.endswith("ar/practices/syc-reporting-committee.html")
    page.locator("a.register").click()
    assert page.url.endswith("ar/easy/practices/syc-reporting-committee.html")


@pytest.mark.parametrize(
    ("place", "first"), [("index.html", "Skip to content"), ("ar/index.html", "الانتقال إلى المحتوى")]
)
def test_the_first_stop_of_the_keyboard_skips_to_the_content(
    site: Path, context: Contexts, place: str, first: str
) -> None:
    """One press of Tab shows the link, Enter puts the focus into the content."""
    page = opened(context(), site, place)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.text_content() == first
    box = focused.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_opens_by_keyboard_on_a_small_screen(site: Path, context: Contexts) -> None:
    """Closed at first, so that none of its links is a hidden stop; opened with Enter; its links follow."""
    page = opened(context(width=320), site, "index.html")
    menu = page.locator(".menu nav")
    assert not menu.is_visible()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "Practices"


def test_on_a_wide_screen_the_navigation_is_open(site: Path, context: Contexts) -> None:
    """No menu button; seven links, the current section marked, each at least 44 pixels high."""
    page = opened(context(), site, "practices/index.html")
    assert not page.locator(".menu summary").is_visible()
    links = page.locator(".menu a")
    assert links.count() == 7
    for index in range(7):
        box = links.nth(index).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.locator(".menu a[aria-current]").text_content() == "Practices"


def test_every_stop_of_the_keyboard_can_be_seen(site: Path, context: Contexts) -> None:
    """No focus goes to something off the screen, on the whole of an entry."""
    for place in ("practices/tls-sop.html", "ar/practices/tls-sop.html", "easy/practices/tls-sop.html"):
        page = opened(context(width=320), site, place)
        seen = 0
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement !== document.body"):
            box = page.evaluate(
                "(() => { const r = document.activeElement.getBoundingClientRect();"
                " return [r.width, r.height, r.left, r.right] })()"
            )
            assert box[0] > 0, f"stop {seen} of {place} has no width"
            assert box[1] > 0, f"stop {seen} of {place} has no height"
            assert box[2] >= -1, f"stop {seen} of {place} is off the screen"
            assert box[3] <= 321, f"stop {seen} of {place} is off the screen"
            seen += 1
            page.keyboard.press("Tab")
        assert seen > 15


def test_arabic_runs_from_right_to_left(site: Path, context: Contexts) -> None:
    """The facts stand at the left of the story, and text begins at the right."""
    page = opened(context(width=1440), site, "ar/practices/tls-sop.html")
    facts, story = page.locator(".facts").bounding_box(), page.locator(".story").bounding_box()
    assert facts is not None
    assert story is not None
    assert facts["x"] + facts["width"] <= story["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"


def test_easy_read_is_large_and_never_italic_or_justified(site: Path, context: Contexts) -> None:
    """At least 18.66 pixels (14 points), no italics, no justified text: in all six languages."""
    for edition in ("easy/", "ar/easy/", "zh/easy/", "fr/easy/", "ru/easy/", "es/easy/"):
        page = opened(context(), site, f"{edition}practices/tls-sop.html")
        styles = page.evaluate(
            "[...document.querySelectorAll('main p, main h1, main h2, main li')].map(e => {"
            " const s = getComputedStyle(e); return [parseFloat(s.fontSize), s.fontStyle, s.textAlign] })"
        )
        assert min(size for size, _, _ in styles) >= 17
        sentences = page.evaluate(
            "[...document.querySelectorAll('.lines > li > div > p:first-child')]"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(sentences) >= 18.66
        assert {style for _, style, _ in styles} == {"normal"}
        assert "justify" not in {align for _, _, align in styles}


def test_dark_is_dark_and_keeps_its_contrast(site: Path, context: Contexts) -> None:
    """The reader's own choice of a dark screen is followed."""
    page = opened(context(color_scheme="dark"), site, "index.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 24, 31)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 234, 237)"


def test_print_leaves_the_chrome_out_and_writes_addresses(site: Path, context: Contexts) -> None:
    """On paper: the hub's name, no navigation, and the address of each source in full."""
    page = opened(context(), site, "practices/prt-cndh.html")
    page.emulate_media(media="print")
    assert page.locator(".site-header").inner_text().strip() == "National Mechanisms Knowledge Hub"
    assert not page.locator("nav, button, form").filter(visible=True).count()
    shown = page.evaluate("getComputedStyle(document.querySelector('.sources a'), '::after').content")
    assert "https://" in shown
