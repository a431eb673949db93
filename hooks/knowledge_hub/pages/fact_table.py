"""The table of facts at the side of an entry; each fact links to the page that lists entries with the same fact.

Most facts are codes that recur on many pages, so a row is made once for each combination of codes and kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_models import Event, Experience, Guidance, Practice, Resource, Support
from knowledge_hub.pages.templating import Html, language_attributes, render
from knowledge_hub.views.facets import facet_address
from knowledge_hub.views.localised import Localised, Passage, cached_by_edition
from knowledge_hub.views.page_plan import slug

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


ORDER: dict[type[Record], tuple[str, ...]] = {
    Practice: (
        "countries", "group", "mechanism", "type", "year", "practice_type", "level", "capacities", "functions",
        "themes", "human_rights_mechanisms", "upr_cycles", "sdgs", "rights_themes", "affected_groups", "actors",
        "digital_tools", "evidence_level",
    ),
    Event: (
        "kind", "dates", "place", "mode", "organizers", "countries", "group", "capacities",
        "human_rights_mechanisms",
    ),
    Resource: (
        "kind", "publisher", "year", "symbol", "languages", "access", "licence", "url", "countries", "capacities",
        "themes",
    ),
    Support: ("kind", "provider", "url", "countries", "capacities", "themes"),
    Experience: ("countries", "group", "year", "partners", "capacities"),
    Guidance: (),
}  # fmt: skip
"""Which facts a collection shows, in the order of the reader's questions."""

_VOCABULARIES = {
    "practice_type": "practice_types",
    "level": "levels",
    "evidence_level": "evidence_levels",
    "mode": "event_modes",
}
"""The vocabulary of each field that holds codes, where it has another name than the field."""

_FACETS = {
    "functions": "function",
    "themes": "topic",
    "human_rights_mechanisms": "mechanism",
    "upr_cycles": "cycle",
    "rights_themes": "right",
    "affected_groups": "affected",
    "actors": "actor",
    "digital_tools": "tool",
}
"""The facet of each field whose values have a page of their own."""

_KINDS: dict[type[Record], str] = {Event: "event_kinds", Resource: "resource_kinds", Support: "support_kinds"}

Raw = str | int | tuple[str | None, ...]
"""A field of a record as it stands there; what a row is made from."""


def facts(localised: Localised, entry: Entry) -> Facts:
    """The facts of one entry, for its own page."""
    record = entry.record
    editorial = getattr(record, "editorial", ())
    rows, any_reading = [], False
    for name in ORDER[type(record)]:
        reading = name in editorial
        if name in _TEXTS:
            row = _row_of_texts(localised, entry, name)
        else:
            raw = _RAW[name](record) if name in _RAW else getattr(record, name)
            row = _row(localised, type(record), name, raw, _term(localised, record, name), reading)
        if row:
            rows.append(row)
            any_reading |= reading
    return Facts(Html("\n".join(rows)), any_reading)


@cached_by_edition
def _row(localised: Localised, kind: type[Record], name: str, raw: Raw | None, term: str, reading: bool) -> Html:  # noqa: FBT001 - the key of a cache
    """The row of a fact whose values recur on many pages."""
    values = tuple(_values(localised, kind, name, raw)) if raw else ()
    return fact_row(localised, term, values, reading=reading)


def fact_row(localised: Localised, term: str, values: Sequence[FactValue], *, reading: bool = False) -> Html:
    """One row; nothing where there is no value. The mark of a reading stands beside the word that it concerns."""
    if not values:
        return Html()
    context = {"t": localised.strings.texts, "term": term, "reading": reading, "values": values}
    return render("fact_row.html", localised.language, context)


def capacity_symbol(catalogue: Catalogue, code: str) -> str:
    """The shape of a capacity."""
    return str(getattr(catalogue.vocabularies["capacities"].terms[code], "symbol", ""))


def _term(localised: Localised, record: Record, name: str) -> str:
    """The heading of a row."""
    if name == "countries":
        return localised.strings["fact.state" if len(record.countries) == 1 else "fact.states"]
    if name == "year":
        return localised.strings["fact.year_since" if isinstance(record, Practice) else "fact.year_published"]
    return localised.strings[f"fact.{name}"]


_RAW: dict[str, Callable[[Record], Raw | None]] = {
    "group": lambda record: record.countries,
    "type": lambda record: (
        (record.mechanism.type, record.mechanism.type_basis) if isinstance(record, Practice) else None
    ),
    "dates": lambda record: (record.start, record.end) if isinstance(record, Event) else None,
}
"""Facts that are not a field of their own name."""


