"""The model of a translation: one file that holds only text; its fields follow from the model of the entry.

``made_from`` has a fingerprint of the original of each translated field. If the original changes, the fingerprint differs,
and only that field is shown as out of date.
"""

import hashlib
import marshal
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from knowledge_hub.model.entry_base import Easy, EasyCheck, Record
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import fields_of
from knowledge_hub.model.field_marks import KindOf
from knowledge_hub.model.field_types import Name, Prose, Title
from knowledge_hub.model.vocabularies import Frozen

_FINGERPRINTS = re.compile(r"(?:(?:text|easy)\.[a-z_]+ [0-9a-f]{12}\n?)*")


def _read_fingerprints(value: object) -> object:
    """Parse the lines ``field fingerprint`` of ``made_from``. One text is read four times as fast as a mapping."""
    if not isinstance(value, str) or not _FINGERPRINTS.fullmatch(value.strip()):
        raise PydanticCustomError("fingerprints", "not fingerprints")
    words = value.split()
    return dict(zip(words[::2], words[1::2], strict=True))


Fingerprints = Annotated[dict[str, str], BeforeValidator(_read_fingerprints), KindOf("fingerprints")]
"""The fingerprint of the original of each translated field, such as ``{'text.title': '3f2a…'}``."""
Original = str | tuple[str, ...]
"""The text of a field: one string, or the texts of its statements or sentences, in order."""


class Translation(Frozen):
    """One translation of an entry. ``text`` and ``easy`` have the fields of the record, all optional."""

    status: Literal["machine_draft", "draft", "reviewed"]
    """Machine translation without review; human translation without review; or reviewed by a second person."""
    reviewed_by: Name | None = None
    """Role or body of the reviewer, never a person's name."""
    easy_checked: EasyCheck | None = None
    text: Any = None
    easy: Any = None
    made_from: Fingerprints = Field(default={})


def is_written(value: object) -> bool:
    """Whether a field of a translation has text; ``hub translate`` writes empty ones to fill in."""
    if isinstance(value, str):
        return bool(value.strip())
    return any(map(is_written, value)) if isinstance(value, list | tuple) else value is not None


class _TranslatedText(Frozen):
    """Base of translated texts. Removes empty texts, so that the page falls back to the original."""

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {name: text if is_written(text) else None for name, text in value.items()}


def _mirror(model: Any) -> Any:  # noqa: ANN401 - a model made at run time has no static type
    """Derive the translation model of a text model: a string stays a string, statements become strings."""
    fields: dict[str, Any] = {}
    for field in fields_of(model):
        if field.many:
            fields[field.name] = (tuple[Prose, ...] | None, None)
        else:
            fields[field.name] = ((Title if field.name == "title" else Prose) | None, None)
    return _create(f"Translated{model.__name__}", _TranslatedText, **fields)


def _create(name: str, base: Any, **fields: Any) -> Any:  # noqa: ANN401 - a model made at run time has no static type
    """Create a model that can be pickled as part of this module, which spawned processes need."""
    model = globals().get(name) or create_model(name, __base__=base, __module__=__name__, **fields)
    globals()[name] = model
    return model


def _translation_of(model: type[Record]) -> type[Translation]:
    text = _mirror(model.model_fields["text"].annotation)
    translation: type[Translation] = _create(
        f"{model.__name__}Translation",
        Translation,
        text=(text | None, None),
        easy=(_mirror(Easy) | None, None),
    )
    return translation


TRANSLATIONS: dict[str, type[Translation]] = {
    name: _translation_of(collection.model) for name, collection in COLLECTIONS.items()
}
"""The translation model of each collection."""


def originals(record: Record) -> Iterator[tuple[str, Original]]:
    """All translatable fields with content: ``('text.title', …)``, ``('easy.what', (…))``."""
    for part, holder in (("text", record.text), ("easy", record.easy)):
        if holder is None:
            continue
        for name in type(holder).model_fields:
            value = getattr(holder, name)
            if isinstance(value, str):
                yield f"{part}.{name}", value
            elif value:
                yield f"{part}.{name}", tuple(item.text for item in value)


def original_of(record: Record, field: str) -> Original | None:
    """The original text of a field such as 'text.title', or None."""
    part, _, name = field.partition(".")
    holder = getattr(record, part)
    value = getattr(holder, name) if holder is not None else None
    if isinstance(value, tuple):
        return tuple(item.text for item in value) or None
    text: str | None = value
    return text


@dataclass(frozen=True, slots=True)
class PackedTranslation:
    """A translation in the catalogue, marshalled to save memory: those of 10,000 entries would not fit otherwise."""

    status: str
    reviewed_by: str | None
    easy_checked: EasyCheck | None
    packed: bytes

    @property
    def texts(self) -> Mapping[str, Original]:
        """The translated texts by field: ``{'text.title': …, 'easy.what': (…)}``."""
        return _unpacked(self.packed)[0]

    @property
    def made_from(self) -> Mapping[str, str]:
        """The fingerprint of the original of each field."""
        return _unpacked(self.packed)[1]


def pack(translation: Translation) -> PackedTranslation:
    """Marshal a translation for the catalogue."""
    texts = {
        f"{part}.{name}": value
        for part, holder in (("text", translation.text), ("easy", translation.easy))
        if holder is not None
        for name, value in vars(holder).items()
        if value is not None
    }
    packed = marshal.dumps((texts, translation.made_from), _SAME_BYTES)
    return PackedTranslation(translation.status, translation.reviewed_by, translation.easy_checked, packed)


_SAME_BYTES = 2
"""The last marshal version in which equal values have equal bytes; later ones depend on reference counts."""


@lru_cache(maxsize=16)
def _unpacked(packed: bytes) -> tuple[Mapping[str, Original], Mapping[str, str]]:
    texts, made_from = marshal.loads(packed)  # noqa: S302 - packed by this process or its parent
    return texts, made_from


def translated(translation: PackedTranslation, field: str) -> Original | None:
    """The translation of one field such as 'text.title', or None."""
    return translation.texts.get(field)


def fingerprint(original: Original) -> str:
    """Twelve hexadecimal digits of a checksum of the wording; line breaks and spaces do not count."""
    texts = (original,) if isinstance(original, str) else original
    joined = "\n".join(" ".join(unicodedata.normalize("NFC", text).split()) for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]
