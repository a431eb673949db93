"""Offline support in a browser: nothing stored before the choice, complete offline, updated, removed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import Contexts, asset, hub, pictures_shown, small_data
from tests.website.hosting_place import Host, hosted

STORED = """async () => [
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie]"""
NOTHING = [0, 0, 0, 0, 0, ""]
RENEWED = """async () => {
  const name = (await caches.keys()).find(each => each.endsWith(" note"));
  for (;;) {
    const [note] = await (await caches.open(name)).matchAll();
    if ((await note.json()).next) return;
    await new Promise(requestAnimationFrame);
  }
}"""
"""Ends when a new build is on the device."""
KEEP, REMOVE = "Garder sur cet appareil", "Retirer de cet appareil"


ENTRY = "practices/pry-example/fr.yml"


def built(data: Path, out: Path) -> Path:
    """The site of a data folder."""
    done = hub("build", "--data", data, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small data folder."""
    folder = tmp_path_factory.mktemp("small")
    return built(small_data(folder), folder / "site")


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    """A site that the test may change."""
    return shutil.copytree(small, tmp_path / "site")


def title(data: Path) -> str:
    """The title of the one practice in French."""
    found = re.search(r"(?m)^  title: (.+)$", (data / ENTRY).read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def keep(page: Page, host: Host) -> None:
    """Keep French on the device."""
    page.goto(f"{host.address}fr/offline.html")
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("status")).to_have_text(
        "Cette langue est maintenant sur votre appareil. Vous pouvez la lire sans internet.",
        timeout=60_000,  # As many files as a language has, on a machine that does other work.
    )


@pytest.mark.browser
def test_a_language_is_kept_and_removed(small: Path, context: Contexts) -> None:
    """Nothing is stored before the choice; then all of French works offline; after removal nothing is left."""
    page = context().new_page()
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("console", lambda message: messages.append(message.text))
    with hosted(small, "/hub/") as host:
        page.goto(f"{host.address}fr/offline.html")
        expect(page.locator("#offline .size")).to_have_text(re.compile(r"^Taille\s: [\d,]+\sMo\. Fichiers\s: \d+\.$"))
        assert page.evaluate(STORED) == NOTHING
        assert not page.get_by_role("button", name=REMOVE).is_visible()
        keep(page, host)
        expect(page.locator("#offline .kept")).to_have_text("Gardé sur cet appareil\u202f: Français.")
        assert page.evaluate(STORED) == [2, 1, 0, 0, 0, ""]
        assert not [place for place in host.asked if place.startswith(("es/", "ru/")) or "/search/es" in place]
        assert (messages, host.refused) == ([], [])

        host.stop()
        page.goto(f"{host.address}fr/")
        page.get_by_role("searchbox").fill("commission")
        page.keyboard.press("Enter")
        page.locator(".results h3 a").first.click()
        expect(page.locator("h1")).to_have_text(title(small.parent / "data"))
        page.locator("a.register").click()
        expect(page.locator("html")).to_have_attribute("data-register", "easy")
        pictures_shown(page)
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
        page.goto(f"{host.address}es/index.html")
        expect(page.get_by_role("status")).to_have_text(re.compile("n’est pas gardée sur cet appareil"))

        page.goto(f"{host.address}fr/easy/offline.html")
        page.get_by_role("button", name=REMOVE).click()
        expect(page.get_by_role("status")).to_have_text("Les pages ont été retirées de cet appareil.")
        assert page.evaluate(STORED) == NOTHING
        host.go_on()
        page.goto(f"{host.address}fr/index.html")
        assert page.evaluate(STORED) == NOTHING
        assert page.evaluate("navigator.serviceWorker.controller") is None


DAMAGE = """async () => {
  const name = (await caches.keys()).find(each => each.endsWith(" note")), note = await caches.open(name);
  const [request] = await note.keys();
  await note.put(request, new Response("{garb"));
}"""


@pytest.mark.browser
def test_english_has_its_page_for_what_is_not_kept_and_a_way_out_of_damage(small: Path, context: Contexts) -> None:
    """The root's edition has no name of its own; and when the note on the device is damaged, pages come from the line."""
    page = context().new_page()
    with hosted(small, "/hub/") as host:
        for place in ("easy/offline.html", "offline.html"):
            page.goto(f"{host.address}{place}")
            page.get_by_role("button", name="Keep on this device").click()
            status = page.get_by_role("status").filter(has_text="on your device")
            expect(status).to_have_text(
                "This language is now on your device. You can read it without the internet.", timeout=60_000
            )
            host.stop()
            page.goto(f"{host.address}zh/about.html")
            expect(page).to_have_url(f"{host.address}{place}?missing")
            expect(page.get_by_role("status").filter(has_text="not kept")).to_have_text(
                "The page that you wanted is not kept on this device. It needs the internet."
            )
            host.go_on()
            page.evaluate(DAMAGE)
            page.goto(f"{host.address}about.html")
            expect(page.locator("h1")).to_have_text("About this hub")
            page.goto(f"{host.address}{place}")
            expect(page.get_by_role("status").filter(has_text="damaged")).to_have_text(
                "What is kept on this device is damaged. Remove it, then keep the site again."
            )
            page.get_by_role("button", name="Remove from this device").click()
            expect(page.get_by_role("status").filter(has_text="removed")).to_be_visible()
            assert page.evaluate(STORED) == NOTHING


