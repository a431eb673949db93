"""Stage 4: reads the whole data folder into one frozen, language-neutral catalogue.

Every problem of the tree is found in one go. A tree with a problem gives no catalogue at all.
"""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

from knowledge_hub.interface import Strings, check_strings
from knowledge_hub.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.messages import Message
from knowledge_hub.problems import DataError, Problem
from knowledge_hub.record import Record
from knowledge_hub.records import COLLECTIONS
from knowledge_hub.rules import Finding, check_record, check_translation, neighbours
from knowledge_hub.strict_yaml import MAX_FAULTS
from knowledge_hub.translations import TRANSLATIONS, Original, Translation, fingerprint, originals, says_anything
from knowledge_hub.tree import ENTRY, DataFile, Parts, file_problem, read_tree
from knowledge_hub.validation import Codes, dotted, nearest, problems, validate
from knowledge_hub.vocabularies import VOCABULARIES, State, Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """One record with its translations. ``path`` is its folder, relative to the data folder, with slashes."""

    collection: str
    path: str
    record: Record
    translations: Mapping[LanguageCode, Translation]
    stale: Mapping[LanguageCode, frozenset[str]]
    """In each translation, the fields whose original has changed since they were translated."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the hub knows; knows nothing of MkDocs, HTML or the reader's language.

    ``entries`` holds the published records of each collection by id, in the order of the ids; ``drafts`` the others.
    """

    vocabularies: Mapping[str, Vocabulary]
    strings: Mapping[LanguageCode, Strings]
    entries: Mapping[str, Mapping[str, Entry]]
    drafts: Mapping[str, Mapping[str, Entry]]

    def state(self, code: str) -> State:
        """A State by its ISO 3166-1 alpha-3 code."""
        return cast("State", self.vocabularies["states"].terms[code])

    def find(self, record_id: str) -> Entry | None:
        """The published entry with an id, in whichever collection; None for a draft."""
        return next((found[record_id] for found in self.entries.values() if record_id in found), None)


class _AnyCode(Collection[str]):
    """Stands for the codes of a vocabulary that cannot be read."""

    def __contains__(self, code: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def load(root: Path) -> Catalogue:
    """Read a data folder. Raises DataError with every problem that it has."""
    # Nothing that is made while reading can be collected, and looking for it took a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(root)
    finally:
        if collecting:
            gc.enable()


def load_vocabularies(root: Path) -> dict[str, Vocabulary]:
    """The closed lists alone, for whoever must work while a record is broken. Raises DataError like ``load``."""
    found: list[Problem] = []
    vocabularies = _vocabularies(root, read_tree(root, found, ("vocabularies",)), found)
    if found:
        raise DataError(found)
    return vocabularies


def _load(root: Path) -> Catalogue:
    found: list[Problem] = []
    files = read_tree(root, found)
    vocabularies = _vocabularies(root, files, found)
    strings = _strings(root, files, found)
    # Where a vocabulary itself is broken, the records are not blamed for its codes.
    codes: Codes = {name: vocabularies[name].terms if name in vocabularies else _AnyCode() for name in VOCABULARIES}
    entries = _entries(files, codes, found)
    if found:
        raise DataError(found)
    return Catalogue(vocabularies, strings, _with_status(entries, "published"), _with_status(entries, "draft"))


def _with_status(entries: Mapping[str, Mapping[str, Entry]], status: str) -> dict[str, dict[str, Entry]]:
    return {
        collection: {record_id: entry for record_id, entry in sorted(of.items()) if entry.record.status == status}
        for collection, of in entries.items()
    }


def _vocabularies(root: Path, files: Mapping[Parts, DataFile], found: list[Problem]) -> dict[str, Vocabulary]:
    vocabularies: dict[str, Vocabulary] = {}
    for name, model in VOCABULARIES.items():
        parts = ("vocabularies", f"{name}.yml")
        file = files.get(parts)
        if file is None:
            if not root.joinpath(*parts).exists():
                found.append(file_problem(root, parts, Message("This vocabulary is missing; restore the file.")))
            continue
        result = validate(model, file.value, {})
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, {}))
            continue
        vocabularies[name] = result
        for code, each in result.terms.items():
            if each.broader is not None and each.broader not in result.terms:
                sentence = Message("There is no term '{code}' in this list.", code=each.broader)
                guess = nearest(each.broader, result.terms)
                found.extend(_placed(file, [(("terms", code, "broader"), sentence.then(guess))]))
    return vocabularies


