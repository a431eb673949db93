"""Rules of consistency between the fields of an entry, its translations and other entries.

Each rule yields ``(path, message)``; ``loader`` adds file and line. The models check single fields.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge_hub.base.messages import Message
from knowledge_hub.data.validation import dotted, nearest
from knowledge_hub.model.entry_base import Point, Record, Statement
from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.model.translations import Original, PackedTranslation
from knowledge_hub.yaml_files.yaml_reader import Path

Finding = tuple[Path, Message]


_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))
"""Letters that look the same in many typefaces."""


@dataclass(frozen=True, slots=True)
class EntryIndex:
    """The ids of all entries: what the rules need to know about other entries."""

    ids: Collection[str]
    former: Mapping[str, Collection[str]]
    """For each former id, the ids of the entries that list it."""
    alike: Mapping[str, Collection[str]]
    """Ids grouped by appearance; a group of one is correct."""


def index_entries(former: Mapping[str, Collection[str]]) -> EntryIndex:
    """Index the ids of all entries. ``former``: the former ids of each entry, by its id."""
    claims: dict[str, set[str]] = defaultdict(set)
    alike: dict[str, set[str]] = defaultdict(set)
    for record_id, olds in former.items():
        alike[_look(record_id)].add(record_id)
        for old in olds:
            claims[old].add(record_id)
    return EntryIndex(former.keys(), claims, alike)


def _look(record_id: str) -> str:
    for letters, other in _ALIKE:
        record_id = record_id.replace(letters, other)
    return record_id


def check_record(record: Record, folder: str, others: EntryIndex) -> Iterator[Finding]:
    """All rules for one ``entry.yml``."""
    if record.id != folder:
        sentence = Message(
            "The id '{id}' differs from the folder's name '{folder}'; make them the same.", id=record.id, folder=folder
        )
        yield ("id",), sentence
    for other in sorted(others.alike.get(_look(record.id), ())):
        if other < record.id:
            sentence = Message(
                "The id '{id}' looks like '{other}'; choose one that cannot be confused with it.",
                id=record.id,
                other=other,
            )
            yield ("id",), sentence
    yield from _repeated(record)
    yield from _sources(record)
    yield from _references(record, others)
    yield from _former(record, others)
    yield from _dates(record)
    yield from _steps(record)
    if record.status == "published":
        yield from _publication(record)


def check_translation(source: Mapping[str, Original], translation: PackedTranslation) -> Iterator[Finding]:
    """A translation has no other fields than the original, and the same number of items in each.

    ``source``: the original text of each translatable field.
    """
    texts, made_from = translation.texts, translation.made_from
    for field, value in texts.items():
        yield from _against_original(field, value, source.get(field), made_from)
    for field in made_from:
        if field not in texts or field not in source:
            sentence = Message(
                "There is no translation of '{field}' here; run 'hub stamp' to write these lines again.", field=field
            )
            yield ("made_from",), sentence


def _against_original(
    field: str, value: Original, original: Original | None, made_from: Collection[str]
) -> Iterator[Finding]:
    path: Path = tuple(field.split("."))
    if original is None:
        sentence = Message(
            "The original has no '{field}', so there is nothing to translate. Delete it here or add it there.",
            field=field,
        )
        yield path, sentence
    elif not isinstance(value, str) and len(value) != len(original):
        sentence = Message(
            "The original has {original} items here and the translation has {translation}; translate each item, "
            "in the same order.",
            original=len(original),
            translation=len(value),
        )
        yield path, sentence
    elif field not in made_from:
        sentence = Message(
            "made_from does not note which wording this translates; run 'hub stamp' to add '{field}' to it.",
            field=field,
        )
        yield path, sentence


def _sources(record: Record) -> Iterator[Finding]:
    known: set[str] = set()
    for index, source in enumerate(record.sources):
        if source.id in known:
            sentence = Message("Two sources have the id '{id}'; rename one.", id=source.id)
            yield ("sources", index, "id"), sentence
        known.add(source.id)
    used: set[str] = set()
    for path, statement in _statements(record):
        if not statement.sources and not statement.editorial:
            sentence = Message("No source is given; add one to 'sources', or mark the statement 'editorial: true'.")
            yield path, sentence
        for index, source_id in enumerate(statement.sources):
            used.add(source_id)
            if source_id not in known:
                sentence = Message("This entry has no source '{id}'.", id=source_id)
                yield (*path, "sources", index), sentence.then(nearest(source_id, known))
    for index, source in enumerate(record.sources):
        if source.id not in used:
            sentence = Message(
                "No statement uses the source '{id}'; add the source to a statement, or delete it.", id=source.id
            )
            yield ("sources", index, "id"), sentence


def _statements(record: Record) -> Iterator[tuple[Path, Statement]]:
    for name in type(record.text).model_fields:
        value = getattr(record.text, name)
        if isinstance(value, tuple):
            for index, statement in enumerate(value):
                yield ("text", name, index), statement


def _repeated(record: Record) -> Iterator[Finding]:
    """A repeated code would list the entry twice."""
    for name, value in record:
        if isinstance(value, tuple) and len(value) > 1 and isinstance(value[0], str):
            yield from _repeated_in((name,), value)
    for path, statement in _statements(record):
        yield from _repeated_in((*path, "sources"), statement.sources)


def _repeated_in(path: Path, values: tuple[str, ...]) -> Iterator[Finding]:
    known: set[str] = set()
    for index, value in enumerate(values if len(set(values)) < len(values) else ()):
        if value in known:
            yield (*path, index), Message("'{value}' is here twice; delete one of the two.", value=value)
        known.add(value)


def _former(record: Record, others: EntryIndex) -> Iterator[Finding]:
    """A former id belongs to one entry, and is not the id of another."""
    for index, old in enumerate(record.formerly):
        if old == record.id:
            yield ("formerly", index), Message("This is the entry's current id; delete it here.")
        elif old in others.ids:
            sentence = Message(
                "'{id}' is the id of another entry, so it cannot be a former id of this one; delete it.", id=old
            )
            yield ("formerly", index), sentence
        for other in sorted(others.former.get(old, ())):
            if other < record.id:
                sentence = Message(
                    "'{id}' is already a former id of '{other}'; an old address can redirect to one entry only. Delete "
                    "one of the two.",
                    id=old,
                    other=other,
                )
                yield ("formerly", index), sentence


def _references(record: Record, others: EntryIndex) -> Iterator[Finding]:
    for field in ("related", "adapted_from"):
        for index, other in enumerate(getattr(record, field, ())):
            if other == record.id:
                yield (field, index), Message("An entry cannot refer to itself; delete this line.")
            elif other not in others.ids:
                yield (field, index), _no_record(other, others)
    for path, statement in _statements(record):
        for index, other in enumerate(statement.shown_by if isinstance(statement, Point) else ()):
            if other not in others.ids:
                yield (*path, "shown_by", index), _no_record(other, others)


def _no_record(record_id: str, others: EntryIndex) -> Message:
    for new in sorted(others.former.get(record_id, ())):
        return Message("The entry '{old}' is now called '{new}'; write the new id.", old=record_id, new=new)
    return Message("There is no entry '{id}'.", id=record_id).then(nearest(record_id, others.ids))


def _dates(record: Record) -> Iterator[Finding]:
    if record.updated < record.added:
        yield ("updated",), _before(record.updated, "added", record.added)
    if record.review_by and record.review_by < record.updated:
        yield ("review_by",), _before(record.review_by, "updated", record.updated)
    start, end = record.period or ("", None)
    if end and _ends_before(start, end):
        yield (
            ("end",),
            Message("The event ends on {end}, before it starts ({start}); correct one.", end=end, start=start),
        )


def _ends_before(start: str, end: str) -> bool:
    """Whether a period ends before it starts; dates are compared with the precision of both."""
    return end[: len(start)] < start[: len(end)]


def _before(day: datetime.date, field: str, earliest: datetime.date) -> Message:
    return Message(
        "The day {day} is before '{field}' ({earliest}); correct one.", day=day, field=field, earliest=earliest
    )


def _steps(record: Record) -> Iterator[Finding]:
    steps: Sequence[DatedStep] = getattr(record, "dated_steps", ())
    for index, step in enumerate(steps):
        if step.country not in record.countries:
            sentence = Message("'{code}' is not among the entry's countries; add it there.", code=step.country)
            yield ("dated_steps", index, "country"), sentence
        if step.end and _ends_before(step.start, step.end):
            sentence = Message(
                "The step ends on {end}, before it starts ({start}); correct one.", end=step.end, start=step.start
            )
            yield ("dated_steps", index, "end"), sentence


def _publication(record: Record) -> Iterator[Finding]:
    for field in record.required_to_publish:
        path: Path = tuple(field.split("."))
        value: object = record
        for step in path:
            value = getattr(value, str(step))
        if not value:
            sentence = Message(
                "'{field}' is required in a published entry; write it, or set 'status: draft' until it is known.",
                field=dotted(path),
            )
            yield path, sentence
