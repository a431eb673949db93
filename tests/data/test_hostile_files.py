"""Files that deceive: links out of the tree, pictures that run something, names that move the cursor, sizes without end."""

import os
import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.material_icons import SHEET as ICONS
from knowledge_hub.base.problems import DataError
from knowledge_hub.data.loader import load
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.pages.templating import SHEET
from knowledge_hub.quality import authored_pictures
from knowledge_hub.yaml_files.yaml_reader import MAX_BYTES, MAX_FAULTS
from tests.conftest import BASE, REAL, ROOT, Contexts, asset, hub
from tests.data.test_gallery import said

LINK = "1:1: file: This is a symbolic link, which the hub does not follow. Put the file itself here."
ENTRY = "practices/pry-example/entry.yml"


@pytest.mark.parametrize(
    "place",
    [
        "practices/pry-example/fr.yml",
        "practices",
        "practices/pry-example",
        "events/2021-example/entry.yml",
        "strings/fr.yml",
        "vocabularies/themes.yml",
    ],
)
def test_no_link_is_followed(data: Path, place: str) -> None:
    """Of a file, a record, a collection or a list: whatever it leads to is not read."""
    away = data.with_name("away")
    path = data / place
    path.rename(away)
    path.symlink_to(away)
    assert f"{place}:{LINK}" in said(data)


def test_commands_that_write_do_not_follow_links(data: Path) -> None:
    """What a link leads to is the same afterwards."""
    away = data.with_name("away")
    (data / "practices").rename(away)
    (data / "practices").symlink_to(away)
    before = {path: path.read_bytes() for path in away.rglob("*.yml")}
    assert hub("stamp", "--again", "--data", data).stdout == "0 files changed.\n"
    facts = ["--country", "PRY", "--language", "en", "--type", "ad_hoc", "--type-basis", "inferred"]
    new = ["new", "practice", "--title", "T", "--summary", "S", *facts]
    for arguments, place in (
        (["translate", "pry-example", "es"], "practices/pry-example/es.yml"),
        (new, "practices"),
    ):
        done = hub(*arguments, "--data", data)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout == f"{data}/{place}:{LINK}\n1 problem.\n"
    (data / "schema").symlink_to(away)
    assert f"schema:{LINK}" in hub("schema", "--data", data).stdout.replace(f"{data}/", "")
    assert {path: path.read_bytes() for path in away.rglob("*") if path.is_file()} == before


def test_a_linked_list_is_not_read_by_itself(data: Path) -> None:
    """As ``hub new`` does while records are broken."""
    (data / "vocabularies").rename(data.with_name("away"))
    (data / "vocabularies").symlink_to(data.with_name("away"))
    with pytest.raises(DataError, match="which the hub does not follow"):
        load_vocabularies(data)


def test_a_pipe_and_a_deep_folder_are_answered(data: Path) -> None:
    """Nothing waits for a pipe, and nothing goes down without end."""
    os.mkfifo(data / "practices/pry-example/es.yml")
    deep = data / "practices/pry-example"
    for _ in range(300):
        deep /= "a"
    deep.mkdir(parents=True)
    sentence = "1:1: file: This is neither a regular file nor a folder that belongs here; delete it."
    assert said(data) == [f"practices/pry-example/a:{sentence}", f"practices/pry-example/es.yml:{sentence}"]


