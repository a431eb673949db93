"""``hub translate``: writes a file with the original above each empty field; run again, it stamps the written fields.

A field is done if somebody wrote it, changed it after a change of the original, or deleted the mark of that change. Then the
fingerprint of the shown original is added to ``made_from``, as by ``hub stamp``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge_hub.authoring.stamping import original_texts
from knowledge_hub.authoring.translation_file import OWN, Shown, Term, TranslationFile
from knowledge_hub.base.languages import LanguageCode, cldr_locale
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem, UsageError
from knowledge_hub.data.consistency_rules import check_translation
from knowledge_hub.data.file_tree import ENTRY, LINK, NO_FILE, data_folder, linked
from knowledge_hub.data.validation import Codes, Model, dotted, located_problems, nearest, validate
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.translations import TRANSLATIONS, Original, Translation, fingerprint, pack
from knowledge_hub.quality.wording_checks import official_terms
from knowledge_hub.yaml_files.user_files import read_bytes, read_file, replace_file
from knowledge_hub.yaml_files.yaml_reader import Document, Value
from knowledge_hub.yaml_files.yaml_writer import comment

Terms = Callable[[str], list[Term]]


@dataclass(frozen=True, slots=True)
class Progress:
    """The result of a run, and the work that is left."""

    path: Path
    is_new: bool
    done: tuple[str, ...]
    """Fields that were marked as translated."""
    missing: tuple[str, ...]
    behind: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Other problems of the file, as in ``hub check``."""

    def report(self) -> Iterator[Message]:
        """The messages for the translator."""
        if self.done:
            yield Message("Marked as translated: {fields}.", fields=", ".join(self.done))
        if self.missing:
            yield Message("Still to translate: {fields}.", fields=", ".join(self.missing))
        if self.behind:
            yield Message(
                "To translate again, because the original has changed: {fields}.", fields=", ".join(self.behind)
            )
        if self.missing or self.behind:
            yield Message("Write in the file, then run the same command again.")
        elif not self.problems:
            yield Message("Complete: every field is translated and up to date.")


def translate(root: Path, record_id: str, language: LanguageCode) -> Progress:
    """Create or update one translation. Raises UsageError or DataError without changing the file."""
    entry = entry_of(root, record_id)
    vocabularies = load_vocabularies(root)
    codes: Codes = {name: vocabulary.terms for name, vocabulary in vocabularies.items()}
    collection = entry.parent.parent.name
    record, document = _read(entry, COLLECTIONS[collection].model, codes)
    if record.original_language == language:
        sentence = Message(
            "'{language}' is the original language of '{id}'; change the text in {file}.",
            language=language,
            id=record_id,
            file=entry,
        )
        raise UsageError(sentence)
    source = dict(original_texts(cast("dict[str, Value]", document.value)))
    path = entry.with_name(f"{language}.yml")
    if linked(root, path):
        raise DataError([Problem(str(path), 1, 1, "file", LINK)])
    is_new = not path.exists()
    if not is_new and not path.is_file():
        raise DataError([Problem(str(path), 1, 1, "file", NO_FILE)])
    if is_new:
        before = _beginning(entry, record.original_language, language)
    else:
        _read(path, TRANSLATIONS[collection], codes)
        before = read_bytes(path).decode("utf-8-sig")
    terms = official_terms(vocabularies, record.original_language, language)
    file, made_from, shown = TranslationFile(path, before, language), dict[str, str](), dict[str, Shown]()
    done = [field for field in source if _go_on(file, field, source, terms, made_from, shown)]
    after = file.text(made_from, shown)
    if after != before:
        replace_file(path, after)
    return Progress(
        path,
        is_new,
        tuple(done),
        tuple(field for field, note in shown.items() if note.translation is None),
        tuple(field for field, note in shown.items() if note.translation is not None),
        tuple(_problems(path, TRANSLATIONS[collection], source)),
    )


def _go_on(
    file: TranslationFile,
    field: str,
    source: Mapping[str, Original],
    terms: Terms,
    made_from: dict[str, str],
    shown: dict[str, Shown],
) -> bool:
    """Update one field in the file and in the notes; returns whether it was translated since the last run."""
    original = source[field]
    many = not isinstance(original, str)
    texts = (original,) if isinstance(original, str) else original
    parts = [(text, tuple(terms(text)) if field.startswith("text.") else ()) for text in texts]
    now = fingerprint(original)
    seen = file.shown.get(field)
    value = file.value(field)
    if value is None:
        later = list(source)[list(source).index(field) + 1 :]
        file.ask_for(
            field, parts, [name for name in later if name.split(".")[0] == field.split(".", maxsplit=1)[0]], many=many
        )
        shown[field] = Shown(now, None)
        return False
    noted = file.made_from.get(field)
    done = False
    if isinstance(value, str) or len(value) == len(original):
        if noted is None:
            noted, done = seen.source if seen else now, True
        elif noted != now and seen and seen.translation:
            done = fingerprint(value) != seen.translation or not file.is_marked(field)
            noted = seen.source if done else noted
    if noted is not None:
        made_from[field] = noted
    if noted == now:
        file.unmark(field)
    else:
        # The original may have changed again since it was shown.
        file.mark(field, parts, many=many)
        shown[field] = Shown(now, fingerprint(value))
    return done and noted == now


def entry_of(root: Path, record_id: str) -> Path:
    """The file of an entry. Raises DataError without a data folder, and UsageError with a suggestion for an unknown id."""
    folders = [data_folder(root) / collection for collection in COLLECTIONS]
    known = {path.parent.name: path for folder in folders for path in folder.glob(f"*/{ENTRY}")}
    if record_id not in known:
        raise UsageError(Message("There is no entry '{id}'.", id=record_id).then(nearest(record_id, known)))
    return known[record_id]


def _read(path: Path, model: type[Model], codes: Codes) -> tuple[Model, Document]:
    """Read and validate a file. Raises DataError."""
    document = read_file(path, located=True)
    faults = [
        Problem(str(path), fault.line, fault.column, dotted(fault.path), fault.sentence) for fault in document.faults
    ]
    result = validate(model, document.value, codes) if not faults else []
    if isinstance(result, list):
        raise DataError([*faults, *located_problems(str(path), document, result, model, codes)])
    return result, document


def _problems(path: Path, model: type[Translation], source: Mapping[str, Original]) -> list[Problem]:
    """Problems between the current file and its original."""
    translation, document = _read(path, model, {})
    findings = check_translation(source, pack(translation))
    return [Problem(str(path), *document.place(place), dotted(place), sentence) for place, sentence in findings]


def _beginning(entry: Path, source: LanguageCode, target: LanguageCode) -> str:
    """The first lines of a new file: the schema for editors, and instructions in the language of the translation."""
    collection, record_id = entry.parent.parent.name, entry.parent.name
    original = cldr_locale(source).get_language_name(cldr_locale(target))
    sentences = (
        Message("Translation of {id}. Language of the original: {language}.", id=record_id, language=original),
        Message(
            "Lines with {mark} show the original. Write each translation between its quotes; "
            'write \\" for a quotation mark inside.',
            mark=OWN,
        ),
        Message("Then run again: {command}", command=f"hub translate {record_id} {target}"),
        Message(
            "The status is 'draft' until another person has compared the text with the original; then it is 'reviewed'."
        ),
    )
    lines = [line for sentence in sentences for line in comment(sentence.in_language(target))]
    schema = f"# yaml-language-server: $schema=../../schema/{collection}.translation.json"
    return "".join(f"{line}\n" for line in (schema, *lines, "status: draft"))
