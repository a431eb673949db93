"""Citation of an entry or of the data as one line, in the page's language. No person is named; the author is the hub."""

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.templating import Html, render
from knowledge_hub.views.passages import Passage


def citation(composer: Composer, entry: Entry) -> Html:
    """The citation of an entry: title, hub, day of the last change, and URL."""
    return cite_page(composer, composer.localised.title(entry), str(entry.record.updated), f"{entry.path}.html")


def cite_page(composer: Composer, title: Passage, updated: str, uri: str) -> Html:
    """The citation of any page, with its URL if there is a public address."""
    strings = composer.strings
    context = {
        "title": title,
        "end": strings["list.sentence_end"],
        "hub": strings["site.name"],
        "day": strings.date(updated),
        "address": f"{composer.site_url}{composer.edition.prefix}{uri}" if composer.site_url else None,
    }
    return render("citation.html", composer.localised.language, context)
