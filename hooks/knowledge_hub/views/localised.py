"""The catalogue localised: one language, one register, every label and text resolved.

Fallback and staleness are decided here and nowhere else, field by field: an untranslated field is the original's
text with the original's language, a field whose original has changed since says so.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from knowledge_hub.base.languages import OWN_NAMES, Direction, Edition, direction
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Easy, Point, Record, Sentence, Statement, Text
from knowledge_hub.model.field_info import FieldInfo, fields_of
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.translations import Original, original_of, translated

Freshness = Literal["original", "translated", "stale", "untranslated"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the language that it is really in."""

    text: str
    language: str
    freshness: Freshness = "original"

    @property
    def direction(self) -> Direction:
        """Direction of writing of the passage itself, whatever the page's."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One statement: its text, the numbers of its sources, who claims it, whether it is our reading."""

    text: str
    references: tuple[int, ...]
    says: str | None
    editorial: bool
    shown_by: tuple[str, ...] = ()
    """Ids of the records that show it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One field of the story. ``notice`` tells of a fallback or of a stale translation; None when all is well."""

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    language: str
    notice: str | None

    @property
    def direction(self) -> Direction:
        """Direction of writing of the paragraphs."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word of the glossary with its explanation."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One easy-read sentence, its picture file (or None) and its hard words."""

    text: str
    picture: str | None
    words: tuple[HardWord, ...]


@dataclass(frozen=True, slots=True)
class EasyPart:
    """One part of an easy-read text."""

    id: str
    heading: str
    lines: tuple[EasyLine, ...]
    language: str
    notice: str | None

    @property
    def direction(self) -> Direction:
        """Direction of writing of the lines."""
        return direction(self.language)


@cache
def _stories(model: type[Text]) -> tuple[FieldInfo, ...]:
    """The fields of a story in the order of a page: what could not be established comes last."""
    fields = [field for field in fields_of(model) if field.kind == "statements"]
    return tuple(sorted(fields, key=lambda field: field.name == "unknown"))


