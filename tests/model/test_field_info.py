"""What is derived from the models: nothing that pydantic checks is lost, and a mistake in a mark is named."""

from typing import Annotated, Any

import pytest

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.entry_models import Practice
from knowledge_hub.model.facets import FACETS, check_names
from knowledge_hub.model.fact_rows import rows_of
from knowledge_hub.model.field_info import FieldInfo, field_at, fields_of, leaves_of
from knowledge_hub.model.field_marks import Coded, Fact
from knowledge_hub.model.translations import TRANSLATIONS
from knowledge_hub.model.vocabularies import Frozen
from knowledge_hub.model.vocabulary_list import VOCABULARIES

_MODELS = [*(collection.model for collection in COLLECTIONS.values()), *TRANSLATIONS.values(), *VOCABULARIES.values()]


def bounds(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """What pydantic's own schema of a field says of one value and of a list."""
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return bounds(option, definitions)
    if "$ref" in schema:
        return {"model": schema["$ref"].rpartition("/")[2]}
    if schema.get("type") == "array":
        return {"many": True, "fewest": schema.get("minItems"), **bounds(schema["items"], definitions)}
    names = {"maxLength": "longest", "minLength": "shortest", "pattern": "pattern", "maximum": "largest"}
    names |= {"minimum": "smallest", "enum": "choices"}
    found = {names[name]: value for name, value in schema.items() if name in names}
    return {**found, **({"choices": [schema["const"]]} if "const" in schema else {})}


def derived(field: FieldInfo) -> dict[str, Any]:
    """The same of a field as the program knows it."""
    if field.model:
        inner: dict[str, Any] = {"model": field.model.__name__}
    else:
        names = ("longest", "shortest", "pattern", "largest", "smallest")
        inner = {name: getattr(field, name) for name in names if getattr(field, name) is not None}
        inner |= {"choices": list(field.choices)} if field.choices and field.name != "editorial" else {}
    return {"many": True, "fewest": field.fewest, **inner} if field.many else inner


@pytest.mark.parametrize("model", _MODELS, ids=lambda model: model.__name__)
def test_the_fields_have_every_bound_that_pydantic_checks(model: Any) -> None:  # noqa: ANN401 - models have no common type
    """A type that the walker does not understand would be a text without limits in the form and in the schemas."""
    schema = model.model_json_schema(mode="serialization")
    schemas = {model.__name__: schema, **schema.get("$defs", {})}
    todo, seen = [model], set()
    while todo:
        current = todo.pop()
        seen.add(current.__name__)
        described = schemas[current.__name__]
        fields = fields_of(current)
        assert [field.name for field in fields] == list(described["properties"])
        assert [field.name for field in fields if field.required] == described.get("required", [])
        for field in fields:
            if field.kind != "fingerprints" and not field.keyed:
                assert derived(field) == bounds(described["properties"][field.name], schemas), field
        todo += [field.model for field in fields if field.model and field.model.__name__ not in seen]
    assert seen == schemas.keys()


def test_a_type_that_the_hub_does_not_know_is_named() -> None:
    """Better than a field that every reader of the models takes for a text."""

    class Odd(Frozen):
        weight: complex

    with pytest.raises(TypeError, match=r"^Odd\.weight: the hub has no kind of field for <class 'complex'>$"):
        fields_of(Odd)


def test_a_fact_that_follows_none_is_named() -> None:
    """It would be on no page."""

    class Odd(Frozen):
        title: Annotated[str, Fact(after="nothing")]

    with pytest.raises(LookupError, match=r"^Odd: the fact title comes after 'nothing', which is not a fact$"):
        rows_of(Odd)


def test_a_facet_belongs_to_one_vocabulary() -> None:
    """Values of two would share addresses, and links would be broken."""
    with pytest.raises(LookupError, match=r"^The vocabularies themes and levels share the facet 'topic'$"):
        check_names([Coded("themes", facet="topic"), Coded("themes", facet="topic"), Coded("levels", facet="topic")])


def test_a_group_that_may_be_left_out_needs_its_fields_only_within_it() -> None:
    """Nobody must name a contact, but a contact has a role."""
    role, title = field_at(Practice, "contact.role"), field_at(Practice, "text.title")
    assert role
    assert (role.required, role.within, role.step) == (True, "contact", "contact")
    assert title
    assert (title.required, title.within, title.step) == (True, "", "basics")


def test_facts_and_facets_are_in_the_order_of_the_reader_s_questions() -> None:
    """Marks move a row where the order of the model is another."""
    assert [row.name for row in rows_of(COLLECTIONS["events"].model)] == [
        "kind", "dates", "place", "mode", "organizers", "countries", "group", "capacities", "human_rights_mechanisms",
    ]  # fmt: skip
    assert list(FACETS) == [
        "collection", "state", "group", "situation", "type", "capacity", "function", "topic", "mechanism", "cycle", "sdg",
        "right", "affected", "actor", "tool", "law", "year",
    ]  # fmt: skip
    assert [FACETS["collection"].href("events"), FACETS["state"].href("PRY"), FACETS["topic"].href("data_use")] == [
        "events/index.html", "countries/pry.html", "browse/topic-data-use.html",
    ]  # fmt: skip
    assert {field.path for field in leaves_of(Practice) if field.always_shown} == {
        "text.problem", "text.results", "text.lessons",
    }  # fmt: skip