@pytest.mark.browser
def test_what_changed_is_renewed_quietly(data: Path, own: Path, context: Contexts) -> None:
    """Only changed files are loaded; the next page shows them; a page of before never mixes with them."""
    old, new = title(data), "Un suivi des recommandations"
    device = context()
    page, other = device.new_page(), device.new_page()
    with hosted(own, "/a/b/") as host:
        keep(page, host)
        other.goto(f"{host.address}fr/search.html")
        entry = data / ENTRY
        entry.write_text(entry.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        built(data, own)
        host.asked.clear()
        page.goto(f"{host.address}fr/practices/pry-example.html")
        expect(page.locator("h1")).to_have_text(old)
        page.evaluate(RENEWED)
        loaded = {place for place in host.asked if place.startswith("fr/")}
        assert "fr/practices/pry-example.html" in loaded
        assert not loaded & {"fr/about.html", "fr/glossary.html", "fr/countries/tls.html"}
        page.reload()
        expect(page.locator("h1")).to_have_text(new)
        # However late it loads something, a page goes on with the build that it is of.
        other.locator("#find").fill("commission")
        expect(other.locator(".results")).to_contain_text(old)
        other.close()
        host.stop()
        page.goto(f"{host.address}fr/search.html?q=recommandations")
        expect(page.locator(".results")).to_contain_text(new)


@pytest.mark.browser
def test_what_does_not_fit_its_list_is_not_kept(own: Path, context: Contexts) -> None:
    """While a host changes its files, a reader is told to come back; what was begun can be removed or gone on with."""
    changed = own / "fr/about.html"
    before = changed.read_text(encoding="utf-8")
    page = context().new_page()
    with hosted(own) as host:
        changed.write_text(before + "\n", encoding="utf-8")
        page.goto(f"{host.address}fr/offline.html")
        page.get_by_role("button", name=KEEP).click()
        status = page.get_by_role("status")
        expect(status).to_have_text("Le site est en cours de mise à jour. Réessayez dans quelques minutes.")
        page.get_by_role("button", name=REMOVE).click()
        expect(status).to_have_text("Les pages ont été retirées de cet appareil.")
        assert page.evaluate(STORED) == NOTHING
        changed.write_text(before, encoding="utf-8")
        host.stop()
        page.get_by_role("button", name=KEEP).click()
        expect(status).to_have_text(re.compile("^Certains fichiers n’ont pas pu être chargés"))
        host.go_on()
        device = page.context.new_cdp_session(page)
        room = {"origin": host.address.rstrip("/")}
        device.send("Storage.overrideQuotaForOrigin", {**room, "quotaSize": 200_000})
        page.goto(f"{host.address}fr/offline.html")
        page.get_by_role("button", name=KEEP).click()
        expect(status).to_have_text("Il n’y a pas assez de place sur cet appareil.")
        device.send("Storage.overrideQuotaForOrigin", room)
        keep(page, host)


@pytest.mark.browser
def test_a_copy_on_a_disk_says_that_it_is_one(site: Path, context: Contexts) -> None:
    """Opened from disk, the page has no buttons."""
    page = context().new_page()
    page.goto((site / "ar/offline.html").as_uri())
    expect(page.get_by_role("status")).to_have_text("هذه النسخة موجودة على جهازكم بالفعل. وهي تعمل دون إنترنت.")
    assert not page.get_by_role("button", name="حفظ على هذا الجهاز").is_visible()


def test_the_lists_name_what_a_language_needs(site: Path) -> None:
    """Every file of a list is there; all pages of both registers, and nothing of another language."""
    builds = json.loads((site / "assets/offline/builds.json").read_bytes())
    for language in LANGUAGES:
        listed = json.loads((site / f"assets/offline/{builds['build']}/{language}.json").read_bytes())
        names = [name for name, _ in listed["files"]]
        assert listed["build"] == builds["build"]
        assert builds["languages"][language] == [sum((site / name).stat().st_size for name in names), len(names)]
        manifest = json.loads((site / f"assets/offline/{language}.webmanifest").read_bytes())
        start = (site / "assets/offline" / manifest["start_url"]).resolve().relative_to(site.resolve()).as_posix()
        folder = start.removesuffix("index.html")
        wanted = {start, f"{folder}easy/practices/tls-sop.html", f"{folder}easy/search.html", f"{folder}about.html"}
        wanted |= {
            asset(site, place).relative_to(site).as_posix()
            for place in (f"search/{language}/search.js", f"form/{language}.js", "hub.css", "hub.js")
        }
        assert {*wanted, "assets/current.json"} - set(names) == set()
        others = {each for each in LANGUAGES if each != language}
        assert [name for name in names if others & set(name.split("/")) or "/entries/practices/" in name] == []
        pages = [name for name in names if name.endswith(".html")]
        assert len(pages) == len(list((site / "es").rglob("*.html")))


def test_only_the_page_of_the_choice_names_the_manifest(site: Path) -> None:
    """A browser would ask for it on every first visit otherwise, and so for the script."""
    naming = [path for path in (site / "fr").rglob("*.html") if "webmanifest" in path.read_text(encoding="utf-8")]
    assert sorted(path.relative_to(site / "fr").as_posix() for path in naming) == ["easy/offline.html", "offline.html"]
