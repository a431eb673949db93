"""Status of each entry in each language and register: complete, draft, out of date or missing; for editors."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from knowledge_hub.base.languages import LANGUAGES, LanguageCode, Register
from knowledge_hub.base.messages import Message
from knowledge_hub.base.terminal import columns, padded
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.model.translations import originals

State = Literal["complete", "draft", "behind", "missing"]
"""Complete: all fields are written and up to date. Draft: the entry is not published. Behind: the original of at least one
field has changed since it was translated. Missing: at least one field is not written in this language."""


@dataclass(frozen=True, slots=True)
class EntryStatus:
    """The status of one entry in one register: its state in each language, and the fields that are not complete."""

    record: str
    """Collection and id, such as 'practices/pry-simore-plus'."""
    register: Register
    states: Mapping[LanguageCode, State]
    to_do: Mapping[LanguageCode, tuple[str, ...]]
    checked: tuple[LanguageCode, ...]
    """Standard: languages whose translation a person has reviewed. Easy: languages whose text its readers have checked."""

    @property
    def is_complete(self) -> bool:
        """Whether it is complete in all languages."""
        return set(self.states.values()) == {"complete"}


def status(catalogue: Catalogue) -> list[EntryStatus]:
    """The status of all entries and drafts, in the order of collections and ids, standard before easy-read."""
    rows = []
    for entry in catalogue.all_entries(drafts=True):
        rows += [_status_in_register(entry, "standard"), _status_in_register(entry, "easy")]
    return rows


def _status_in_register(entry: Entry, register: Register) -> EntryStatus:
    part = "text" if register == "standard" else "easy"
    fields = [field for field, _ in originals(entry.record) if field.startswith(f"{part}.")]
    states: dict[LanguageCode, State] = {}
    to_do: dict[LanguageCode, tuple[str, ...]] = {}
    checked = []
    for language in LANGUAGES:
        missing, behind = _open(entry, language, fields)
        if not fields or missing:
            states[language] = "missing"
        elif behind:
            states[language] = "behind"
        else:
            states[language] = "complete" if entry.record.status == "published" else "draft"
        if missing or behind:
            to_do[language] = (*missing, *behind)
        if _is_checked(entry, language, register):
            checked.append(language)
    return EntryStatus(entry.path, register, states, to_do, tuple(checked))


def _open(entry: Entry, language: LanguageCode, fields: Sequence[str]) -> tuple[list[str], list[str]]:
    """The fields that are missing in a language, and those that are out of date."""
    if language == entry.record.original_language:
        return [], []
    translation = entry.translations.get(language)
    if translation is None:
        return list(fields), []
    texts = translation.texts
    missing = [field for field in fields if field not in texts]
    return missing, [field for field in fields if field in entry.stale[language]]


def _is_checked(entry: Entry, language: LanguageCode, register: Register) -> bool:
    is_original = language == entry.record.original_language
    translation = entry.translations.get(language)
    if register == "standard":
        return not is_original and translation is not None and translation.status == "reviewed"
    holder = entry.record if is_original else translation
    return holder is not None and holder.easy_checked is not None


def as_json(statuses: Sequence[EntryStatus]) -> str:
    """JSON with one object for each entry and register."""
    rows: list[dict[str, object]] = [
        {
            "record": row.record,
            "register": row.register,
            "states": dict(row.states),
            "to_do": {language: list(fields) for language, fields in row.to_do.items()},
            "checked": list(row.checked),
        }
        for row in statuses
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


_WORDS = {
    "register": Message("register"),
    "standard": Message("standard"),
    "easy": Message("easy"),
    "complete": Message("complete"),
    "draft": Message("draft"),
    "behind": Message("behind"),
    "missing": Message("missing"),
}
"""The words for states in the table."""


def as_table(shown: Sequence[EntryStatus], rows: Sequence[EntryStatus], language: LanguageCode) -> str:
    """A table of 80 columns: a line for each register of an entry, then the totals."""
    return "\n".join([*_table(shown, language), *(line.shown(language) for line in _totals(rows))])


def _table(shown: Sequence[EntryStatus], language: LanguageCode) -> Iterator[str]:
    if not shown:
        return
    words = {name: word.shown(language) for name, word in _WORDS.items()}
    first = max(columns(words[name]) for name in ("register", "standard", "easy"))
    others = max(columns(words[name]) for name in get_args(State))

    def line(register: str, cells: Iterable[str]) -> str:
        return f"  {padded(register, first)}  {' '.join(padded(cell, others) for cell in cells)}".rstrip()

    yield line(words["register"], LANGUAGES)
    above = None
    for row in shown:
        if row.record != above:
            # On its own line, because a long id and all states do not fit in 80 columns.
            yield row.record
            above = row.record
        yield line(words[row.register], (words[row.states[code]] for code in LANGUAGES))
    yield ""


def _totals(rows: Sequence[EntryStatus]) -> Iterator[Message]:
    complete = sum(row.is_complete for row in rows)
    yield Message(
        "{complete} of {all} complete in all languages (an entry counts twice: standard and easy-read).",
        complete=complete,
        all=len(rows),
    )
    standard = [row for row in rows if row.register == "standard"]
    reviewed = sum(len(row.checked) for row in standard)
    translations = len(standard) * (len(LANGUAGES) - 1)
    yield Message(
        "{reviewed} of {all} translations reviewed by a person.",
        reviewed=reviewed,
        all=translations,
    )
    easy = [row for row in rows if row.register == "easy"]
    checked = sum(len(row.checked) for row in easy)
    yield Message(
        "{checked} of {all} easy-read texts checked by readers.", checked=checked, all=len(easy) * len(LANGUAGES)
    )