def test_names_of_files_cannot_write_to_the_terminal(data: Path) -> None:
    """Bytes that are no text, and characters that move or turn the line, are shown by their codes."""
    for name in (b"\xff\xfe.yml", b"\x1b[2J.yml", "\u202egnp.yml".encode()):
        (data / "practices/pry-example" / os.fsdecode(name)).write_text("")
    done = hub("check", "--data", data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    shown = [line.partition("pry-example/")[2].partition(".yml")[0] for line in done.stdout.splitlines()[:-1]]
    assert sorted(shown) == ["\\u001B[2J", "\\u202Egnp", "\\uDCFF\\uDCFE"]
    for style in ("json", "github"):
        assert "Traceback" not in hub("check", "--data", data, "--format", style).stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (f"title: {'x' * MAX_BYTES}", f"The file has more than {MAX_BYTES:,} bytes, which is the limit."),
        (f"title: {'x' * 200_000}", "'title' is not a field here."),
        ("a: " + "[" * 100_000, "The nesting is more than 12 levels deep; entries need at most 5."),
        ("a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "The anchor &a is not allowed; write each value out."),
        ("{" + ",".join(f"k{number}: 1" for number in range(20_000)) + "}", "'k0' is not a field here."),
        (
            "countries: [" + ",".join(f"x{number}" for number in range(30_000)) + "]",
            "'x0' is not a code of vocabularies/states.yml.",
        ),
        ("a: 1\n" * 40_000, "The key 'a' is here twice; keep one of the two."),
        ("year: " + "9" * 100_000, "is not a whole number; write digits only."),
    ],
    ids=["bytes", "scalar", "depth", "aliases", "keys", "codes", "repeated", "number"],
)
def test_files_without_end_are_answered_at_once(data: Path, content: str, sentence: str) -> None:
    """A bounded number of sentences of bounded length."""
    (data / ENTRY).write_text(content, encoding="utf-8")
    lines = said(data)
    assert any(sentence in line for line in lines), lines[:3]
    assert len(lines) <= 2 * MAX_FAULTS
    assert max(map(len, lines)) < 2500


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'
MORE = "which is not allowed in a picture; save it as plain SVG."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.svg", SVG.format('<path d="M0 0h8"/>'), None),
        ("a.svg", SVG.format("<script>1</script>"), f"The drawing contains 'script', {MORE}"),
        ("a.svg", SVG.format("<foreignObject/>"), f"The drawing contains 'foreignObject', {MORE}"),
        ("a.svg", SVG.format('<animate attributeName="x"/>'), f"The drawing contains 'animate', {MORE}"),
        ("a.svg", SVG.format('<image href="https://evil.example/x.png"/>'), f"The drawing contains 'image', {MORE}"),
        ("a.svg", SVG.format('<path ONLOAD="1"/>'), f"The drawing contains the attribute 'ONLOAD', {MORE}"),
        ("a.svg", SVG.format('<path style="x"/>'), f"The drawing contains the attribute 'style', {MORE}"),
        ("a.svg", SVG.format('<path fill="url(https://evil.example/x)"/>'), f"The drawing contains the attribute 'fill', {MORE}"),
        ("a.svg", SVG.format('<path fill="url(#a)"/>'), None),
        ("a.svg", '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "The drawing contains a declaration ('<!…'); save it as plain SVG."),
        ("a.svg", '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="b.txt"?>' + SVG.format(""), "The drawing contains a declaration ('<?…'); save it as plain SVG."),
        ("a.svg", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->' + SVG.format(""), None),
        ("a.svg", '<?xml version="1.0" encoding="UTF-7"?>' + SVG.format(""), "The drawing contains a declaration ('<?…'); save it as plain SVG."),
        ("a.svg", SVG.format('<path fill="url(#a), url(https://evil.example/x)"/>'), f"The drawing contains the attribute 'fill', {MORE}"),
        ("a.svg", SVG.format(r'<path fill="u\72l(https://evil.example/x)"/>'), f"The drawing contains the attribute 'fill', {MORE}"),
        ("a.svg", SVG.format('<path fill="image-set(https://evil.example/x)"/>'), f"The drawing contains the attribute 'fill', {MORE}"),
        ("a.svg", SVG.format('<path transform="translate(1 2) rotate(-30, 4.5, 1e2)"/>'), None),
        ("a.svg", SVG.format('<path class="x"/>'), f"The drawing contains the attribute 'class', {MORE}"),
        ("a.txt", "Creative Commons", None),
        ("a.txt", "<xsl:stylesheet/>", "A text file among the pictures must be UTF-8 without '<'; delete each '<' and save it as UTF-8."),
        ("a.svg", SVG.format("<path>"), "The drawing is not well-formed: mismatched tag: line 1, column 66. Save it again."),
        ("a.svg", "GIF89a", "The content of this picture does not match the file type in its name; save it again, or rename it."),
        ("a.png", SVG.format(""), "The content of this picture does not match the file type in its name; save it again, or rename it."),
        ("a.html", "<script>1</script>", "A file of this type cannot be part of the site; pictures are .jpeg, .jpg, .png, .svg, .webp."),
        ("a.js", "1", "A file of this type cannot be part of the site; pictures are .jpeg, .jpg, .png, .svg, .webp."),
        ("a.svg", SVG.format(" " * 200_000), "The picture has more than 200,000 bytes; make it smaller."),
    ],
)  # fmt: skip
def test_pictures_are_small_and_run_nothing(tmp_path: Path, name: str, content: str, sentence: str | None) -> None:
    """A drawing only draws; a picture is what its name says."""
    path = tmp_path / authored_pictures.PLACE / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    assert authored_pictures.complaint(tmp_path, path) == sentence


