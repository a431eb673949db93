"""Stage 5: the table of facts at the side of an entry, each fact a link to the page that lists its like."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from knowledge_hub.catalogue import Entry
from knowledge_hub.plan import slug
from knowledge_hub.records import Event, Experience, Practice, Record, Resource, Support
from knowledge_hub.templating import language_attributes
from knowledge_hub.views import Localised, Passage


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value: its text, where it leads, and what marks it."""

    label: str
    href: str | None = None
    symbol: str | None = None
    note: str | None = None
    attributes: Markup = Markup()  # noqa: RUF009 - Markup is an immutable string


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the table. ``reading``: the values are the hub's own reading."""

    term: str
    values: tuple[FactValue, ...]
    reading: bool = False


_CODED: dict[str, str] = {
    "practice_type": "practice_types",
    "level": "levels",
    "functions": "functions",
    "themes": "themes",
    "human_rights_mechanisms": "human_rights_mechanisms",
    "upr_cycles": "upr_cycles",
    "rights_themes": "rights_themes",
    "affected_groups": "affected_groups",
    "actors": "actors",
    "digital_tools": "digital_tools",
    "evidence_level": "evidence_levels",
    "mode": "event_modes",
    "access": "access",
}
"""Fields that hold codes, and the vocabulary of each."""

_KINDS: dict[type[Record], str] = {Event: "event_kinds", Resource: "resource_kinds", Support: "support_kinds"}

_ORDER: dict[type[Record], tuple[str, ...]] = {
    Practice: (
        "countries", "group", "mechanism", "type", "year", "practice_type", "level", "capacities", "functions",
        "themes", "human_rights_mechanisms", "upr_cycles", "sdgs", "rights_themes", "affected_groups", "actors",
        "digital_tools", "evidence_level",
    ),
    Event: ("kind", "dates", "place", "mode", "organizers", "countries", "group", "capacities", "human_rights_mechanisms"),
    Resource: ("kind", "publisher", "year", "symbol", "languages", "access", "licence", "url", "countries", "capacities", "themes"),
    Support: ("kind", "provider", "url", "countries", "capacities", "themes"),
    Experience: ("countries", "group", "year", "partners", "capacities"),
}  # fmt: skip
"""Which facts a collection shows, in the order of the reader's questions."""


def facts(localised: Localised, entry: Entry, up: str) -> tuple[Fact, ...]:
    """The facts of one entry; ``up`` leads from the page to its edition's root."""
    editorial = getattr(entry.record, "editorial", ())
    out = []
    for name in _ORDER[type(entry.record)]:
        values = tuple(_values(localised, entry, name, up))
        if values:
            plural = name == "countries" and len(values) == 1
            term = localised.strings["fact.state" if plural else _TERMS.get(name, f"fact.{name}")]
            out.append(Fact(term, values, name in editorial))
    return tuple(out)


_TERMS = {"countries": "fact.states"}


def _values(localised: Localised, entry: Entry, name: str, up: str) -> Iterator[FactValue]:
    special = _SPECIAL.get(name)
    if special:
        yield from special(localised, entry, up)
        return
    value = getattr(entry.record, name, None)
    if name in _CODED:
        codes: Sequence[str] = value if isinstance(value, tuple) else (value,) if value else ()
        for code in codes:
            yield FactValue(localised.label(_CODED[name], code))
    elif value:
        yield FactValue(str(value))


def _countries(localised: Localised, entry: Entry, up: str) -> Iterator[FactValue]:
    for code in entry.record.countries:
        yield FactValue(localised.label("states", code), f"{up}countries/{code.lower()}.html")


def _group(localised: Localised, entry: Entry, up: str) -> Iterator[FactValue]:
    groups = {localised.catalogue.state(code).group for code in entry.record.countries}
    for group in sorted(group for group in groups if group):
        yield FactValue(localised.label("regional_groups", group), f"{up}regions/{slug(group)}.html")


def _capacities(localised: Localised, entry: Entry, up: str) -> Iterator[FactValue]:
    for code in getattr(entry.record, "capacities", ()):
        href = f"{up}capacities/{slug(code)}.html"
        yield FactValue(localised.label("capacities", code), href, capacity_symbol(localised, code))


def capacity_symbol(localised: Localised, code: str) -> str:
    """The shape of a capacity."""
    return str(getattr(localised.catalogue.vocabularies["capacities"].terms[code], "symbol", ""))


def _mechanism(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    translated = localised.passage(entry, "text.mechanism_name")
    if translated:
        yield FactValue(translated.text, attributes=_attributes(localised, translated))
    record = entry.record
    if isinstance(record, Practice) and record.mechanism.name:
        language = record.mechanism.name_language
        if not translated or record.mechanism.name != translated.text:
            foreign = language_attributes(language) if language and language != localised.language else Markup()
            yield FactValue(record.mechanism.name, attributes=foreign)


def _type(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    if isinstance(entry.record, Practice):
        mechanism = entry.record.mechanism
        basis = mechanism.type_basis
        note = None if basis == "stated" else localised.label("type_bases", basis)
        yield FactValue(localised.label("mechanism_types", mechanism.type), note=note)


def _sdgs(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    for code in getattr(entry.record, "sdgs", ()):
        label = localised.label("sdgs", code)
        goal = localised.strings.fill("fact.goal", number=code) if code.isdigit() else ""
        yield FactValue(f"{goal}: {label}" if goal else label)


def _kind(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    yield FactValue(localised.label(_KINDS[type(entry.record)], getattr(entry.record, "kind", "")))


def _dates(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    if isinstance(entry.record, Event):
        yield FactValue(localised.strings.between(entry.record.start, entry.record.end))


def _text(name: str) -> Callable[[Localised, Entry, str], Iterator[FactValue]]:
    def values(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
        passage = localised.passage(entry, f"text.{name}")
        if passage:
            yield FactValue(passage.text, attributes=_attributes(localised, passage))

    return values


def _languages(localised: Localised, entry: Entry, _: str) -> Iterator[FactValue]:
    for tag in getattr(entry.record, "languages", ()):
        yield FactValue(localised.language_name(tag))


def _url(_: Localised, entry: Entry, __: str) -> Iterator[FactValue]:
    url = getattr(entry.record, "url", None)
    if url:
        yield FactValue(url.removeprefix("https://").removeprefix("http://").rstrip("/"), url, attributes=Markup(' dir="ltr"'))


def _attributes(localised: Localised, passage: Passage) -> Markup:
    return Markup() if passage.language == localised.language else language_attributes(passage.language)


_SPECIAL: dict[str, Callable[[Localised, Entry, str], Iterator[FactValue]]] = {
    "countries": _countries,
    "group": _group,
    "capacities": _capacities,
    "mechanism": _mechanism,
    "type": _type,
    "sdgs": _sdgs,
    "kind": _kind,
    "dates": _dates,
    "place": _text("place"),
    "organizers": _text("organizers"),
    "languages": _languages,
    "url": _url,
}
