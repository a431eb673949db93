"""Finds broken internal links: links to a file or an anchor that does not exist.

Links are collected while pages are written, each target once, and checked when all files are written. The links in the chrome
are collected once for each frame, as all its pages have the same ones.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem

_LINK = re.compile(r' (?:href|src)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//")
"""Start of URLs of other sites and of e-mail addresses."""


class Links:
    """The targets of links, each with the first page that links to it."""

    def __init__(self) -> None:
        """There are no links yet."""
        self.pages_by_target: dict[str, dict[str, str]] = {}
        """By folder: the first page for each target as written in its links."""
        self._frames: set[object] = set()

    def collect(self, html: str, page: str) -> None:
        """Collect the links of a page, or of a part of one. ``page`` is its path below the site's root, with slashes."""
        folder, _, name = page.rpartition("/")
        pages = self.pages_by_target.setdefault(folder, {})
        ids: set[str] | None = None
        for link in _LINK.findall(html):
            if link[:1] == "#":
                if ids is None:
                    ids = set(_ID.findall(html))
                if link[1:] not in ids:
                    pages.setdefault(f"{name}{link}", page)
            elif link not in pages:
                pages[link] = page

    def collect_chrome(self, frame: object, html: bytes, page: str) -> None:
        """Collect the links of a complete page, if it is the first of its frame."""
        if frame not in self._frames:
            self._frames.add(frame)
            self.collect(html.decode(), page)

    def add(self, other: "Links") -> None:
        """Add the links that another process collected."""
        for folder, pages in other.pages_by_target.items():
            own = self.pages_by_target.setdefault(folder, {})
            for link, page in pages.items():
                own.setdefault(link, page)

    def broken(self, site: Path) -> Iterator[Problem]:
        """One problem for each target that does not exist in the files below ``site``."""
        files = set(_files(str(site)))
        ids: dict[str, set[str]] = {}
        for folder, pages in self.pages_by_target.items():
            for link, page in pages.items():
                if _EXTERNAL.match(link):
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
    """The path of a relative URL below the site's root. The hub's URLs are plain ASCII, so there is nothing to decode."""
    while path.startswith("../") and folder:
        folder, path = folder.rpartition("/")[0], path[3:]
    return f"{folder}/{path}" if folder else path


def _problem(page: str, link: str, fault: Message) -> Problem:
    sentence = Message("The link '{link}' is broken: {fault}", link=link, fault=fault)
    return Problem(page, 1, 1, "link", sentence)
