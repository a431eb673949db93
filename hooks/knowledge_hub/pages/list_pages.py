"""Lists of entries by collection, State, regional group and capacity, and the index pages of these lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from knowledge_hub.model.entry_collections import COLLECTIONS, GUIDANCE, PRACTICES, Collection
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.fact_table import FactValue, capacity_symbol, fact_row
from knowledge_hub.pages.templating import Html
from knowledge_hub.views.page_plan import CARDS_PER_PAGE, PageKey, list_uri, slug


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a note after it."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A section of a list page: a heading with cards, paragraphs or a link."""

    heading: str | None
    id: str = ""
    cards: Html | None = None
    texts: Sequence[str] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A section of an index page: a heading, which may be a link, and links below it."""

    heading: str
    id: str
    href: str | None = None
    shape: str | None = None
    text: str | None = None
    links: list[Link] = field(default_factory=list)


def collection_page(composer: Composer, key: PageKey) -> Page:
    """One page of the entries of a collection."""
    strings, collection = composer.strings, COLLECTIONS[key.key]
    ids = composer.plan.ids("collection", collection.name)
    lead = strings[f"easy.lead.{collection.name}" if composer.easy else f"list.{collection.name}_lead"]
    cards = _cards(composer, key, _page_of(key, ids))
    heading = strings.count(f"count.{collection.name}", len(ids)) if ids and not composer.easy else None
    groups = [Group(heading, "count", cards, () if ids or composer.easy else (strings["list.empty"],))]
    if collection.explained and not composer.easy:
        groups = _explained(composer, collection, groups if ids else [])
    page = _list(composer, key, composer.section_name(collection.name), lead, groups, collection.name)
    return replace(page, source=collection.name)


def country_page(composer: Composer, key: PageKey) -> Page:
    """Facts and entries of one State."""
    name = composer.localised.label("states", key.key)
    table = None if composer.easy else _facts_of_state(composer, key.key)
    lead = composer.strings.fill("easy.lead.country" if composer.easy else "state.lead", state=name)
    groups = _by_collection(composer, key, "country")
    return _list(composer, key, name, lead, groups, "countries", table=table)


def group_page(composer: Composer, key: PageKey) -> Page:
    """The entries of one regional group of States."""
    name = composer.localised.label("regional_groups", key.key)
    lead = composer.strings["easy.lead.group" if composer.easy else "group.lead"]
    return _list(composer, key, name, lead, _by_collection(composer, key, "group"), "countries")


def capacity_page(composer: Composer, key: PageKey) -> Page:
    """The definition of one of the four capacities, and the entries that show it."""
    name = composer.localised.label("capacities", key.key)
    lead = (
        composer.strings[f"easy.capacity.{key.key}"]
        if composer.easy
        else composer.localised.definition("capacities", key.key) or ""
    )
    shape = capacity_symbol(composer.catalogue, key.key)
    return _list(composer, key, name, lead, _by_collection(composer, key, "capacity"), GUIDANCE.name, shape=shape)


def countries_page(composer: Composer, key: PageKey) -> Page:
    """Index of the States with entries, by regional group."""
    label, states = composer.localised.label, composer.plan.keys("country")
    by_group: dict[str | None, list[str]] = {}
    for code in sorted(states, key=lambda code: composer.strings.sort_key(label("states", code))):
        by_group.setdefault(composer.catalogue.state(code).group, []).append(code)
    groups = []
    for group in (*composer.catalogue.vocabularies["regional_groups"].terms, None):
        links = [
            Link(label("states", code), f"{code.lower()}.html", _practices(composer, "country", code))
            for code in by_group.get(group, ())
        ]
        if links and group:
            href = f"../regions/{slug(group)}.html"
            groups.append(LinkGroup(label("regional_groups", group), slug(group), href, links=links))
        elif links:
            groups.append(LinkGroup(composer.strings["state.outside_groups"], "none", links=links))
    note = None if composer.easy else composer.strings["state.not_listed"]
    return _links(composer, key, "countries", groups, note)


def guidance_page(composer: Composer, key: PageKey) -> Page:
    """Index of the guidance, then of the four capacities."""
    localised = composer.localised
    groups = []
    for record_id in composer.plan.ids("collection", key.key):
        entry = composer.entry(record_id)
        summary = None if composer.easy else localised.passage(entry, "text.summary")
        title = localised.title(entry)
        # Without the prefix, the id of an entry could equal that of a capacity or of another part of the page.
        groups.append(
            LinkGroup(title.text, f"record-{record_id}", f"{record_id}.html", text=summary.text if summary else None)
        )
    for code in composer.catalogue.vocabularies["capacities"].terms:
        text = composer.strings[f"easy.capacity.{code}"] if composer.easy else localised.definition("capacities", code)
        shape = capacity_symbol(composer.catalogue, code)
        href = f"../capacities/{slug(code)}.html"
        groups.append(LinkGroup(localised.label("capacities", code), slug(code), href, shape, text))
    return replace(_links(composer, key, key.key, groups, None), source=key.key)


def _explained(composer: Composer, collection: Collection, entries: list[Group]) -> list[Group]:
    """The entries, then sections on what an entry looks like and how to send one."""
    strings, name = composer.strings, collection.name
    return [
        *(entries or [Group(None, texts=(strings[f"{name}.none"],))]),
        Group(strings[f"{name}.what_heading"], "what", texts=(strings[f"{name}.what_text"],)),
        Group(strings[f"{name}.send_heading"], "send", link=Link(strings[f"{name}.send_text"], "../contribute.html")),
    ]


def _facts_of_state(composer: Composer, code: str) -> Html:
    strings, label, state = composer.strings, composer.localised.label, composer.catalogue.state(code)
    group = (
        FactValue(label("regional_groups", state.group), f"../regions/{slug(state.group)}.html")
        if state.group
        else FactValue(strings["state.outside_groups"])
    )
    table = {
        "state.group": [group],
        "state.situations": [FactValue(label("state_situations", situation)) for situation in state.situations],
        "state.mechanism": list(dict.fromkeys(_mechanisms(composer, code))),
        "state.codes": [FactValue(f"{state.alpha2}, {code}, {state.m49}")],
    }
    return Html("\n".join(fact_row(composer.localised, strings[term], values) for term, values in table.items()))


def _mechanisms(composer: Composer, state: str) -> list[FactValue]:
    """The mechanisms of a State, from its practices."""
    out = []
    for record_id in composer.plan.ids("country", state):
        entry = composer.entry(record_id)
        kind = entry.record.mechanism_type
        if kind is None or kind == "not_applicable":
            continue
        name = composer.localised.passage(entry, "text.mechanism_name")
        if name:
            out.append(FactValue(f"{name.text} ({composer.localised.label('mechanism_types', kind)})"))
    return out


def _by_collection(composer: Composer, key: PageKey, kind: str) -> list[Group]:
    """The entries of this page of a mixed list, in a section for each collection."""
    ids = _page_of(key, composer.plan.ids(kind, key.key))
    groups = []
    for collection in COLLECTIONS:
        own = [record_id for record_id in ids if record_id in composer.catalogue.entries[collection]]
        if own:
            groups.append(Group(composer.section_name(collection), collection, _cards(composer, key, own)))
    return groups or [Group(None, texts=(composer.strings["list.empty"],))]


def _cards(composer: Composer, key: PageKey, ids: Sequence[str]) -> Html | None:
    return Html("\n".join(composer.card(composer.entry(record_id), key.depth) for record_id in ids)) if ids else None


def _page_of(key: PageKey, ids: Sequence[str]) -> Sequence[str]:
    start = (key.number - 1) * CARDS_PER_PAGE
    return ids[start : start + CARDS_PER_PAGE]


def _list(
    composer: Composer,
    key: PageKey,
    title: str,
    lead: str,
    groups: Sequence[Group],
    section: str,
    *,
    table: Html | None = None,
    shape: str | None = None,
) -> Page:
    strings = composer.strings
    total = max(1, ceil(len(composer.plan.ids(key.kind, key.key)) / CARDS_PER_PAGE))
    label = strings.fill("list.page", number=strings.number(key.number), total=strings.number(total))
    name = key.uri.rpartition("/")[2].removesuffix(".html")
    stem = name.removesuffix(f"-{key.number}") if key.number > 1 else name
    body = composer.render(
        "list.html",
        key,
        title=title,
        shape=shape,
        lead=lead,
        facts=table,
        groups=groups,
        pager={
            "total": total,
            "label": label,
            "previous": list_uri(stem, key.number - 1) if key.number > 1 else None,
            "next": list_uri(stem, key.number + 1) if key.number < total else None,
        },
    )
    return Page(title if key.number == 1 else f"{title} ({label})", lead, body, section)


def _links(composer: Composer, key: PageKey, section: str, groups: Sequence[LinkGroup], note: str | None) -> Page:
    title = composer.section_name(section)
    lead = composer.strings[f"easy.lead.{section}" if composer.easy else f"list.{section}_lead"]
    body = composer.render("links.html", key, title=title, lead=lead, groups=groups, note=note)
    return Page(title, lead, body, section)


def _practices(composer: Composer, kind: str, code: str) -> str:
    """The number of practices in a list, such as '3 practices'; '' for none, and in easy read."""
    practices = composer.catalogue.entries[PRACTICES.name]
    count = sum(record_id in practices for record_id in composer.plan.ids(kind, code))
    return composer.strings.count(f"count.{PRACTICES.name}", count) if count and not composer.easy else ""
