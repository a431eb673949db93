"""The catalogue in one edition: labels and texts in one language and register.

No other module decides on fallback and staleness. Each field is decided alone: an untranslated field is shown in the
original language, and a translation whose original has changed since gets a notice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from knowledge_hub.base.languages import OWN_NAMES, Edition
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.entry_base import Easy, Point, Record, Sentence, Statement, Text
from knowledge_hub.model.field_info import FieldInfo, fields_of
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.translations import Original, original_of, translated
from knowledge_hub.views.passages import EasyLine, EasyPart, Freshness, HardWord, Paragraph, Passage, Section


@cache
def _stories(model: type[Text]) -> tuple[FieldInfo, ...]:
    """The fields of a story in the order of a page: ``unknown``, what could not be established, comes last."""
    fields = [field for field in fields_of(model) if field.kind == "statements"]
    return tuple(sorted(fields, key=lambda field: field.name == "unknown"))


class Localised:
    """The catalogue in one edition. Caches labels, titles and rendered fragments; otherwise without state."""

    def __init__(self, catalogue: Catalogue, edition: Edition) -> None:
        """All caches start empty."""
        self.catalogue = catalogue
        self.edition = edition
        self.language = edition.language
        self.easy = edition.register == "easy"
        self.strings: Strings = catalogue.strings[edition.language]
        self._labels: dict[str, dict[str, str]] = {}
        self._titles: dict[str, Passage] = {}
        self._results: dict[Callable[..., object], dict[object, Any]] = defaultdict(dict)
        """The caches of ``cached_by_edition``: for each function its results by arguments."""

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code in this language. Raises KeyError for an unknown code."""
        labels = self._labels.get(vocabulary)
        if labels is None:
            terms = self.catalogue.vocabularies[vocabulary].terms
            labels = self._labels[vocabulary] = {name: term.label[self.language] for name, term in terms.items()}
        return labels[code]

    def states(self, codes: Iterable[str]) -> list[str]:
        """The codes of States in the alphabetical order of their names in this language."""
        return sorted(codes, key=lambda code: self.strings.sort_key(self.label("states", code)))

    def definition(self, vocabulary: str, code: str) -> str | None:
        """The definition of a code in this language, or None."""
        definition = self.catalogue.vocabularies[vocabulary].terms[code].definition
        return definition[self.language] if definition else None

    def language_name(self, tag: str) -> str:
        """The name of a language in this language (from CLDR), else its own name (for languages of the hub), else the tag."""
        names = self.strings.language_names
        return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or OWN_NAMES.get(tag, tag)

    def field(self, entry: Entry, name: str) -> tuple[Original, str, Freshness] | None:
        """One text field such as 'text.title' with its language and freshness; None when the original has no such text."""
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
        """A text field as one string; the items of a list are joined by spaces."""
        field = self.field(entry, name)
        if field is None:
            return None
        text, language, freshness = field
        return Passage(text if isinstance(text, str) else " ".join(text), language, freshness)

    def title(self, entry: Entry) -> Passage:
        """The title in this register; an entry without easy-read text has its standard title. Raises ValueError if there is none."""
        title = self._titles.get(entry.path)
        if title is None:
            easy = self.passage(entry, "easy.title") if self.easy else None
            title = easy or self.passage(entry, "text.title")
            if title is None:
                raise ValueError(f"{entry.path} has no title")
            self._titles[entry.path] = title
        return title

    def sections(self, entry: Entry) -> tuple[Section, ...]:
        """The story in the order of the model. Empty fields are left out, except those with ``always_shown``."""
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
        """The parts of the easy-read text; empty when the entry has none."""
        easy = entry.record.easy
        if easy is None:
            return ()
        out = []
        for name in Easy.model_fields:
            sentences = getattr(easy, name)
            if name == "title" or not sentences:
                continue
            texts, language, freshness = self.field(entry, f"easy.{name}") or ((), self.language, "original")
            lines = tuple(self._easy_line(text, sentence) for text, sentence in zip(texts, sentences, strict=True))
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
        """The notice above a passage, or None. An entry without any translation has one notice for the page instead."""
        if freshness == "untranslated" and self.language in entry.translations:
            language = self.language_name(entry.record.original_language)
            return self.strings.fill("entry.partly", language=language)
        return self.strings["entry.stale"] if freshness == "stale" else None

    def translation_status(self, entry: Entry) -> str:
        """One sentence on the text in this language: original, human or machine translation, or not translated."""
        original = self.language_name(entry.record.original_language)
        if entry.record.original_language == self.language:
            return self.strings.fill("entry.original", language=original)
        translation = entry.translations.get(self.language)
        if translation is None:
            return self.strings.fill("entry.not_translated", language=original)
        return self.strings.fill(f"entry.{translation.status}", language=original)

    def easy_status(self, entry: Entry) -> str:
        """One sentence on whether readers with intellectual disabilities have checked the easy-read text in this language."""
        holder: Record | object = entry.record
        if entry.record.original_language != self.language:
            holder = entry.translations.get(self.language, entry.record)
        check = getattr(holder, "easy_checked", None)
        if check is None:
            return self.strings["easy.not_checked"]
        return self.strings.fill("easy.checked", who=check.by, date=self.strings.date(check.on))

    def is_translated(self, entry: Entry) -> bool:
        """Whether any text of the entry exists in this language."""
        return entry.record.original_language == self.language or self.language in entry.translations


_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def cached_by_edition(
    make: Callable[Concatenate[Localised, _Arguments], _Result],
) -> Callable[Concatenate[Localised, _Arguments], _Result]:
    """Cache the results of a function for each ``Localised``, as long as that object lives.

    Each function has a cache of its own, and the key is all of its arguments, so results cannot be mixed up.
    """

    @wraps(make)
    def cached(localised: Localised, /, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
        cache: dict[object, _Result] = localised._results[make]  # noqa: SLF001 - defined in the same module
        key = (arguments, *named.items()) if named else arguments
        if key not in cache:
            cache[key] = make(localised, *arguments, **named)
        return cache[key]

    return cached
