"""The exported schemas: what editors say of a file while it is written."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from knowledge_hub.data.json_schema import VOCABULARY_FILE, files
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_collections import COLLECTIONS
from tests import editor_settings
from tests.conftest import REAL, ROOT, SIX

SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (REAL / "schema").glob("*.json")}


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: numbers and truth values are typed, dates and «no» are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML declares it


_EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789"))
_EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def faults(name: str, text: str) -> list[str]:
    """What an editor underlines in a file."""
    vocabularies = Resource.from_contents(SCHEMAS[VOCABULARY_FILE], default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(VOCABULARY_FILE, vocabularies)
    validator = Draft202012Validator(SCHEMAS[name], registry=registry)
    value = yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - a safe loader with fewer types
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def test_the_exported_files_are_those_of_the_model() -> None:
    """What is committed is what ``hub schema`` writes; run it after a change of the models, lists or help texts."""
    exported = dict(files(load(REAL)))
    assert exported.keys() == SCHEMAS.keys()
    for name, text in exported.items():
        assert (REAL / "schema" / name).read_text(encoding="utf-8") == text, f"run `hub schema`: {name} differs"


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_record_is_underlined(collection: str) -> None:
    """Every record and translation that the hub accepts is accepted while it is typed."""
    paths = sorted((REAL / collection).glob("*/*.yml"))
    assert paths
    for path in paths:
        name = f"{collection}.json" if path.name == "entry.yml" else f"{collection}.translation.json"
        assert not faults(name, path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("countries: [PRY]", "countries: [PARAGUAY]"), "$.countries[0]: 'PARAGUAY' is not one of"),
        (("year: 20", "year: about 20"), "is not of type 'integer'"),
        (("mechanism:", "mecanism:"), "'mecanism' was unexpected"),
        (("added: ", "addded: "), "'added' is a required property"),
    ],
)
def test_a_slip_is_underlined(change: tuple[str, str], expected: str) -> None:
    """A slip is seen while it is made."""
    text = (SIX / "practices/pry-simore-plus/entry.yml").read_text(encoding="utf-8")
    assert change[0] in text
    found = faults("practices.json", text.replace(*change, 1))
    assert any(expected in each for each in found), found


def test_fields_are_explained_in_the_editor() -> None:
    """The help of the form stands in the schema as well."""
    text = SCHEMAS["practices.json"]["$defs"]["PracticeText"]["properties"]
    assert all(text[name].get("description") for name in text), [
        name for name in text if "description" not in text[name]
    ]


def test_every_file_has_its_schema_in_the_editor() -> None:
    """VS Code knows the schema of each file without set-up: every collection, every language."""
    settings = json.loads(editor_settings.SETTINGS.read_text(encoding="utf-8"))["yaml.schemas"]
    assert editor_settings.SETTINGS.read_text(encoding="utf-8") == editor_settings.text()
    for collection in COLLECTIONS:
        assert settings[f"./hub_data/schema/{collection}.json"] == f"hub_data/{collection}/*/entry.yml"
    assert all(Path(ROOT, place).is_file() for place in settings)
    assert "redhat.vscode-yaml" in (ROOT / ".vscode/extensions.json").read_text(encoding="utf-8")
