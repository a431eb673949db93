"""The drawing of the rooms is that of the program as it is."""

from xml.etree import ElementTree as ET

from tests import drawing


def test_the_drawing_is_up_to_date() -> None:
    """A change of the contract, of an import between rooms or of their list is drawn: ``make drawing``."""
    assert drawing.DRAWING.read_text(encoding="utf-8") == drawing.text()


def test_a_maintainer_can_keep_the_rooms_in_mind() -> None:
    """All rooms are in the drawing, each with its words, and there are few."""
    names = [name for row in drawing.layers() for name in row]
    assert 2 < len(names) <= drawing.MOST_ROOMS
    assert drawing.described().keys() == {*names}
    picture = ET.fromstring(drawing.text())  # noqa: S314 - our own
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert [texts.count(name) for name in names] == [1] * len(names)


def test_only_arrows_that_follow_are_left_out() -> None:
    """An import that is reached through another room has no arrow of its own; one that is not, has."""
    edges = {
        "pages": frozenset({"data", "base"}),
        "data": frozenset({"base"}),
        "new": frozenset({"base"}),
        "base": frozenset[str](),
    }
    assert drawing.essential(edges) == {**edges, "pages": frozenset({"data"})}
