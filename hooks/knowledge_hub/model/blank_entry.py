"""A blank ``entry.yml``: known values as fields, every other field of the model as a comment to fill in.

Made from the fields of the model. Lines with ``##`` explain, lines with ``#`` are fields: without their first ``# `` they
are valid YAML in the right place.
"""

from collections.abc import Iterator, Mapping, Sequence

from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.field_info import FieldInfo, fields_of
from knowledge_hub.model.field_labels import Texts, explanation
from knowledge_hub.yaml_files.yaml_writer import comment, field

Given = Mapping[str, "str | tuple[str, ...] | Given"]
"""Known values of an entry, nested as in its file; a tuple has codes."""

_LAST = ("unknown", "sources", "text", "easy", "easy_checked")
"""Fields at the end of every file, in this order: what is unknown, then sources and texts."""
_PLAIN = frozenset({"schema_version", "id", "status", "original_language", "added", "updated"})
"""Fields that the command fills in; they need neither explanation nor quotes."""


def entry_text(collection: str, model: type[Record], given: Given, texts: Texts) -> str:
    """The text of the file, with explanations from ``texts``."""
    first = f"# yaml-language-server: $schema=../../schema/{collection}.json\n"
    return first + "".join(_Writer(collection, texts).fields(_ordered(fields_of(model)), given, 0))


class _Writer:
    """Writes the fields; explains each kind of field once."""

    def __init__(self, collection: str, texts: Texts) -> None:
        self._collection = collection
        self._texts = texts
        self._explained: set[str] = set()

    def fields(self, infos: Sequence[FieldInfo], given: Given, indent: int) -> Iterator[str]:
        """The lines of a model's fields: known values as YAML, the others as comments."""
        for info in infos:
            name, known = info.name, given.get(info.name)
            if name not in _PLAIN:
                yield from self._explanation(info, indent)
            if isinstance(known, Mapping):
                yield f"{' ' * indent}{name}:\n"
                yield from self.fields(info.fields, known, indent + 2)
            elif isinstance(known, tuple):
                yield f"{' ' * indent}{name}: [{', '.join(known)}]\n"
            elif name in _PLAIN and known is not None:
                yield f"{name}: {known}\n"
            elif known is not None:
                yield field(name, known, indent)
            else:
                yield from self._empty(info, indent, indent)

    def _empty(self, info: FieldInfo, column: int, indent: int) -> Iterator[str]:
        """A field to fill in, as a comment: ``#`` at ``column``, the field at ``indent``."""
        start = f"{' ' * column}# {' ' * (indent - column)}"
        if not info.fields:
            yield f"{start}{info.name}: []\n" if info.many else f"{start}{info.name}:\n"
            return
        yield f"{start}{info.name}:\n"
        first = info.many
        within = indent + (4 if first else 2)
        for inner in info.fields:
            yield from self._explanation(inner, column)
            for line in self._empty(inner, column, within):
                # The first field of a list item is on the line of its hyphen.
                yield line.replace(f"    {inner.name}", f"  - {inner.name}", 1) if first else line
                first = False

    def _explanation(self, info: FieldInfo, indent: int) -> Iterator[str]:
        if info.words in self._explained:
            return
        self._explained.add(info.words)
        for text in (explanation(self._texts, self._collection, info.words), _choices(info)):
            if text:
                yield from (f"{line}\n" for line in comment(text, indent, "##"))


def _ordered(infos: Sequence[FieldInfo]) -> list[FieldInfo]:
    return sorted(infos, key=lambda info: _LAST.index(info.name) + 1 if info.name in _LAST else 0)


def _choices(info: FieldInfo) -> str | None:
    """The file with the possible codes, or the possible words."""
    if info.vocabulary:
        return f"vocabularies/{info.vocabulary}.yml"
    return ", ".join(info.choices)
