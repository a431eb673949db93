"""Everything in the program is used by the program: vulture finds what nothing names, ``tests/unused.txt`` lists the exceptions.

Tests do not count as use. Two kinds of use vulture cannot see are looked up: templates name attributes, and the fields of the
models are read through ``FieldInfo``.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from vulture import Vulture

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import fields_of
from knowledge_hub.model.vocabulary_list import VOCABULARIES
from tests.conftest import ROOT

ALLOWED = Path(__file__).parent / "unused.txt"


def allowed() -> dict[str, str]:
    """Each name that may look unused, with its reason."""
    lines = (line.partition("#") for line in ALLOWED.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {name.strip(): reason.strip() for name, _, reason in lines}


def named_in_templates() -> set[str]:
    """Every attribute that a template of the program reads."""
    environment = Environment(autoescape=True)
    templates = [*ROOT.glob("hooks/knowledge_hub/*/templates/*.html"), *ROOT.glob("overrides/**/*.html")]
    assert templates
    trees = (environment.parse(template.read_text(encoding="utf-8")) for template in templates)
    return {found.attr for tree in trees for found in tree.find_all(nodes.Getattr)}


def fields() -> set[str]:
    """The name of every field of a model of the data, however deep."""
    models: list[Any] = [*(collection.model for collection in COLLECTIONS.values()), *VOCABULARIES.values()]
    found = set()
    while models:
        described = fields_of(models.pop())
        found |= {field.name for field in described}
        models += [field.model for field in described if field.model]
    return found


def test_nothing_is_unused() -> None:
    """A name that nothing uses is deleted, or listed with the reason why it only looks unused."""
    vulture = Vulture()
    vulture.scavenge([str(ROOT / "hooks")])
    known = named_in_templates() | fields()
    unused = {item.name: item for item in vulture.get_unused_code() if item.name not in known}
    reasons = allowed()
    new = [item.get_report() for name, item in unused.items() if name not in reasons]
    assert new == []
    assert sorted(reasons.keys() - unused.keys()) == [], (
        f"These names are used, or gone; delete them from {ALLOWED.name}."
    )
    assert all(reasons.values()), f"Each line of {ALLOWED.name} has a reason: name  # reason"
