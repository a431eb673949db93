"""Writes the schemas of the data files into ``.vscode/settings.json``: ``python -m tests.editor_settings``."""

import json
from typing import Any

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.model.entry_collections import COLLECTIONS
from tests.conftest import ROOT

SETTINGS = ROOT / ".vscode/settings.json"


def text() -> str:
    """The whole file: what it has now, with the schemas of every collection in every language."""
    settings: dict[str, Any] = json.loads(SETTINGS.read_text(encoding="utf-8"))
    schemas = settings["yaml.schemas"]
    own = {f"./hub_data/schema/{name}{end}.json" for name in COLLECTIONS for end in ("", ".translation")}
    schemas = {place: files for place, files in schemas.items() if place in own or not _is_of_a_collection(files)}
    for name in COLLECTIONS:
        schemas[f"./hub_data/schema/{name}.json"] = f"hub_data/{name}/*/entry.yml"
        schemas[f"./hub_data/schema/{name}.translation.json"] = [
            f"hub_data/{name}/*/{language}.yml" for language in LANGUAGES
        ]
    return json.dumps({**settings, "yaml.schemas": schemas}, ensure_ascii=False, indent=2) + "\n"


def _is_of_a_collection(files: str | list[str]) -> bool:
    return "/*/" in (files if isinstance(files, str) else files[0])


if __name__ == "__main__":
    SETTINGS.write_text(text(), encoding="utf-8")
