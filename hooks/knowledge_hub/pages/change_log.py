"""Change log at the end of an entry's page, one line for each day."""

from collections.abc import Iterator

from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.entry_history import Change
from knowledge_hub.pages.composer import Composer


def change_lines(composer: Composer, entry: Entry) -> list[str]:
    """The changes of an entry as sentences, the newest first; empty if its Git history is not available."""
    strings = composer.strings
    return [
        strings.fill("history.line", date=strings.date(change.day), what=strings["list.sentence_end"].join(sentences))
        for change in composer.history.get(entry.path, ())
        if (sentences := list(_sentences(composer, change)))
    ]


def _sentences(composer: Composer, change: Change) -> Iterator[str]:
    # "removed" is left out: a published entry whose file was removed has been added again, on a day that is listed.
    if change.record in {"added", "changed"}:
        yield composer.strings[f"history.{change.record}"]
    for action, languages in change.translations.items():
        names = composer.join(composer.localised.language_name(code) for code in languages)
        yield composer.strings.fill(f"history.translation_{action}", languages=names)
