"""Stage 3: what must hold between the fields of a record, its translations and its neighbours.

Each rule yields ``(path, sentence)``; ``catalogue`` adds file and line. The shape of single fields is the model's
business, not theirs.
"""

from collections.abc import Collection, Iterator, Mapping

from knowledge_hub.record import Point, Record, Statement
from knowledge_hub.records import Event, Practice, Support
from knowledge_hub.strict_yaml import Path
from knowledge_hub.translations import Original, Translation, translated
from knowledge_hub.validation import dotted, nearest

Finding = tuple[Path, str]


def check_record(record: Record, folder: str, ids: Collection[str]) -> Iterator[Finding]:
    """All rules of one ``entry.yml``; ``ids`` are those of every record in the tree."""
    if record.id != folder:
        yield ("id",), f"The id '{record.id}' is not the folder's name '{folder}'; make them the same."
    yield from _sources(record)
    yield from _references(record, ids)
    yield from _dates(record)
    yield from _steps(record)
    if record.status == "published":
        yield from _publication(record)


def check_translation(source: Mapping[str, Original], translation: Translation) -> Iterator[Finding]:
    """A translation says what the original says: the same fields, as many statements, nothing more.

    ``source`` holds the original of every field that can be translated.
    """
    for part in ("text", "easy"):
        holder = getattr(translation, part)
        if holder is None:
            continue
        for name in type(holder).model_fields:
            field = f"{part}.{name}"
            value = translated(translation, field)
            if value is not None:
                yield from _against_original(field, value, source.get(field), translation.made_from)
    for field in translation.made_from:
        if translated(translation, field) is None if field in source else True:
            sentence = f"There is no translation of '{field}' here; run 'hub stamp' to write these lines again."
            yield ("made_from",), sentence


def _against_original(
    field: str, value: Original, original: Original | None, made_from: Collection[str]
) -> Iterator[Finding]:
    path: Path = tuple(field.split("."))
    if original is None:
        yield path, f"The original has no '{field}'; a translation only translates. Delete it here or add it there."
    elif not isinstance(value, str) and len(value) != len(original):
        yield (
            path,
            (
                f"The original has {len(original)} entries here and the translation has {len(value)}; "
                "write one for each, in the same order."
            ),
        )
    elif field not in made_from:
        yield (
            path,
            (f"It is not noted which wording this was made from; run 'hub stamp' to add '{field}' to made_from."),
        )


def _sources(record: Record) -> Iterator[Finding]:
    known: set[str] = set()
    for index, source in enumerate(record.sources):
        if source.id in known:
            yield ("sources", index, "id"), f"The source '{source.id}' stands here a second time; rename one."
        known.add(source.id)
    used: set[str] = set()
    for path, statement in _statements(record):
        if not statement.sources and not statement.editorial:
            yield path, "No source is given; name one in 'sources', or mark the statement 'editorial: true'."
        for index, source_id in enumerate(statement.sources):
            used.add(source_id)
            if source_id not in known:
                yield (
                    (*path, "sources", index),
                    f"There is no source '{source_id}' in this record.{nearest(source_id, known)}",
                )
    for index, source in enumerate(record.sources):
        if source.id not in used:
            yield (
                ("sources", index, "id"),
                (f"No statement uses the source '{source.id}'; name it where it is used, or delete it."),
            )


def _statements(record: Record) -> Iterator[tuple[Path, Statement]]:
    for name in type(record.text).model_fields:
        value = getattr(record.text, name)
        if isinstance(value, tuple):
            for index, statement in enumerate(value):
                yield ("text", name, index), statement


def _references(record: Record, ids: Collection[str]) -> Iterator[Finding]:
    fields = ("related", "adapted_from") if isinstance(record, Practice) else ("related",)
    for field in fields:
        for index, other in enumerate(getattr(record, field)):
            if other == record.id:
                yield (field, index), "A record cannot refer to itself; delete this line."
            elif other not in ids:
                yield (field, index), f"There is no record '{other}'.{nearest(other, ids)}"
    for path, statement in _statements(record):
        for index, other in enumerate(statement.shown_by if isinstance(statement, Point) else ()):
            if other not in ids:
                yield (*path, "shown_by", index), f"There is no record '{other}'.{nearest(other, ids)}"


def _dates(record: Record) -> Iterator[Finding]:
    if record.updated < record.added:
        yield ("updated",), f"The day {record.updated} is before 'added' ({record.added}); correct one."
    if record.review_by and record.review_by < record.updated:
        yield ("review_by",), f"The day {record.review_by} is before 'updated' ({record.updated}); correct one."
    if isinstance(record, Event) and record.end and record.end[: len(record.start)] < record.start[: len(record.end)]:
        yield ("end",), f"The event ends on {record.end}, before it starts ({record.start}); correct one."


def _steps(record: Record) -> Iterator[Finding]:
    for index, step in enumerate(record.dated_steps if isinstance(record, Support) else ()):
        if step.country not in record.countries:
            sentence = f"'{step.country}' is not among the record's countries; add it there."
            yield ("dated_steps", index, "country"), sentence
        if step.end and step.end[: len(step.start)] < step.start[: len(step.end)]:
            sentence = f"The step ends on {step.end}, before it starts ({step.start}); correct one."
            yield ("dated_steps", index, "end"), sentence


def _publication(record: Record) -> Iterator[Finding]:
    for field in record.required_to_publish:
        path: Path = tuple(field.split("."))
        value: object = record
        for step in path:
            value = getattr(value, str(step))
        if not value:
            yield (
                path,
                (f"A published record needs '{dotted(path)}'; write it, or set 'status: draft' until it is known."),
            )
