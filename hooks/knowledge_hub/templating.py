"""Stage 6: the templates of page bodies. All text is escaped; only this module's helpers make markup."""

from functools import cache
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge_hub.languages import direction


class _InALanguage(Protocol):
    @property
    def language(self) -> str: ...


@cache
def environment(page_language: str) -> Environment:
    """One environment a page language, so that passages know when they are foreign to the page."""
    made = Environment(
        loader=PackageLoader("knowledge_hub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def foreign(passage: _InALanguage) -> Markup:
        return Markup() if passage.language == page_language else language_attributes(passage.language)

    def here(passage: _InALanguage) -> Markup:
        return Markup() if passage.language == page_language else language_attributes(page_language)

    made.globals.update(foreign=foreign, here=here)
    return made


def language_attributes(language: str) -> Markup:
    """`` lang="…" dir="…"`` for a passage in another language than what is around it."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def render(template: str, page_language: str, **context: Any) -> Markup:  # noqa: ANN401 - templates take anything
    """One template, as markup that can stand inside another."""
    return Markup(environment(page_language).get_template(template).render(context))  # noqa: S704 - escaped inside
