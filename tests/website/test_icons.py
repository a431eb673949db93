"""The icons of the interface are those of Material's icon folder, hidden from screen readers, and credited."""

import re
from importlib.util import find_spec
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import LANGUAGES, REGISTERS, Edition
from knowledge_hub.base.material_icons import INTERFACE, LICENCE, SHEET
from tests.conftest import asset


def folder() -> Path:
    """The icon folder of the installed package."""
    package = find_spec("material")
    assert package
    assert package.origin
    return Path(package.origin).parent / "templates" / ".icons" / "material"


def paths(name: str) -> list[str]:
    """The paths of one icon as the package draws it."""
    return re.findall(' d="([^"]+)"', (folder() / f"{name}.svg").read_text(encoding="utf-8"))


def test_every_icon_of_a_page_is_drawn_as_in_the_package(site: Path) -> None:
    """Nothing is drawn by hand, and no icon is read aloud or reached by the keyboard."""
    known = {tuple(paths(name)) for name in INTERFACE.values()}
    seen = set()
    for page in site.rglob("*.html"):
        for svg in set(re.findall("<svg.*?</svg>", page.read_text(encoding="utf-8"))):
            assert 'aria-hidden="true" focusable="false"' in svg, page
            seen.add(tuple(re.findall(' d="([^"]+)"', svg)))
    assert seen == known


def test_the_sheet_holds_the_icons_and_their_licence(site: Path) -> None:
    """Each has a view of its own, by which the credits page shows it; the sheet names author and licence."""
    text = asset(site, SHEET).read_text(encoding="utf-8")
    assert re.findall('<view id="([a-z]+)"', text) == list(INTERFACE)
    assert re.findall(' d="([^"]+)"', text) == [path for name in INTERFACE.values() for path in paths(name)]
    assert f"Pictogrammers (https://pictogrammers.com), {LICENCE}" in text


def test_the_credits_page_shows_each_icon_with_its_licence(site: Path) -> None:
    """In every edition, with the words next to the icon."""
    editions = [Edition(language, register) for language in LANGUAGES for register in REGISTERS]
    assert len(editions) == 12
    for edition in editions:
        section = Html((site / f"{edition.prefix}credits.html").read_text(encoding="utf-8")).css("section")[0]
        shown = [(each.attributes["src"] or "").partition("#")[2] for each in section.css("img")]
        assert shown == list(INTERFACE)
        assert LICENCE in section.text()
        assert all(line.text(strip=True) for line in section.css("li p"))
