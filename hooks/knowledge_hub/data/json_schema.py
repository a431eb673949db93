"""JSON Schema (2020-12) of the files, for text editors and the form. Exported from the models, never written by hand.

An editor reads YAML with types: it takes ``81`` for a number where the hub reads the text «81». So the schema allows
the number beside the text; what the hub itself accepts is decided by the models alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge_hub.base.languages import DEFAULT_LANGUAGE
from knowledge_hub.base.machine_errors import cannot_write
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.file_tree import LINK, SCHEMA_FOLDER, file_problem, linked
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_labels import MODELS, explanation
from knowledge_hub.model.translations import TRANSLATIONS
from knowledge_hub.model.vocabularies import VOCABULARIES
from knowledge_hub.yaml_files.user_files import replace_file

VOCABULARY_FILE = "vocabularies.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIGNS = {"true": True, "false": False}

_VOCABULARY = re.compile(re.escape(VOCABULARY_FILE) + r"#/\$defs/(\w+)")

Schema = dict[str, Any]


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every exported file by its name: the codes of all vocabularies, and two schemas a collection."""
    used = set()
    for collection in COLLECTIONS:
        schema = record_schema(catalogue, collection)
        used |= set(_VOCABULARY.findall(str(schema)))
        yield f"{collection}.json", _text(schema)
        yield f"{collection}.translation.json", _text(_explained(catalogue, collection, TRANSLATIONS[collection]))
    lists = {name: _codes(catalogue, name) for name in VOCABULARIES if name in used}
    yield VOCABULARY_FILE, _text({"$schema": _DIALECT, "$defs": lists})


def export(catalogue: Catalogue, root: Path) -> Path:
    """Write all files into the data folder; returns the folder they are in."""
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


def record_schema(catalogue: Catalogue, collection: str) -> Schema:
    """The schema of ``entry.yml`` in one collection."""
    return _explained(catalogue, collection, COLLECTIONS[collection].model)


def _explained(catalogue: Catalogue, collection: str, model: Any) -> Schema:  # noqa: ANN401 - models of two kinds
    raw: Schema = dict(model.described())
    definitions = raw.pop("$defs", {})
    texts = catalogue.strings[DEFAULT_LANGUAGE].texts

    def explained(schema: Schema, parent: str) -> Schema:
        properties = {}
        for name, value in schema.get("properties", {}).items():
            path = f"{parent}.{name}" if parent else name
            said = explanation(texts, collection, path)
            properties[name] = {**_plain(value), **({"description": said} if said else {})}
        return {**_plain(schema), "properties": properties}

    return {
        "$schema": _DIALECT,
        **explained(raw, ""),
        "$defs": {name: explained(schema, MODELS.get(name, "")) for name, schema in definitions.items()},
    }


def _plain(schema: Schema) -> Schema:
    """A schema as editors need it: without titles made from names, absent values and defaults."""
    if "anyOf" in schema:
        (schema,) = (each for each in schema["anyOf"] if each.get("type") != "null")
    if "vocabulary" in schema:
        return {"$ref": f"{VOCABULARY_FILE}#/$defs/{schema['vocabulary']}"}
    kept = {name: value for name, value in schema.items() if name not in {"title", "default"}}
    if "items" in kept:
        kept["items"] = _plain(kept["items"])
    if "additionalProperties" in kept and isinstance(kept["additionalProperties"], dict):
        kept["additionalProperties"] = _plain(kept["additionalProperties"])
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    if "enum" in kept:
        return {"enum": [each for code in kept["enum"] for each in _forms(code)]}
    if kept.get("type") == "string":
        kept["type"] = ["string", "number"]
    return kept


def _forms(code: str) -> Iterator[str | int | bool]:
    """A code as the hub reads it, and as an editor does when it takes it for a number or a truth value."""
    yield code
    if code in _SIGNS:
        yield _SIGNS[code]
    elif code.isdigit() and str(int(code)) == code:
        yield int(code)


def _codes(catalogue: Catalogue, vocabulary: str) -> Schema:
    """The codes of a list; editors show the labels beside them, which the standard does not know."""
    pairs = [
        (form, term.label[DEFAULT_LANGUAGE])
        for code, term in catalogue.vocabularies[vocabulary].terms.items()
        for form in _forms(code)
    ]
    return {"enum": [form for form, _ in pairs], "enumDescriptions": [label for _, label in pairs]}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
