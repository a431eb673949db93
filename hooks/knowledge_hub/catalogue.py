"""Stage 4: reads the whole data folder into one frozen, language-neutral catalogue; the only module that reads it.

Every problem of the tree is found in one go. A tree with a problem gives no catalogue at all.
"""

import gc
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge_hub.interface import Strings, check_strings
from knowledge_hub.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.problems import DataError, Problem
from knowledge_hub.records import COLLECTIONS, Record
from knowledge_hub.rules import Finding, check_record, check_translation
from knowledge_hub.strict_yaml import Document, Value, read
from knowledge_hub.translations import TRANSLATIONS, Translation
from knowledge_hub.validation import Codes, dotted, nearest, problems, validate
from knowledge_hub.vocabularies import TERM_MODELS, State, Term, Vocabulary
from knowledge_hub.workers import fan_out, progress

ENTRY = "entry.yml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record with its translations. ``path`` is its folder, relative to the data folder, with slashes."""

    collection: str
    path: str
    record: Record
    translations: Mapping[LanguageCode, Translation]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the hub knows; knows nothing of MkDocs, HTML or the reader's language.

    ``entries`` holds each collection by id, in the order of the ids, drafts left out.
    """

    vocabularies: Mapping[str, Vocabulary[Term]]
    strings: Mapping[LanguageCode, Strings]
    entries: Mapping[str, Mapping[str, Entry]]

    def state(self, code: str) -> State:
        """A State by its ISO 3166-1 alpha-3 code."""
        return cast("State", self.vocabularies["states"].terms[code])

    def find(self, record_id: str) -> Entry | None:
        """The published entry with an id, in whichever collection; None for a draft."""
        return next((found[record_id] for found in self.entries.values() if record_id in found), None)


@dataclass(slots=True)
class _File:
    """One file of the tree while it is read."""

    path: str
    """As messages show it."""
    value: Value

    def located(self) -> Document:
        """The file read again with the place of each value; only files with problems are."""
        return read(Path(self.path).read_bytes(), located=True)


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


def _load(root: Path) -> Catalogue:
    found: list[Problem] = []
    files = _read_tree(root, found)
    vocabularies = _vocabularies(root, files, found)
    strings = _strings(root, files, found)
    codes: Codes = {name: vocabularies[name].terms.keys() if name in vocabularies else () for name in TERM_MODELS}
    entries = _entries(files, codes, found) if len(vocabularies) == len(TERM_MODELS) else {}
    if found:
        raise DataError(found)
    published = {
        collection: {
            record_id: entry for record_id, entry in sorted(of.items()) if entry.record.status == "published"
        }
        for collection, of in entries.items()
    }
    return Catalogue(vocabularies, strings, published)


def _read_tree(root: Path, found: list[Problem]) -> dict[tuple[str, ...], _File]:
    """All files by their path below the root; misplaced ones become problems."""
    if not root.is_dir():
        raise DataError([Problem(str(root), 1, 1, "file", "There is no such folder; name the data folder.")])
    paths: list[tuple[str, ...]] = []
    for parts, is_link in _walk(root):
        complaint = _LINK if is_link else _misplaced(parts)
        if complaint:
            found.append(_file_problem(root, parts, complaint))
        else:
            paths.append(parts)
    files: dict[tuple[str, ...], _File] = {}
    show = progress("Reading", len(paths))
    for part in fan_out(_read_files, root, paths, done=show):
        for parts, value, faults in part:
            path = _joined(root, parts)
            if faults:
                found.extend(Problem(path, line, column, field, say) for line, column, field, say in faults)
            else:
                files[parts] = _File(path, value)
    return files


def _read_files(
    root: Path, paths: Sequence[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], Value, list[tuple[int, int, str, str]]]]:
    out = []
    for parts in paths:
        with open(_joined(root, parts), "rb") as file:  # noqa: PTH123 - pathlib doubles its cost
            document = read(file.read())
        faults = [(each.line, each.column, dotted(each.path), each.sentence) for each in document.faults]
        out.append((parts, document.value, faults))
    return out


def _joined(root: Path, parts: tuple[str, ...]) -> str:
    return os.path.join(root, *parts)  # noqa: PTH118 - as often as there are files, where pathlib is slow


def _walk(root: Path, below: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Every file below a folder in a fixed order, and whether it is a link. Hidden files are left alone."""
    with os.scandir(root.joinpath(*below)) as scan:
        entries = sorted(scan, key=lambda each: each.name)
    for each in entries:
        if each.name.startswith("."):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _walk(root, (*below, each.name))
        else:
            yield (*below, each.name), each.is_symlink()


_LINK = "This is a link; links are not followed. Put the file itself here."


def _misplaced(parts: tuple[str, ...]) -> str | None:
    """Why a file belongs to no record, vocabulary or language, or None when it does."""
    match parts:
        case ("vocabularies", name) if name.removesuffix(".yml") in TERM_MODELS and name.endswith(".yml"):
            return None
        case ("vocabularies", name):
            return f"No vocabulary has this name.{nearest(name.removesuffix('.yml'), TERM_MODELS)}"
        case ("strings", name) if name.endswith(".yml") and name.removesuffix(".yml") in LANGUAGES:
            return None
        case (collection, _, name) if collection in COLLECTIONS:
            if name == ENTRY or (name.endswith(".yml") and name.removesuffix(".yml") in LANGUAGES):
                return None
            return (
                "This file belongs to no record; a record's folder holds entry.yml and translations named "
                f"{', '.join(f'{code}.yml' for code in LANGUAGES)}. Rename or delete it."
            )
        case (collection, *_) if collection in COLLECTIONS:
            return f"This file belongs to no record; a record is a folder: {collection}/<id>/entry.yml."
        case (first, *_):
            folders = (*COLLECTIONS, "vocabularies", "strings")
            return (
                f"This file belongs to no record.{nearest(first, folders)} "
                f"The folders here are {', '.join(folders)}."
            )
    return None


