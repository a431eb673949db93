"""Interface strings that Material for MkDocs has translated: the defaults for a new language.

Material has some of the hub's strings in more than 60 languages. A new language of the hub first needs only the others.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import material
from jinja2 import Environment, FileSystemLoader, TemplateNotFound

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.model.interface_strings import markup_fault

_KEYS: Mapping[str, str] = {
    "chrome.contents": "toc",
    "chrome.footer_navigation": "footer",
    "chrome.languages": "select.language",
    "chrome.main_navigation": "nav",
    "chrome.skip": "action.skip",
    "entry.source_of_page": "meta.source",
    "entry.suggest": "action.edit",
    "form.copy": "clipboard.copy",
    "list.next": "footer.next",
    "list.previous": "footer.previous",
    "search.button": "search",
    "search.label": "search.placeholder",
    "search.title": "search",
}
"""The hub's keys, with Material's keys."""


@cache
def material_strings(language: LanguageCode) -> Mapping[str, str]:
    """Material's translations by the hub's keys; empty for a language that Material does not have."""
    try:
        # Material has the texts only in a template macro.
        words = _TEMPLATES.get_template(f"partials/languages/{language}.html").module
    except TemplateNotFound:
        return {}
    texts = {key: str(words.t(theirs)) for key, theirs in _KEYS.items()}  # type: ignore[attr-defined]  # the macro
    return {key: text for key, text in texts.items() if text.strip() and not markup_fault(text)}


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(material.__file__).parent / "templates"),
    autoescape=False,  # noqa: S701 - these are texts, which templates escape where they print them
)
