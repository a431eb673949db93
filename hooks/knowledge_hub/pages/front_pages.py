"""Home pages of both registers, credits, glossary and the 404 page."""

import re
from collections.abc import Iterator, Sequence

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, REGISTERS, Edition, LanguageCode, direction
from knowledge_hub.base.material_icons import AUTHOR, INTERFACE, LICENCE, SHEET
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.model.entry_collections import COLLECTIONS, EVENTS, PRACTICES, Collection
from knowledge_hub.model.vocabularies import Picture
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.templating import Html, escaped, render
from knowledge_hub.views.navigation import SECTIONS
from knowledge_hub.views.newest_first import newest_first
from knowledge_hub.views.page_plan import PageKey, slug

_NEW, _EVENTS = 4, 6
"""New practices and latest events on the home page: a row of cards, and a list of about the same height."""
_EASY_LINES = {
    "easy.home_one": "people",
    "easy.home_two": "handshake",
    "easy.home_three": "world",
    "easy.home_four": "speech",
    "easy.home_five": "team",
    "easy.home_six": "thumbs-up",
}
"""Sentences of the easy-read home page, by their string, with their pictures."""
_DRAWINGS = {"countries": "map", "about": "question"}
"""Pictures of the links on the easy-read home page other than to collections."""


def home_page(composer: Composer, key: PageKey) -> Page:
    """The home page of an edition."""
    return _easy(composer, key) if composer.easy else _standard(composer, key)


def credits_page(composer: Composer, key: PageKey) -> Page:
    """The credits page: all icons and pictures with author and licence."""
    strings = composer.strings
    pictures = composer.catalogue.vocabularies["pictures"]
    body = composer.render(
        "credits.html",
        key,
        title=strings["credits.title"],
        lead=strings["credits.lead"],
        sheet=SHEET,
        icons_author=strings.fill("credits.icons_author", author=AUTHOR, licence=LICENCE),
        icons=[{"name": name, "label": label} for name, label in _icon_labels(composer)],
        author=strings.fill("credits.author", author=pictures.source, licence=pictures.licence or ""),
        pictures=[
            {"name": name, "alt": term.label[composer.localised.language], "original": f"{term.annotation} ({term.hexcode})"}
            for name, term in pictures.terms.items()
            if isinstance(term, Picture)
        ],
    )  # fmt: skip
    return Page(strings["credits.title"], strings["credits.lead"], body, "credits")


def _icon_labels(composer: Composer) -> Iterator[tuple[str, str]]:
    """Names and labels of the interface icons."""
    capacities = {
        capacity_symbol(composer.catalogue, code): composer.localised.label("capacities", code)
        for code in composer.catalogue.vocabularies["capacities"].terms
    }
    registers: dict[str, str] = {name: composer.strings[f"chrome.to_{name}"] for name in REGISTERS}
    for name in INTERFACE:
        yield name, {**registers, **capacities}[name]


def glossary_page(composer: Composer, key: PageKey) -> Page:
    """The glossary in alphabetical order."""
    strings, localised = composer.strings, composer.localised
    title, lead = strings["nav.glossary"], strings["easy.glossary_lead" if composer.easy else "glossary.lead"]
    words = [
        {"id": slug(code), "word": localised.label("glossary", code), "meaning": localised.definition("glossary", code)}
        for code in composer.catalogue.vocabularies["glossary"].terms
    ]
    words.sort(key=lambda word: strings.sort_key(str(word["word"])))
    body = composer.render("glossary.html", key, title=title, lead=lead, words=words)
    return Page(title, lead, body, "glossary")


def not_found_page(catalogue: Catalogue, site_languages: Sequence[LanguageCode], site_url: str) -> Page:
    """The 404 page: one page in all languages of the site, as the language of the reader is not known.

    Without a public address it also explains how to get to the home page by editing the URL, for browsers without scripts
    (see ``at_any_depth``).
    """
    languages = []
    for code in site_languages:
        strings = catalogue.strings[code]
        languages.append(
            {
                "code": code,
                "direction": direction(code),
                "title": strings["not_found.title"],
                "text": strings["not_found.text"],
                "link": strings["not_found.home"],
                "by_hand": strings["not_found.shorten"],
                "href": f"{Edition(code, 'standard').prefix}index.html",
            }
        )
    strings = catalogue.strings[DEFAULT_LANGUAGE]
    body = render("not_found.html", DEFAULT_LANGUAGE, {"languages": languages, "by_hand": not site_url})
    title, text = strings["not_found.title"], strings["not_found.text"]
    return Page(title, text, body, "", translated=False, source=f"strings/{DEFAULT_LANGUAGE}.yml")


