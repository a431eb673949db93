"""Home pages of both registers, credits, glossary and the 404 page."""

import re
from collections.abc import Iterator, Sequence

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, Edition, LanguageCode, direction
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.model.entry_collections import COLLECTIONS, EVENTS, PRACTICES, Collection
from knowledge_hub.model.vocabularies import Picture
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.templating import Html, escaped, render
from knowledge_hub.views.navigation import SECTIONS
from knowledge_hub.views.page_plan import PageKey, slug

_NEW, _EVENTS = 4, 6
"""New practices and latest events on the home page: one row of cards, and lines of about the same height."""
_EASY_LINES = {
    "easy.home_one": "people",
    "easy.home_two": "handshake",
    "easy.home_three": "world",
    "easy.home_four": "speech",
    "easy.home_five": "team",
    "easy.home_six": "thumbs-up",
}
"""The sentences of the easy-read home page, each with its picture."""
_DRAWINGS = {"countries": "map", "about": "question"}
"""The pictures of those choices of the easy-read home page that are no collections."""


def home_page(composer: Composer, key: PageKey) -> Page:
    """The front of an edition."""
    return _easy(composer, key) if composer.easy else _standard(composer, key)


def credits_page(composer: Composer, key: PageKey) -> Page:
    """Every picture with its author and licence."""
    strings = composer.strings
    pictures = composer.catalogue.vocabularies["pictures"]
    body = composer.render(
        "credits.html",
        key,
        title=strings["credits.title"],
        lead=strings["credits.lead"],
        author=strings.fill("credits.author", author=pictures.source, licence=pictures.licence or ""),
        pictures=[
            {"name": name, "alt": term.label[composer.localised.language], "original": f"{term.annotation} ({term.hexcode})"}
            for name, term in pictures.terms.items()
            if isinstance(term, Picture)
        ],
    )  # fmt: skip
    return Page(strings["credits.title"], strings["credits.lead"], body, "credits")


def glossary_page(composer: Composer, key: PageKey) -> Page:
    """The hard words and what they mean, in alphabetical order."""
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
    """One page in all languages of the site, as nobody knows which one the reader wanted.

    Without a public address it also says how a reader gets home by hand, for browsers that run no script (``at_any_depth``).
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
    """A page of the site's root that hosts show at any address: its links need the public one.

    Where that is not known, the page names the site's style and script at every distance, and the script that is found gives the
    links their start (``hub.js``).
    """
    if site_url:
        return _RELATIVE.sub(lambda found: f"{found[0]}{escaped(site_url)}", html)
    lost = html.replace("<html ", '<html data-lost="" ', 1)
    return _SHARED.sub(lambda found: "".join(f"{found[1]}{'../' * up}{found[2]}" for up in range(_FARTHEST + 1)), lost)


_RELATIVE = re.compile(r'(?:href|src|action)="(?![a-z]+:|#|/)')
"""The start of every relative link of a page at the site's root."""
_SHARED = re.compile(r'(<(?:link rel="stylesheet" href|script src)=")(assets/hub\.[^>]*>(?:</script>)?)')
"""The style and the script that all pages share."""
_FARTHEST = 9
"""Folders between an address and the site's root, at most. Above the host's root there is nothing, so browsers ask no oftener."""


def _standard(composer: Composer, key: PageKey) -> Page:
    strings = composer.strings
    events = [composer.entry(each) for each in reversed(composer.plan.ids("collection", EVENTS.name)[-_EVENTS:])]
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
        new=Html("\n".join(composer.card(entry, 0) for entry in composer.localised.newest(PRACTICES.name, _NEW))),
    )
    return Page(strings["home.title"], strings["home.description"], body, "home")


def _doors(composer: Composer) -> Iterator[tuple[str, str, str]]:
    """Name, address and count of each door: the practices, the States, other collections, how to contribute."""
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
    return composer.strings.count(f"count.{PRACTICES.name}", sum(each in practices for each in ids))


def _easy(composer: Composer, key: PageKey) -> Page:
    strings = composer.strings
    doors = [each.name for each in COLLECTIONS.values() if each.on_easy_home and not each.menu]
    choices = [_choice(composer, section, f"{section}/index.html") for section in (*SECTIONS, *doors)]
    choices.append(_choice(composer, "about", "about.html"))
    lines = [(strings[name], drawing) for name, drawing in _EASY_LINES.items()]
    body = composer.render("easy_home.html", key, lines=lines, choices=choices)
    return Page(strings["easy.home_title"], strings["easy.home_one"], body, "home")


def _choice(composer: Composer, section: str, href: str) -> dict[str, str]:
    """A link of the easy-read home page, with its picture."""
    drawing = COLLECTIONS[section].drawing if section in COLLECTIONS else _DRAWINGS[section]
    return {"label": composer.strings[f"easy.nav.{section}"], "href": href, "drawing": drawing}
