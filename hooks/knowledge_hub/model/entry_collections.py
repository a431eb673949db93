"""The collections, each a frozen value from which pages, form, search, export and commands derive.

No other module compares the name of a collection or the class of a record: differences between collections are fields of
``Collection`` or properties of the models. Contract: imports the models, and nothing that derives from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_models import Event, Experience, Guidance, LegalText, Practice, Resource, Support
from knowledge_hub.model.field_info import field_at

CardFact = Literal["year", "mechanism_type", "capacities", "kind"]
"""A fact that a card may show; ``pages.composer`` has a function for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A kind of entries with a folder, a model and pages of its own."""

    name: str
    """Its folder in the data folder, which is also the folder of its pages."""
    singular: str
    """The name of one entry in commands: ``hub new practice``. Also the start of an id, if the title has no Latin letters."""
    model: type[Record]

    menu: int | None = None
    """Position in the main navigation, which has room for seven links; with None, the footer links to the collection."""
    door: bool = False
    """Whether the home page has a card for it."""
    drawing: str = ""
    """Picture of its link on the easy-read home page, for collections with ``menu`` or ``door``."""

    front: Literal["cards", "guide"] = "cards"
    """The kind of its list: pages of cards, or a guide with links to the four capacities."""
    order: Literal["id", "newest"] = "id"
    """Sort order of its lists: by id, or the newest first, as ``views.newest_first`` defines it."""
    explained: bool = False
    """Whether its list explains what an entry contains and how to send one: strings ``<name>.what_heading`` …"""
    proposed: bool = True
    """Whether the contribution form accepts proposals; other collections are written by the editors only."""

    card: tuple[CardFact, ...] = ()
    """Facts on the card of an entry, in addition to the line above its title."""
    similar: bool = False
    """Whether the page of an entry links to similar ones."""
    visited: bool = False
    """Whether the page of an entry has a button that opens the field ``url``."""
    official_titles: bool = False
    """Whether titles are official titles of other publishers, which the hub's licence does not cover."""

    schema_type: str = ""
    """The schema.org type of an entry's subject; '' for none."""
    schema_fields: Mapping[str, str] = field(default_factory=dict)
    """The field for each property of that type. A subject without a value for ``name`` is left out."""

    @property
    def on_easy_home(self) -> bool:
        """Whether the easy-read home page links to it."""
        return self.door or self.menu is not None

    @property
    def counted(self) -> bool:
        """Whether pages show the number of entries: strings ``count.<name>``."""
        return self.front == "cards"

    @property
    def kinds(self) -> str | None:
        """The vocabulary of the field ``kind``, if the model has one."""
        kind = field_at(self.model, "kind")
        return kind.vocabulary if kind else None


PRACTICES = Collection(
    name="practices",
    singular="practice",
    model=Practice,
    menu=1,
    door=True,
    drawing="star",
    card=("year", "mechanism_type", "capacities"),
    similar=True,
    schema_type="GovernmentOrganization",
    schema_fields={"name": "text.mechanism_name"},
)
EVENTS = Collection(
    name="events",
    singular="event",
    model=Event,
    menu=4,
    drawing="meeting",
    order="newest",
    card=("kind",),
    schema_type="Event",
    schema_fields={
        "name": "text.title",
        "startDate": "start",
        "endDate": "end",
        "eventAttendanceMode": "mode",
        "location": "text.place",
        "organizer": "text.organizers",
    },
)
RESOURCES = Collection(
    name="resources",
    singular="resource",
    model=Resource,
    menu=5,
    drawing="books",
    visited=True,
    official_titles=True,
    schema_type="CreativeWork",
    schema_fields={
        "name": "text.title",
        "url": "url",
        "publisher": "publisher",
        "datePublished": "year",
        "inLanguage": "languages",
        "identifier": "symbol",
    },
)
SUPPORT = Collection(
    name="support",
    singular="support",
    model=Support,
    menu=6,
    drawing="hand-raised",
    schema_type="Service",
    schema_fields={"name": "text.title", "provider": "provider", "url": "url"},
)
LAWS = Collection(
    name="laws",
    singular="law",
    model=LegalText,
    door=True,
    drawing="law",
    card=("kind",),
    visited=True,
    schema_type="Legislation",
    schema_fields={
        "name": "text.title",
        "legislationIdentifier": "reference",
        "legislationDate": "adopted",
        "url": "url",
    },
)
EXPERIENCES = Collection(name="experiences", singular="experience", model=Experience, explained=True)
GUIDANCE = Collection(
    name="guidance",
    singular="guidance",
    model=Guidance,
    menu=3,
    door=True,
    drawing="tools",
    front="guide",
    proposed=False,
)

COLLECTIONS: Mapping[str, Collection] = {
    collection.name: collection for collection in (PRACTICES, LAWS, EVENTS, RESOURCES, SUPPORT, EXPERIENCES, GUIDANCE)
}
"""The collections by name, in the order of lists, commands and exports."""
PROPOSED: Mapping[str, Collection] = {
    name: collection for name, collection in COLLECTIONS.items() if collection.proposed
}
"""Collections for which the contribution form accepts proposals."""
