"""The collections: each described once, as a frozen value from which pages, form, search, export and commands derive.

No other module compares the name of a collection or asks for the class of a record: what differs between collections is a field of
``Collection``, or a property of the models.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_models import Event, Experience, Guidance, Practice, Resource, Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A kind of entries with a folder, a model and pages of its own."""

    name: str
    """Its folder in the data folder, which is also the folder of its pages."""
    singular: str
    """What commands call an entry: ``hub new practice``."""
    model: type[Record]


PRACTICES = Collection(name="practices", singular="practice", model=Practice)
EVENTS = Collection(name="events", singular="event", model=Event)
RESOURCES = Collection(name="resources", singular="resource", model=Resource)
SUPPORT = Collection(name="support", singular="support", model=Support)
EXPERIENCES = Collection(name="experiences", singular="experience", model=Experience)
GUIDANCE = Collection(name="guidance", singular="guidance", model=Guidance)

COLLECTIONS: Mapping[str, Collection] = {
    collection.name: collection for collection in (PRACTICES, EVENTS, RESOURCES, SUPPORT, EXPERIENCES, GUIDANCE)
}
"""The collections by name, in the order in which lists, commands and exports show them."""