def _values(localised: Localised, kind: type[Record], name: str, raw: Raw) -> Iterator[FactValue]:
    special = _SPECIAL.get(name)
    if special:
        yield from special(localised, raw if isinstance(raw, tuple) else (str(raw),))
    elif name == "kind":
        yield FactValue(localised.label(_KINDS[kind], str(raw)))
    elif (vocabulary := _VOCABULARIES.get(name, name)) in localised.catalogue.vocabularies:
        facet = _FACETS.get(name)
        for code in raw if isinstance(raw, tuple) else (str(raw),):
            href = f"../{facet_address(facet, str(code))}" if facet else None
            yield FactValue(localised.label(vocabulary, str(code)), href)
    else:
        yield FactValue(str(raw))


def _countries(localised: Localised, codes: Sequence[str | None]) -> Iterator[FactValue]:
    for code in map(str, codes):
        yield FactValue(localised.label("states", code), f"../countries/{code.lower()}.html")


def _group(localised: Localised, codes: Sequence[str | None]) -> Iterator[FactValue]:
    groups = {localised.catalogue.state(str(code)).group for code in codes}
    for group in sorted(group for group in groups if group):
        yield FactValue(localised.label("regional_groups", group), f"../regions/{slug(group)}.html")


def _capacities(localised: Localised, codes: Sequence[str | None]) -> Iterator[FactValue]:
    for code in map(str, codes):
        shape = capacity_symbol(localised.catalogue, code)
        yield FactValue(localised.label("capacities", code), f"../capacities/{slug(code)}.html", shape)


def _type(localised: Localised, raw: Sequence[str | None]) -> Iterator[FactValue]:
    kind, basis = map(str, raw)
    note = None if basis == "stated" else localised.label("type_bases", basis)
    yield FactValue(localised.label("mechanism_types", kind), f"../{facet_address('type', kind)}", note=note)


def _sdgs(localised: Localised, codes: Sequence[str | None]) -> Iterator[FactValue]:
    for code in map(str, codes):
        label = localised.label("sdgs", code)
        goal = localised.strings.fill("fact.goal", number=code, title=label) if code.isdigit() else label
        yield FactValue(goal, f"../{facet_address('sdg', code)}")


def _dates(localised: Localised, raw: Sequence[str | None]) -> Iterator[FactValue]:
    start, end = raw
    yield FactValue(localised.strings.between(str(start), end))


def _languages(localised: Localised, tags: Sequence[str | None]) -> Iterator[FactValue]:
    for tag in map(str, tags):
        yield FactValue(localised.language_name(tag))


def _url(_: Localised, raw: Sequence[str | None]) -> Iterator[FactValue]:
    for url in map(str, raw):
        shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
        yield FactValue(shown, url, attributes=Html(' dir="ltr"'))


_SPECIAL: dict[str, Callable[[Localised, Sequence[str | None]], Iterator[FactValue]]] = {
    "countries": _countries,
    "group": _group,
    "capacities": _capacities,
    "type": _type,
    "sdgs": _sdgs,
    "dates": _dates,
    "languages": _languages,
    "url": _url,
}
_TEXTS = {
    "mechanism": "text.mechanism_name",
    "place": "text.place",
    "organizers": "text.organizers",
    "publisher": None,
    "provider": None,
    "licence": None,
    "partners": None,
}
"""Facts that are the record's own words, so that no two pages share them: translated ones by their field, and names,
which stay in the record's original language."""


def _row_of_texts(localised: Localised, entry: Entry, name: str) -> Html:
    values = []
    field, record = _TEXTS[name], entry.record
    passage = localised.passage(entry, field) if field else _name(record, getattr(record, name))
    if passage:
        values.append(FactValue(passage.text, attributes=_foreign(localised, passage)))
    if name == "mechanism" and isinstance(record, Practice):
        own, language = record.mechanism.name, record.mechanism.name_language
        if own and (passage is None or own != passage.text):
            marked = language_attributes(language) if language and language != localised.language else Html()
            values.append(FactValue(own, attributes=marked))
    return fact_row(localised, localised.strings[f"fact.{name}"], values)


def _name(record: Record, name: str | None) -> Passage | None:
    return Passage(name, record.original_language) if name else None


def _foreign(localised: Localised, passage: Passage) -> Html:
    return Html() if passage.language == localised.language else language_attributes(passage.language)
