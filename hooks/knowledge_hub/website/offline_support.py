"""Offline support: service worker, manifests and cache lists; ``pages.offline_page`` is the page where a reader chooses.

A list names each file of a language with the start of its checksum, so that only what has changed is loaded again and no
file of one build is shown with a page of another. The lists are made last, from the files as they stand on the disk.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode, direction, edition_of
from knowledge_hub.base.minifier import scripts
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.pages.offline_page import FOLDER

_ENOUGH = 16
"""Digits of a checksum that tell two versions of one file apart."""
Listed = list[tuple[str, str, int]]
"""Place, checksum and size of each file."""


def offline_files(catalogue: Catalogue, languages: Sequence[LanguageCode]) -> Iterator[tuple[str, str]]:
    """The scripts, and one manifest a language, by their places below the site's root."""
    yield "sw.js", scripts("offline", "offline_worker")
    yield f"{FOLDER}/offline.js", scripts("offline", "offline_page")
    for language in languages:
        manifest = {
            "name": catalogue.strings[language]["site.name"],
            "lang": language,
            "dir": direction(language),
            "start_url": f"../../{Edition(language, 'standard').prefix}index.html",
            "scope": "../../",
            "display": "minimal-ui",
            "icons": [{"src": "../icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
        yield f"{FOLDER}/{language}.webmanifest", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def offline_lists(out: Path, languages: Sequence[LanguageCode]) -> Iterator[tuple[str, str]]:
    """The list of each language, and what names the build; of the files as they stand now."""
    parts = [[(language, name) for name in names] for language, names in kept_files(_names(out), languages).items()]
    lists = dict(zip(languages, fan_out(_listed, out, parts), strict=True))
    checksum = hashlib.sha256(json.dumps(lists).encode()).hexdigest()[:_ENOUGH]
    for language, listed in lists.items():
        content = {"build": checksum, "files": [[name, digits] for name, digits, _ in listed]}
        yield f"{FOLDER}/{language}.json", _json(content)
    sizes = {language: [sum(size for _, _, size in listed), len(listed)] for language, listed in lists.items()}
    yield f"{FOLDER}/builds.json", _json({"build": checksum, "languages": sizes})


def kept_files(names: Sequence[str], languages: Sequence[LanguageCode]) -> Mapping[LanguageCode, list[str]]:
    """Which files a reader of each language keeps: its pages in both registers, and what they load.

    Not kept: what is downloaded, and the entries as the form takes them, which hold all languages.
    """
    kept: dict[LanguageCode, list[str]] = {language: [] for language in languages}
    for name in names:
        first, *parts = name.split("/")
        if first == "assets":
            own = [each for each in LANGUAGES if len(parts) > 1 and parts[1].partition(".")[0] == each]
            if parts[0] != "entries" or parts[1] == "ids.js":
                for language in own or languages:
                    kept.get(language, []).append(name)
        elif name.endswith(".html") and name != "404.html":
            kept.get(edition_of(name)[0].language, []).append(name)
    return kept


def _names(out: Path) -> list[str]:
    return sorted(
        os.path.relpath(os.path.join(folder, name), out).replace(os.sep, "/")  # noqa: PTH118 - as often as there are pages
        for folder, _, names in os.walk(out)
        for name in names
    )


def _listed(out: Path, tasks: Sequence[tuple[LanguageCode, str]]) -> Listed:
    listed = []
    for _, name in tasks:
        content = (out / name).read_bytes()
        listed.append((name, hashlib.sha256(content).hexdigest()[:_ENOUGH], len(content)))
    return listed


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
