"""Checks internal links: each leads to a page and an anchor that exist.

Links are noted while pages are written, each target once, and looked up when all files stand. What a page's chrome links to is
noted once a frame, as all pages of a frame share it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem

_LINK = re.compile(r' (?:href|src)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
"""Addresses of other sites, and of mailboxes."""


class Links:
    """The targets that pages name, each with the first page that names it."""

    def __init__(self) -> None:
        """Nothing noted yet."""
        self.noted: dict[str, dict[str, str]] = {}
        """By folder, as written there."""
        self._frames: set[object] = set()

    def note(self, html: str, page: str) -> None:
        """Note the links of a page, or of a part of one. ``page`` is its place below the site's root, with slashes."""
        folder, _, name = page.rpartition("/")
        noted = self.noted.setdefault(folder, {})
        ids: set[str] | None = None
        for link in _LINK.findall(html):
            if link[:1] == "#":
                if ids is None:
                    ids = set(_ID.findall(html))
                if link[1:] not in ids:
                    noted.setdefault(f"{name}{link}", page)
            elif link not in noted:
                noted[link] = page

    def note_chrome(self, frame: object, html: bytes, page: str) -> None:
        """Note the links of a whole page, when it is the first of its frame."""
        if frame not in self._frames:
            self._frames.add(frame)
            self.note(html.decode(), page)

    def add(self, other: "Links") -> None:
        """Take over what another process noted."""
        for folder, noted in other.noted.items():
            mine = self.noted.setdefault(folder, {})
            for link, page in noted.items():
                mine.setdefault(link, page)

    def broken(self, site: Path) -> Iterator[Problem]:
        """One problem for each target that is not there; the links are looked up in the files below ``site``."""
        files = set(_files(str(site)))
        ids: dict[str, set[str]] = {}
        for folder, noted in self.noted.items():
            for link, page in noted.items():
                if _ELSEWHERE.match(link):
                    continue
                path, _, fragment = link.partition("#")
                place = _place(folder, path.partition("?")[0])
                if place not in files:
                    yield _problem(page, link, Message("This page does not exist."))
                elif fragment:
                    if place not in ids:
                        ids[place] = set(_ID.findall((site / place).read_text(encoding="utf-8")))
                    if fragment not in ids[place]:
                        yield _problem(page, link, Message("The page has no such anchor."))


def _files(site: str) -> Iterator[str]:
    for top, _, names in os.walk(site):
        folder = top[len(site) + 1 :].replace(os.sep, "/")
        yield from (f"{folder}/{name}" if folder else name for name in names)


def _place(folder: str, path: str) -> str:
    """What a relative address leads to, below the site's root. The hub writes addresses in plain ASCII; nothing is to be decoded."""
    while path.startswith("../") and folder:
        folder, path = folder.rpartition("/")[0], path[3:]
    return f"{folder}/{path}" if folder else path


def _problem(page: str, link: str, fault: Message) -> Problem:
    sentence = Message("The link '{link}' is broken: {fault}", link=link, fault=fault)
    return Problem(page, 1, 1, "link", sentence)
