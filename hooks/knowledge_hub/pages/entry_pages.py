"""The page of an entry, in the standard and in the easy-read register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.entry_models import DatedStep
from knowledge_hub.pages.change_log import change_lines
from knowledge_hub.pages.citation_line import citation
from knowledge_hub.pages.composer import Composer, EntryLink, Page
from knowledge_hub.pages.dated_steps import steps_table, timeline
from knowledge_hub.pages.fact_table import facts
from knowledge_hub.pages.source_list import source_list
from knowledge_hub.pages.templating import Html, element, filled, render
from knowledge_hub.views.localised import Localised, cached_by_edition
from knowledge_hub.views.page_plan import DOSSIER_PLACE, FORM_PLACE, PageKey, slug
from knowledge_hub.views.passages import HardWord, Section


def entry_page(composer: Composer, key: PageKey) -> Page:
    """The page of an entry in the edition's register."""
    entry = composer.entry(key.key)
    return _easy(composer, key, entry) if composer.easy else _standard(composer, key, entry)


def moved_page(composer: Composer, key: PageKey) -> Page:
    """The redirect from a former URL of an entry, with a link for browsers that do not follow it."""
    entry = composer.entry(key.key)
    title, note = composer.localised.title(entry), composer.strings["moved.title"]
    body = composer.render(
        "moved.html",
        key,
        easy=composer.easy,
        title=title,
        href=f"{entry.record.id}.html",
    )
    name = f"{title.text} ({note})"
    return Page(name, note, body, entry.collection, source=_source(composer, entry), moved_to=f"{entry.path}.html")


def _standard(composer: Composer, key: PageKey, entry: Entry) -> Page:
    localised, record = composer.localised, entry.record
    title, summary = localised.title(entry), localised.passage(entry, "text.summary")
    sections = localised.sections(entry)
    table = facts(localised, entry)
    steps: Sequence[DatedStep] = getattr(record, "dated_steps", ())
    body = composer.render(
        "entry.html",
        key,
        title=title,
        summary=summary,
        facts=table.rows,
        any_editorial=table.editorial,
        contents=_contents(composer, sections, steps=bool(steps)),
        sections=[(section, _claims(composer, section)) for section in sections],
        sources=source_list(composer.localised, record),
        similar=list(_similar(composer, entry)),
        related=[composer.link(other, "../") for other in filter(None, map(composer.catalogue.find, record.related))],
        steps=steps_table(composer, record.countries, steps) if steps else None,
        timeline=timeline(composer, steps),
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
        parts=[(part, [(line, _words(localised, line.words)) for line in part.lines]) for part in parts],
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
    """The YAML file with the text of the page."""
    language = composer.localised.language
    return f"{entry.path}/{f'{language}.yml' if language in entry.translations else ENTRY}"


def _for_paper(composer: Composer, entry: Entry) -> dict[str, str]:
    """Path and last change of the entry, for dossiers and for printing."""
    updated = entry.record.updated
    text = composer.strings.fill("entry.updated", date=composer.strings.date(updated))
    return {"path": entry.path, "updated": str(updated), "date": text, "dossier": DOSSIER_PLACE}


def _contents(composer: Composer, sections: Sequence[Section], *, steps: bool) -> list[tuple[str, str]]:
    """Anchor and heading of each section of the page, for its table of contents."""
    links = [(section.id, section.heading) for section in sections]
    if steps:
        links.append(("steps", composer.strings["steps.heading"]))
    return [*links, ("sources", composer.strings["entry.sources"])]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of a section."""

    text: str
    support: Html
    """Markup after the text: who claims it, whether it is an editorial interpretation, and its sources."""
    shown_by: list[EntryLink]
    """The entries that show a point of guidance in practice."""


def _claims(composer: Composer, section: Section) -> list[Claim]:
    return [
        Claim(
            paragraph.text,
            _support(composer.localised, paragraph.says, paragraph.editorial, paragraph.references),
            [composer.link(entry, "../") for entry in filter(None, map(composer.catalogue.find, paragraph.shown_by))],
        )
        for paragraph in section.paragraphs
    ]


@cached_by_edition
def _support(localised: Localised, says: str | None, editorial: bool, references: tuple[int, ...]) -> Html:  # noqa: FBT001 - part of the cache key
    """Markup after a statement. Cached: thousands of statements share a few hundred variants."""
    strings = localised.strings
    context = {
        "t": strings.texts,
        "says": strings.fill("field.says", who=says) if says else None,
        "editorial": editorial,
        "references": [(number, strings.fill("entry.source", number=str(number))) for number in references],
    }
    return render("support.html", localised.language, context)


@cached_by_edition
def _words(localised: Localised, words: tuple[HardWord, ...]) -> Html:
    """Boxes with explanations of the hard words of a sentence."""
    explanations = []
    for word in words:
        link = element("a", word.word, {"href": f"../glossary.html#{slug(word.code)}"})
        explanations.append((filled(localised.strings["easy.word"], word=link), word.meaning))
    return render("words.html", localised.language, {"words": explanations})


def _similar(composer: Composer, entry: Entry) -> Iterator[tuple[EntryLink, str]]:
    """Links to similar entries, each with a sentence on what they share."""
    for similar in composer.similarity.to(entry.record.id):
        shared = composer.join(composer.localised.label(*trait) for trait in similar.shared)
        href = f"{similar.entry.record.id}.html"
        link = EntryLink(href, composer.localised.title(similar.entry), composer.eyebrow(similar.entry))
        yield link, composer.strings.fill("entry.similar_because", what=shared)


def _dates(composer: Composer, record: Record) -> list[str]:
    strings = composer.strings
    out = [strings.fill("entry.added", date=strings.date(record.added))]
    if record.updated != record.added:
        out.append(strings.fill("entry.updated", date=strings.date(record.updated)))
    if record.review_by:
        out.append(strings.fill("entry.review_by", date=strings.date(record.review_by)))
    return out
