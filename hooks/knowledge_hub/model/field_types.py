"""Types of fields: identifiers, texts, dates, addresses, codes of vocabularies."""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    StringConstraints,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from knowledge_hub.base.languages import LANGUAGES, LanguageCode

_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|index(-[0-9]+)?")
"""Names of devices, which no folder of Windows can have, and names of the hub's own lists."""


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]


def _check_record_id(value: str) -> str:
    if _RESERVED.fullmatch(value):
        raise PydanticCustomError("reserved_name", "a reserved name", {"value": value})
    return value


RecordId = Annotated[Slug, AfterValidator(_check_record_id)]
"""A name that is also that of a folder and a page, on any system."""
Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
URL = r"^https?://([A-Za-z0-9-]+\.)+([A-Za-z]{2,}|xn--[A-Za-z0-9-]+)(:[0-9]+)?([/?#][!#-&(-;=?-\[\]_a-z~]*)?$"
Url = Annotated[str, StringConstraints(pattern=URL, max_length=500)]
"""An address as a browser copies it: a public name, no user before it, nothing that is not ASCII."""
EMAIL = r"^[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$"
Email = Annotated[str, StringConstraints(pattern=EMAIL, max_length=200)]
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG, max_length=35)]
"""BCP 47 tag of any language, for names and sources."""
HubLanguage = Annotated[
    LanguageCode, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema([*LANGUAGES]))
]
"""One of the hub's own languages. JSON Schema lists them, as it does the values of a ``Literal``."""
Year = Annotated[int, Field(ge=1945, le=2100)]


def _check_partial_date(value: str) -> str:
    parts = value.split("-")
    try:
        datetime.date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError):
        raise PydanticCustomError("partial_date", "not a date", {"value": value}) from None
    return value


PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PartialDate = Annotated[str, StringConstraints(pattern=PARTIAL_DATE), AfterValidator(_check_partial_date)]
"""A day, a month or a year of ISO 8601: no more is claimed than is known."""


@dataclass(frozen=True)
class Coded:
    """Marks a string as a code of one vocabulary.

    The codes are data themselves, so they come in the validation context: ``{vocabulary: {code, …}}``.
    """

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the code after it was read as a string."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Name the vocabulary, so that an export can list its codes."""
        return {**handler(schema), "vocabulary": self.vocabulary}

    def _check(self, code: str, info: ValidationInfo) -> str:
        codes: Mapping[str, Collection[str]] = info.context or {}
        if code not in codes[self.vocabulary]:
            context = {"code": code, "vocabulary": self.vocabulary}
            raise PydanticCustomError("unknown_code", "unknown code", context)
        return code


StateCode = Annotated[str, Coded("states")]
SourceKind = Annotated[str, Coded("source_kinds")]
Attribution = Annotated[str, Coded("attributions")]
PictureName = Annotated[str, Coded("pictures")]
GlossaryCode = Annotated[str, Coded("glossary")]
MechanismType = Annotated[str, Coded("mechanism_types")]
TypeBasis = Annotated[str, Coded("type_bases")]
Level = Annotated[str, Coded("levels")]
PracticeType = Annotated[str, Coded("practice_types")]
CapacityCode = Annotated[str, Coded("capacities")]
FunctionCode = Annotated[str, Coded("functions")]
Theme = Annotated[str, Coded("themes")]
HumanRightsMechanism = Annotated[str, Coded("human_rights_mechanisms")]
UprCycle = Annotated[str, Coded("upr_cycles")]
Sdg = Annotated[str, Coded("sdgs")]
RightsTheme = Annotated[str, Coded("rights_themes")]
AffectedGroup = Annotated[str, Coded("affected_groups")]
Actor = Annotated[str, Coded("actors")]
DigitalTool = Annotated[str, Coded("digital_tools")]
EvidenceLevel = Annotated[str, Coded("evidence_levels")]
EventKind = Annotated[str, Coded("event_kinds")]
EventMode = Annotated[str, Coded("event_modes")]
ResourceKind = Annotated[str, Coded("resource_kinds")]
Access = Annotated[str, Coded("access")]
SupportKind = Annotated[str, Coded("support_kinds")]
