"""The offline edition: what somebody finds on a memory stick, opened without a server and without a line."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.problems import UsageError
from knowledge_hub.bundle import bundle, pack, refuse_foreign
from tests.conftest import REAL, Contexts, asset, hub

PLACE = "salle de réunion ق"
"""A folder as people name them: with spaces, accents, another script."""
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST = 140
"""Windows takes paths of 259 letters; a stick's own folders must fit before these."""


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline edition of the real content in French and Arabic."""
    out = tmp_path_factory.mktemp("bundle") / "hub.zip"
    done = hub("bundle", "--languages", "fr", "ar", "--out", out, HUB_SITE_URL="https://hub.example.org/")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(out) as archive:
        count = len(archive.namelist())
    assert done.stdout == (
        f"The offline edition is in {out}, its checksum in {out}.sha256.\n"
        "Unpack it and open knowledge-hub/START.html in a browser.\n"
        f"Files: {count:,}.\n"
    )
    return out


@pytest.fixture(scope="module")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the zip unpacks to."""
    folder = tmp_path_factory.mktemp("stick") / PLACE
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    return folder / "knowledge-hub"


@pytest.mark.browser
def test_the_offline_edition_is_read_from_a_folder(unpacked: Path, context: Contexts) -> None:
    """From the page to start with: searched in Arabic, a facet chosen, read in easy read, changed to French."""
    page = context().new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((unpacked / "START.html").as_uri())
    page.get_by_role("link", name="فتح الصفحة الرئيسية").click()
    page.get_by_role("searchbox").fill("الاعاقة")
    page.keyboard.press("Enter")
    count = page.locator(".find-count")
    expect(count).to_have_text(re.compile(r"\d"))
    everything = count.inner_text()
    page.locator("input[name=collection][value=practices]").check()
    expect(count).not_to_have_text(everything)
    page.locator(".results h3 a").first.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("a.register").click()
    expect(page.locator("html")).to_have_attribute("data-register", "easy")
    sentence = page.locator(".lines > li").first.inner_text()
    languages = page.locator(".languages a")
    assert languages.all_inner_texts() == ["العربية", "Français"]
    languages.last.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".lines > li").first).not_to_have_text(sentence)
    assert messages == []
    assert [url for url in requests if not url.startswith(unpacked.as_uri())] == []


def test_no_link_of_a_few_languages_leads_nowhere(unpacked: Path) -> None:
    """Every link, picture, script, form and fragment of every page; no page of another language is left or named."""
    pages = {path: Html(path.read_text(encoding="utf-8")) for path in unpacked.rglob("*.html")}
    ids = {path: {node.attributes["id"] for node in page.css("[id]")} for path, page in pages.items()}
    broken, named = [], set()
    for path, page in pages.items():
        for node in page.css("[href], [src], [action]"):
            target = urlsplit(
                next(node.attributes[name] or "" for name in ("href", "src", "action") if name in node.attributes)
            )
            named.add(node.attributes.get("hreflang") or "fr")
            if target.scheme:
                continue
            file = (path.parent / unquote(target.path)).resolve() if target.path else path
            if not file.is_file() or (target.fragment and file in ids and unquote(target.fragment) not in ids[file]):
                broken.append((str(path.relative_to(unpacked)), target.geturl()))
    assert broken == []
    assert named == {"fr", "ar"}
    assert not (unpacked / "site/sitemap.xml").exists()  # It would name the public address.
    assert {page.css_first("html").attributes["lang"] for page in pages.values()} == {"fr", "ar"}  # type: ignore[union-attr]
    assert not [path for path in unpacked.rglob("*.js") if path.stem in {"en", "zh", "ru", "es"}]
    assert {path.name for path in asset(unpacked / "site", "search").iterdir() if path.is_dir()} == {"ar", "fr"}


def test_what_is_said_for_programs_leads_somewhere_too(unpacked: Path) -> None:
    """Addresses in the JSON-LD of pages, and the editions that the index of the data names."""
    pages = [path for path in unpacked.rglob("*.html") if path.name != "START.html"]
    missing, checked = [], 0
    for path in pages:
        for block in Html(path.read_text(encoding="utf-8")).css('script[type="application/ld+json"]'):
            for address in re.findall(r'"(?:@id|url|item|isBasedOn|contentUrl)":"([^":]+)"', block.text()):
                checked += 1
                if not (path.parent / address).is_file():
                    missing.append((path.relative_to(unpacked).as_posix(), address))
    assert missing == []
    assert checked > len(pages)
    index = json.loads((unpacked / "site/data/hub.json").read_bytes())
    assert sorted(index["editions"]) == ["ar", "fr"]


