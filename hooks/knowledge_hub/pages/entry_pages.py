"""The page of an entry, in the standard and in the easy-read register."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.pages.change_log import change_lines
from knowledge_hub.pages.citation_line import citation
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.dated_steps import steps_line, steps_table
from knowledge_hub.pages.fact_table import facts
from knowledge_hub.pages.source_list import source_list
from knowledge_hub.pages.templating import Html, language_attributes, picture
from knowledge_hub.views.localised import EasyLine, EasyPart, HardWord, Paragraph, Section
from knowledge_hub.views.page_plan import DOSSIER_PLACE, FORM_PLACE, PageKey, slug


def entry_page(composer: Composer, key: PageKey) -> Page:
    """The page of one record in the edition's register."""
    entry = composer.entry(key.key)
    return _easy(composer, key, entry) if composer.easy else _standard(composer, key, entry)


def moved_page(composer: Composer, key: PageKey) -> Page:
    """An address that a record had before it was renamed: leads to where it is now, at once or by a link."""
    entry = composer.entry(key.key)
    title, said = composer.localised.title(entry), composer.strings["moved.title"]
    body = composer.render(
        "moved.html",
        key,
        easy=composer.easy,
        title=title,
        href=f"{entry.record.id}.html",
    )
    name = f"{title.text} ({said})"
    return Page(name, said, body, entry.collection, source=_source(composer, entry), moved=f"{entry.path}.html")


def _standard(composer: Composer, key: PageKey, entry: Entry) -> Page:
    localised, record = composer.localised, entry.record
    title, summary = localised.title(entry), localised.passage(entry, "text.summary")
    sections = localised.sections(entry)
    table = facts(localised, entry)
    body = composer.render(
        "entry.html",
        key,
        title=title,
        summary=summary,
        facts=table.rows,
        any_reading=table.reading,
        contents=_contents(composer, sections, steps=bool(getattr(record, "dated_steps", ()))),
        sections=[(section, _paragraphs(composer, section)) for section in sections],
        sources=source_list(composer.localised, record),
        similar=list(_similar(composer, entry)),
        related=[
            {"title": localised.title(other), "href": f"../{other.path}.html"}
            for other in (composer.catalogue.find(each) for each in record.related)
            if other
        ],
        steps=_steps(composer, record),
        source_one=composer.strings.fill("entry.source", number="1"),
        visit=getattr(record, "url", None) if COLLECTIONS[entry.collection].visited else None,
        status=localised.translation_status(entry),
        translated=localised.language in entry.translations,
        untranslated=not localised.is_translated(entry),
        dates=_dates(composer, record),
        changes=change_lines(composer, entry),
        citation=citation(composer, entry),
        files=f"{composer.root(key.depth)}data/{entry.path}",
        form=FORM_PLACE,
        **_for_paper(composer, entry),
    )
    description = summary.text if summary else title.text
    return _page(composer, entry, description, body)


def _easy(composer: Composer, key: PageKey, entry: Entry) -> Page:
    localised = composer.localised
    title, parts = localised.title(entry), localised.easy_parts(entry)
    translation = entry.translations.get(localised.language)
    before, after = composer.plan.neighbours(entry.collection, entry.record.id)
    body = composer.render(
        "easy_entry.html",
        key,
        title=title,
        check=localised.easy_status(entry),
        machine=translation is not None and translation.status == "machine_draft",
        status=localised.translation_status(entry),
        untranslated=not localised.is_translated(entry),
        parts=[(part, _lines(composer, part, key)) for part in parts],
        standard=composer.other_register(key),
        previous=f"{before}.html" if before else "index.html",
        next=f"{after}.html" if after else None,
        **_for_paper(composer, entry),
    )
    description = parts[0].lines[0].text if parts else title.text
    return _page(composer, entry, description, body)


def _page(composer: Composer, entry: Entry, description: str, body: Html) -> Page:
    return Page(
        composer.localised.title(entry).text, description, body, entry.collection,
        translated=composer.localised.is_translated(entry),
        source=_source(composer, entry),
        suggest=f"{FORM_PLACE}?correct={entry.path}",
    )  # fmt: skip


def _source(composer: Composer, entry: Entry) -> str:
    """The file with the text that the page shows."""
    language = composer.localised.language
    return f"{entry.path}/{f'{language}.yml' if language in entry.translations else ENTRY}"


def _for_paper(composer: Composer, entry: Entry) -> dict[str, str]:
    """What a dossier and a printed page say of the record: its path, and its last change."""
    updated = entry.record.updated
    said = composer.strings.fill("entry.updated", date=composer.strings.date(updated))
    return {"path": entry.path, "updated": str(updated), "date": said, "dossier": DOSSIER_PLACE}


