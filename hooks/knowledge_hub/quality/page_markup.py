"""Checks the rendered HTML of an authored page against an allowlist.

It does not use a tolerant parser, on purpose: each difference between its repairs and a browser's could be used to bypass the
check. Every '<' must start an allowed tag in one strict form, nested correctly: an unclosed link would include the page's
footer. Comments and declarations are not allowed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from knowledge_hub.base.material_icons import is_icon
from knowledge_hub.base.messages import Message
from knowledge_hub.model.field_types import LANGUAGE_TAG, is_public_address
from knowledge_hub.quality.page_extensions import KINDS

_EVERYWHERE = frozenset({"lang", "dir"})
_PLAIN: frozenset[str] = frozenset()
_HEADING = frozenset({"id"})
ELEMENTS: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "blockquote": _PLAIN,
    "br": _PLAIN,
    "code": _PLAIN,
    "dd": _PLAIN,
    "details": frozenset({"class", "open"}),
    "div": frozenset({"class"}),
    "dl": _PLAIN,
    "dt": _PLAIN,
    "em": _PLAIN,
    **{f"h{level}": _HEADING for level in range(1, 7)},
    "hr": _PLAIN,
    "img": frozenset({"src", "alt"}),
    "li": _PLAIN,
    "ol": frozenset({"start"}),
    "p": frozenset({"class"}),
    "pre": _PLAIN,
    "span": frozenset({"class"}),
    "strong": _PLAIN,
    "summary": _PLAIN,
    **dict.fromkeys(("table", "tbody", "td", "th", "thead", "tr"), _PLAIN),
    "ul": _PLAIN,
}
"""Allowed elements with their attributes: the output of Markdown and its extensions, and ``span`` to mark another language. No
``style``, and only the classes of boxes and icons: a page cannot imitate other parts of the hub."""
_KIND = "|".join(KINDS)
_CLASSES = {
    "details": re.compile(_KIND),
    "div": re.compile(f"admonition ({_KIND})"),
    "p": re.compile("admonition-title"),
    "span": re.compile("icon material-(?P<icon>[a-z0-9-]+)"),
}
"""Allowed classes of each element: those of the extensions."""
_EMPTY = frozenset({"br", "hr", "img"})

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[ \n]+[a-z][a-z-]*="[^"<>]*")*)[ \n]*/?>')
_ATTRIBUTE = re.compile(r'([a-z][a-z-]*)="([^"<>]*)"')
_BEGINNING = re.compile(r"</?[^\s<>]{0,30}")
"""The part of an invalid tag that a message shows."""

_OWN_PLACE = re.compile(r"(#[a-z0-9_-]+|(\.\./)*[A-Za-z0-9][A-Za-z0-9._/-]*(\?[A-Za-z0-9=&%+_.-]*)?(#[a-z0-9_-]+)?)")
"""A relative address of a page or file of the site."""
_OWN_PICTURE = re.compile(r"(\.\./)*assets/pictures/[A-Za-z0-9._-]+")
_LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_HOST = re.compile(r"(https?://|\bwww\.)(www\.)?(?P<host>[\w.-]+)", re.IGNORECASE)
_MOST_OF_ADDRESS = 500
"""As in entries (``field_types.Url``)."""
_IDS_OF_FRAME = re.compile(r"content|on-this-page|quick-find|set-.*")
"""Ids of the page template."""
_VALUES = {
    "lang": re.compile(LANGUAGE_TAG),
    "dir": re.compile("ltr|rtl|auto"),
    "open": re.compile("open"),
    "start": re.compile("[0-9]{1,4}"),
    "id": re.compile("[a-z0-9_-]+"),
}


@dataclass(frozen=True, slots=True)
class MarkupFault:
    """A part of a page that is not allowed."""

    sentence: Message
    clues: tuple[str, ...]
    """Texts to search for in the source, the most specific first."""


def markup_faults(html: str) -> Iterator[MarkupFault]:
    """All parts of a rendered page that are not allowed, in order."""
    open_elements: list[str] = []
    refused: set[str] = set()
    position = html.find("<")
    while position >= 0:
        tag = _TAG.match(html, position)
        if tag is None:
            beginning = _BEGINNING.match(html, position)
            yield _no_tag(beginning[0] if beginning else "<")
        elif tag["name"] not in ELEMENTS:
            # The end tag of an element that was reported already.
            if not (tag["end"] and tag["name"] in refused):
                yield _unlisted(tag)
            refused.add(tag["name"])
        else:
            yield from _attributes(tag)
            yield from _order(tag, open_elements)
        position = html.find("<", position + 1)
    for name in reversed(open_elements):
        yield _not_closed(name)
    yield from _misleading_links(html)


def _misleading_links(html: str) -> Iterator[MarkupFault]:
    """Links whose text is an address of another host than their target: readers trust the visible address."""
    for address, content in _LINK.findall(html):
        shown = _HOST.search(unescape(re.sub("<[^<>]*>", "", content)))
        leads_to = _HOST.match(unescape(address))
        if shown and (not leads_to or shown["host"].lower() != leads_to["host"].lower()):
            sentence = Message(
                "The text of this link shows the address '{shown}', but the link goes to '{address}'. Make both the "
                "same, or write a text in words.",
                shown=shown["host"],
                address=unescape(address),
            )
            yield MarkupFault(sentence, (unescape(address), shown[0]))


def _unlisted(tag: re.Match[str]) -> MarkupFault:
    sentence = Message("'<{name}>' cannot be on a page; delete it and write the text in Markdown.", name=tag["name"])
    return MarkupFault(sentence, (tag[0], f"<{tag['end']}{tag['name']}"))


def _no_tag(beginning: str) -> MarkupFault:
    sentence = Message(
        "'{beginning}' is not a tag that a page can have. Write tags in lower-case letters, each attribute as name=\"value\"; "
        "write &lt; for the sign itself.",
        beginning=beginning,
    )
    return MarkupFault(sentence, (beginning, "<"))


def _order(tag: re.Match[str], open_elements: list[str]) -> Iterator[MarkupFault]:
    """Update the stack of open elements; report tags that are not nested correctly."""
    name = tag["name"]
    if name in _EMPTY and not tag["end"]:
        return
    if not tag["end"]:
        open_elements.append(name)
    elif open_elements and open_elements[-1] == name:
        open_elements.pop()
    else:
        yield _not_closed(open_elements.pop() if name in open_elements else name)
        while name in open_elements and open_elements.pop() != name:
            pass


def _not_closed(name: str) -> MarkupFault:
    sentence = Message(
        "'<{name}>' is not closed where it should be. Write '<{name}>' and '</{name}>' in the same paragraph, nested correctly.",
        name=name,
    )
    return MarkupFault(sentence, (f"<{name}", f"</{name}"))


def _attributes(tag: re.Match[str]) -> Iterator[MarkupFault]:
    seen = set()
    for name, value in _ATTRIBUTE.findall(tag["attributes"]):
        if name not in ELEMENTS[tag["name"]] | _EVERYWHERE or name in seen:
            sentence = Message(
                "'<{element}>' cannot have the attribute '{name}' on a page; delete it.", element=tag["name"], name=name
            )
            yield MarkupFault(sentence, (tag[0], f"{name}=", unescape(value), name))
        elif name == "class" and not _is_class(tag["name"], value):
            yield MarkupFault(_impossible(name, value), (tag[0], value))
        elif fault := _fault_of_value(name, unescape(value)):
            yield MarkupFault(fault, (tag[0], unescape(value), f"{name}="))
        seen.add(name)


def _fault_of_value(name: str, value: str) -> Message | None:
    if name == "href":
        foreign = len(value) <= _MOST_OF_ADDRESS and is_public_address(value)
        if not foreign and not _OWN_PLACE.fullmatch(value):
            return Message(
                "A page cannot link to '{address}'. Write a full public address (https://…), or the name of a page of this "
                "site, such as method.md.",
                address=value,
            )
    elif name == "src" and not _OWN_PICTURE.fullmatch(value):
        return Message(
            "A page cannot show '{address}'; put the picture into docs/assets/pictures and write its relative name, such as "
            "assets/pictures/map.png.",
            address=value,
        )
    elif name == "id" and _IDS_OF_FRAME.fullmatch(value):
        return Message(
            "The page template already uses the id '{name}'; give the heading another one: {example}.",
            name=value,
            example="{#own-name}",
        )
    elif name in _VALUES and not _VALUES[name].fullmatch(value):
        return _impossible(name, value)
    return None


def _impossible(name: str, value: str) -> Message:
    return Message("'{value}' is not possible for '{name}'; correct it or delete it.", value=value, name=name)


def _is_class(element: str, value: str) -> bool:
    match = _CLASSES[element].fullmatch(value)
    return match is not None and ("icon" not in match.groupdict() or is_icon(match["icon"]))
