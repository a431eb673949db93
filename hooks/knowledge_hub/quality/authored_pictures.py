"""Checks the files next to authored pages: only pictures of known types and sizes are published.

Entries refer to pictures by code. Contributors also write files below ``docs``: only pages are allowed, and small pictures
whose content matches their type and runs no code. Symbolic links are not allowed.
"""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from knowledge_hub.base.machine_errors import cannot_read
from knowledge_hub.base.messages import Message
from knowledge_hub.data.file_tree import LINK, linked
from knowledge_hub.yaml_files.user_files import read_bytes

MOST_BYTES = 200_000
"""Maximum size of a picture, in bytes, for readers with a slow connection."""
PLACE = "assets/pictures"
"""Folder below ``docs`` for all other files. Elsewhere, a file could replace one that the hub generates."""
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")
_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".svg": (b"<svg", b"<?xml"),
}
"""First bytes of each type of picture."""
_NOTE = ".txt"
"""Extension of licence files next to pictures: text without markup, so that no browser runs it."""
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
"""Allowed elements: they draw. Not allowed: scripts, animation, embedded HTML, and elements that load files."""
_ATTRIBUTES = re.compile(
    "d|id|points|transform|version|viewBox|width|height|x|y|[xyr][12]|[cfr][xy]|f?r|offset|opacity|color|preserveAspectRatio|"
    "fill|(fill|clip)-rule|(fill|stroke|stop)-opacity|stop-color|stroke|stroke-(width|line(cap|join)|miterlimit|dash(array|offset))|"
    "gradient(Units|Transform)|spreadMethod|clip-path|clipPathUnits|mask|mask(Content)?Units|display|visibility|role|aria-label"
)
"""Allowed attributes: position, size and colour. Not allowed: scripts, styles, links, and attributes that load files."""
_VALUE = re.compile(
    r"[^\\(]*|url\(#[A-Za-z0-9_-]+\)|((matrix|translate|rotate|scale|skew[XY])\([-+0-9.,eE\s]*\)[\s,]*)+"
)
"""Allowed values: transforms and references within the drawing, and no CSS escapes, which could hide other functions."""
_DECLARATION = re.compile(
    r"\s*<\?xml(\s+(version=[\"']1\.0[\"']|encoding=[\"'](utf|UTF)-8[\"']|standalone=[\"'](yes|no)[\"']))*\s*\?>"
)


def complaint(root: Path, path: Path) -> Message | None:
    """Why a file below ``root`` that is not a page cannot be part of the site; None if it can."""
    if linked(root, path):
        return LINK
    kind = path.suffix.lower()
    if kind not in (*_BEGINNINGS, _NOTE):
        types = ", ".join(sorted(_BEGINNINGS))
        return Message("A file of this type cannot be part of the site; pictures are {types}.", types=types)
    if path.relative_to(root).parent.as_posix() != PLACE or not _NAME.fullmatch(path.name):
        return Message(
            "Files that pages use are in {folder}. Their names have only letters without accents, digits, dots, "
            "hyphens and underscores. Move or rename this file.",
            folder=f"docs/{PLACE}",
        )
    try:
        content = read_bytes(path)
    except OSError as error:
        return cannot_read(error)
    return content_fault(content, kind)


def content_fault(content: bytes, kind: str) -> Message | None:
    """The fault in the content of a picture or licence file, or None."""
    if len(content) > MOST_BYTES:
        return Message("The picture has more than {most:,} bytes; make it smaller.", most=MOST_BYTES)
    if kind == _NOTE:
        return _of_note(content)
    if not content.lstrip().startswith(_BEGINNINGS[kind]):
        return Message(
            "The content of this picture does not match the file type in its name; save it again, or rename it."
        )
    return _of_drawing(content) if kind == ".svg" else None


def _of_note(content: bytes) -> Message | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "<"
    return (
        Message("A text file among the pictures must be UTF-8 without '<'; delete each '<' and save it as UTF-8.")
        if "<" in text
        else None
    )


def _of_drawing(content: bytes) -> Message | None:
    """The fault in an SVG, by allowlists, because new ways to run code are added to SVG over time."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Message("The drawing is not UTF-8 text; save it as plain SVG.")
    text = _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text
    # A processing instruction ('<?xml-stylesheet …?>') could load a style or a script.
    for sign in ("<!", "<?"):
        if sign in text.replace("<!--", ""):
            return Message("The drawing contains a declaration ('{sign}…'); save it as plain SVG.", sign=sign)
    try:
        root = ET.fromstring(text)  # noqa: S314 - no declarations, so no entities that grow
    except (ET.ParseError, ValueError, LookupError) as error:
        return Message("The drawing is not well-formed: {fault}. Save it again.", fault=str(error))
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in _DRAWN:
            return Message(
                "The drawing contains '{name}', which is not allowed in a picture; save it as plain SVG.", name=name
            )
        for attribute, value in element.attrib.items():
            if not _ATTRIBUTES.fullmatch(attribute) or not _VALUE.fullmatch(value):
                return Message(
                    "The drawing contains the attribute '{name}', which is not allowed in a picture; save it as plain SVG.",
                    name=attribute.rpartition("}")[2],
                )
    return None
