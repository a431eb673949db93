"""Jinja templates (in the ``templates/`` of each room), HTML escaping, and small shared elements.

Every value that a template prints is escaped unless it is ``Html``. ``finalize`` does this instead of Jinja's autoescape,
which wraps each string in an object and took two thirds of the time of a build. ``Html`` is a plain subclass of ``str``:
concatenation and formatting give an ordinary string, which is escaped. A mistake therefore shows visible tags on the page
and never injects markup.
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
from knowledge_hub.base.material_icons import INTERFACE, icon

SHEET = "pictures.svg"
"""Name of the SVG sheet with all easy-read pictures, among the styles and scripts; made by ``make pictures``."""


class Html(str):
    """A string of HTML markup. Code that makes one must escape every value in it."""

    __slots__ = ()


class HasLanguage(Protocol):
    """Anything with a language."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        ...


def element(name: str, content: str | None = None, attributes: Mapping[str, str | None] = MappingProxyType({})) -> Html:
    """One HTML element, for markup too small for a template. Without content it has no end tag.

    Attribute values are escaped, and content unless it is ``Html``. An attribute with None has no value.
    """
    start = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{start}>" if content is None else f"<{name}{start}>{_finalize(content)}</{name}>")


def escaped(text: str) -> Html:
    """Escape a text."""
    return Html(escape(text))


def joined(parts: Iterable[str], separator: str = "") -> Html:
    """Join parts; parts and separator are escaped unless they are ``Html``."""
    return Html(_finalize(separator).join(map(_finalize, parts)))


def filled(text: str, **markup: Html) -> Html:
    """Escape a text and replace its placeholders with markup."""
    result = escape(text)
    for name, value in markup.items():
        result = result.replace(f"{{{name}}}", value)
    return Html(result)


def render(template: str, page_language: str, context: dict[str, Any]) -> Html:
    """Render a template, as markup that can be used inside another."""
    return Html(_template(template).render(_language_functions(page_language), **context))


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def data_block(content: object) -> Html:
    """JSON for a ``script`` element: '<' is escaped, so that no text can close the element."""
    return Html(_compact(content).replace("<", "\\u003c"))


def language_attributes(language: str) -> Html:
    """The attributes `` lang="…" dir="…"``, for a passage in another language than its parent element."""
    return Html(f' lang="{escape(language)}" dir="{direction(language)}"')


@cache
def symbol(shape: str) -> Html:
    """The symbol of a capacity. It is hidden from screen readers, as the label follows it."""
    return Html(icon(INTERFACE[shape], 16, "symbol"))


@cache
def picture(assets: str, name: str, size: int = 96) -> Html:
    """An easy-read picture; ``assets`` is the path to its sheet's folder, with a slash. Its ``alt`` is empty, as the sentence next to it has the same content."""
    place = {"src": f"{assets}{SHEET}#{name}", "alt": "", "width": str(size), "height": str(size)}
    return element("img", attributes={**place, "loading": "lazy", "decoding": "async"})


@cache
def _language_functions(page_language: str) -> Mapping[str, Callable[[HasLanguage], Html]]:
    """Template functions for language attributes on a page in this language.

    ``foreign(passage)`` gives the attributes of a passage in another language; ``native(passage)`` those of the page, for an
    element inside such a passage.
    """
    none, own = Html(), language_attributes(page_language)

    def foreign(passage: HasLanguage) -> Html:
        return none if passage.language == page_language else language_attributes(passage.language)

    def native(passage: HasLanguage) -> Html:
        return none if passage.language == page_language else own

    return {"foreign": foreign, "native": native}


def _finalize(value: object) -> str:
    """Convert a value to markup: ``Html`` unchanged, '' for None, anything else escaped."""
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