@pytest.mark.parametrize(
    "place", ["icon.svg", "assets/icon.svg", "robots.txt", "assets/pictures/more/a.svg", "assets/pictures/ä.svg"]
)
def test_files_beside_the_pages_cannot_take_the_names_of_others(tmp_path: Path, place: str) -> None:
    """They are in one folder, whose names the hub gives to nothing else."""
    assert authored_pictures.complaint(tmp_path, tmp_path / place) == (
        "Files that pages use are in docs/assets/pictures. Their names have only letters without accents, digits, dots, "
        "hyphens and underscores. Move or rename this file."
    )


def test_a_linked_picture_is_refused(tmp_path: Path) -> None:
    """Also where the folder is a link."""
    docs, away = tmp_path / "docs", tmp_path / "away"
    docs.mkdir()
    away.mkdir()
    (away / "a.svg").write_text(SVG.format(""), encoding="utf-8")
    (docs / "pictures").symlink_to(away)
    assert (
        authored_pictures.complaint(docs, docs / "pictures/a.svg")
        == "This is a symbolic link, which the hub does not follow. Put the file itself here."
    )


def test_every_drawing_of_the_site_only_draws(site: Path) -> None:
    """All files that a browser may open as a drawing, wherever they come from; the two sheets apart from their views."""
    sheets = [asset(site, SHEET), asset(site, ICONS)]
    drawings = [path for path in site.rglob("*") if path.suffix.lower() in {".svg", ".svgz"} and path not in sheets]
    for sheet in sheets:
        drawing = re.sub("<view [^<>]*/>", "", sheet.read_text(encoding="utf-8"))
        assert authored_pictures.content_fault(drawing.encode(), ".svg") is None, sheet
    assert len(drawings) > 70
    assert [
        (path, said) for path in drawings if (said := authored_pictures.content_fault(path.read_bytes(), ".svg"))
    ] == []
    for path in ROOT.glob("docs/assets/**/*"):
        assert not path.is_file() or authored_pictures.complaint(ROOT / "docs", path) is None, path


def copied(folder: Path) -> Path:
    """The program with the small data folder, free to be changed."""
    project = folder / "project"
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(BASE, project / "hub_data")
    for name in ("vocabularies", "strings"):
        shutil.copytree(REAL / name, project / "hub_data" / name)
    return project


def test_a_build_refuses_a_picture_that_runs_something(tmp_path: Path) -> None:
    """The last site stays, and the message names the file."""
    project = copied(tmp_path)
    (project / "docs/assets/pictures/evil.svg").write_text(SVG.format("<script>1</script>"), encoding="utf-8")
    for leftover in ("Thumbs.db", "evil.svg~", "about.md.orig"):
        (project / "docs/assets" / leftover).write_text("", encoding="utf-8")
    out = tmp_path / "site"
    done = hub("build", "--out", out, cwd=project, PYTHONPATH=str(project / "hooks"))
    assert done.returncode == 1
    assert (
        done.stdout == f"docs/assets/pictures/evil.svg:1:1: file: The drawing contains 'script', {MORE}\n1 problem.\n"
    )
    assert not out.exists()


