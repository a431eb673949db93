"""Writes what hosts are told into ``docs/contributing/hosting.md``: ``python -m tests.website.hosting``."""

import re

from knowledge_hub.website.hosting import nginx, plain_headers, plain_types
from tests.conftest import ROOT

PAGE = ROOT / "docs/contributing/hosting.md"
BLOCKS = {"http": plain_headers, "text": plain_types, "nginx": nginx}
"""The blocks of the page that follow the list in the code, by the word behind their fence."""


def text(page: str) -> str:
    """The page with its blocks written anew."""
    for word, block in BLOCKS.items():
        between = re.compile(rf"^(```{word}\n).*?^```$", re.MULTILINE | re.DOTALL)
        assert len(between.findall(page)) == 1, f"{PAGE} needs one block of {word}"
        page = between.sub(rf"\g<1>{block().replace(chr(92), chr(92) * 2)}```", page)
    return page


if __name__ == "__main__":
    PAGE.write_text(text(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
