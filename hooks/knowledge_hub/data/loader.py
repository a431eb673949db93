"""Loads the data folder into a catalogue, or reports all problems at once."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from pathlib import Path

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.base.terminal import progress
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.consistency_rules import EntryIndex, check_record, check_translation, index_entries
from knowledge_hub.data.file_tree import ENTRY, DataFile, Parts, Stamps, file_stamps, placed, read_files, walk_tree
from knowledge_hub.data.other_names_files import Names, read_other_names
from knowledge_hub.data.validation import Codes, located_problems, validate
from knowledge_hub.data.vocabulary_files import codes_of, read_strings, read_vocabularies
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.translations import TRANSLATIONS, Original, PackedTranslation, fingerprint, originals, pack
from knowledge_hub.model.vocabularies import Vocabulary
from knowledge_hub.yaml_files.yaml_reader import MAX_FAULTS


def load(root: Path) -> Catalogue:
    """Read a data folder. Raises DataError with all problems."""
    return Reader(root).load()


class Reader:
    """Reads a data folder repeatedly, for the preview; reads only changed entries again."""

    def __init__(self, root: Path) -> None:
        """Set the folder; ``load`` reads it."""
        self._root = root
        self._lists: tuple[Stamps, _Lists] | None = None
        """What is not an entry, with the stamps of its files."""
        self._entries: dict[Parts, tuple[Stamps, Entry]] = {}
        """The entries by folder, with the stamps of their files."""

    def load(self) -> Catalogue:
        """Read the current content. Raises DataError with all problems."""
        # Reading creates no garbage cycles, and the garbage collector took a quarter of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._load()
        finally:
            if collecting:
                gc.enable()

    def _load(self) -> Catalogue:
        problems: list[Problem] = []
        paths = walk_tree(self._root, problems)
        vocabularies, strings, names = self._read_lists(
            [parts for parts in paths if parts[0] not in COLLECTIONS], problems
        )
        codes = codes_of(vocabularies)
        records = [parts for parts in paths if parts[0] in COLLECTIONS]
        stamps = {
            folder: file_stamps(self._root, paths) for folder, paths in groupby(records, key=itemgetter(slice(2)))
        }
        known = {folder: entry for folder, (then, entry) in self._entries.items() if stamps.get(folder) == then}
        changed = [parts for parts in records if parts[:2] not in known]
        files = read_files(self._root, changed, problems, progress(Message("Reading"), len(changed)))
        new, former = _entries(files, codes, problems)
        former |= {folder: entry.record.formerly for (_, folder), entry in known.items()}
        every = sorted([*known.values(), *new], key=attrgetter("path"))
        problems.extend(_between_entries(self._root, every, index_entries(former)))
        if problems:
            raise DataError(problems)
        self._entries = {
            folder: (stamps[folder], entry) for entry in every for folder in [tuple(entry.path.split("/"))]
        }
        published, drafts = _with_status(every, "published"), _with_status(every, "draft")
        return Catalogue(vocabularies, strings, published, drafts, names)

    def _read_lists(self, paths: Sequence[Parts], problems: list[Problem]) -> "_Lists":
        """The vocabularies, interface strings and other names. If they changed, all entries are checked again."""
        stamps = file_stamps(self._root, paths)
        if self._lists is None or self._lists[0] != stamps:
            self._entries.clear()
            files = dict(read_files(self._root, paths, problems))
            vocabularies = read_vocabularies(self._root, files, problems)
            strings = read_strings(self._root, files, problems)
            read = vocabularies, strings, read_other_names(files, vocabularies, problems)
            if problems:
                return read
            self._lists = (stamps, read)
        return self._lists[1]


_Lists = tuple[dict[str, Vocabulary], dict[LanguageCode, Strings], Names]
"""Vocabularies, interface strings and other names."""


def _with_status(entries: Sequence[Entry], status: str) -> dict[str, dict[str, Entry]]:
    """The entries with a status, by collection and id, in their order."""
    by_collection: dict[str, dict[str, Entry]] = {collection: {} for collection in COLLECTIONS}
    for entry in entries:
        if entry.record.status == status:
            by_collection[entry.collection][entry.record.id] = entry
    return by_collection


def _entries(
    files: Iterable[tuple[Parts, DataFile]], codes: Codes, problems: list[Problem]
) -> tuple[list[Entry], dict[str, tuple[str, ...]]]:
    """Read the changed entries; returns those without problems, and the former ids of all."""
    entries: list[Entry] = []
    former: dict[str, tuple[str, ...]] = {}
    for (collection, folder), group in groupby(files, key=lambda item: item[0][:2]):
        files_of_entry = {parts[2]: file for parts, file in group}
        record_file = files_of_entry.pop(ENTRY, None)
        former[folder] = _former_ids(record_file)
        if record_file is None:
            problems.extend(_without_entry(files_of_entry.values()))
            continue
        translations = _translations(collection, files_of_entry, codes, problems)
        record = validate(COLLECTIONS[collection].model, record_file.value, codes)
        if isinstance(record, list):
            located = record_file.located()
            problems.extend(located_problems(record_file.path, located, record, COLLECTIONS[collection].model, codes))
            continue
        source = dict(originals(record))
        for language, translation in translations.items():
            file = files_of_entry[f"{language}.yml"]
            if language == record.original_language:
                problems.append(Problem(file.path, 1, 1, "file", _NOT_A_TRANSLATION))
            else:
                problems.extend(placed(file, list(check_translation(source, translation))))
        # A file without texts is not a translation: the page then has one notice, not one for each field.
        written = {language: translation for language, translation in translations.items() if translation.texts}
        entries.append(Entry(collection, f"{collection}/{folder}", record, written, _stale(source, written)))
    return entries, former


def _between_entries(root: Path, entries: Iterable[Entry], others: EntryIndex) -> Iterator[Problem]:
    """Problems between entries, in the order of their folders."""
    first_seen: dict[str, Entry] = {}
    for entry in entries:
        folder = entry.path.rpartition("/")[2]
        findings = list(islice(check_record(entry.record, folder, others), MAX_FAULTS))
        first = first_seen.setdefault(entry.record.id, entry)
        if first is not entry:
            sentence = Message(
                "{path} already has the id '{id}'; choose another.",
                id=entry.record.id,
                path=str(root / first.path / ENTRY),
            )
            findings.append((("id",), sentence))
        yield from placed(DataFile(str(root / entry.path / ENTRY), None), findings)


def _former_ids(file: DataFile | None) -> tuple[str, ...]:
    """The former ids of an entry, whose file may be invalid."""
    values = file.value.get("formerly") if file and isinstance(file.value, dict) else None
    return tuple(value.strip() for value in values if isinstance(value, str)) if isinstance(values, list) else ()


_NOT_A_TRANSLATION = Message(
    "The original is in this language already (entry.yml); move the text there or delete this file."
)


def _without_entry(translations: Iterable[DataFile]) -> Iterator[Problem]:
    for file in translations:
        if not Path(file.path).with_name(ENTRY).exists():
            sentence = Message("The folder of this translation has no entry.yml. Add it, or delete the translation.")
            yield Problem(file.path, 1, 1, "file", sentence)


def _translations(
    collection: str, files: Mapping[str, DataFile], codes: Codes, problems: list[Problem]
) -> dict[LanguageCode, PackedTranslation]:
    """The valid translations of one entry."""
    translations: dict[LanguageCode, PackedTranslation] = {}
    model = TRANSLATIONS[collection]
    for name, file in files.items():
        result = validate(model, file.value, codes)
        if isinstance(result, list):
            problems.extend(located_problems(file.path, file.located(), result, model, codes))
        else:
            translations[name.removesuffix(".yml")] = pack(result)
    return translations


def _stale(
    source: Mapping[str, Original], translations: Mapping[LanguageCode, PackedTranslation]
) -> dict[LanguageCode, frozenset[str]]:
    if not translations:
        return {}
    now = {field: fingerprint(original) for field, original in source.items()}
    return {
        language: frozenset(field for field, noted in translation.made_from.items() if now.get(field) != noted) or _NONE
        for language, translation in translations.items()
    }


_NONE: frozenset[str] = frozenset()
