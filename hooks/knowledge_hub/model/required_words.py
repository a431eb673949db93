"""Required texts: interface strings of collections, fields, facts and facets, and terms of vocabularies.

``data.vocabulary_files`` reports each missing one with file and line. For a new kind of described value, add a function that
yields ``Required`` for each of its texts, and call it in ``required_strings``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge_hub.model.entry_collections import COLLECTIONS, PRACTICES, Collection
from knowledge_hub.model.facets import FACETS
from knowledge_hub.model.fact_rows import rows_of
from knowledge_hub.model.field_info import FieldInfo, fields_of, leaves_of
from knowledge_hub.model.field_labels import explanation_keys, label_keys
from knowledge_hub.model.translations import TRANSLATIONS


@dataclass(frozen=True, slots=True)
class Required:
    """A required interface string."""

    keys: tuple[str, ...]
    """Alternative keys, of which one is enough; messages name the first."""
    owner: str
    """What requires it, for messages, such as 'practices: text.results'."""
    plural: bool | None = False
    """Whether it has a text for each plural category, because it is shown with a number; None if unknown."""


@cache
def required_strings() -> tuple[Required, ...]:
    """All required interface strings, each once, in the order of their definitions."""
    words: list[Required] = []
    for required in _all():
        # A required heading is also a label.
        if not any(set(other.keys) <= set(required.keys) for other in words):
            words.append(required)
    return tuple(words)


@cache
def required_terms() -> tuple[tuple[str, str, str], ...]:
    """Vocabulary, code and owner of each term that the program itself names."""
    labelled = [
        (field.labelled, field.name, f"{collection.name}: {field.path}")
        for collection in COLLECTIONS.values()
        for field in leaves_of(collection.model)
        if field.labelled
    ]
    drawings = [
        ("pictures", collection.drawing, f"{collection.name}: drawing")
        for collection in COLLECTIONS.values()
        if collection.on_easy_home
    ]
    statuses = next(field.choices for field in fields_of(TRANSLATIONS[PRACTICES.name]) if field.name == "status")
    return (
        *labelled,
        *drawings,
        *(("translation_statuses", code, "translations: status") for code in ("original", *statuses)),
    )


def _all() -> Iterator[Required]:
    for collection in COLLECTIONS.values():
        yield from _of_collection(collection)
        yield from _of_facts(collection)
        yield from _of_fields(collection, leaves_of(collection.model))
    yield from _of_facets()


def _of_collection(collection: Collection) -> Iterator[Required]:
    """Names of a collection in lists, navigation, home page and form; the owner is the field of ``Collection``."""
    name = collection.name
    needed = {
        "name": (True, (f"nav.{name}", f"list.{name}_lead", f"easy.lead.{name}")),
        "on_easy_home": (collection.on_easy_home, (f"easy.nav.{name}",)),
        "door": (collection.door, (f"home.door_{name}", f"home.door_{name}_text")),
        "front": (collection.counted, (f"count.{name}",)),
        "proposed": (collection.proposed, (f"form.collection_{name}",)),
        "explained": (
            collection.explained,
            tuple(f"{name}.{part}" for part in ("none", "what_heading", "what_text", "send_heading", "send_text")),
        ),
    }
    for field, (asked, keys) in needed.items():
        for key in keys if asked else ():
            yield Required((key,), f"{name}: {field}", plural=field == "front")


def _of_facts(collection: Collection) -> Iterator[Required]:
    """The headings of the table of facts."""
    for row in rows_of(collection.model):
        for key in (row.heading, row.fact.several):
            if key:
                yield Required((key,), f"{collection.name}: {row.field.path}")


def _of_fields(collection: Collection, fields: tuple[FieldInfo, ...]) -> Iterator[Required]:
    """Headings of stories and of easy-read parts, and labels and help texts of the form."""
    for field in fields:
        owner = f"{collection.name}: {field.path}"
        if field.kind == "statements" and not field.labelled:
            yield Required((f"field.{field.name}",), owner)
        elif field.kind == "sentences":
            yield Required((f"easy.{field.name}", f"easy.{collection.name}.{field.name}"), owner)
        # The form numbers the sources itself, without a field for the id.
        if collection.proposed and field.step and field.words != "sources.id":
            yield Required(explanation_keys(collection.name, field.words)[::-1], owner)
            if not field.vocabulary and not field.labelled:
                yield Required(label_keys(collection.name, field.words), owner)
            yield from _of_fields(collection, field.fields)


def _of_facets() -> Iterator[Required]:
    """The headings of facets, and the texts of their numbered terms."""
    for facet in FACETS.values():
        for key in (facet.heading, facet.numbered):
            if key:
                yield Required((key,), f"facets: {facet.name}")
