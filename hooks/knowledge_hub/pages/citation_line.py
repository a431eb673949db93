"""How to cite an entry or the data: one line in the reader's language. No person is named; the author is the hub."""

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.templating import Html, render
from knowledge_hub.views.passages import Passage


def citation(composer: Composer, entry: Entry) -> Html:
    """One line: title, hub, day of the last change, address."""
    return cited(composer, composer.localised.title(entry), str(entry.record.updated), f"{entry.path}.html")


def cited(composer: Composer, title: Passage, updated: str, uri: str) -> Html:
    """The same for any page; the address only where the hub's public one is known."""
    strings = composer.strings
    context = {
        "title": title,
        "end": strings["list.sentence_end"],
        "hub": strings["site.name"],
        "day": strings.date(updated),
        "address": f"{composer.site_url}{composer.edition.prefix}{uri}" if composer.site_url else None,
    }
    return render("citation.html", composer.localised.language, context)
