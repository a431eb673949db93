"""Texts as an edition shows them: passages, sections of a story and parts of easy read, each with its language."""

from dataclasses import dataclass
from typing import Literal

from knowledge_hub.base.languages import Direction, direction

Freshness = Literal["original", "translated", "stale", "untranslated"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the language it is written in."""

    text: str
    language: str
    freshness: Freshness = "original"

    @property
    def direction(self) -> Direction:
        """Writing direction of the passage, which may differ from that of the page."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One statement: its text, the numbers of its sources, who claims it, and whether it is an editorial interpretation."""

    text: str
    references: tuple[int, ...]
    says: str | None
    editorial: bool
    shown_by: tuple[str, ...] = ()
    """Ids of the entries that show it in practice."""


@dataclass(frozen=True, slots=True)
class Section:
    """One field of the story. ``notice`` is a sentence about a fallback or a stale translation, or None."""

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    language: str
    notice: str | None

    @property
    def direction(self) -> Direction:
        """Writing direction of the paragraphs."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class HardWord:
    """A glossary word with its explanation."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One easy-read sentence, the name of its picture (or None) and its hard words."""

    text: str
    picture: str | None
    words: tuple[HardWord, ...]


@dataclass(frozen=True, slots=True)
class EasyPart:
    """One part of an easy-read text."""

    id: str
    heading: str
    lines: tuple[EasyLine, ...]
    language: str
    notice: str | None

    @property
    def direction(self) -> Direction:
        """Writing direction of the lines."""
        return direction(self.language)
