"""The HTML that an authored page may hold once it is rendered; everything else is refused.

There is no tolerant parser here, on purpose: a browser and a parser that repairs what is broken never agree on everything, and
each difference is a way through. Every '<' of the page must begin a tag that is written in the one plain form that all browsers
read alike, is listed, and is closed in its turn; an unclosed link would go on through the page's footer. Comments, declarations
and sections of other kinds have no such form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from knowledge_hub.base.messages import Message
from knowledge_hub.model.field_types import LANGUAGE_TAG, URL

_EVERYWHERE = frozenset({"lang", "dir"})
_PLAIN: frozenset[str] = frozenset()
_HEADING = frozenset({"id"})
ELEMENTS: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "blockquote": _PLAIN,
    "br": _PLAIN,
    "code": _PLAIN,
    "em": _PLAIN,
    **{f"h{level}": _HEADING for level in range(1, 7)},
    "hr": _PLAIN,
    "img": frozenset({"src", "alt"}),
    "li": _PLAIN,
    "ol": frozenset({"start"}),
    "p": _PLAIN,
    "pre": _PLAIN,
    "span": _PLAIN,
    "strong": _PLAIN,
    **dict.fromkeys(("table", "tbody", "td", "th", "thead", "tr"), _PLAIN),
    "ul": _PLAIN,
}
"""What Markdown makes, and ``span`` to mark another language, each with its attributes. No ``class`` and no ``style``: a page
looks as the hub's pages do, and imitates no part of the hub."""
_EMPTY = frozenset({"br", "hr", "img"})

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[ \n]+[a-z][a-z-]*="[^"<>]*")*)[ \n]*/?>')
_ATTRIBUTE = re.compile(r'([a-z][a-z-]*)="([^"<>]*)"')
_BEGINNING = re.compile(r"</?[^\s<>]{0,30}")
"""As much of something that is no plain tag as a message shows."""

_OWN_PLACE = re.compile(r"(#[a-z0-9_-]+|(\.\./)*[A-Za-z0-9][A-Za-z0-9._/-]*(\?[A-Za-z0-9=&%+_.-]*)?(#[a-z0-9_-]+)?)")
"""The relative address of a page or file of the site."""
_OWN_PICTURE = re.compile(r"(\.\./)*assets/pictures/[A-Za-z0-9._-]+")
_LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_HOST = re.compile(r"(https?://|\bwww\.)(www\.)?(?P<host>[\w.-]+)", re.IGNORECASE)
_MOST_OF_ADDRESS = 500
"""As in entries (``field_types.Url``)."""
_IDS_OF_FRAME = re.compile(r"content|on-this-page|quick-find|set-.*")
"""Places that the page around has."""
_VALUES = {
    "lang": re.compile(LANGUAGE_TAG),
    "dir": re.compile("ltr|rtl|auto"),
    "start": re.compile("[0-9]{1,4}"),
    "id": re.compile("[a-z0-9_-]+"),
}


@dataclass(frozen=True, slots=True)
class MarkupFault:
    """Something that a page may not hold."""

    sentence: Message
    clues: tuple[str, ...]
    """Texts by which it is found in the source, the surest first."""


def markup_faults(html: str) -> Iterator[MarkupFault]:
    """Everything in a rendered page that is not listed, in its order."""
    open_elements: list[str] = []
    refused: set[str] = set()
    at = html.find("<")
    while at >= 0:
        tag = _TAG.match(html, at)
        if tag is None:
            beginning = _BEGINNING.match(html, at)
            yield _no_tag(beginning[0] if beginning else "<")
        elif tag["name"] not in ELEMENTS:
            # The end of what is refused already is not a second fault.
            if not (tag["end"] and tag["name"] in refused):
                yield _unlisted(tag)
            refused.add(tag["name"])
        else:
            yield from _attributes(tag)
            yield from _order(tag, open_elements)
        at = html.find("<", at + 1)
    for name in reversed(open_elements):
        yield _not_closed(name)
    yield from _misleading_links(html)


def _misleading_links(html: str) -> Iterator[MarkupFault]:
    """A link whose text is an address leads to that host: readers judge a link by what they can see of it."""
    for address, content in _LINK.findall(html):
        shown = _HOST.search(unescape(re.sub("<[^<>]*>", "", content)))
        leads_to = _HOST.match(unescape(address))
        if shown and (not leads_to or shown["host"].lower() != leads_to["host"].lower()):
            sentence = Message(
                "The text of this link shows the address '{shown}', but the link leads to '{address}'. Write both alike, or a text "
                "in words.",
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
    """Keep the elements that are open; each must be closed before what is around it."""
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
        elif fault := _fault_of_value(name, unescape(value)):
            yield MarkupFault(fault, (tag[0], unescape(value), f"{name}="))
        seen.add(name)


def _fault_of_value(name: str, value: str) -> Message | None:
    if name == "href":
        foreign = len(value) <= _MOST_OF_ADDRESS and re.fullmatch(URL, value)
        if not foreign and not _OWN_PLACE.fullmatch(value):
            return Message(
                "A page cannot link to '{address}'; write a full public address (https://…), or the name of a page of this "
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
            "The page around already has the id '{name}'; give the heading another one: {example}.",
            name=value,
            example="{#own-name}",
        )
    elif name in _VALUES and not _VALUES[name].fullmatch(value):
        return Message("'{value}' is not possible for '{name}'; correct it or delete it.", value=value, name=name)
    return None
