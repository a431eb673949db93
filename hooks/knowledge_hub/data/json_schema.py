"""JSON Schema (2020-12) of the files, for text editors and the form. Exported from the models, never written by hand.

Editors read YAML with types: ``81`` is a number for them and a text for the hub. So the schema allows numbers for texts
as well; only the models decide what the hub accepts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any

from knowledge_hub.base.languages import DEFAULT_LANGUAGE
from knowledge_hub.base.machine_errors import cannot_write
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.file_tree import LINK, SCHEMA_FOLDER, file_problem, linked
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import FieldInfo, fields_of, vocabularies_of
from knowledge_hub.model.field_labels import explanation
from knowledge_hub.model.translations import TRANSLATIONS
from knowledge_hub.model.vocabulary_list import VOCABULARIES
from knowledge_hub.yaml_files.user_files import replace_file

VOCABULARY_FILE = "vocabularies.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIGNS = {"true": True, "false": False}

Schema = dict[str, Any]


Explained = Callable[[FieldInfo], str | None]
"""A function that returns the help text of a field."""


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Names and texts of the exported files: the codes of all vocabularies, and two schemas for each collection."""
    used: set[str] = set()
    for collection in COLLECTIONS:
        used |= vocabularies_of(COLLECTIONS[collection].model)
        yield f"{collection}.json", _text(_schema(catalogue, collection, COLLECTIONS[collection].model))
        yield f"{collection}.translation.json", _text(_schema(catalogue, collection, TRANSLATIONS[collection]))
    lists = {name: _codes(catalogue, name) for name in VOCABULARIES if name in used}
    yield VOCABULARY_FILE, _text({"$schema": _DIALECT, "$defs": lists})


def _schema(catalogue: Catalogue, collection: str, model: Any) -> Schema:  # noqa: ANN401 - see fields_of
    """The schema of ``entry.yml``, or of a translation, in one collection."""
    texts, fields = catalogue.strings[DEFAULT_LANGUAGE].texts, fields_of(model)

    def explained(field: FieldInfo) -> str | None:
        return explanation(texts, collection, field.words)

    return {
        "$schema": _DIALECT,
        **object_schema(model, fields, _FILES, explained),
        "$defs": definitions(fields, _FILES, explained),
    }


def export(catalogue: Catalogue, root: Path) -> Path:
    """Write all files into the data folder; returns their folder."""
    folder = root / SCHEMA_FOLDER
    if linked(root, folder):
        raise DataError([file_problem(root, (SCHEMA_FOLDER,), LINK)])
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(cannot_write(error, folder)) from None
    for name, content in files(catalogue):
        if linked(root, folder / name):
            raise DataError([file_problem(root, (SCHEMA_FOLDER, name), LINK)])
        replace_file(folder / name, content)
    return folder


@dataclass(frozen=True, slots=True)
class Dialect:
    """The differences between the schemas of the files and of the export."""

    code: Callable[[str], Schema]
    """Schema of a code of a vocabulary."""
    choice: Callable[[tuple[str, ...]], Schema]
    """Schema of a choice."""
    text: str | Sequence[str]
    """JSON types of a text."""
    fingerprints: Schema
    defaults: bool
    """Whether the schema has the default of a flag."""


def object_schema(model: Any, fields: Iterable[FieldInfo], dialect: Dialect, explained: Explained) -> Schema:  # noqa: ANN401 - see fields_of
    """The schema of a model with these fields; nested models are references."""
    properties = {}
    for field in fields:
        text = explained(field)
        properties[field.name] = {**_value(field, dialect), **({"description": text} if text else {})}
    required = [field.name for field in fields if field.required]
    return {
        "additionalProperties": False,
        **({"description": cleandoc(model.__doc__)} if model.__doc__ else {}),
        "properties": properties,
        **({"required": required} if required else {}),
        "type": "object",
    }


def definitions(fields: Iterable[FieldInfo], dialect: Dialect, explained: Explained) -> dict[str, Schema]:
    """The schemas of nested models, by name, sorted."""
    schemas: dict[str, Schema] = {}
    for field in fields:
        if field.model:
            schemas[field.model.__name__] = object_schema(field.model, field.fields, dialect, explained)
            schemas |= definitions(field.fields, dialect, explained)
    return dict(sorted(schemas.items()))


def _value(field: FieldInfo, dialect: Dialect) -> Schema:
    """The schema of a field's value."""
    schema = _single(field, dialect)
    if field.many:
        least = {"minItems": field.fewest} if field.fewest else {}
        return {"items": schema, **least, "type": "array"}
    return schema


def _single(field: FieldInfo, dialect: Dialect) -> Schema:
    """The schema of a single value of a field."""
    if field.model:
        return {"$ref": f"#/$defs/{field.model.__name__}"}
    if field.vocabulary:
        return dialect.code(field.vocabulary)
    if field.kind == "choice":
        return dialect.choice(field.choices)
    return dialect.fingerprints if field.kind == "fingerprints" else _plain(field, dialect)


def _plain(field: FieldInfo, dialect: Dialect) -> Schema:
    """The schema of a number, flag, date or text, with its limits."""
    if field.kind == "boolean":
        return {"type": "boolean", **({"default": field.default} if dialect.defaults else {})}
    if field.kind == "date":
        return {"format": "date", "type": dialect.text}
    if field.kind == "integer":
        return {"maximum": field.largest, "minimum": field.smallest, "type": "integer"}
    bounds = {"maxLength": field.longest, "minLength": field.shortest, "pattern": field.pattern}
    return {**{name: bound for name, bound in bounds.items() if bound is not None}, "type": dialect.text}


_FILES = Dialect(
    code=lambda vocabulary: {"$ref": f"{VOCABULARY_FILE}#/$defs/{vocabulary}"},
    choice=lambda words: {"enum": [form for word in words for form in _forms(word)]},
    text=["string", "number"],
    fingerprints={"type": ["string", "number"]},
    defaults=False,
)


def _forms(code: str) -> Iterator[str | int | bool]:
    """A code as text, and as the number or boolean that an editor reads."""
    yield code
    if code in _SIGNS:
        yield _SIGNS[code]
    elif code.isdigit() and str(int(code)) == code:
        yield int(code)


def _codes(catalogue: Catalogue, vocabulary: str) -> Schema:
    """The codes of a vocabulary; editors show ``enumDescriptions``, which is not part of JSON Schema."""
    pairs = [
        (form, term.label[DEFAULT_LANGUAGE])
        for code, term in catalogue.vocabularies[vocabulary].terms.items()
        for form in _forms(code)
    ]
    return {"enum": [form for form, _ in pairs], "enumDescriptions": [label for _, label in pairs]}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
