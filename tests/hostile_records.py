"""Writes hostile values into every text field of every collection, field by field as the models have them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.model.field_info import FieldInfo, fields_of
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
            filler = _Filler(groups, number, codes)
            entry = {**filler.fields(fields_of(described.model)), "id": record_id, "countries": ["PRY"]}
            if "capacities" in described.model.model_fields:
                entry["capacities"] = ["coordination"]
            folder = data / collection / record_id
            folder.mkdir(parents=True)
            _dump(folder / "entry.yml", entry)
            _dump(folder / "fr.yml", _translation(collection, entry, groups, number))


def _translation(collection: str, entry: dict[str, Any], groups: Sequence[list[str]], number: int) -> dict[str, Any]:
    """The same fields with the same number of texts, each text another one than in the original."""
    pack = groups[(number + 1) % len(groups)]
    turn = _turn(pack)
    made: dict[str, Any] = {"status": "machine_draft", "reviewed_by": GAP.join(pack), "text": {}, "easy": {}}
    notes = []
    parts = {field.name: field.fields for field in fields_of(TRANSLATIONS[collection])}
    for part in ("text", "easy"):
        for name in (field.name for field in parts[part]):
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
    """Fills fields: texts from the packs, each field from another one; facts from the table above."""

    def __init__(self, groups: Sequence[list[str]], number: int, codes: Callable[[str], str]) -> None:
        self._groups = groups
        self._number = number
        self._codes = codes
        self._field = 0

    def fields(self, described: Sequence[FieldInfo]) -> dict[str, Any]:
        """A mapping with all its text fields, and what it needs beside them."""
        made = {}
        names = {field.name for field in described}
        for field in described:
            if field.name in _LEFT_OUT or (field.name == "sources" and "says" in names):
                continue
            filled = self._value(field)
            if filled is not None:
                made[field.name] = filled
        if "says" in names:
            made["sources"] = ["s1"]
        return made

    def _value(self, field: FieldInfo) -> Any:  # noqa: ANN401 - a value of YAML
        if field.kind == "group":
            return self.fields(field.fields)
        if field.kind == "objects":
            return [self.fields(field.fields) | {"id": "s1"}]
        if field.fields:
            return [{**self.fields(field.fields), "text": value} for value in self._pack()]
        if field.vocabulary and not field.many:
            return self._codes(field.vocabulary) if field.required or field.name == "evidence_level" else None
        if field.kind in {"text", "symbol"} and not field.pattern and not field.many:
            return GAP.join(self._pack())
        return _FACTS.get(field.name) if not field.many and (field.required or field.name == "url") else None

    def _pack(self) -> list[str]:
        self._field += 1
        return self._groups[(self._number + self._field) % len(self._groups)]
