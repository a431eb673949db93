"""Stage 6: the home pages of both registers, the credits, and the page for addresses that lead nowhere."""

import re
from collections.abc import Sequence

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.chrome import SECTIONS
from knowledge_hub.composer import Composer, Page
from knowledge_hub.facts import capacity_symbol
from knowledge_hub.languages import DEFAULT_LANGUAGE, Edition, LanguageCode, direction
from knowledge_hub.plan import FORM_PLACE, PageKey, slug
from knowledge_hub.templating import Html, render
from knowledge_hub.vocabularies import Picture

_NEW = 4
_EVENTS = 6
_EASY_LINES = {
    "easy.home_one": "people",
    "easy.home_two": "handshake",
    "easy.home_three": "world",
    "easy.home_four": "speech",
    "easy.home_five": "team",
    "easy.home_six": "thumbs-up",
}
"""The sentences of the easy-read home page, each with its picture."""
_EASY_CHOICES = {
    "practices": "star",
    "countries": "map",
    "guidance": "tools",
    "events": "meeting",
    "resources": "books",
    "support": "hand-raised",
    "about": "question",
}
"""The seven choices of the easy-read portal, each with its picture."""


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
        trail=composer.trail(key, None),
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
    body = composer.render("glossary.html", key, trail=composer.trail(key, None), title=title, lead=lead, words=words)
    return Page(title, lead, body, "glossary")


def not_found_page(catalogue: Catalogue, site_languages: Sequence[LanguageCode]) -> Page:
    """One page in all languages of the site, as nobody knows which one the reader wanted."""
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
                "href": f"{Edition(code, 'standard').prefix}index.html",
            }
        )
    strings = catalogue.strings[DEFAULT_LANGUAGE]
    body = render("not_found.html", DEFAULT_LANGUAGE, {"languages": languages})
    title, text = strings["not_found.title"], strings["not_found.text"]
    source = f"hub_data/strings/{DEFAULT_LANGUAGE}.yml"
    return Page(title, text, body, "", translated=False, source=source, suggest=FORM_PLACE)


def at_any_depth(html: str, site_url: str) -> str:
    """A page of the site's root that hosts show at any address, so that its links need the public one where that is known."""
    return _RELATIVE.sub(rf"\1{site_url}", html) if site_url else html


_RELATIVE = re.compile(r'((?:href|src)=")(?![a-z]+:|#|/)')
"""The start of every relative link of a page at the site's root."""


def _standard(composer: Composer, key: PageKey) -> Page:
    strings, plan = composer.strings, composer.plan
    practices, states = plan.ids("collection", "practices"), plan.keys("country")
    doors = [
        ("practices", "practices/index.html", strings.count("count.practices", len(practices))),
        ("states", "countries/index.html", strings.count("count.states", len(states))),
        ("guidance", "guidance/index.html", ""),
        ("contribute", "contribute.html", ""),
    ]
    events = [composer.entry(each) for each in reversed(plan.ids("collection", "events")[-_EVENTS:])]
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
            for name, href, count in doors
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
        events=[
            {
                "href": f"{entry.path}.html",
                "title": composer.localised.title(entry),
                "over": composer.over(entry),
            }
            for entry in events
        ],
        new=Html("\n".join(composer.card(entry, 0) for entry in composer.localised.newest("practices", _NEW))),
    )
    return Page(strings["home.title"], strings["home.description"], body, "home")


def _practices_with(composer: Composer, capacity: str) -> str:
    ids = composer.plan.ids("capacity", capacity)
    practices = composer.catalogue.entries["practices"]
    return composer.strings.count("count.practices", sum(each in practices for each in ids))


def _easy(composer: Composer, key: PageKey) -> Page:
    strings = composer.strings
    choices = [
        {
            "label": strings[f"easy.nav.{section}"],
            "href": f"{section}/index.html" if section in SECTIONS else f"{section}.html",
            "drawing": drawing,
        }
        for section, drawing in _EASY_CHOICES.items()
    ]
    lines = [(strings[name], drawing) for name, drawing in _EASY_LINES.items()]
    body = composer.render("easy_home.html", key, lines=lines, choices=choices)
    return Page(strings["easy.home_title"], strings["easy.home_one"], body, "home")