class Localised:
    """The catalogue in one edition. Holds labels and pieces of pages that many pages share; otherwise without state."""

    def __init__(self, catalogue: Catalogue, edition: Edition) -> None:
        """Nothing is computed before it is asked for."""
        self.catalogue = catalogue
        self.edition = edition
        self.language = edition.language
        self.easy = edition.register == "easy"
        self.strings: Strings = catalogue.strings[edition.language]
        self._labels: dict[str, dict[str, str]] = {}
        self._titles: dict[str, Passage] = {}
        self._made: dict[Callable[..., object], dict[object, Any]] = defaultdict(dict)
        """What functions with ``cached_by_edition`` have made, for each function by its arguments."""

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code in this language."""
        labels = self._labels.get(vocabulary)
        if labels is None:
            terms = self.catalogue.vocabularies[vocabulary].terms
            labels = self._labels[vocabulary] = {each: terms[each].label[self.language] for each in terms}
        return labels[code]

    def definition(self, vocabulary: str, code: str) -> str | None:
        """What a code means, in this language."""
        definition = self.catalogue.vocabularies[vocabulary].terms[code].definition
        return definition[self.language] if definition else None

    def language_name(self, tag: str) -> str:
        """The name of a language in this language (CLDR); where it has none, a language of the hub has its own name."""
        names = self.strings.language_names
        return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or OWN_NAMES.get(tag, tag)

    def field(self, entry: Entry, name: str) -> tuple[Original, str, Freshness] | None:
        """One text field such as 'text.title' as this reader gets it, or None when the record has none."""
        if entry.record.original_language == self.language:
            original = original_of(entry.record, name)
            return (original, self.language, "original") if original else None
        translation = entry.translations.get(self.language)
        text = translated(translation, name) if translation else None
        if text is not None:
            return text, self.language, "stale" if name in entry.stale[self.language] else "translated"
        original = original_of(entry.record, name)
        return (original, entry.record.original_language, "untranslated") if original else None

    def passage(self, entry: Entry, name: str) -> Passage | None:
        """A field that holds one string."""
        found = self.field(entry, name)
        if found is None:
            return None
        text, language, freshness = found
        return Passage(text if isinstance(text, str) else " ".join(text), language, freshness)

    def title(self, entry: Entry) -> Passage:
        """The title in this register; a record without easy-read text keeps its standard title."""
        title = self._titles.get(entry.path)
        if title is None:
            easy = self.passage(entry, "easy.title") if self.easy else None
            title = easy or self.passage(entry, "text.title")
            if title is None:
                raise ValueError(f"{entry.path} has no title")
            self._titles[entry.path] = title
        return title

    def sections(self, entry: Entry) -> tuple[Section, ...]:
        """The story, in the order of the model. Empty fields are left out, but for those that every reader looks for."""
        numbers = {source.id: number for number, source in enumerate(entry.record.sources, 1)}
        out = []
        for field in _stories(type(entry.record.text)):
            statements = getattr(entry.record.text, field.name)
            if statements or field.always_shown:
                out.append(self._section(entry, field, statements, numbers))
        return tuple(out)

    def _section(
        self, entry: Entry, field: FieldInfo, statements: Sequence[Statement], numbers: dict[str, int]
    ) -> Section:
        name = field.name
        texts, language, freshness = self.field(entry, f"text.{name}") or ((), self.language, "original")
        paragraphs = tuple(
            Paragraph(
                text,
                tuple(numbers[source] for source in statement.sources),
                self.label("attributions", statement.says) if statement.says else None,
                statement.editorial,
                statement.shown_by if isinstance(statement, Point) else (),
            )
            for text, statement in zip(texts, statements, strict=True)
        )
        heading = self.label(field.labelled, name) if field.labelled else self.strings[f"field.{name}"]
        return Section(name.replace("_", "-"), heading, paragraphs, language, self.notice(entry, freshness))

    def easy_parts(self, entry: Entry) -> tuple[EasyPart, ...]:
        """The easy-read text, part by part; empty when the record has none."""
        easy = entry.record.easy
        if easy is None:
            return ()
        out = []
        for name in Easy.model_fields:
            sentences = getattr(easy, name)
            if name == "title" or not sentences:
                continue
            texts, language, freshness = self.field(entry, f"easy.{name}") or ((), self.language, "original")
            lines = tuple(self._easy_line(*each) for each in zip(texts, sentences, strict=True))
            out.append(
                EasyPart(
                    name, self._easy_heading(entry.collection, name), lines, language, self.notice(entry, freshness)
                )
            )
        return tuple(out)

    def _easy_line(self, text: str, sentence: Sentence) -> EasyLine:
        words = tuple(
            HardWord(code, self.label("glossary", code), self.definition("glossary", code) or "")
            for code in sentence.words
        )
        return EasyLine(text, sentence.picture, words)

    def _easy_heading(self, collection: str, part: str) -> str:
        specific = f"easy.{collection}.{part}"
        return self.strings[specific if specific in self.strings.texts else f"easy.{part}"]

    def notice(self, entry: Entry, freshness: Freshness) -> str | None:
        """What must be said above a passage; nothing where the whole record is untranslated, as its page says so."""
        if freshness == "untranslated" and self.language in entry.translations:
            language = self.language_name(entry.record.original_language)
            return self.strings.fill("entry.partly", language=language)
        return self.strings["entry.stale"] if freshness == "stale" else None

    def translation_status(self, entry: Entry) -> str:
        """One sentence on how the text came into this language."""
        original = self.language_name(entry.record.original_language)
        if entry.record.original_language == self.language:
            return self.strings.fill("entry.original", language=original)
        translation = entry.translations.get(self.language)
        if translation is None:
            return self.strings.fill("entry.not_translated", language=original)
        return self.strings.fill(f"entry.{translation.status}", language=original)

    def easy_status(self, entry: Entry) -> str:
        """Whether readers with intellectual disabilities have checked the easy-read text in this language."""
        holder: Record | object = entry.record
        if entry.record.original_language != self.language:
            holder = entry.translations.get(self.language, entry.record)
        check = getattr(holder, "easy_checked", None)
        if check is None:
            return self.strings["easy.not_checked"]
        return self.strings.fill("easy.checked", who=check.by, date=self.strings.date(check.on))

    def is_translated(self, entry: Entry) -> bool:
        """Whether any text of the record exists in this language."""
        return entry.record.original_language == self.language or self.language in entry.translations

    def newest(self, collection: str, count: int) -> list[Entry]:
        """The records added last; equal days in the order of their ids."""
        entries = self.catalogue.entries[collection].values()
        return sorted(entries, key=lambda entry: entry.record.added, reverse=True)[:count]


_Arguments = ParamSpec("_Arguments")
_Made = TypeVar("_Made")


def cached_by_edition(
    make: Callable[Concatenate[Localised, _Arguments], _Made],
) -> Callable[Concatenate[Localised, _Arguments], _Made]:
    """Cache what a function makes of an edition, for as long as the edition lives.

    Each function has a cache of its own, and all arguments are its key, so two results cannot be taken for each other.
    """

    @wraps(make)
    def cached(localised: Localised, /, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Made:
        cache: dict[object, _Made] = localised._made[make]  # noqa: SLF001 - of the same module
        key = (arguments, *named.items()) if named else arguments
        if key not in cache:
            cache[key] = make(localised, *arguments, **named)
        return cache[key]

    return cached
