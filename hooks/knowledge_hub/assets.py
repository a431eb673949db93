"""Stage 8: the files beside the authored pages that a site takes over as they are: pictures of known types and sizes.

Records name pictures by their codes and cannot bring any. What stands below ``docs`` comes from contributors too, so a file
there is a page, or a picture that is what its name says, is small, and runs nothing; and it stands there itself.
"""

from pathlib import Path
from xml.etree import ElementTree as ET

from knowledge_hub.machine_errors import cannot_read
from knowledge_hub.messages import Message
from knowledge_hub.strict_yaml import MAX_BYTES
from knowledge_hub.tree import LINK, linked
from knowledge_hub.user_files import read_bytes

MOST_BYTES = 200_000
"""Largest picture, in bytes: what a reader on a slow line can wait for."""
_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".svg": (b"<svg", b"<?xml"),
}
"""How a picture of each type begins."""
_PAGES = frozenset({".md", ".txt"})
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


def complaint(root: Path, path: Path) -> Message | None:
    """Why a file below ``root`` cannot be part of the site, or None when it can."""
    if linked(root, path):
        return LINK
    kind = path.suffix.lower()
    if kind not in _BEGINNINGS and kind not in _PAGES:
        types = ", ".join(sorted(_BEGINNINGS))
        return Message("A file of this type cannot be part of the site; pictures are {types}.", types=types)
    try:
        content = read_bytes(path)
    except OSError as error:
        return cannot_read(error)
    return _of_page(content) if kind in _PAGES else _of_picture(content, kind)


def _of_picture(content: bytes, kind: str) -> Message | None:
    if len(content) > MOST_BYTES:
        return Message("The picture has more than {most:,} bytes; make it smaller.", most=MOST_BYTES)
    if not content.lstrip().startswith(_BEGINNINGS[kind]):
        return Message("This is not a picture of the type that its name says; save it anew, or rename it.")
    return _of_drawing(content) if kind == ".svg" else None


def _of_page(content: bytes) -> Message | None:
    """Why a page cannot be read; what it says is not looked at here."""
    if len(content) > MAX_BYTES:
        return Message("The page has more than {most:,} bytes; make it shorter.", most=MAX_BYTES)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Message(
            "The byte 0x{byte:02X} is not UTF-8 text; save the file with the encoding UTF-8.",
            byte=error.object[error.start],
        )
    return None


def _of_drawing(content: bytes) -> Message | None:
    """What a drawing may not hold. Checked by what is allowed, as ways to run something are added to SVG over time."""
    if b"<!" in content.replace(b"<!--", b""):
        return Message("The drawing declares something of its own ('<!…'); save it as plain SVG.")
    try:
        root = ET.fromstring(content)  # noqa: S314 - no declarations, so no entities that grow
    except (ET.ParseError, ValueError, LookupError) as error:
        return Message("The drawing is not well-formed: {fault}. Save it anew.", fault=str(error))
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in _DRAWN:
            return Message("The drawing holds '{name}', which does more than draw; save it as plain SVG.", name=name)
        for attribute, value in element.attrib.items():
            plain = attribute.rpartition("}")[2].lower()
            loads = "url(" in value.lower() and not value.replace(" ", "").lower().startswith("url(#")
            if plain.startswith("on") or plain in {"href", "style", "src"} or loads:
                return Message(
                    "The drawing holds the attribute '{name}', which does more than draw; save it as plain SVG.",
                    name=plain,
                )
    return None
