"""The search page, and the browse pages for finding entries without scripts."""

from math import ceil
from typing import Any

from knowledge_hub.base.languages import LANGUAGES, direction
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.templating import Html, data_block
from knowledge_hub.views.page_plan import BROWSE_PER_PAGE, PageKey, former_codes, list_uri
from knowledge_hub.views.passages import Passage

SAID = (
    "named", "some", "without", "all", "instead", "nothing", "fewer", "remove", "failed", "partly", "retry", "unknown",
    "wordless", "long",
)  # fmt: skip
"""What the script says, by the names of its interface strings."""


def search_page(composer: Composer, key: PageKey) -> Page:
    """The search form with all facets; its script shows the results."""
    strings, language = composer.strings, composer.localised.language
    lead = strings["easy.search_lead" if composer.easy else "search.lead"]
    words = {
        "count": strings.texts["search.count"],
        "language": strings["entry.source_in"],
        "languages": {code: [composer.localised.language_name(code), direction(code)] for code in LANGUAGES},
        "separator": strings["list.separator"],
        **{name: strings[f"search.{name}"] for name in SAID},
    }
    body = composer.render(
        "search.html",
        key,
        lead=lead,
        register=composer.edition.register,
        facets=[{"name": name, **facet_values(composer, name)} for name in FACETS if composer.plan.values(name)],
        words=data_block(words),
    )
    assets = composer.assets(0)
    scripts = (f"{assets}newer.js", f"{composer.content(0)}search/{language}/search.js")
    return Page(strings["search.title"], lead, body, "search", scripts=scripts, styles=(f"{assets}search.css",))


def browse_page(composer: Composer, key: PageKey) -> Page:
    """All facets with their values and the number of entries of each."""
    strings = composer.strings
    lead = strings["easy.browse_lead" if composer.easy else "browse.lead"]
    facets = [{"name": name, **facet_values(composer, name)} for name in FACETS if composer.plan.values(name)]
    body = composer.render("browse.html", key, title=strings["nav.browse"], lead=lead, facets=facets)
    return Page(strings["nav.browse"], lead, body, "browse")


def value_page(composer: Composer, key: PageKey) -> Page:
    """The entries with one facet value, as lines, so that a page can list many."""
    facet, _, code = key.key.partition(":")
    title, ids = value_label(composer, facet, code), composer.plan.ids("value", key.key)
    start = (key.number - 1) * BROWSE_PER_PAGE
    lines = [composer.line(composer.entry(record_id)) for record_id in ids[start : start + BROWSE_PER_PAGE]]
    total = ceil(len(ids) / BROWSE_PER_PAGE)
    label = composer.strings.fill(
        "list.page", number=composer.strings.number(key.number), total=composer.strings.number(total)
    )
    heading = composer.strings[FACETS[facet].heading]
    stem = FACETS[facet].href(code).partition("/")[2].removesuffix(".html")
    body = composer.render(
        "value.html",
        key,
        title=title,
        heading=heading,
        count=None if composer.easy else composer.strings.count("search.count", len(ids)),
        lines=Html("\n".join(lines)),
        pager={
            "total": total,
            "label": label,
            "previous": list_uri(stem, key.number - 1) if key.number > 1 else None,
            "next": list_uri(stem, key.number + 1) if key.number < total else None,
        },
    )
    name = f"{heading}: {title}"
    vocabulary = FACETS[facet].vocabulary
    source = f"vocabularies/{vocabulary}.yml" if vocabulary else ""
    return Page(name if key.number == 1 else f"{name} ({label})", name, body, "browse", source=source)


def renamed_value_page(composer: Composer, key: PageKey) -> Page:
    """The redirect from the page of a facet value under its former code."""
    facet, _, code = key.key.partition(":")
    place, note = FACETS[facet].href(code), composer.strings["moved.title"]
    title = Passage(value_label(composer, facet, code), composer.localised.language)
    # The text of easy read suits both registers: the other one speaks of an entry.
    body = composer.render("moved.html", key, easy=True, title=title, href=f"{'../' * key.depth}{place}")
    source = f"vocabularies/{FACETS[facet].vocabulary}.yml"
    return Page(f"{title.text} ({note})", note, body, "browse", source=source, moved_to=place)


def value_label(composer: Composer, facet: str, code: str) -> str:
    """The label of a facet value."""
    if facet == "collection":
        return composer.section_name(code)
    definition = FACETS[facet]
    if definition.vocabulary is None:
        return code
    label = composer.localised.label(definition.vocabulary, code)
    if definition.numbered and code.isdigit():
        return composer.strings.fill(definition.numbered, number=code, title=label)
    return label


def facet_values(composer: Composer, facet: str) -> dict[str, Any]:
    """The heading of a facet, and its values in the order of the facet."""
    codes = list(composer.plan.values(facet))
    definition = FACETS[facet]
    if definition.order == "name":
        codes.sort(key=lambda code: composer.strings.sort_key(value_label(composer, facet, code)))
    elif definition.order == "newest":
        codes.sort(reverse=True)
    elif definition.vocabulary:
        order = list(composer.catalogue.vocabularies[definition.vocabulary].terms)
        codes.sort(key=order.index)
    values = []
    for code in codes:
        number = len(composer.plan.ids("value", f"{facet}:{code}"))
        href = FACETS[facet].href(code)
        label = value_label(composer, facet, code)
        former = former_codes(composer.catalogue, facet, code)
        shown = {"code": code, "label": label, "number": composer.strings.number(number), "href": href}
        values.append({**shown, "former": " ".join(former)})
    return {"heading": composer.strings[definition.heading], "codes": values}