def _steps(composer: Composer, record: Record) -> dict[str, Html] | None:
    """The dated steps of a programme, where it has some."""
    steps: Sequence[DatedStep] = getattr(record, "dated_steps", ())
    if not steps:
        return None
    return {"table": steps_table(composer, record.countries, steps), "line": steps_line(composer, steps)}


def _contents(composer: Composer, sections: Sequence[Section], *, steps: bool) -> Html:
    """Links to the sections of the story and to its sources."""
    links = [(section.id, section.heading) for section in sections]
    if steps:
        links.append(("steps", composer.strings["steps.heading"]))
    links.append(("sources", composer.strings["entry.sources"]))
    return Html("\n".join(f'<li><a href="#{place}">{escape(heading)}</a></li>' for place, heading in links))


def _paragraphs(composer: Composer, section: Section) -> Html:
    """The statements of a section, each with what supports it."""
    foreign = section.language != composer.localised.language
    of_text = language_attributes(section.language) if foreign else ""
    of_support = language_attributes(composer.localised.language) if foreign else ""
    return Html(
        "\n".join(
            f'<p{of_text}>{escape(each.text)}<span class="support"{of_support}>{_support(composer, each)}</span></p>'
            f"{_shown_by(composer, each)}"
            for each in section.paragraphs
        )
    )


def _support(composer: Composer, paragraph: Paragraph) -> str:
    """What follows a statement: who claims it, whether it is our reading, the numbers of its sources."""
    key = (paragraph.says, paragraph.editorial, paragraph.references)
    kept: str | None = composer.localised.kept.get(key)
    if kept is None:
        kept = composer.localised.kept[key] = "".join(_supports(composer, paragraph))
    return kept


def _supports(composer: Composer, paragraph: Paragraph) -> Iterator[str]:
    strings = composer.strings
    if paragraph.says:
        yield f' <span class="says">{escape(strings.fill("field.says", who=paragraph.says))}</span>'
    if paragraph.editorial:
        yield f' <span class="reading">{escape(strings["field.editorial"])}</span>'
    for number in paragraph.references:
        label = escape(strings.fill("entry.source", number=str(number)))
        yield f' <a class="ref" href="#source-{number}" aria-label="{label}">{number}</a>'


def _shown_by(composer: Composer, paragraph: Paragraph) -> str:
    """Links to the records that show a point of guidance."""
    links = []
    for entry in filter(None, map(composer.catalogue.find, paragraph.shown_by)):
        title, over = composer.localised.title(entry), composer.over(entry)
        foreign = language_attributes(title.language) if title.language != composer.localised.language else ""
        links.append(
            f'<li><span class="over">{escape(over)}</span> '
            f'<a href="../{entry.path}.html"{foreign}>{escape(title.text)}</a></li>'
        )
    if not links:
        return ""
    label = escape(composer.strings["field.shown_by"])
    return f'<p class="shown-by">{label}</p><ul class="shown-by">{"".join(links)}</ul>'


def _lines(composer: Composer, part: EasyPart, key: PageKey) -> Html:
    """The easy-read sentences of a part: the picture, the sentence, its hard words explained."""
    foreign = language_attributes(part.language) if part.language != composer.localised.language else ""
    root = composer.root(key.depth)
    return Html(
        "\n".join(
            f"<li>{picture(root, line.picture) if line.picture else ''}"
            f"<div><p{foreign}>{escape(line.text)}</p>{_words(composer, line)}</div></li>"
            for line in part.lines
        )
    )


def _words(composer: Composer, line: EasyLine) -> str:
    """The boxes that explain the hard words of a sentence."""
    kept: str | None = composer.localised.kept.get(line.words)
    if kept is None:
        kept = composer.localised.kept[line.words] = "".join(_word(composer, each) for each in line.words)
    return kept


def _word(composer: Composer, word: HardWord) -> str:
    says = composer.strings.fill(
        "easy.word", word=f'<a href="../glossary.html#{slug(word.code)}">{escape(word.word)}</a>'
    )
    return f'<p class="word"><strong>{says}</strong> {escape(word.meaning)}</p>'


def _similar(composer: Composer, entry: Entry) -> Iterator[dict[str, Any]]:
    for each in composer.similarity.to(entry.record.id):
        shared = composer.join(composer.localised.label(*trait) for trait in each.shared)
        yield {
            "href": f"{each.entry.record.id}.html",
            "title": composer.localised.title(each.entry),
            "over": composer.over(each.entry),
            "because": composer.strings.fill("entry.similar_because", what=shared),
        }


def _dates(composer: Composer, record: Record) -> list[str]:
    strings = composer.strings
    out = [strings.fill("entry.added", date=strings.date(record.added))]
    if record.updated != record.added:
        out.append(strings.fill("entry.updated", date=strings.date(record.updated)))
    if record.review_by:
        out.append(strings.fill("entry.review_by", date=strings.date(record.review_by)))
    return out
