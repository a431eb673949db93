"""A blank ``entry.yml``: known values as fields, every other field of the model as a comment to fill in.

Made from the schema of the model. Lines with ``##`` explain, lines with ``#`` are fields: without their first ``# `` they
are valid YAML in the right place.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.field_labels import MODELS, Texts, explanation
from knowledge_hub.yaml_files.yaml_writer import comment, field

Given = Mapping[str, "str | tuple[str, ...] | Given"]
"""What is known of a record, nested as in its file; a tuple holds codes."""
Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""

_LAST = ("unknown", "sources", "text", "easy", "easy_checked")
"""Every record of the hub has its facts first and its texts last, and what is not known after what is."""
_PLAIN = frozenset({"schema_version", "id", "status", "original_language", "added", "updated"})
"""Fields that the hub writes itself; they need neither explanation nor quotes."""


def entry_text(collection: str, model: type[Record], given: Given, texts: Texts) -> str:
    """A whole file, explained in the language of the texts."""
    schema = model.described()
    writer = _Writer(collection, schema["$defs"], texts)
    first = f"# yaml-language-server: $schema=../../schema/{collection}.json\n"
    return first + "".join(writer.fields(schema, given, "", 0))


def resolved(schema: Schema, models: Schema) -> Schema:
    """A part of a schema without references and without ``anyOf: [it, null]``."""
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return resolved(option, models)
    reference = schema.get("$ref")
    found: Schema = models[reference.rpartition("/")[2]] if reference else schema
    return found


class _Writer:
    """Walks the schema; explains each field of a model the first time only."""

    def __init__(self, collection: str, models: Schema, texts: Texts) -> None:
        self._collection = collection
        self._models = models
        self._texts = texts
        self._explained: set[tuple[str, str]] = set()

    def fields(self, schema: Schema, given: Given, model: str, indent: int) -> Iterator[str]:
        """The fields of one model, those that are known as they are, the others as comments."""
        for name, described in _ordered(schema):
            each = resolved(described, self._models)
            known = given.get(name)
            if name not in _PLAIN:
                yield from self._explanation(model, name, each, indent)
            if isinstance(known, Mapping):
                yield f"{' ' * indent}{name}:\n"
                yield from self.fields(each, known, each["title"], indent + 2)
            elif isinstance(known, tuple):
                yield f"{' ' * indent}{name}: [{', '.join(known)}]\n"
            elif name in _PLAIN and known is not None:
                yield f"{name}: {known}\n"
            elif known is not None:
                yield field(name, known, indent)
            else:
                yield from self._empty(name, each, indent, indent)

    def _empty(self, name: str, schema: Schema, at: int, indent: int) -> Iterator[str]:
        """A field to fill in. The mark of the comment stands in the column ``at``, the field further right."""
        start = f"{' ' * at}# {' ' * (indent - at)}"
        items = resolved(schema["items"], self._models) if schema.get("type") == "array" else schema
        if "properties" not in items:
            yield f"{start}{name}: []\n" if items is not schema else f"{start}{name}:\n"
            return
        yield f"{start}{name}:\n"
        first = items is not schema
        inner = indent + (4 if first else 2)
        for inner_name, described in items["properties"].items():
            each = resolved(described, self._models)
            yield from self._explanation(items["title"], inner_name, each, at)
            for line in self._empty(inner_name, each, at, inner):
                # The first field of an entry of a list stands behind its hyphen.
                yield line.replace(f"    {inner_name}", f"  - {inner_name}", 1) if first else line
                first = False

    def _explanation(self, model: str, name: str, schema: Schema, indent: int) -> Iterator[str]:
        if (model, name) in self._explained:
            return
        self._explained.add((model, name))
        parent = MODELS.get(model)
        said = explanation(self._texts, self._collection, f"{parent}.{name}" if parent else name)
        for text in (said, _choices(schema)):
            if text:
                yield from (f"{line}\n" for line in comment(text, indent, "##"))


def _ordered(schema: Schema) -> list[tuple[str, Schema]]:
    fields = list(schema["properties"].items())
    return sorted(fields, key=lambda each: _LAST.index(each[0]) + 1 if each[0] in _LAST else 0)


def _choices(schema: Schema) -> str | None:
    """Where the codes of a closed list stand, or the few words that are possible."""
    inner = schema.get("items", schema)
    if "vocabulary" in inner:
        return f"vocabularies/{inner['vocabulary']}.yml"
    words = inner.get("enum") or ([inner["const"]] if "const" in inner else ())
    return ", ".join(words)
