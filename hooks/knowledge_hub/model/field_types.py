"""Types of fields: identifiers, texts, dates, addresses, codes of vocabularies."""

import datetime
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, GetPydanticSchema, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.model.field_marks import Coded, KindOf, OneOf

_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|index(-[0-9]+)?")
"""Device names, which are not allowed as Windows folders, and names of the hub's lists."""


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]


def _check_record_id(value: str) -> str:
    if _RESERVED.fullmatch(value):
        raise PydanticCustomError("reserved_name", "a reserved name", {"value": value})
    return value


RecordId = Annotated[Slug, AfterValidator(_check_record_id)]
"""The id of an entry, which is also a folder and a page name on any operating system."""
Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Symbol = Annotated[Name, KindOf("symbol")]
"""Document symbol of the United Nations or another body, the same in all languages."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
URL = r"^https?://([A-Za-z0-9-]+\.)+([A-Za-z]{2,}|xn--[A-Za-z0-9-]+)(:[0-9]+)?([/?#][!#-&(-;=?-\[\]_a-z~]*)?$"
_NOT_PUBLIC = frozenset({"alt", "example", "home", "internal", "invalid", "lan", "local", "localhost", "onion", "test"})
"""Last parts of host names that the public name system does not have (RFC 2606, 6761, 6762, 7686 and 9476), or that
networks use for themselves (ICANN reserved 'internal' for that in 2024)."""


def is_public_address(url: str) -> bool:
    """Whether everybody can open an address: it has the form of ``URL``, a public host, and a port up to 65535."""
    if not re.fullmatch(URL, url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.port == 0 or parts.hostname
    except ValueError:
        return False
    return isinstance(host, str) and host.rpartition(".")[2] not in _NOT_PUBLIC


def _check_public(value: str) -> str:
    if not is_public_address(value):
        raise PydanticCustomError("not_public", "not a public address", {"value": value})
    return value


Url = Annotated[str, StringConstraints(pattern=URL, max_length=500), AfterValidator(_check_public), KindOf("url")]
"""An address as a browser copies it: public host, no user name, only ASCII."""
EMAIL = r"^[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$"
Email = Annotated[str, StringConstraints(pattern=EMAIL, max_length=200)]
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG, max_length=35), KindOf("language")]
"""BCP 47 tag of any language, for names and sources."""
HubLanguage = Annotated[
    LanguageCode,
    GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema([*LANGUAGES])),
    OneOf(LANGUAGES),
]
"""One of the hub's own languages."""
Year = Annotated[int, Field(ge=1945, le=2100)]


def _check_partial_date(value: str) -> str:
    parts = value.split("-")
    try:
        datetime.date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError):
        raise PydanticCustomError("partial_date", "not a date", {"value": value}) from None
    return value


PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PartialDate = Annotated[
    str, StringConstraints(pattern=PARTIAL_DATE), AfterValidator(_check_partial_date), KindOf("partial_date")
]
"""A day, month or year (ISO 8601), as precise as it is known."""


StateCode = Annotated[str, Coded("states", facet="state", folder="countries", order="name")]
SourceKind = Annotated[str, Coded("source_kinds")]
Attribution = Annotated[str, Coded("attributions")]
PictureName = Annotated[str, Coded("pictures")]
GlossaryCode = Annotated[str, Coded("glossary")]
MechanismType = Annotated[str, Coded("mechanism_types", facet="type")]
TypeBasis = Annotated[str, Coded("type_bases")]
Level = Annotated[str, Coded("levels")]
PracticeType = Annotated[str, Coded("practice_types")]
CapacityCode = Annotated[str, Coded("capacities", facet="capacity", folder="capacities")]
FunctionCode = Annotated[str, Coded("functions", facet="function")]
Theme = Annotated[str, Coded("themes", facet="topic")]
HumanRightsMechanism = Annotated[str, Coded("human_rights_mechanisms", facet="mechanism")]
UprCycle = Annotated[str, Coded("upr_cycles", facet="cycle")]
Sdg = Annotated[str, Coded("sdgs", facet="sdg", numbered="fact.goal")]
RightsTheme = Annotated[str, Coded("rights_themes", facet="right")]
AffectedGroup = Annotated[str, Coded("affected_groups", facet="affected")]
Actor = Annotated[str, Coded("actors", facet="actor")]
DigitalTool = Annotated[str, Coded("digital_tools", facet="tool")]
EvidenceLevel = Annotated[str, Coded("evidence_levels")]
EventKind = Annotated[str, Coded("event_kinds")]
EventMode = Annotated[str, Coded("event_modes")]
ResourceKind = Annotated[str, Coded("resource_kinds")]
Access = Annotated[str, Coded("access")]
SupportKind = Annotated[str, Coded("support_kinds")]
