"""The sheet of pictures: all drawings, unchanged in appearance."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Contexts, asset
from tests.serving import serve

DRAWINGS = ROOT / "docs/assets/pictures"
SHEET = ROOT / "overrides/assets/pictures.svg"


def test_every_drawing_is_on_the_sheet() -> None:
    """Each under its name, and no others."""
    drawn = re.findall('<view id="([a-z-]+)"', SHEET.read_text(encoding="utf-8"))
    assert drawn == sorted(path.stem for path in DRAWINGS.glob("*.svg")), "Run: make pictures"


@pytest.mark.browser
def test_pictures_look_as_they_were_drawn(site: Path, context: Contexts) -> None:
    """Of no drawing, at twice the size of a page, do more than a few points differ from its file in anything that is seen."""
    names = [path.stem for path in sorted(DRAWINGS.glob("*.svg"))]
    with serve(site) as served:
        page = context().new_page()
        page.goto(f"{served.address}index.html")
        found = page.evaluate(
            """async ([names, sheet]) => {
              const side = 192, seen = {};
              const drawn = async src => {
                const image = new Image(side, side);
                image.src = src;
                await image.decode();
                const surface = Object.assign(document.createElement("canvas"), { width: side, height: side });
                const pen = surface.getContext("2d", { willReadFrequently: true });
                pen.fillStyle = "#fff";
                pen.fillRect(0, 0, side, side);
                pen.drawImage(image, 0, 0, side, side);
                return pen.getImageData(0, 0, side, side).data;
              };
              for (const name of names) {
                const [own, ours] = [await drawn(`assets/pictures/${name}.svg`), await drawn(`${sheet}#${name}`)];
                seen[name] = own.filter((value, at) => Math.abs(value - ours[at]) > 128).length / own.length;
              }
              return seen;
            }""",
            [names, asset(site, "pictures.svg").relative_to(site).as_posix()],
        )
    assert len(found) == len(names) > 70
    assert {name: share for name, share in found.items() if share > 0.008} == {}
