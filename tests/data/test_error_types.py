"""Every error that pydantic can raise for a file of the hub has a sentence of the hub's own.

Which errors a model can raise is read from its core schema, the description from which pydantic makes its validator.
"""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic_core import core_schema

from knowledge_hub.data import validation
from knowledge_hub.data.validation import validate
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.translations import TRANSLATIONS
from knowledge_hub.model.vocabulary_list import VOCABULARIES
from knowledge_hub.quality.authored_pages import Head
from knowledge_hub.yaml_files.yaml_reader import read
from tests.conftest import BASE, REAL, ROOT

MODELS: dict[str, type[BaseModel]] = {
    **{f"original of {name}": collection.model for name, collection in COLLECTIONS.items()},
    **{f"translation of {name}": model for name, model in TRANSLATIONS.items()},
    **{f"vocabulary {name}": model for name, model in VOCABULARIES.items()},
    "front matter of a page": Head,
}
"""All models with which files are validated. The interface strings have none: they are a plain mapping."""

ERRORS: dict[str, set[str]] = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "dataclass": {"dataclass_type"},
    "dataclass-args": {"missing", "unexpected_keyword_argument"},
    "str": {"string_type"},
    "int": {"int_type", "int_parsing", "int_parsing_size"},
    "bool": {"bool_type", "bool_parsing"},
    "date": {"date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"},
    "tuple": {"tuple_type"},
    "list": {"list_type"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
}
"""What each kind of schema says of plain values of YAML: texts, lists, mappings with text keys and nothing."""
BOUNDS = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
    ("tuple", "min_length"): "too_short",
    ("dict", "min_length"): "too_short",
}
"""What a bound of a schema adds."""
HARMLESS = {"definitions", "definition-ref", "default", "nullable", "model-field", "dataclass-field", "any"}
HARMLESS |= {"function-after", "function-before", "no-info", "with-info"}
"""Kinds that only pass on what others say. Functions raise custom errors, which ``custom_errors`` finds in the code."""
IGNORED = {("tuple", "variadic_item_index"), ("str", "strip_whitespace"), ("dict", "strict")}
_NOTES = {"type", "metadata", "serialization", "ref", "cls", "config", "schema", "function", "default"}
_OTHER = {"any", "strict", "fields", "collect_init_only", "computed_fields"}

CODES = {name: vocabulary.terms for name, vocabulary in load_vocabularies(REAL).items()}
"""The codes of all vocabularies."""


def nodes(schema: object) -> Iterator[dict[str, Any]]:
    """Every part of a core schema that has a type."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, inner in schema.items():
            if name not in ("metadata", "serialization", "expected", "default"):
                yield from nodes(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from nodes(inner)


def errors(schema: object) -> set[str]:
    """The types of error that a validator of this schema can raise for plain values."""
    found: set[str] = set()
    for node in nodes(schema):
        kind = node["type"]
        if kind in HARMLESS:
            continue
        assert kind in ERRORS, f"say in ERRORS which errors '{kind}' raises"
        found |= ERRORS[kind]
        if kind in {"str", "int", "date", "tuple", "list", "dict"}:
            # A strange bound is not passed over in silence.
            bounds = {(kind, name) for name in node} - IGNORED - {(kind, name) for name in (*_NOTES, "items_schema")}
            bounds -= {(kind, name) for name in ("keys_schema", "values_schema")}
            assert bounds <= set(BOUNDS), f"say in BOUNDS which error each of these raises: {bounds - set(BOUNDS)}"
            found |= {BOUNDS[bound] for bound in bounds}
    return found


def custom_errors() -> set[str]:
    """The types that validators of the models raise themselves, as the code names them."""
    found = set()
    for path in sorted((ROOT / "hooks/knowledge_hub/model").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "PydanticCustomError":
                found.add(ast.literal_eval(node.args[0]))
    return found


def answered() -> set[str]:
    """The types that have a sentence of the hub's own."""
    return {*validation._SENTENCES, *validation._UNKNOWN, *validation._NO_FIELDS, "unknown_code"}  # noqa: SLF001 - the table that is tested


@pytest.mark.parametrize("name", MODELS)
def test_each_error_that_a_model_can_raise_has_a_sentence(name: str) -> None:
    """No file of any kind is answered in the words of the library."""
    raised = errors(MODELS[name].__pydantic_core_schema__)
    assert {"missing", "string_type"} <= raised
    assert raised - answered() == set()


def test_each_error_of_the_hubs_own_validators_has_a_sentence() -> None:
    """And no sentence waits for an error that nothing raises."""
    assert custom_errors() == {"reserved_name", "partial_date", "not_public", "fingerprints", "unknown_code"}
    raised = custom_errors().union(*(errors(model.__pydantic_core_schema__) for model in MODELS.values()))
    assert answered() == raised


def test_a_new_kind_of_field_is_noticed() -> None:
    """A schema that this test does not know fails it, rather than passing without a sentence."""
    assert errors(TypeAdapter(tuple[int, ...]).core_schema) == {"tuple_type", *ERRORS["int"]}
    with pytest.raises(AssertionError, match="ERRORS which errors 'float' raises"):
        errors(TypeAdapter(float).core_schema)
    with pytest.raises(AssertionError, match="BOUNDS which error"):
        errors(core_schema.int_schema(multiple_of=2))


WRONG: tuple[Any, ...] = ("x", "", "x" * 5000, "9" * 5000, ["x"], [], {"x": "y"}, {}, [["x"]], None)
"""One value of each kind that YAML can have, and the sizes that a bound may refuse."""


def places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - a value of YAML
    """Each value within another one, as what holds it and its key there."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


@pytest.mark.parametrize("model", ["original of practices", "original of events", "translation of practices"])
def test_no_wrong_value_at_any_place_gives_the_words_of_the_library(model: str) -> None:
    """Each value of a sample file is replaced by one of each kind; what the schema was read to say is seen to hold."""
    name = {"original of events": "events/2021-example/entry", "translation of practices": "practices/pry-example/fr"}
    content = read((BASE / f"{name.get(model, 'practices/pry-example/entry')}.yml").read_bytes()).value
    assert not isinstance(validate(MODELS[model], content, CODES), list)
    types = set()
    for holder, key in list(places(content)):
        right = holder[key]
        for wrong in WRONG:
            holder[key] = wrong
            result = validate(MODELS[model], content, CODES)
            types |= {error["type"] for error in result} if isinstance(result, list) else set()
        holder[key] = right
    assert {"string_type", "tuple_type", "model_type"} <= types
    assert types - answered() == set()
