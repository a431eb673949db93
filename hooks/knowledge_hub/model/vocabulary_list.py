"""The list of all vocabularies: those of coded fields, and those that only the program uses."""

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import leaves_of, vocabularies_of
from knowledge_hub.model.vocabularies import Capacities, Mechanisms, Pictures, States, UnTerms, Vocabulary

_OF_THE_PROGRAM = ("regional_groups", "state_situations", "translation_statuses", "un_terms")
"""Vocabularies that no field of an entry uses."""
_MODELS: dict[str, type[Vocabulary]] = {
    "capacities": Capacities,
    "human_rights_mechanisms": Mechanisms,
    "pictures": Pictures,
    "states": States,
    "un_terms": UnTerms,
}
"""Vocabularies whose terms have more than a label and a definition."""

_NAMES = sorted(
    {*_OF_THE_PROGRAM, *(name for collection in COLLECTIONS.values() for name in vocabularies_of(collection.model))}
)

VOCABULARIES: dict[str, type[Vocabulary]] = {name: _MODELS.get(name, Vocabulary) for name in _NAMES}
"""The model of every vocabulary, by the name of its file."""


def vocabulary_owner(name: str) -> str:
    """What uses a vocabulary, for messages: the first field that has its codes, such as 'practices: functions'."""
    fields = (
        f"{collection.name}: {field.path}"
        for collection in COLLECTIONS.values()
        for field in leaves_of(collection.model)
        if field.vocabulary == name
    )
    return next(fields, "knowledge_hub")
