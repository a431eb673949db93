"""The table of facts of an entry. A fact with a facet links to the list of entries with the same value.

Most facts are codes that recur on many pages, so rows are cached by combination of codes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, cast

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.facets import FACETS
from knowledge_hub.model.fact_rows import Row, rows_of
from knowledge_hub.model.field_info import FieldInfo
from knowledge_hub.model.field_marks import Coded, Kind
from knowledge_hub.pages.templating import Html, language_attributes, render
from knowledge_hub.views.localised import Localised, cached_by_edition
from knowledge_hub.views.passages import Passage

_NONE = Html()


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value: its text, link, symbol and note."""

    label: str
    href: str | None = None
    shape: str | None = None
    note: str | None = None
    attributes: Html = _NONE
    """`` lang="…" dir="…"`` when the label is in another language."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the table, for a ``dl``. ``editorial``: whether any is marked as an editorial interpretation."""

    rows: Html
    editorial: bool


Raw = str | int | tuple[str | None, ...]
"""The value of a field in the entry, from which a row is made."""


def facts(localised: Localised, entry: Entry) -> Facts:
    """The facts of an entry, for its page."""
    record = entry.record
    editorial_fields = getattr(record, "editorial", ())
    rows, any_editorial = [], False
    for position, row in enumerate(rows_of(type(record))):
        editorial = row.name in editorial_fields
        if row.field.kind == "text":
            html = _row_of_texts(localised, entry, row)
        else:
            html = _recurring_row(localised, type(record), position, row.raw(record), editorial)
        if html:
            rows.append(html)
            any_editorial |= editorial
    return Facts(Html("\n".join(rows)), any_editorial)


@cached_by_edition
def _recurring_row(localised: Localised, model: type[Record], position: int, raw: Raw | None, editorial: bool) -> Html:  # noqa: FBT001 - part of the cache key
    """The row at a position in the table of a model. Cached, as many entries have the same values."""
    row = rows_of(model)[position]
    values = tuple(_values(localised, row, raw)) if raw else ()
    return fact_row(localised, _heading(localised, row, values), values, editorial=editorial)


def fact_row(localised: Localised, term: str, values: Sequence[FactValue], *, editorial: bool = False) -> Html:
    """One row, or '' without values. An editorial interpretation is marked after the term."""
    if not values:
        return Html()
    context = {"t": localised.strings.texts, "term": term, "editorial": editorial, "values": values}
    return render("fact_row.html", localised.language, context)


def capacity_symbol(catalogue: Catalogue, code: str) -> str:
    """The name of a capacity's symbol."""
    return str(getattr(catalogue.vocabularies["capacities"].terms[code], "symbol", ""))


def _heading(localised: Localised, row: Row, values: Sequence[FactValue]) -> str:
    """The heading of a row, in the plural where there is one and the row has several values."""
    return localised.strings[row.fact.several if row.fact.several and len(values) > 1 else row.heading]


def _values(localised: Localised, row: Row, raw: Raw) -> Iterator[FactValue]:
    make = _BY_NAME.get(row.name) or _BY_KIND.get(row.field.kind)
    if make:
        return make(localised, row.field, raw if isinstance(raw, tuple) else (str(raw),))
    return iter((FactValue(str(raw)),))


Values = Callable[[Localised, FieldInfo, Sequence[str | None]], Iterator[FactValue]]
"""Makes the values of a row from the raw value of its field."""


def _codes(localised: Localised, field: FieldInfo, codes: Sequence[str | None]) -> Iterator[FactValue]:
    """The label of each code, with a link to the entries with the same code if the field has a facet."""
    coded = cast("Coded", field.coded)
    facet = FACETS.get(coded.facet or "")
    ordered = list(map(str, codes))
    if coded.order == "name":
        ordered.sort(key=lambda code: localised.strings.sort_key(localised.label(coded.vocabulary, code)))
    for code in ordered:
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
    """The type of a mechanism, with a note if no source states it."""
    kind, basis = raw
    note = None if basis == "stated" else localised.label("type_bases", str(basis))
    for value in _codes(localised, field, (kind,)):
        yield replace(value, note=note)


def _dates(localised: Localised, _: FieldInfo, raw: Sequence[str | None]) -> Iterator[FactValue]:
    """A date, or the first and the last day of a period."""
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
"""Rows with their own function, as they show more than the value of their field."""
_OFFICIAL_NAMES: Mapping[str, Callable[[Any], tuple[str | None, str | None]]] = {
    "mechanism": attrgetter("mechanism.name", "mechanism.name_language")
}
"""Rows with a translated name that also show the official name, with its language."""


def _row_of_texts(localised: Localised, entry: Entry, row: Row) -> Html:
    """A row of free text, which is not cached."""
    values = []
    path, record = row.field.path, entry.record
    passage = localised.passage(entry, path) if path.startswith("text.") else _name(record, path, row.raw(record))
    if passage:
        values.append(FactValue(passage.text, attributes=_attributes(localised, passage)))
    if row.name in _OFFICIAL_NAMES:
        official, language = _OFFICIAL_NAMES[row.name](record)
        if official and (passage is None or official != passage.text):
            attributes = language_attributes(language) if language and language != localised.language else _NONE
            values.append(FactValue(official, attributes=attributes))
    return fact_row(localised, _heading(localised, row, values), values)


def _name(record: Record, path: str, name: str | None) -> Passage | None:
    """A name that has no translation. Its language is the field with the same name and ``_language``, if there is one."""
    return Passage(name, getattr(record, f"{path}_language", None) or record.original_language) if name else None


def _attributes(localised: Localised, passage: Passage) -> Html:
    return _NONE if passage.language == localised.language else language_attributes(passage.language)
