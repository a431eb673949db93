"""The numbered sources of an entry's page."""

from html import escape

from knowledge_hub.model.entry_base import Record, Source
from knowledge_hub.pages.templating import Html, language_attributes
from knowledge_hub.views.localised import Localised


def source_list(localised: Localised, record: Record) -> Html:
    """The items of the list, in the order in which statements number them."""
    items = (
        f'<li id="source-{number}">{_source(localised, each, record.original_language)}</li>'
        for number, each in enumerate(record.sources, 1)
    )
    return Html("\n".join(items))


def source_details(localised: Localised, source: Source) -> list[str]:
    """What tells a source apart besides its title and publisher: symbol, paragraph, date, language."""
    strings = localised.strings
    parts = [source.symbol] if source.symbol else []
    if source.paragraphs:
        parts.append(strings.fill("entry.paragraph", paragraphs=source.paragraphs))
    if source.date:
        parts.append(strings.date(source.date))
    if source.language and source.language != localised.language:
        parts.append(strings.fill("entry.source_in", language=localised.language_name(source.language)))
    return parts


def _source(localised: Localised, source: Source, original_language: str) -> str:
    """One source: its title as a link where it has an address, then what it is.

    A title is in its source's language unless the record says otherwise; the publisher's name in the record's.
    """
    strings = localised.strings
    title = _in_language(localised, source.title, source.title_language or source.language or original_language)
    if source.url:
        title = f'<a href="{escape(source.url)}" rel="external">{title}</a>'
    kind, end = localised.label("source_kinds", source.kind), strings["list.sentence_end"]
    publisher = _in_language(localised, source.publisher, original_language) if source.publisher else ""
    details = [publisher, *map(escape, source_details(localised, source))]
    said = f"{escape(kind)}{end}{strings['list.separator'].join(each for each in details if each)}"
    said = said.removesuffix(end.rstrip()) + end.rstrip()
    if not source.url_confirmed:
        said += f" {escape(strings['entry.unconfirmed'])}"
    return f'{title}<br><span class="small">{said}</span>'


def _in_language(localised: Localised, text: str, language: str) -> str:
    """A name, marked when it is in another language than the page."""
    marked = "" if language == localised.language else language_attributes(language)
    return f"<span{marked}>{escape(text)}</span>" if marked else escape(text)