def _file_problem(root: Path, parts: Iterable[str], sentence: str) -> Problem:
    return Problem(str(root.joinpath(*parts)), 1, 1, "file", sentence)


def _vocabularies(
    root: Path, files: Mapping[tuple[str, ...], _File], found: list[Problem]
) -> dict[str, Vocabulary[Term]]:
    vocabularies: dict[str, Vocabulary[Term]] = {}
    for name, term in TERM_MODELS.items():
        parts = ("vocabularies", f"{name}.yml")
        file = files.get(parts)
        if file is None:
            if not root.joinpath(*parts).exists():
                found.append(_file_problem(root, parts, "This vocabulary is missing; restore the file."))
            continue
        model = Vocabulary[term]  # type: ignore[valid-type]  # the model is chosen by the file's name
        result = validate(model, file.value, {})
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, {}))
            continue
        vocabularies[name] = cast("Vocabulary[Term]", result)
        for code, each in result.terms.items():
            if each.broader is not None and each.broader not in result.terms:
                sentence = f"There is no term '{each.broader}' in this list.{nearest(each.broader, result.terms)}"
                found.extend(_placed(file, [(("terms", code, "broader"), sentence)]))
    return vocabularies


def _strings(
    root: Path, files: Mapping[tuple[str, ...], _File], found: list[Problem]
) -> dict[LanguageCode, Strings]:
    strings: dict[LanguageCode, Strings] = {}
    reference = files.get(("strings", f"{DEFAULT_LANGUAGE}.yml"))
    for language in LANGUAGES:
        parts = ("strings", f"{language}.yml")
        file = files.get(parts)
        if file is None or reference is None:
            if not root.joinpath(*parts).exists():
                found.append(_file_problem(root, parts, "The interface in this language is missing; restore the file."))
            continue
        findings = list(check_strings(language, file.value, reference.value))
        found.extend(_placed(file, findings))
        if not findings:
            strings[language] = Strings(language, cast("dict[str, str]", file.value))
    return strings


def _entries(
    files: Mapping[tuple[str, ...], _File], codes: Codes, found: list[Problem]
) -> dict[str, dict[str, Entry]]:
    folders: dict[tuple[str, str], dict[str, _File]] = defaultdict(dict)
    for parts, file in files.items():
        if parts[0] in COLLECTIONS:
            folders[parts[0], parts[1]][parts[2]] = file
    ids = {folder for _, folder in folders}
    entries: dict[str, dict[str, Entry]] = {collection: {} for collection in COLLECTIONS}
    first_seen: dict[str, _File] = {}
    for (collection, folder), of in folders.items():
        record_file = of.pop(ENTRY, None)
        if record_file is None:
            found.extend(_without_entry(of.values()))
            continue
        record = validate(COLLECTIONS[collection], record_file.value, codes)
        if isinstance(record, list):
            found.extend(problems(record_file.path, record_file.located(), record, COLLECTIONS[collection], codes))
            continue
        findings = list(check_record(record, folder, ids))
        if record.id in first_seen:
            sentence = f"The id '{record.id}' is already that of {first_seen[record.id].path}; choose another."
            findings.append((("id",), sentence))
        first_seen.setdefault(record.id, record_file)
        found.extend(_placed(record_file, findings))
        translations = _translations(collection, record, of, codes, found)
        entries[collection][record.id] = Entry(collection, f"{collection}/{folder}", record, translations)
    return entries


def _without_entry(translations: Iterable[_File]) -> Iterator[Problem]:
    for file in translations:
        if not Path(file.path).with_name(ENTRY).exists():
            sentence = "This translation belongs to no record: there is no entry.yml beside it. Add it or delete this."
            yield Problem(file.path, 1, 1, "file", sentence)


def _translations(
    collection: str, record: Record, files: Mapping[str, _File], codes: Codes, found: list[Problem]
) -> dict[LanguageCode, Translation]:
    translations: dict[LanguageCode, Translation] = {}
    model = TRANSLATIONS[collection]
    for name, file in files.items():
        language = cast("LanguageCode", name.removesuffix(".yml"))
        if language == record.original_language:
            sentence = f"The original is in this language already ({ENTRY}); move the text there or delete this file."
            found.append(Problem(file.path, 1, 1, "file", sentence))
            continue
        result = validate(model, file.value, codes)
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, codes))
            continue
        found.extend(_placed(file, list(check_translation(record, result))))
        translations[language] = result
    return translations


def _placed(file: _File, findings: Sequence[Finding]) -> Iterator[Problem]:
    """Findings of one file with their lines; the file is read again only when there are any."""
    if not findings:
        return
    document = file.located()
    for path, sentence in findings:
        yield Problem(file.path, *document.place(path), dotted(path), sentence)
