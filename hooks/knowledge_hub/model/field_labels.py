"""Labels and help texts of fields, as keys of the interface strings.

The form, the schema and the files of ``hub new`` use the same words for a field.
"""

from collections.abc import Mapping

Texts = Mapping[str, object]
"""The interface strings of one language by their keys."""

_NESTED: Mapping[str, str] = {
    "mechanism.name": "mechanism_own_name",
    "mechanism.name_language": "mechanism_name_language",
    "dated_steps.step": "dated_step_number",
    "dated_steps.start": "start",
    "dated_steps.end": "end",
}
_PREFIXES: Mapping[str, str] = {
    "sources": "source_",
    "contact": "contact_",
    "dated_steps": "dated_step_",
    "statement": "statement_",
    "sentence": "sentence_",
    "easy": "easy_",
}


def label(texts: Texts, collection: str, path: str) -> str | None:
    """The label of a field such as 'sources.title', 'text.results' or 'statement.says'; None if there is none."""
    return _first(texts, label_keys(collection, path))


def label_keys(collection: str, path: str) -> tuple[str, ...]:
    """Keys of the interface strings that may name a field; the first that exists is used."""
    name = _name(path)
    part = name.removeprefix("easy_")
    easy = (f"easy.{collection}.{part}", f"easy.{part}") if path.startswith("easy.") else ()
    return (f"label.{name}", *easy, f"fact.{name}", f"field.{name}", f"entry.{name}", f"form.step_{name}")


def explanation(texts: Texts, collection: str, path: str) -> str | None:
    """The help text of a field, in easy words."""
    return _first(texts, explanation_keys(collection, path))


def explanation_keys(collection: str, path: str) -> tuple[str, ...]:
    """Keys of the interface strings that may explain a field; the first that exists is used."""
    name = _name(path)
    return (f"help.{collection}_{name}", f"help.{name}")


def _name(path: str) -> str:
    """The short name of a field: 'source_title' for 'sources.title', 'title' for 'text.title'."""
    parent, _, last = path.rpartition(".")
    return _NESTED.get(path) or f"{_PREFIXES.get(parent, '')}{last}"


def _first(texts: Texts, keys: tuple[str, ...]) -> str | None:
    return next((text for text in map(texts.get, keys) if isinstance(text, str)), None)