def test_any_system_can_unpack_it(zipped: Path) -> None:
    """One folder with a page to start and the site; no name that Windows refuses, no path that it cannot hold."""
    with zipfile.ZipFile(zipped) as archive:
        names = archive.namelist()
    assert {"/".join(PurePosixPath(name).parts[:2]) for name in names} == {
        "knowledge-hub/START.html",
        "knowledge-hub/site",
    }
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if len(name) > LONGEST] == []
    parts = {part for name in names for part in PurePosixPath(name).parts}
    assert [part for part in parts if RESERVED.fullmatch(part) or not re.fullmatch(r"[\w.-]*\w", part, re.ASCII)] == []


def test_the_checksum_is_what_sha256sum_reads(zipped: Path) -> None:
    """In the folder of the zip, as its reader would do it."""
    done = subprocess.run(
        ["sha256sum", "-c", "hub.zip.sha256"], cwd=zipped.parent, capture_output=True, text=True, check=False
    )
    assert done.stdout == "hub.zip: OK\n"


@pytest.mark.audit
def test_the_same_data_makes_the_same_bytes(data: Path, tmp_path: Path) -> None:
    """Made in another folder, time zone and order of hashes; all six languages, so that English stands at the root."""
    one, other = tmp_path / "one.zip", tmp_path / "other" / "hub.zip"
    assert hub("bundle", "--data", data, "--out", one, TZ="Asia/Kathmandu", PYTHONHASHSEED="1").returncode == 0
    assert hub("bundle", "--data", data, "--out", other, TZ="America/Caracas", PYTHONHASHSEED="2").returncode == 0
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        start = Html(archive.read("knowledge-hub/START.html").decode())
        places = {f"knowledge-hub/{node.attributes['href']}" for node in start.css("main a")}
        assert places < set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(places) == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "one.zip", "one.zip.sha256", "other"]


def test_what_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    """An unknown language, a folder as the zip, a place that cannot be written: each with what to do."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    unknown = hub("bundle", "--data", REAL, "--languages", "fr", "de", "--out", tmp_path / "hub.zip")
    folder = hub("bundle", "--data", REAL, "--out", tmp_path)
    below = hub("--lang", "fr", "bundle", "--data", REAL, "--languages", "fr", "--out", file / "hub.zip")
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "'de' is not a language of the hub; choose from ar, zh, en, fr, ru, es.\n",
    )
    assert (folder.returncode, folder.stderr) == (
        2,
        f"{tmp_path} is a folder; give the name of a zip file, such as {tmp_path}/knowledge-hub.zip.\n",
    )
    reason = "une partie du chemin est un fichier et non un dossier. Choisissez un autre chemin."
    assert (below.returncode, below.stderr) == (
        2,
        f"{file}/hub.zip ne peut pas être écrit\u202f: {reason}\n",
    )


def test_no_file_of_somebody_else_is_replaced(tmp_path: Path) -> None:
    """A text, a zip of another kind, a link, a pipe, in place of the zip or of its checksum: each stays as it is."""
    foreign = "exists and is not an offline edition of the hub; choose another file, or remove it first."
    checksum = (
        "exists and is not the checksum of an offline edition. Choose another zip file with --out, or remove it first."
    )
    special = "is not a regular file; choose another with --out."
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    for name, member in (("thesis.zip", "thesis.txt"), ("edition.zip", "knowledge-hub/START.html")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, "years of work")
    (tmp_path / "link.zip").symlink_to("edition.zip")
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "edition.zip.sha256").write_text(f"{'0' * 64}  another.zip\n", encoding="utf-8")
    (tmp_path / "folder.zip.sha256").mkdir()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for name, refused, sentence in [
        ("thesis.txt", "thesis.txt", foreign),
        ("thesis.zip", "thesis.zip", foreign),
        ("link.zip", "link.zip", special),
        ("pipe.zip", "pipe.zip", special),
        ("edition.zip", "edition.zip.sha256", checksum),
        ("folder.zip", "folder.zip.sha256", special),
    ]:
        with pytest.raises(UsageError) as stopped:
            bundle(REAL, tmp_path / name, ["fr"])
        assert str(stopped.value) == f"{tmp_path / refused} {sentence}"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_an_edition_and_its_checksum_are_renewed(tmp_path: Path) -> None:
    """What was made before may be replaced, also where the checksum was lost."""
    out, site = tmp_path / "hub.zip", tmp_path / "site"
    site.mkdir()
    sums = pack(site, "", out)
    kept = sums.read_bytes()
    refuse_foreign(out)
    sums.unlink()
    refuse_foreign(out)
    assert pack(site, "", out).read_bytes() == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub.zip", "hub.zip.sha256", "site"]