def renamed(data: Path) -> None:
    """The small practice as it is after somebody gave it another id."""
    (data / "practices/pry-example").rename(data / "practices/pry-new")
    entry = data / "practices/pry-new/entry.yml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(
        text.replace("id: pry-example\n", "id: pry-new\nformerly: [pry-example, pry-oldest]\n"), encoding="utf-8"
    )


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site with a record that was renamed."""
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(BASE, folder / "data")
    for name in ("vocabularies", "strings"):
        shutil.copytree(REAL / name, folder / "data" / name)
    renamed(folder / "data")
    done = hub("build", "--data", folder / "data", "--out", folder / "site", HUB_SITE_URL="https://hub.example.org/")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("prefix", "title"),
    [
        ("", "This page has moved"),
        ("fr/", "Cette page a été déplacée"),
        ("ar/easy/", "نُقلت هذه الصفحة"),
        ("easy/", "This page has moved"),
    ],
)
def test_an_old_address_leads_to_the_new_one(moved: Path, prefix: str, title: str) -> None:
    """At once, and by a link; in the reader's language and register; for search engines it is the new page."""
    for old in ("pry-example", "pry-oldest"):
        page = Html((moved / f"{prefix}practices/{old}.html").read_text(encoding="utf-8"))
        heading = page.css_first("main h1")
        assert heading is not None
        assert heading.text() == title
        hrefs = {
            name: [node.attributes.get("href") for node in page.css(name)]
            for name in ("main a.action", "link[rel=canonical]", ".languages a")
        }
        assert hrefs["main a.action"] == ["pry-new.html"]
        assert hrefs["link[rel=canonical]"] == [f"https://hub.example.org/{prefix}practices/pry-new.html"]
        assert all(str(href).endswith("practices/pry-new.html") for href in hrefs[".languages a"])
        refresh, robots = page.css_first('meta[http-equiv="refresh"]'), page.css_first("meta[name=robots]")
        assert refresh is not None
        assert robots is not None
        assert refresh.attributes["content"] == "0; url=pry-new.html"
        assert robots.attributes["content"] == "noindex"


def test_an_old_address_is_found_nowhere_else(moved: Path) -> None:
    """Not in the map, the feed, the search or any list; the form keeps the old ids of a record that it corrects."""
    names = [path for path in moved.rglob("*") if path.is_file() and path.suffix in {".html", ".xml", ".js"}]
    holding = {path.relative_to(moved).as_posix() for path in names if "pry-oldest" in path.read_text(encoding="utf-8")}
    assert holding == {asset(moved, "entries/practices/pry-new.js").relative_to(moved).as_posix()}


@pytest.mark.browser
def test_a_browser_arrives(moved: Path, context: Contexts) -> None:
    """From a disk, with the policy of the site, and without scripts."""
    page = context(java_script_enabled=False).new_page()
    page.goto((moved / "fr/practices/pry-example.html").as_uri())
    page.wait_for_url("**/fr/practices/pry-new.html")
    assert page.locator("h1").text_content() == "Une commission planifie ensemble"


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    """The message names the page and the link; the last site stays."""
    project = copied(tmp_path)
    template = project / "hooks/knowledge_hub/pages/templates/entry.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(
        text.replace(
            "</article>",
            '<a href="../nowhere.html">x</a><a href="#noplace">y</a><a href="../index.html#gone">z</a></article>',
        ),
        encoding="utf-8",
    )
    out = tmp_path / "site"
    done = hub("build", "--out", out, cwd=project, PYTHONPATH=str(project / "hooks"))
    assert done.returncode == 1
    assert (
        "events/2021-example.html:1:1: link: The link '../nowhere.html' is broken: This page does not exist."
        in done.stdout
    )
    assert (
        "practices/pry-example.html:1:1: link: The link 'pry-example.html#noplace' is broken: The page has no such anchor."
        in done.stdout
    )
    assert "The link '../index.html#gone' is broken: The page has no such anchor." in done.stdout
    assert not out.exists()


def test_the_unspoiled_folder_is_clean(data: Path) -> None:
    """So that what is said above is said of what was spoiled."""
    renamed(data)
    assert load(data).find("pry-new") is not None
