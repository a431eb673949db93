"""The dated changes at the foot of an entry's page, one line for each day."""

from collections.abc import Iterator

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.entry_history import Change
from knowledge_hub.pages.composer import Composer


def change_lines(composer: Composer, entry: Entry) -> list[str]:
    """The changes of an entry in words, the newest first; empty where its history is not known."""
    strings = composer.strings
    return [
        strings.fill("history.line", date=strings.date(change.day), what=strings["list.sentence_end"].join(what))
        for change in composer.history.get(entry.path, ())
        if (what := list(_what(composer, change)))
    ]


def _what(composer: Composer, change: Change) -> Iterator[str]:
    # A published entry whose file was once removed has come back; the day on which it did is told.
    if change.record in {"added", "changed"}:
        yield composer.strings[f"history.{change.record}"]
    for deed, languages in change.translations.items():
        names = composer.join(composer.localised.language_name(code) for code in languages)
        yield composer.strings.fill(f"history.translation_{deed}", languages=names)
