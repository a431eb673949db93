"""Chinese in other writings: pinyin, and traditional characters."""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from knowledge_hub.search.text_analysis import is_chinese, tokens


def by_sound(text: str) -> Iterator[str]:
    """The Chinese of a text in pinyin without tones: 'mo luo ge'."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take a quarter of a second, for every command

    for run in tokens(text):
        if is_chinese(run):
            yield " ".join(lazy_pinyin(run, errors="ignore"))


def sounds(text: str) -> Iterator[str]:
    """Keys by which a text is found in pinyin: each syllable, and each joined with the next one and the next two."""
    for run in by_sound(text):
        syllables = run.split()
        for start in range(len(syllables)):
            for length in range(1, _JOINED + 1):
                yield "".join(syllables[start : start + length])


_JOINED = 3
"""Syllables that people write as one word: 'guojia', 'daibiaotuan'."""


def traditional(characters: Collection[str]) -> dict[str, str]:
    """The traditional forms of simplified characters, each with the simplified one."""
    return {form: plain for form, plain in _table().items() if plain in characters}


@cache
def _table() -> dict[str, str]:
    """OpenCC's table; where a character has several simplified forms, the first is the usual one."""
    lines = (Path(__file__).parent / "opencc/TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {pair[0]: plain for pair in pairs if (plain := pair[1].split(" ")[0]) != pair[0]}
