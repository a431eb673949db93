"""Rebuilds the YAML files of an entry from its export: for the round-trip test, and as an example for users of the export."""

from collections.abc import Mapping
from typing import Any


def files_of(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The values of ``entry.yml`` and of each translation's file, by the name of the file."""
    files = {"entry.yml": dict(document["entry"])}
    for language, translation in document["translations"].items():
        value = {name: part for name, part in translation.items() if name != "out_of_date"}
        value["made_from"] = "".join(f"{field} {checksum}\n" for field, checksum in value["made_from"].items())
        files[f"{language}.yml"] = value
    return files
