"""The table of facts at the side of an entry; each fact links to the page that lists entries with the same fact.

Most facts are codes that recur on many pages, so a row is made once for each combination of codes and kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, cast

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.facets import FACETS
from knowledge_hub.model.field_info import FieldInfo, Row, rows_of
from knowledge_hub.model.field_marks import Coded, Kind
from knowledge_hub.pages.templating import Html, language_attributes, render
from knowledge_hub.views.localised import Localised, cached_by_edition
from knowledge_hub.views.passages import Passage

_NONE = Html()


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value: its text, where it leads, and what marks it."""

    label: str
    href: str | None = None
    shape: str | None = None
    note: str | None = None
    attributes: Html = _NONE
    """`` lang="…" dir="…"`` when the label is in another language."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a table, for a ``dl``; ``reading``: some of them are marked as the hub's own reading."""

    rows: Html
    reading: bool


Raw = str | int | tuple[str | None, ...]
"""A field of a record as it stands there; what a row is made from."""


def facts(localised: Localised, entry: Entry) -> Facts:
    """The facts of one entry, for its own page."""
    record = entry.record
    editorial = getattr(record, "editorial", ())
    rows, any_reading = [], False
    for position, row in enumerate(rows_of(type(record))):
        reading = row.name in editorial
        if row.field.kind == "text":
            html = _row_of_texts(localised, entry, row)
        else:
            html = _recurring_row(localised, type(record), position, row.raw(record), reading)
        if html:
            rows.append(html)
            any_reading |= reading
    return Facts(Html("\n".join(rows)), any_reading)


@cached_by_edition
def _recurring_row(localised: Localised, model: type[Record], position: int, raw: Raw | None, reading: bool) -> Html:  # noqa: FBT001 - the key of a cache
    """The row at a position of the table of a model, whose values are those of many entries."""
    row = rows_of(model)[position]
    values = tuple(_values(localised, row, raw)) if raw else ()
    return fact_row(localised, _heading(localised, row, values), values, reading=reading)


def fact_row(localised: Localised, term: str, values: Sequence[FactValue], *, reading: bool = False) -> Html:
    """One row; nothing where there is no value. The mark of a reading stands beside the word that it concerns."""
    if not values:
        return Html()
    context = {"t": localised.strings.texts, "term": term, "reading": reading, "values": values}
    return render("fact_row.html", localised.language, context)


def capacity_symbol(catalogue: Catalogue, code: str) -> str:
    """The shape of a capacity."""
    return str(getattr(catalogue.vocabularies["capacities"].terms[code], "symbol", ""))


def _heading(localised: Localised, row: Row, values: Sequence[FactValue]) -> str:
    """The heading of a row."""
    return localised.strings[row.fact.several if row.fact.several and len(values) > 1 else row.heading]


def _values(localised: Localised, row: Row, raw: Raw) -> Iterator[FactValue]:
    make = _BY_NAME.get(row.name) or _BY_KIND.get(row.field.kind)
    if make:
        return make(localised, row.field, raw if isinstance(raw, tuple) else (str(raw),))
    return iter((FactValue(str(raw)),))


Values = Callable[[Localised, FieldInfo, Sequence[str | None]], Iterator[FactValue]]
"""Makes the values of a row of what its fields hold."""


def _codes(localised: Localised, field: FieldInfo, codes: Sequence[str | None]) -> Iterator[FactValue]:
    """The label of each code; it leads to the entries with the same one where the field has a facet."""
    coded = cast("Coded", field.coded)
    facet = FACETS.get(coded.facet or "")
    for code in map(str, codes):
        label = localised.label(coded.vocabulary, code)
        if coded.numbered and code.isdigit():
            label = localised.strings.fill(coded.numbered, number=code, title=label)
        shape = getattr(localised.catalogue.vocabularies[coded.vocabulary].terms[code], "symbol", None)
        yield FactValue(label, f"../{facet.href(code)}" if facet else None, shape)


def _groups(localised: Localised, _: FieldInfo, codes: Sequence[str | None]) -> Iterator[FactValue]:
    """The regional groups of States."""
    groups = {localised.catalogue.state(str(code)).group for code in codes}
    for group in sorted(group for group in groups if group):
        yield FactValue(localised.label("regional_groups", group), f"../{FACETS['group'].href(group)}")


def _type(localised: Localised, field: FieldInfo, raw: Sequence[str | None]) -> Iterator[FactValue]:
    """The type of a mechanism, with a note where no text states it."""
    kind, basis = raw
    note = None if basis == "stated" else localised.label("type_bases", str(basis))
    for value in _codes(localised, field, (kind,)):
        yield replace(value, note=note)


def _dates(localised: Localised, _: FieldInfo, raw: Sequence[str | None]) -> Iterator[FactValue]:
    """A day, or a first and a last one."""
    start, end = raw if len(raw) > 1 else (*raw, None)
    yield FactValue(localised.strings.between(str(start), end))


def _languages(localised: Localised, _: FieldInfo, tags: Sequence[str | None]) -> Iterator[FactValue]:
    for tag in map(str, tags):
        yield FactValue(localised.language_name(tag))


def _urls(_: Localised, __: FieldInfo, raw: Sequence[str | None]) -> Iterator[FactValue]:
    for url in map(str, raw):
        shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
        yield FactValue(shown, url, attributes=Html(' dir="ltr"'))


_BY_KIND: Mapping[Kind, Values] = {"code": _codes, "language": _languages, "url": _urls, "partial_date": _dates}
_BY_NAME: Mapping[str, Values] = {"group": _groups, "type": _type}
"""Rows that show more than the values of their field."""
_OWN_NAMES: Mapping[str, Callable[[Any], tuple[str | None, str | None]]] = {
    "mechanism": attrgetter("mechanism.name", "mechanism.name_language")
}
"""Rows of a translated name that also show the original name, with its language."""


def _row_of_texts(localised: Localised, entry: Entry, row: Row) -> Html:
    """A row of the record's own words, so that no two pages share it. Names stay in the record's original language."""
    values = []
    path, record = row.field.path, entry.record
    passage = localised.passage(entry, path) if path.startswith("text.") else _name(record, row.raw(record))
    if passage:
        values.append(FactValue(passage.text, attributes=_foreign(localised, passage)))
    if row.name in _OWN_NAMES:
        own, language = _OWN_NAMES[row.name](record)
        if own and (passage is None or own != passage.text):
            marked = language_attributes(language) if language and language != localised.language else _NONE
            values.append(FactValue(own, attributes=marked))
    return fact_row(localised, _heading(localised, row, values), values)


def _name(record: Record, name: str | None) -> Passage | None:
    return Passage(name, record.original_language) if name else None


def _foreign(localised: Localised, passage: Passage) -> Html:
    return _NONE if passage.language == localised.language else language_attributes(passage.language)
