"""Offline support: service worker, web app manifests and cache lists; ``pages.offline_page`` is the page to switch it on.

A cache list has each file of a language with the start of its checksum, so that only changed files are loaded again, and pages
never get files of another build. The lists are made last, from the written files.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge_hub.base.asset_folders import ASSETS, AssetFolders
from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode, direction, edition_of
from knowledge_hub.base.minifier import script
from knowledge_hub.base.workers import fan_out
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.pages.offline_page import FOLDER

_DIGITS = 16
"""Digits of a checksum in the lists: enough to distinguish versions of a file."""
Listed = list[tuple[str, str, int]]
"""Path, checksum and size of each file."""


def offline_files(
    catalogue: Catalogue, languages: Sequence[LanguageCode], folders: AssetFolders
) -> Iterator[tuple[str, str]]:
    """Path and text of the service worker, and of the manifest of each language."""
    yield "sw.js", script("sw")
    for language in languages:
        manifest = {
            "name": catalogue.strings[language]["site.name"],
            "lang": language,
            "dir": direction(language),
            "start_url": f"../../{Edition(language, 'standard').prefix}index.html",
            "scope": "../../",
            "display": "minimal-ui",
            "icons": [{"src": f"../../{folders.program}/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
        yield f"{FOLDER}/{language}.webmanifest", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def offline_lists(out: Path, languages: Sequence[LanguageCode]) -> Iterator[tuple[str, str]]:
    """Path and text of the cache list of each language, and of ``builds.json``, from the files that are written now."""
    parts = [[(language, name) for name in names] for language, names in offline_names(_names(out), languages).items()]
    lists = dict(zip(languages, fan_out(_listed, out, parts), strict=True))
    checksum = hashlib.sha256(json.dumps(lists).encode()).hexdigest()[:_DIGITS]
    for language, listed in lists.items():
        content = {"build": checksum, "files": [[name, digits] for name, digits, _ in listed]}
        yield f"{FOLDER}/{checksum}/{language}.json", _json(content)
    sizes = {language: [sum(size for _, _, size in listed), len(listed)] for language, listed in lists.items()}
    yield f"{FOLDER}/builds.json", _json({"build": checksum, "languages": sizes})


def offline_names(names: Sequence[str], languages: Sequence[LanguageCode]) -> Mapping[LanguageCode, list[str]]:
    """The files to cache for each language: its pages in both registers, and the files that they load.

    Left out are downloads, and the entries for the form, which have all languages.
    """
    files: dict[LanguageCode, list[str]] = {language: [] for language in languages}
    for name in names:
        first, *parts = name.split("/")
        if first == ASSETS:
            # A folder or file that has a language as its name is for this language only.
            words = [word.partition(".")[0] for word in parts]
            own = [code for code in LANGUAGES if code in words]
            if "entries" not in words or words[-1] == "ids":
                for language in own or languages:
                    files.get(language, []).append(name)
        elif name.endswith(".html") and name != "404.html":
            files.get(edition_of(name)[0].language, []).append(name)
    return files


def _names(out: Path) -> list[str]:
    return sorted(
        os.path.relpath(os.path.join(folder, name), out).replace(os.sep, "/")  # noqa: PTH118 - pathlib is slow, and there are many files
        for folder, _, names in os.walk(out)
        for name in names
    )


def _listed(out: Path, tasks: Sequence[tuple[LanguageCode, str]]) -> Listed:
    listed = []
    for _, name in tasks:
        content = (out / name).read_bytes()
        listed.append((name, hashlib.sha256(content).hexdigest()[:_DIGITS], len(content)))
    return listed


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
