"""How to cite an entry: one line in the reader's language. No person is named; the author is the hub."""

from html import escape

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.templating import Html, language_attributes


def citation(composer: Composer, entry: Entry) -> Html:
    """One line: title, hub, day of the last change, address."""
    strings, title = composer.strings, composer.localised.title(entry)
    marked = "" if title.language == composer.localised.language else language_attributes(title.language)
    end, day = strings["list.sentence_end"], strings.date(entry.record.updated)
    line = f"<cite{marked}>{escape(title.text)}</cite>{end}{escape(strings['site.name'])} ({escape(day)})"
    if composer.site_url:
        url = f"{composer.site_url}{composer.edition.prefix}{entry.path}.html"
        line += f'{end}<span dir="ltr">{escape(url)}</span>'
    return Html(line)
