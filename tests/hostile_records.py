"""Writes hostile values into every text field of every collection, field by field as the models have them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.translations import TRANSLATIONS, fingerprint

VALUES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("hostile.yml").read_text(encoding="utf-8"))
GAP = " ¦ "
"""Stands between values that share a field with room for one text."""
_LONGEST = 120
"""Room of the shortest text field, a title."""
_FACTS: dict[str, Any] = {
    "schema_version": "1",
    "status": "published",
    "original_language": "en",
    "added": "2026-01-02",
    "updated": "2026-01-02",
    "start": "2021-11-24",
    "evidence_level": "documented",
    "capacities": ["coordination"],
    "type_basis": "inferred",
    "editorial": "true",
    "consent": "true",
    "email": "office@example.org",
    "on": "2026-01-02",
    "url": "https://example.org/a",
}
_LEFT_OUT = {"shown_by", "related", "adapted_from", "formerly", "dated_steps", "says", "words", "picture", "made_from"}


def packs() -> list[list[str]]:
    """The accepted values in groups that fit into a title together."""
    found: list[list[str]] = [[]]
    for value in VALUES["accepted"]:
        if found[-1] and len(GAP.join([*found[-1], value])) > _LONGEST:
            found.append([])
        found[-1].append(value)
    return found


def write(data: Path, codes: Callable[[str], str]) -> None:
    """As many records of each collection as there are packs: each pack comes into each text field once.

    ``codes`` gives a code of a vocabulary.
    """
    groups = packs()
    for collection, described in COLLECTIONS.items():
        for number in range(len(groups)):
            record_id = f"{collection}-{number:03d}"
            filler = _Filler(groups, number, described.model.model_json_schema(), codes)
            entry = {**filler.fields(filler.schema), "id": record_id, "countries": ["PRY"]}
            if "capacities" in described.model.model_fields:
                entry["capacities"] = ["coordination"]
            folder = data / collection / record_id
            folder.mkdir(parents=True)
            _dump(folder / "entry.yml", entry)
            _dump(folder / "fr.yml", _translation(collection, entry, groups, number))


def _translation(collection: str, entry: dict[str, Any], groups: Sequence[list[str]], number: int) -> dict[str, Any]:
    """The same fields with the same number of texts, each text another one than in the original."""
    schema = TRANSLATIONS[collection].model_json_schema()
    pack = groups[(number + 1) % len(groups)]
    turn = _turn(pack)
    made: dict[str, Any] = {"status": "machine_draft", "reviewed_by": GAP.join(pack), "text": {}, "easy": {}}
    notes = []
    for part, definition in (
        ("text", f"Translated{COLLECTIONS[collection].model.__name__}Text"),
        ("easy", "TranslatedEasy"),
    ):
        for name in schema["$defs"][definition]["properties"]:
            original = entry[part].get(name)
            if isinstance(original, str):
                made[part][name] = GAP.join(pack)
                notes.append(f"{part}.{name} {fingerprint(original)}")
            elif original:
                made[part][name] = [next(turn) for _ in original]
                notes.append(f"{part}.{name} {fingerprint(tuple(each['text'] for each in original))}")
    return {**made, "made_from": "\n".join(notes)}


def _turn(pack: Sequence[str]) -> Iterator[str]:
    while True:
        yield from pack


def _dump(path: Path, content: dict[str, Any]) -> None:
    # Every JSON text is YAML, with all that is odd as an escape or as itself.
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


class _Filler:
    """Fills a schema: texts from the packs, each field from another one; facts from the table above."""

    def __init__(
        self, groups: Sequence[list[str]], number: int, schema: dict[str, Any], codes: Callable[[str], str]
    ) -> None:
        self.schema = schema
        self._groups = groups
        self._number = number
        self._codes = codes
        self._field = 0

    def fields(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A mapping with all its text fields, and what it needs beside them."""
        required = set(schema.get("required", ()))
        made = {}
        for name, value in schema["properties"].items():
            if name in _LEFT_OUT or (
                name == "sources" and "text" in schema["properties"] and "says" in schema["properties"]
            ):
                continue
            filled = self._value(name, self._resolved(value), needed=name in required)
            if filled is not None:
                made[name] = filled
        if "says" in schema["properties"]:
            made["sources"] = ["s1"]
        return made

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        for option in schema.get("anyOf", ()):
            if option.get("type") != "null":
                return self._resolved(option)
        name = schema.get("$ref", "").rpartition("/")[2]
        found: dict[str, Any] = self.schema["$defs"][name] if name else schema
        return found

    def _value(self, name: str, schema: dict[str, Any], *, needed: bool) -> Any:  # noqa: ANN401 - a value of YAML
        if "properties" in schema:
            return {
                **self.fields(schema),
                **({"id": "s1"} if "publisher" in schema["properties"] and "id" in schema["properties"] else {}),
            }
        if schema.get("type") == "array":
            inner = self._resolved(schema["items"])
            if "properties" not in inner:
                return None
            return [self.fields(inner) | {"id": "s1"}] if name == "sources" else self._list(inner)
        if "vocabulary" in schema:
            return self._codes(schema["vocabulary"]) if needed or name == "evidence_level" else None
        if schema.get("type") == "string" and not {"pattern", "format", "const", "enum"} & schema.keys():
            return GAP.join(self._pack())
        return _FACTS.get(name) if needed or name == "url" else None

    def _list(self, inner: dict[str, Any]) -> list[dict[str, Any]]:
        """One statement or sentence for each value of a pack."""
        return [{**self.fields(inner), "text": value} for value in self._pack()]

    def _pack(self) -> list[str]:
        self._field += 1
        return self._groups[(self._number + self._field) % len(self._groups)]
