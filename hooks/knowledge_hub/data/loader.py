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
from knowledge_hub.data.consistency_rules import Neighbours, check_record, check_translation, neighbours
from knowledge_hub.data.file_tree import ENTRY, DataFile, Parts, Stamps, file_stamps, placed, read_files, walk_tree
from knowledge_hub.data.validation import Codes, problems, validate
from knowledge_hub.data.vocabulary_files import codes_of, read_strings, read_vocabularies
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.translations import TRANSLATIONS, KeptTranslation, Original, fingerprint, keep, originals
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
        self._lists: tuple[Stamps, dict[str, Vocabulary], dict[LanguageCode, Strings]] | None = None
        """The vocabularies and interface strings, with the stamps of their files."""
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
        found: list[Problem] = []
        paths = walk_tree(self._root, found)
        vocabularies, strings = self._read_lists([each for each in paths if each[0] not in COLLECTIONS], found)
        codes = codes_of(vocabularies)
        records = [each for each in paths if each[0] in COLLECTIONS]
        stamps = {folder: file_stamps(self._root, of) for folder, of in groupby(records, key=itemgetter(slice(2)))}
        known = {folder: entry for folder, (then, entry) in self._entries.items() if stamps.get(folder) == then}
        changed = [parts for parts in records if parts[:2] not in known]
        files = read_files(self._root, changed, found, progress(Message("Reading"), len(changed)))
        new, former = _entries(files, codes, found)
        former |= {folder: entry.record.formerly for (_, folder), entry in known.items()}
        every = sorted([*known.values(), *new], key=attrgetter("path"))
        found.extend(_against_neighbours(self._root, every, neighbours(former)))
        if found:
            raise DataError(found)
        self._entries = {folder: (stamps[folder], each) for each in every for folder in [tuple(each.path.split("/"))]}
        return Catalogue(vocabularies, strings, _with_status(every, "published"), _with_status(every, "draft"))

    def _read_lists(
        self, paths: Sequence[Parts], found: list[Problem]
    ) -> tuple[dict[str, Vocabulary], dict[LanguageCode, Strings]]:
        """The vocabularies and interface strings. If they changed, all entries are checked again."""
        stamps = file_stamps(self._root, paths)
        if self._lists is None or self._lists[0] != stamps:
            self._entries.clear()
            files = dict(read_files(self._root, paths, found))
            read = read_vocabularies(self._root, files, found), read_strings(self._root, files, found)
            if found:
                return read
            self._lists = (stamps, *read)
        return self._lists[1:]


def _with_status(entries: Sequence[Entry], status: str) -> dict[str, dict[str, Entry]]:
    """The entries with a status, by collection and id, in their order."""
    of: dict[str, dict[str, Entry]] = {collection: {} for collection in COLLECTIONS}
    for entry in entries:
        if entry.record.status == status:
            of[entry.collection][entry.record.id] = entry
    return of


def _entries(
    files: Iterable[tuple[Parts, DataFile]], codes: Codes, found: list[Problem]
) -> tuple[list[Entry], dict[str, tuple[str, ...]]]:
    """Read the changed entries; returns those without problems, and the former ids of all."""
    entries: list[Entry] = []
    former: dict[str, tuple[str, ...]] = {}
    for (collection, folder), group in groupby(files, key=lambda each: each[0][:2]):
        of = {parts[2]: file for parts, file in group}
        record_file = of.pop(ENTRY, None)
        former[folder] = _former_ids(record_file)
        if record_file is None:
            found.extend(_without_entry(of.values()))
            continue
        translations = _translations(collection, of, codes, found)
        record = validate(COLLECTIONS[collection].model, record_file.value, codes)
        if isinstance(record, list):
            located = record_file.located()
            found.extend(problems(record_file.path, located, record, COLLECTIONS[collection].model, codes))
            continue
        source = dict(originals(record))
        for language, translation in translations.items():
            file = of[f"{language}.yml"]
            if language == record.original_language:
                found.append(Problem(file.path, 1, 1, "file", _NOT_A_TRANSLATION))
            else:
                found.extend(placed(file, list(check_translation(source, translation))))
        # A file without texts is not a translation: the page then has one notice, not one for each field.
        kept = {language: each for language, each in translations.items() if each.texts}
        entries.append(Entry(collection, f"{collection}/{folder}", record, kept, _stale(source, kept)))
    return entries, former


def _against_neighbours(root: Path, entries: Iterable[Entry], beside: Neighbours) -> Iterator[Problem]:
    """Problems between entries, in the order of their folders."""
    first_seen: dict[str, Entry] = {}
    for entry in entries:
        folder = entry.path.rpartition("/")[2]
        findings = list(islice(check_record(entry.record, folder, beside), MAX_FAULTS))
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
    return tuple(each.strip() for each in values if isinstance(each, str)) if isinstance(values, list) else ()


_NOT_A_TRANSLATION = Message(
    "The original is in this language already (entry.yml); move the text there or delete this file."
)


def _without_entry(translations: Iterable[DataFile]) -> Iterator[Problem]:
    for file in translations:
        if not Path(file.path).with_name(ENTRY).exists():
            sentence = Message("The folder of this translation has no entry.yml. Add it, or delete the translation.")
            yield Problem(file.path, 1, 1, "file", sentence)


def _translations(
    collection: str, files: Mapping[str, DataFile], codes: Codes, found: list[Problem]
) -> dict[LanguageCode, KeptTranslation]:
    """The valid translations of one entry."""
    translations: dict[LanguageCode, KeptTranslation] = {}
    model = TRANSLATIONS[collection]
    for name, file in files.items():
        result = validate(model, file.value, codes)
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, codes))
        else:
            translations[name.removesuffix(".yml")] = keep(result)
    return translations


def _stale(
    source: Mapping[str, Original], translations: Mapping[LanguageCode, KeptTranslation]
) -> dict[LanguageCode, frozenset[str]]:
    if not translations:
        return {}
    now = {field: fingerprint(original) for field, original in source.items()}
    return {
        language: frozenset(field for field, noted in translation.made_from.items() if now.get(field) != noted) or _NONE
        for language, translation in translations.items()
    }


_NONE: frozenset[str] = frozenset()
