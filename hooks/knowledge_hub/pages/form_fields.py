"""Fields of the contribution form, as the browser is told of them: kind, bounds, list, label, help."""

from collections.abc import Sequence
from typing import Any, get_args

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES
from knowledge_hub.model import field_labels
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import FieldInfo, fields_of, leaves_of, rows_of
from knowledge_hub.model.field_marks import StepName
from knowledge_hub.pages.composer import Composer

STEPS: tuple[StepName, ...] = get_args(StepName)
"""The steps between the first question and the preview."""
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LONG = 300
"""Texts that may be longer than this get more than one line to be written in; a title, of at most 120, does not."""

Described = dict[str, Any]
"""A field, a step or a collection, as the browser is told of it."""


def describe(composer: Composer, collection: str) -> Described:
    """The steps of the form for one collection, each with its fields."""
    model = COLLECTIONS[collection].model
    steps: dict[str, list[Described]] = {name: [] for name in STEPS}
    for info in leaves_of(model):
        if info.step:
            steps[info.step].append(_field(composer, collection, info, info.path))
    # The form proposes a short name from the State and the title, so it asks for one last.
    steps["basics"].sort(key=lambda field: field["path"] == "id")
    steps["story"].sort(key=lambda field: field["path"] == "text.unknown")
    return {
        "steps": {name: fields for name, fields in steps.items() if fields},
        "order": [info.name for info in fields_of(model)],
        "facts": [_fact(composer, collection, row.name) for row in rows_of(model)],
        "name": composer.strings[f"form.collection_{collection}"],
        "singular": COLLECTIONS[collection].singular,
    }


def _fact(composer: Composer, collection: str, name: str) -> list[str | None]:
    return [name, field_labels.label(composer.strings.texts, collection, name)]


def _field(composer: Composer, collection: str, info: FieldInfo, path: str) -> Described:
    """A field; what a group needs that may be left out as a whole is needed only ``within`` it."""
    texts, kind = composer.strings.texts, _kind(composer, collection, info)
    label = field_labels.label(texts, collection, info.words)
    if label is None and info.vocabulary:
        label = composer.catalogue.vocabularies[info.vocabulary].title[composer.localised.language]
    said = {"label": label or path, "help": field_labels.explanation(texts, collection, info.words)}
    needed: Described = {}
    if info.required and info.name != "id":
        needed = {"within": info.within} if info.within else {"required": True}
    return {"path": path, **said, **kind, **needed, **({"always": True} if info.always_shown else {})}


def _kind(composer: Composer, collection: str, info: FieldInfo) -> Described:
    """How a value is asked for."""
    if info.fields:
        inner = [_field(composer, collection, field, field.name) for field in info.fields if field.step]
        return {"kind": "groups", "of": info.parts, "fields": inner}
    if info.kind == "boolean" or info.choices == ("true",):
        return {"kind": "flag"}
    if info.vocabulary or info.choices:
        kind = "choices" if info.many else "choice"
        return {
            "kind": kind,
            **({"vocabulary": info.vocabulary} if info.vocabulary else _codes(composer, info.choices)),
        }
    if info.kind == "integer":
        return {"kind": "number", "min": info.smallest, "max": info.largest}
    pattern = _DAY if info.kind == "date" else info.pattern
    bounds: Described = {"pattern": pattern} if pattern else {}
    if info.many:
        return {"kind": "lines", **bounds}
    if info.longest is not None:
        bounds = {"max": info.longest, **bounds}
    return {"kind": "long" if bounds.get("max", 0) > _LONG and not pattern else "text", **bounds}


def _codes(composer: Composer, codes: Sequence[str]) -> Described:
    """The few words that are possible, with their labels: the hub's languages, or names of fields."""
    texts = composer.strings.texts
    if set(codes) == set(LANGUAGES):
        return {"codes": [[code, OWN_NAMES[code]] for code in LANGUAGES]}
    return {"codes": [[code, field_labels.label(texts, "", code) or code] for code in codes]}


def vocabularies_of(described: object) -> set[str]:
    """The vocabularies that a description names."""
    if isinstance(described, dict):
        own = {described["vocabulary"]} if "vocabulary" in described else set()
        return own.union(*(vocabularies_of(each) for each in described.values()))
    if isinstance(described, list):
        return set().union(*(vocabularies_of(each) for each in described))
    return set()
