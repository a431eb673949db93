"""The sheet of pictures: each drawing as its author drew it, in a fraction of the bytes."""

from pathlib import Path

import pytest

from knowledge_hub.pictures import PictureError, sheet
from tests.conftest import ROOT, Contexts
from tests.serving import serve

DRAWINGS = ROOT / "docs/assets/pictures"
ICON = '<svg viewBox="0 0 32 32"><rect width="32" height="32" fill="#000"/></svg>'


@pytest.mark.browser
def test_pictures_look_as_they_were_drawn(site: Path, context: Contexts) -> None:
    """Of no drawing, at twice the size of a page, do more than a few points differ from its file in anything that is seen."""
    names = [path.stem for path in sorted(DRAWINGS.glob("*.svg"))]
    with serve(site) as served:
        page = context().new_page()
        page.goto(f"{served.address}index.html")
        found = page.evaluate(
            """async names => {
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
                const [own, ours] = [await drawn(`assets/pictures/${name}.svg`), await drawn(`assets/pictures.svg#${name}`)];
                seen[name] = own.filter((value, at) => Math.abs(value - ours[at]) > 128).length / own.length;
              }
              return seen;
            }""",
            names,
        )
    assert len(found) == len(names) > 70
    assert {name: share for name, share in found.items() if share > 0.008} == {}


def test_what_cannot_be_drawn_is_said() -> None:
    """A drawing with letters in it needs a font that readers may not have."""
    with pytest.raises(PictureError) as caught:
        sheet({"map": '<svg viewBox="0 0 72 72"><text>A</text></svg>'}, ICON)
    assert str(caught.value) == (
        "The drawing 'map' cannot stand on the sheet of pictures (it has <text>). Save it as plain paths and shapes."
    )


def test_points_are_rounded_where_they_are() -> None:
    """A hundred short steps end where they should, however small each is; two moves in a row stay moves."""
    path = "M1 1" + "l.1.1" * 100 + "m1 1m2 2h3"
    drawn = sheet({"line": f'<svg><path fill="none" stroke="#000" d="{path}"/></svg>'}, ICON)
    steps = drawn.rpartition(' d="')[2].partition('"')[0]
    assert steps.startswith("M3 3")
    assert steps.endswith("m3 3m6 6h9")
    numbers = steps.removeprefix("M3 3").partition("m")[0].replace("l", " ").split()
    assert (sum(map(int, numbers[::2])), sum(map(int, numbers[1::2]))) == (30, 30)
