"""The numbered list of sources on an entry's page."""

from knowledge_hub.base.languages import direction
from knowledge_hub.model.entry_base import Record, Source
from knowledge_hub.pages.templating import Html, element, escaped, joined
from knowledge_hub.views.localised import Localised


def source_list(localised: Localised, record: Record) -> Html:
    """The list items, in the order of the numbers that statements refer to."""
    return joined(
        (
            element("li", _source(localised, source, record.original_language), {"id": f"source-{number}"})
            for number, source in enumerate(record.sources, 1)
        ),
        "\n",
    )


def source_details(localised: Localised, source: Source) -> list[str]:
    """The details of a source after title and publisher: symbol, paragraphs, date, language."""
    strings = localised.strings
    parts = [source.symbol] if source.symbol else []
    if source.paragraphs:
        parts.append(strings.fill("entry.paragraph", paragraphs=source.paragraphs))
    if source.date:
        parts.append(strings.date(source.date))
    if source.language and source.language != localised.language:
        parts.append(strings.fill("entry.source_in", language=localised.language_name(source.language)))
    return parts


def _source(localised: Localised, source: Source, original_language: str) -> Html:
    """One source: its title, as a link if it has a URL, then its kind and details.

    The title is in ``title_language`` or the language of the source, the publisher's name in the original language of the entry.
    """
    strings = localised.strings
    title = _in_language(localised, source.title, source.title_language or source.language or original_language)
    if source.url:
        title = element("a", title, {"href": source.url, "rel": "external"})
    kind, end = localised.label("source_kinds", source.kind), strings["list.sentence_end"]
    publisher = [_in_language(localised, source.publisher, original_language)] if source.publisher else []
    details = joined([*publisher, *source_details(localised, source)], strings["list.separator"])
    description = joined((kind, end, details)).removesuffix(end.rstrip()) + end.rstrip()
    unconfirmed = [] if source.url_confirmed else [" ", strings["entry.unconfirmed"]]
    return joined(
        (title, element("br"), element("span", joined((Html(description), *unconfirmed)), {"class": "small"}))
    )


def _in_language(localised: Localised, text: str, language: str) -> Html:
    """Wrap a text in ``<span lang dir>`` if its language is not that of the page."""
    if language == localised.language:
        return escaped(text)
    return element("span", text, {"lang": language, "dir": direction(language)})
