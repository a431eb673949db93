"""Every text of the interface is used, and every text that is used exists; every field of the model has its words."""

import re
from typing import get_args

import yaml

from knowledge_hub.data.entry_history import Deed
from knowledge_hub.export.export_fields import Type
from knowledge_hub.model.entry_base import Easy
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.required_words import required_strings
from knowledge_hub.pages.form_fields import STEPS
from knowledge_hub.pages.search_pages import SAID
from knowledge_hub.views.navigation import FOOTER, SECTIONS
from tests.conftest import REAL, ROOT

SOURCES = [
    *ROOT.glob("hooks/knowledge_hub/**/*.py"),
    *ROOT.glob("hooks/knowledge_hub/*/templates/*.html"),
    *ROOT.glob("hooks/knowledge_hub/*/scripts/*.mjs"),
    *ROOT.glob("overrides/**/*.html"),
]
_PANEL = (ROOT / "overrides/partials/settings.html").read_text(encoding="utf-8").partition("%}")[0]
SETTINGS = re.findall(r"\('(\w+)', \[", _PANEL) + re.findall(r"', '(\w+)'\)", _PANEL)
"""The settings and the labels of their values, as their template names them."""
KEYS = set(yaml.safe_load((REAL / "strings/en.yml").read_text(encoding="utf-8")))
CAPACITIES = ("engagement", "coordination", "consultation", "information_management")
"""Fields of guidance named like these have the capacity's own label as their heading."""
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def made_keys() -> set[str]:
    """The keys that the program puts together from the names of fields, sections and codes."""
    helped = {key.removeprefix("help.") for key in KEYS if key.startswith("help.")}
    return {
        # tests/pages/test_form_words.py holds the help texts to the models; what has a label has help.
        *(f"help.{name}" for name in helped),
        *(key for key in KEYS if key.startswith("label.") and key.removeprefix("label.") in helped),
        *(f"form.step_{name}" for name in (*STEPS, "start", "translation", "preview")),
        *(f"form.kind_{name}" for name in ("new", "correct", "translate")),
        *(f"form.error_{name}" for name in ("email", "pattern_url", "pattern_date", "pattern_id", "pattern_other")),
        *(f"form.next_{number}" for number in range(1, 6)),
        *(key for required in required_strings() for key in KEYS.intersection(required.keys)),
        "list.countries_lead",
        "easy.lead.countries",
        *(f"nav.{name.partition('/')[0]}" for name in (*SECTIONS, *FOOTER)),
        *(f"easy.nav.{name}" for name in (*SECTIONS, "about")),
        *(f"easy.capacity.{name}" for name in CAPACITIES),
        *(f"search.{name}" for name in SAID),
        *(
            f"dossier.{name}"
            for name in ("title", "loading", "empty", "unknown", "failed", "failed_why", "remove", "page")
        ),
        *(f"entry.{status}" for status in ("machine_draft", "draft", "reviewed")),
        *(f"settings.{name}" for name in SETTINGS),
        *(f"history.{deed}" for deed in ("added", "changed")),
        *(f"codebook.type_{kind}" for kind in get_args(Type)),
        *(f"history.translation_{deed}" for deed in get_args(Deed)),
        *(f"home.door_{name}{end}" for name in ("states", "contribute") for end in ("", "_text")),
    }


def test_every_name_of_the_model_has_its_words() -> None:
    """A new field, fact, section or collection needs its words in the interface."""
    assert made_keys() - KEYS == set()
    assert [required for required in required_strings() if KEYS.isdisjoint(required.keys)] == []


def test_no_text_is_left_over() -> None:
    """What the program neither names nor puts together, nobody reads."""
    own_headings = {f"easy.{name}.{part}" for name in COLLECTIONS for part in Easy.model_fields}
    named = {key for key in KEYS if f'"{key}"' in CODE or f"'{key}'" in CODE}
    assert KEYS - named - made_keys() - own_headings == set()