def _strings(root: Path, files: Mapping[Parts, DataFile], found: list[Problem]) -> dict[LanguageCode, Strings]:
    strings: dict[LanguageCode, Strings] = {}
    reference = files.get(("strings", f"{DEFAULT_LANGUAGE}.yml"))
    for language in LANGUAGES:
        parts = ("strings", f"{language}.yml")
        file = files.get(parts)
        if file is None or reference is None:
            if not root.joinpath(*parts).exists():
                sentence = Message("The interface in this language is missing; restore the file.")
                found.append(file_problem(root, parts, sentence))
            continue
        findings = list(check_strings(language, file.value, reference.value))
        found.extend(_placed(file, findings))
        if not findings:
            strings[language] = Strings(language, cast("dict[str, str]", file.value))
    return strings


def _entries(files: Mapping[Parts, DataFile], codes: Codes, found: list[Problem]) -> dict[str, dict[str, Entry]]:
    folders: dict[tuple[str, str], dict[str, DataFile]] = defaultdict(dict)
    for parts, file in files.items():
        if parts[0] in COLLECTIONS:
            folders[parts[0], parts[1]][parts[2]] = file
    beside = neighbours({folder: _former_ids(of.get(ENTRY)) for (_, folder), of in folders.items()})
    entries: dict[str, dict[str, Entry]] = {collection: {} for collection in COLLECTIONS}
    first_seen: dict[str, DataFile] = {}
    for (collection, folder), of in folders.items():
        record_file = of.pop(ENTRY, None)
        if record_file is None:
            found.extend(_without_entry(of.values()))
            continue
        translations = _translations(collection, of, codes, found)
        record = validate(COLLECTIONS[collection], record_file.value, codes)
        if isinstance(record, list):
            located = record_file.located()
            found.extend(problems(record_file.path, located, record, COLLECTIONS[collection], codes))
            continue
        findings = list(islice(check_record(record, folder, beside), MAX_FAULTS))
        if record.id in first_seen:
            sentence = Message(
                "The id '{id}' is already that of {path}; choose another.",
                id=record.id,
                path=first_seen[record.id].path,
            )
            findings.append((("id",), sentence))
        first_seen.setdefault(record.id, record_file)
        found.extend(_placed(record_file, findings))
        source = dict(originals(record))
        for language, translation in translations.items():
            file = of[f"{language}.yml"]
            if language == record.original_language:
                found.append(Problem(file.path, 1, 1, "file", _NOT_A_TRANSLATION))
            else:
                found.extend(_placed(file, list(check_translation(source, translation))))
        # A file in which nothing is written yet is no translation: the page says so once, not at each field.
        translations = {language: each for language, each in translations.items() if says_anything(each)}
        stale = _stale(source, translations)
        entries[collection][record.id] = Entry(collection, f"{collection}/{folder}", record, translations, stale)
    return entries


def _former_ids(file: DataFile | None) -> tuple[str, ...]:
    """The former ids of a record whose file may still be wrong."""
    values = file.value.get("formerly") if file and isinstance(file.value, dict) else None
    return tuple(each.strip() for each in values if isinstance(each, str)) if isinstance(values, list) else ()


_NOT_A_TRANSLATION = Message(
    "The original is in this language already (entry.yml); move the text there or delete this file."
)


def _without_entry(translations: Iterable[DataFile]) -> Iterator[Problem]:
    for file in translations:
        if not Path(file.path).with_name(ENTRY).exists():
            sentence = Message(
                "This translation belongs to no record: there is no entry.yml beside it. Add it or delete this."
            )
            yield Problem(file.path, 1, 1, "file", sentence)


def _translations(
    collection: str, files: Mapping[str, DataFile], codes: Codes, found: list[Problem]
) -> dict[LanguageCode, Translation]:
    """The translations of one record, each well formed in itself."""
    translations: dict[LanguageCode, Translation] = {}
    model = TRANSLATIONS[collection]
    for name, file in files.items():
        result = validate(model, file.value, codes)
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, codes))
        else:
            translations[cast("LanguageCode", name.removesuffix(".yml"))] = result
    return translations


def _stale(
    source: Mapping[str, Original], translations: Mapping[LanguageCode, Translation]
) -> dict[LanguageCode, frozenset[str]]:
    if not translations:
        return {}
    now = {field: fingerprint(original) for field, original in source.items()}
    return {
        language: frozenset(field for field, noted in translation.made_from.items() if now.get(field) != noted)
        for language, translation in translations.items()
    }


def _placed(file: DataFile, findings: Sequence[Finding]) -> Iterator[Problem]:
    """Findings of one file with their lines; the file is read again only when there are any."""
    if not findings:
        return
    document = file.located()
    for path, sentence in findings:
        yield Problem(file.path, *document.place(path), dotted(path), sentence)
