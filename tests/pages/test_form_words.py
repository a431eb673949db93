"""Texts of the contribution form: a help text for each field, easy to read in each language."""

import re
from dataclasses import fields

import pytest

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_base import Easy, Record, Sentence, Source, Statement
from knowledge_hub.model.entry_collections import PROPOSED
from knowledge_hub.model.entry_models import Contact
from knowledge_hub.quality import easy_read_rules
from tests.conftest import REAL

STRINGS = load(REAL).strings
HELP = [key for key in STRINGS["en"].texts if key.startswith("help.")]
SENTENCE = re.compile(r"[^.!?؟。！？]+(?:[.!?؟。！？]+|$)")
"""A sentence with its full stop; what stands after the last full stop is one without, which the rules refuse."""
MOST_SENTENCES = 3
OF_THE_HUB = {"schema_version", "id", "status", "added", "updated", "easy_checked"}
"""Fields that the form or the editors fill in; the id of a record is asked for, that of a source is not."""


def _names(of: type) -> set[str]:
    return {field.name for field in fields(of)}


GROUPS: dict[str, set[str]] = {
    "source_": _names(Source) - {"id"},
    "statement_": _names(Statement),
    "sentence_": _names(Sentence),
    "contact_": set(Contact.model_fields),
    "easy_": set(Easy.model_fields),
    "mechanism_": {"own_name", "name_language"},
    "dated_step_": {"country", "number"},
    "translation_": {"status", "text"},
    "": {"id", "type", "type_basis", "reviewed_by"},
}
"""Fields of an object, by the prefix of their key."""
UNASKED = {"text", "mechanism", "contact"}
"""Objects whose fields the form asks for one by one."""


def test_every_field_of_the_form_has_a_help_text() -> None:
    """Every field needs a help text, and every help text needs a field."""
    names = {prefix + name for prefix, group in GROUPS.items() for name in group}
    own = set()
    for collection, described in PROPOSED.items():
        model = described.model
        asked = (model.model_fields.keys() - OF_THE_HUB - UNASKED) | text_fields(model)
        names |= asked
        own |= {f"help.{collection}_{field}" for field in asked}
    assert set(HELP) - own == {f"help.{name}" for name in names}


def text_fields(model: type[Record]) -> set[str]:
    """The names of the texts of a collection."""
    annotation = model.model_fields["text"].annotation
    return set(getattr(annotation, "model_fields", ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_easy_to_read(language: LanguageCode) -> None:
    """Each help text follows the rules of easy read and has few sentences."""
    found = []
    for key in [*HELP, "form.easy_lead"]:
        sentences = [sentence.strip() for sentence in SENTENCE.findall(STRINGS[language][key])]
        found += [
            f"{key}: {fault}"
            for sentence in sentences
            for fault in easy_read_rules.faults(sentence, language, explained=False)
        ]
        if len(sentences) > MOST_SENTENCES:
            found.append(f"{key}: {len(sentences)} sentences are more than {MOST_SENTENCES}.")
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["form.count_left", "form.errors_heading", "form.list_found"])
def test_plural_texts_contain_the_number(language: LanguageCode, key: str) -> None:
    """The number is in digits, or in words (in Arabic for 0, 1 and 2); no placeholder is left."""
    for number in (3, 11, 100):
        assert str(number) in STRINGS[language].count(key, number)
    assert "{" not in " ".join(STRINGS[language].count(key, number) for number in range(130))
