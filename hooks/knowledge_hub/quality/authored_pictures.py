"""Checks the files next to authored pages: only pictures of known types and sizes are published.

Records name pictures by their codes and cannot bring any. What stands below ``docs`` comes from contributors too, so a file
there is a page, or a picture that is what its name says, is small, and runs nothing; and it stands there itself.
"""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from knowledge_hub.base.machine_errors import cannot_read
from knowledge_hub.base.messages import Message
from knowledge_hub.data.file_tree import LINK, linked
from knowledge_hub.yaml_files.user_files import read_bytes

MOST_BYTES = 200_000
"""Largest picture, in bytes: what a reader on a slow line can wait for."""
PLACE = "assets/pictures"
"""Folder below ``docs`` of all files beside the pages. Elsewhere a file could take the name of one that the hub makes."""
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")
_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".svg": (b"<svg", b"<?xml"),
}
"""How a picture of each type begins."""
_NOTE = ".txt"
"""A licence beside pictures: plain text without markup, so that nothing can take it for a program or a style."""
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
    ]
)
"""Elements that draw. Left out: what runs, moves, embeds HTML or loads anything."""
_ATTRIBUTES = re.compile(
    "d|id|points|transform|version|viewBox|width|height|x|y|[xyr][12]|[cfr][xy]|f?r|offset|opacity|color|preserveAspectRatio|"
    "fill|(fill|clip)-rule|(fill|stroke|stop)-opacity|stop-color|stroke|stroke-(width|line(cap|join)|miterlimit|dash(array|offset))|"
    "gradient(Units|Transform)|spreadMethod|clip-path|clipPathUnits|mask|mask(Content)?Units|display|visibility|role|aria-label"
)
"""Attributes that say where, how large and in which colour. Left out: what runs, styles, links or loads."""
_VALUE = re.compile(
    r"[^\\(]*|url\(#[A-Za-z0-9_-]+\)|((matrix|translate|rotate|scale|skew[XY])\([-+0-9.,eE\s]*\)[\s,]*)+"
)
"""No function but movements and a part of the same drawing, and no escapes of CSS, which could spell another one."""
_DECLARATION = re.compile(
    r"\s*<\?xml(\s+(version=[\"']1\.0[\"']|encoding=[\"'](utf|UTF)-8[\"']|standalone=[\"'](yes|no)[\"']))*\s*\?>"
)


def complaint(root: Path, path: Path) -> Message | None:
    """Why a file below ``root``, which is no page, cannot be part of the site; None when it can."""
    if linked(root, path):
        return LINK
    kind = path.suffix.lower()
    if kind not in (*_BEGINNINGS, _NOTE):
        types = ", ".join(sorted(_BEGINNINGS))
        return Message("A file of this type cannot be part of the site; pictures are {types}.", types=types)
    if path.relative_to(root).parent.as_posix() != PLACE or not _NAME.fullmatch(path.name):
        return Message(
            "Files beside the pages are in {folder}, and their names have only letters without accents, digits, dots, hyphens and "
            "underscores. Move or rename it.",
            folder=f"docs/{PLACE}",
        )
    try:
        content = read_bytes(path)
    except OSError as error:
        return cannot_read(error)
    return content_fault(content, kind)


def content_fault(content: bytes, kind: str) -> Message | None:
    """What is wrong with the content of a picture or a note; both are held to the same size."""
    if len(content) > MOST_BYTES:
        return Message("The picture has more than {most:,} bytes; make it smaller.", most=MOST_BYTES)
    if kind == _NOTE:
        return _of_note(content)
    if not content.lstrip().startswith(_BEGINNINGS[kind]):
        return Message("This is not a picture of the type that its name says; save it anew, or rename it.")
    return _of_drawing(content) if kind == ".svg" else None


def _of_note(content: bytes) -> Message | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "<"
    return Message("A text beside pictures is plain UTF-8 without '<'; save it so.") if "<" in text else None


def _of_drawing(content: bytes) -> Message | None:
    """What a drawing may not hold. Checked by what is allowed, as ways to run something are added to SVG over time."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Message("The drawing is not UTF-8 text; save it as plain SVG.")
    text = _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text
    # An instruction ('<?xml-stylesheet …?>') would bring a style or a program from elsewhere.
    for sign in ("<!", "<?"):
        if sign in text.replace("<!--", ""):
            return Message("The drawing declares something of its own ('{sign}…'); save it as plain SVG.", sign=sign)
    try:
        root = ET.fromstring(text)  # noqa: S314 - no declarations, so no entities that grow
    except (ET.ParseError, ValueError, LookupError) as error:
        return Message("The drawing is not well-formed: {fault}. Save it anew.", fault=str(error))
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in _DRAWN:
            return Message("The drawing holds '{name}', which does more than draw; save it as plain SVG.", name=name)
        for attribute, value in element.attrib.items():
            if not _ATTRIBUTES.fullmatch(attribute) or not _VALUE.fullmatch(value):
                return Message(
                    "The drawing holds the attribute '{name}', which does more than draw; save it as plain SVG.",
                    name=attribute.rpartition("}")[2],
                )
    return None
