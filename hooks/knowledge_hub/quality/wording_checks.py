"""Checks the wording of published entries in each language: easy-read rules, and United Nations terms.

``easy_read_rules`` checks easy-read texts; ``hub_data/vocabularies/un_terms.yml`` has the terms for standard texts. Only
``hub check`` runs these checks, not a build.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.data.validation import dotted
from knowledge_hub.model.translations import Original, original_of, originals, translated
from knowledge_hub.model.vocabularies import UnTerm, Vocabulary
from knowledge_hub.quality import easy_read_rules
from knowledge_hub.yaml_files.user_files import read_file
from knowledge_hub.yaml_files.yaml_reader import Document
from knowledge_hub.yaml_files.yaml_reader import Path as Place

Finding = tuple[str, int | None, Message]
"""The field, the position in its list (None for the field), and the message."""


def check_wording(catalogue: Catalogue, root: Path) -> Iterator[Problem]:
    """All wording problems of published entries."""
    terms = {language: _terms(catalogue.vocabularies, language) for language in LANGUAGES}
    for entry in catalogue.all_entries():
        written = (entry.record.original_language, *entry.translations)
        for language in written:
            findings = [*_easy(entry, language), *_terms_in(entry, language, terms)]
            yield from _placed(root, entry, language, findings)


def terms_of(catalogue: Catalogue) -> Callable[[Entry], list[str]]:
    """A function that returns the United Nations terms in the original text of an entry."""
    terms = {language: _terms(catalogue.vocabularies, language) for language in LANGUAGES}

    def terms_in_entry(entry: Entry) -> list[str]:
        text = _folded(" ".join(line for _, text in originals(entry.record) for line in _lines(text)))
        return [code for code, words in terms[entry.record.original_language].items() if words.occurs_in(text)]

    return terms_in_entry


def official_terms(
    vocabularies: Mapping[str, Vocabulary], source: LanguageCode, target: LanguageCode
) -> Callable[[str], list[tuple[str, str]]]:
    """A function that returns the United Nations terms in a text of one language, with their labels in another."""
    terms, words = _terms(vocabularies, source), _terms(vocabularies, target)

    def terms_in_text(text: str) -> list[tuple[str, str]]:
        folded = _folded(text)
        return [(term.label, words[code].label) for code, term in terms.items() if term.occurs_in(folded)]

    return terms_in_text


def texts(entry: Entry, language: LanguageCode) -> Iterator[tuple[str, Original]]:
    """The texts of an entry in a language, by field: ``('text.title', …)``."""
    if language == entry.record.original_language:
        yield from originals(entry.record)
        return
    for field, _ in originals(entry.record):
        text = translated(entry.translations[language], field)
        if text is not None:
            yield field, text


def _easy(entry: Entry, language: LanguageCode) -> Iterator[Finding]:
    if entry.record.easy is None:
        return
    count = 0
    for field, text in texts(entry, language):
        if field == "easy.title":
            for sentence in easy_read_rules.title_faults(str(text), language):
                yield field, None, sentence
        elif field.startswith("easy."):
            explained = getattr(entry.record.easy, field.removeprefix("easy."))
            count += len(text)
            for index, line in enumerate(text):
                for sentence in easy_read_rules.faults(line, language, explained=bool(explained[index].words)):
                    yield field, index, sentence
    if count > easy_read_rules.LONGEST_TEXT:
        yield "easy.what", None, easy_read_rules.too_long(count)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a term: a pattern for folded text, and a substring for a quick test before it."""

    anchor: str
    pattern: re.Pattern[str]

    def occurs_in(self, folded: str) -> bool:
        return self.anchor in folded and self.pattern.search(folded) is not None


@dataclass(frozen=True, slots=True)
class _Words:
    """A term in one language."""

    label: str
    forms: tuple[_Form, ...]
    avoid: tuple[tuple[str, _Form], ...]

    def occurs_in(self, folded: str) -> bool:
        return any(form.occurs_in(folded) for form in self.forms)


def _terms(vocabularies: Mapping[str, Vocabulary], language: LanguageCode) -> dict[str, _Words]:
    terms = cast("Mapping[str, UnTerm]", vocabularies["un_terms"].terms)
    return {
        code: _Words(
            term.label[language],
            tuple(_form(form, language) for form in (term.label[language], *term.forms[language])),
            tuple((form, _form(form, language)) for form in term.avoid[language]),
        )
        for code, term in terms.items()
    }


def _form(form: str, language: LanguageCode) -> _Form:
    pieces = _folded(form).split("*")
    pattern = r"\w*".join(map(re.escape, pieces))
    if LANGUAGE_BY_CODE[language].spaced:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return _Form(max(pieces, key=len), re.compile(pattern))


_FOLDED = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " "})


def _folded(text: str) -> str:
    """Normalise case, apostrophes and spaces."""
    return text.translate(_FOLDED).casefold()


def _lines(text: Original) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text


def _terms_in(
    entry: Entry, language: LanguageCode, terms: Mapping[LanguageCode, Mapping[str, _Words]]
) -> Iterator[Finding]:
    """Forms to avoid, and United Nations terms of the original that its translation lacks."""
    original_language = entry.record.original_language
    for field, text in texts(entry, language):
        folded = [_folded(line) for line in _lines(text)]
        joined = " ".join(folded)
        for words in terms[language].values():
            for shown, form in words.avoid:
                if form.anchor in joined:
                    for index, line in enumerate(folded):
                        if form.occurs_in(line):
                            sentence = Message(
                                "United Nations texts do not use '{form}'; write '{label}'.",
                                form=shown,
                                label=words.label,
                            )
                            yield field, None if isinstance(text, str) else index, sentence
        if language == original_language or not field.startswith("text."):
            continue
        original = _folded(" ".join(_lines(original_of(entry.record, field) or ())))
        for code, words in terms[original_language].items():
            target = terms[language][code]
            if words.occurs_in(original) and not target.occurs_in(joined):
                sentence = Message(
                    "The original says '{original}' here; United Nations texts in this language say '{label}'. "
                    "Use that, or add the form to vocabularies/un_terms.yml if it is right.",
                    original=words.label,
                    label=target.label,
                )
                yield field, None, sentence


def _placed(root: Path, entry: Entry, language: LanguageCode, findings: list[Finding]) -> Iterator[Problem]:
    """Turn findings into problems with file and line; reads the file again only if there are any."""
    if not findings:
        return
    is_original = language == entry.record.original_language
    path = root / entry.path / (ENTRY if is_original else f"{language}.yml")
    document: Document = read_file(path, located=True)
    for field, index, sentence in findings:
        place: Place = tuple(field.split("."))
        if index is not None:
            place = (*place, index, "text") if is_original else (*place, index)
        yield Problem(str(path), *document.place(place), dotted(place), sentence)