def at_any_depth(html: str, site_url: str) -> str:
    """Make the links of the 404 page work at any URL, as servers show it at the URL that was not found.

    With a public address, relative links become absolute. Without one, the page refers to the site's stylesheet and script at
    every depth; the one script that loads (``hub.js``) completes the links.
    """
    if site_url:
        return _RELATIVE.sub(lambda match: f"{match[0]}{escaped(site_url)}", html)
    marked = html.replace("<html ", '<html data-lost="" ', 1)
    return _SHARED.sub(
        lambda match: "".join(f"{match[1]}{'../' * up}{match[2]}" for up in range(_MAX_DEPTH + 1)), marked
    )


_RELATIVE = re.compile(r'(?:href|src|action)="(?![a-z]+:|#|/)')
"""The part before the URL of each relative link."""
_SHARED = re.compile(r'(<(?:link rel="stylesheet" href|script src)=")(assets/[0-9a-f]+/hub\.[^>]*>(?:</script>)?)')
"""The elements that load the stylesheet and the script of all pages."""
_MAX_DEPTH = 9
"""Folders between a URL and the site's root, at most. Above the server's root, browsers drop '..', so no extra requests follow."""


def _standard(composer: Composer, key: PageKey) -> Page:
    strings = composer.strings
    practices = newest_first(composer.catalogue.entries[PRACTICES.name].values())
    events = [
        composer.entry(event_id) for event_id in reversed(composer.plan.ids("collection", EVENTS.name)[-_EVENTS:])
    ]
    body = composer.render(
        "home.html",
        key,
        doors=[
            {
                "label": strings[f"home.door_{name}"],
                "text": strings[f"home.door_{name}_text"],
                "href": href,
                "count": count,
            }
            for name, href, count in _doors(composer)
        ],
        capacities=[
            {
                "label": composer.localised.label("capacities", code),
                "definition": composer.localised.definition("capacities", code),
                "shape": capacity_symbol(composer.catalogue, code),
                "href": f"capacities/{slug(code)}.html",
                "count": _practices_with(composer, code),
            }
            for code in composer.catalogue.vocabularies["capacities"].terms
        ],
        events=[composer.link(entry) for entry in events],
        new=Html("\n".join(composer.card(entry, 0) for entry in practices[:_NEW])),
    )
    return Page(strings["home.title"], strings["home.description"], body, "home")


def _doors(composer: Composer) -> Iterator[tuple[str, str, str]]:
    """Name, URL and count of each large link: practices, States, other collections, contributing."""
    strings, plan = composer.strings, composer.plan
    first, *others = [collection for collection in COLLECTIONS.values() if collection.door]
    yield _door(composer, first)
    yield "states", "countries/index.html", strings.count("count.states", len(plan.keys("country")))
    for collection in others:
        yield _door(composer, collection)
    yield "contribute", "contribute.html", ""


def _door(composer: Composer, collection: Collection) -> tuple[str, str, str]:
    ids = composer.plan.ids("collection", collection.name)
    count = composer.strings.count(f"count.{collection.name}", len(ids)) if collection.counted else ""
    return collection.name, f"{collection.name}/index.html", count


def _practices_with(composer: Composer, capacity: str) -> str:
    ids = composer.plan.ids("capacity", capacity)
    practices = composer.catalogue.entries[PRACTICES.name]
    return composer.strings.count(f"count.{PRACTICES.name}", sum(record_id in practices for record_id in ids))


def _easy(composer: Composer, key: PageKey) -> Page:
    strings = composer.strings
    extra = [collection.name for collection in COLLECTIONS.values() if collection.on_easy_home and not collection.menu]
    choices = [_choice(composer, section, f"{section}/index.html") for section in (*SECTIONS, *extra)]
    choices.append(_choice(composer, "about", "about.html"))
    lines = [(strings[name], drawing) for name, drawing in _EASY_LINES.items()]
    body = composer.render("easy_home.html", key, lines=lines, choices=choices)
    return Page(strings["easy.home_title"], strings["easy.home_one"], body, "home")


def _choice(composer: Composer, section: str, href: str) -> dict[str, str]:
    """A link of the easy-read home page, with its picture."""
    drawing = COLLECTIONS[section].drawing if section in COLLECTIONS else _DRAWINGS[section]
    return {"label": composer.strings[f"easy.nav.{section}"], "href": href, "drawing": drawing}
