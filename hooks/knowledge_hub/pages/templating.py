"""Templates of page bodies (each room keeps its own in ``templates/``), escaping, and small shared markup.

Every value that a template prints is escaped unless it is ``Html``. That is done in ``finalize`` rather than by
Jinja's own autoescape, whose wrapping of each string in an object took two thirds of the time of a build. ``Html`` is a
bare string type: joined to or formatted with other text it is an ordinary string again, and so escaped. What is
forgotten shows as visible marks on the page, never as markup.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_hub.base.languages import direction

SHEET = "assets/pictures.svg"
"""The drawings of the easy-read edition on one sheet, from the site's root; ``make pictures`` makes it."""


class Html(str):
    """Text that is markup already. Whoever makes one has escaped every value in it."""

    __slots__ = ()


class InALanguage(Protocol):
    """Anything whose text is in a known language."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        ...


_SHAPES = {
    "circle": '<circle cx="8" cy="8" r="7"/>',
    "square": '<path d="M1.5 1.5h13v13h-13z"/>',
    "triangle": '<path d="M8 1 15.5 15H.5z"/>',
    "diamond": '<path d="M8 .5 15.5 8 8 15.5.5 8z"/>',
}
"""The shape of each capacity, drawn in a square of 16 units."""
_SYMBOL = {
    "class": "symbol",
    "viewBox": "0 0 16 16",
    "width": "16",
    "height": "16",
    "aria-hidden": "true",
    "focusable": "false",
}


def element(name: str, content: str | None = None, attributes: Mapping[str, str | None] = MappingProxyType({})) -> Html:
    """One element, for pieces that are too small for a template. Without content it has no end tag.

    Content that is not ``Html`` and all values of attributes are escaped; an attribute may have no value.
    """
    start = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{start}>" if content is None else f"<{name}{start}>{_finalize(content)}</{name}>")


def escaped(text: str) -> Html:
    """A text as markup that shows it."""
    return Html(escape(text))


def joined(parts: Iterable[str], separator: str = "") -> Html:
    """Parts one after the other; those that are not ``Html`` are escaped, as is the separator."""
    return Html(_finalize(separator).join(map(_finalize, parts)))


def filled(text: str, **markup: Html) -> Html:
    """A text of the interface with markup in the place of its placeholders."""
    found = escape(text)
    for name, value in markup.items():
        found = found.replace(f"{{{name}}}", value)
    return Html(found)


def render(template: str, page_language: str, context: dict[str, Any]) -> Html:
    """One template, as markup that can stand inside another."""
    return Html(_template(template).render(_marks(page_language), **context))


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def data_block(content: object) -> Html:
    """JSON inside a page: no text in it can end the element that it stands in."""
    return Html(_compact(content).replace("<", "\\u003c"))


def language_attributes(language: str) -> Html:
    """`` lang="…" dir="…"`` for a passage in another language than what is around it."""
    return Html(f' lang="{escape(language)}" dir="{direction(language)}"')


@cache
def symbol(shape: str) -> Html:
    """The shape of a capacity; it says nothing that the word beside it does not say."""
    return element("svg", Html(_SHAPES[shape]), _SYMBOL)


@cache
def picture(root: str, name: str, size: int = 96) -> Html:
    """An easy-read picture. Its alternative is empty, as the sentence beside it says what it shows."""
    place = {"src": f"{root}{SHEET}#{name}", "alt": "", "width": str(size), "height": str(size)}
    return element("img", attributes={**place, "loading": "lazy", "decoding": "async"})


@cache
def _marks(page_language: str) -> Mapping[str, Callable[[InALanguage], Html]]:
    """What templates ask about a passage on a page of this language, so that it says when it is foreign there."""
    none, here = Html(), language_attributes(page_language)

    def foreign(passage: InALanguage) -> Html:
        return none if passage.language == page_language else language_attributes(passage.language)

    def back(passage: InALanguage) -> Html:
        return none if passage.language == page_language else here

    return {"foreign": foreign, "back": back}


def _finalize(value: object) -> str:
    """Markup as it is, nothing for None, all else escaped."""
    kind = type(value)
    if kind is Html:
        return value  # type: ignore[return-value]  # a string by its type
    if kind is str:
        return escape(value)  # type: ignore[arg-type]  # a string by its type
    return "" if value is None else escape(str(value))


_TEMPLATES = Environment(
    loader=FileSystemLoader(sorted(Path(__file__).parent.parent.glob("*/templates"))),
    autoescape=False,  # noqa: S701 - _finalize escapes
    finalize=_finalize,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.globals.update(symbol=symbol, picture=picture)
_template = cache(_TEMPLATES.get_template)
