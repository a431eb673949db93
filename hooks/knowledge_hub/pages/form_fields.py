"""Fields of the contribution form as JSON for the browser: kind, bounds, vocabulary, label, help text."""

from collections.abc import Sequence
from typing import Any, get_args

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES
from knowledge_hub.model import field_labels
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.fact_rows import rows_of
from knowledge_hub.model.field_info import FieldInfo, fields_of, leaves_of
from knowledge_hub.model.field_marks import StepName
from knowledge_hub.pages.composer import Composer

STEPS: tuple[StepName, ...] = get_args(StepName)
"""The steps between the first question and the preview."""
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LONG = 300
"""Texts that may be longer than this get a multi-line field; titles have at most 120 characters."""

Description = dict[str, Any]
"""Description of a field, a step or a collection, as a JSON object."""


def describe(composer: Composer, collection: str) -> Description:
    """The steps of the form for one collection, each with its fields."""
    model = COLLECTIONS[collection].model
    steps: dict[str, list[Description]] = {name: [] for name in STEPS}
    for info in leaves_of(model):
        if info.step:
            steps[info.step].append(_field(composer, collection, info, info.path))
    # The id comes last, because the form proposes one from the State and the title.
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


def _field(composer: Composer, collection: str, info: FieldInfo, path: str) -> Description:
    """Description of a field. ``within``: required only if the optional object of that name is filled in."""
    texts, kind = composer.strings.texts, _kind(composer, collection, info)
    label = field_labels.label(texts, collection, info.words)
    if label is None and info.vocabulary:
        label = composer.catalogue.vocabularies[info.vocabulary].title[composer.localised.language]
    texts_of_field = {"label": label or path, "help": field_labels.explanation(texts, collection, info.words)}
    required: Description = {}
    if info.required and info.name != "id":
        required = {"within": info.within} if info.within else {"required": True}
    return {"path": path, **texts_of_field, **kind, **required, **({"always": True} if info.always_shown else {})}


def _kind(composer: Composer, collection: str, info: FieldInfo) -> Description:
    """The kind of input field, with its bounds or choices."""
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
    bounds: Description = {"pattern": pattern} if pattern else {}
    if info.many:
        return {"kind": "lines", **bounds}
    if info.longest is not None:
        bounds = {"max": info.longest, **bounds}
    return {"kind": "long" if bounds.get("max", 0) > _LONG and not pattern else "text", **bounds}


def _codes(composer: Composer, codes: Sequence[str]) -> Description:
    """A short list of choices with labels: the languages of the hub, or names of fields."""
    texts = composer.strings.texts
    if set(codes) == set(LANGUAGES):
        return {"codes": [[code, OWN_NAMES[code]] for code in LANGUAGES]}
    return {"codes": [[code, field_labels.label(texts, "", code) or code] for code in codes]}


def vocabularies_in(description: object) -> set[str]:
    """The names of all vocabularies in a description."""
    if isinstance(description, dict):
        own = {description["vocabulary"]} if "vocabulary" in description else set()
        return own.union(*(vocabularies_in(value) for value in description.values()))
    if isinstance(description, list):
        return set().union(*(vocabularies_in(value) for value in description))
    return set()
