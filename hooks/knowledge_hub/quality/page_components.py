"""Checks the boxes and icons of an authored page for mistakes that are valid HTML."""

import re
from collections.abc import Iterator

from knowledge_hub.base.messages import Message
from knowledge_hub.quality.page_extensions import KINDS
from knowledge_hub.quality.page_markup import MarkupFault

_CODE = re.compile(r"<(pre|code)>.*?</\1>", re.DOTALL)
_UNKNOWN_ICON = re.compile(r":material-[\w-]*:")
_UNTITLED = re.compile(rf"^[ ]*(?:!!!|[?]{{3}}[+]?) ?({'|'.join(KINDS)})[ ]*$", re.MULTILINE | re.IGNORECASE)
"""The first line of a box without a title."""
_NAMELESS = re.compile(r"<details[^<>]*>(?!\s*<summary>)")


def component_faults(html: str, source: str) -> Iterator[MarkupFault]:
    """Unknown icons, boxes without a title (the extension would add an English one), and ``<details>`` without a summary."""
    for name in dict.fromkeys(_UNKNOWN_ICON.findall(_CODE.sub("", html))):
        sentence = Message("There is no icon '{name}'; correct the name or delete it.", name=name)
        yield MarkupFault(sentence, (name,))
    for line in _UNTITLED.finditer(source):
        title = line[1].capitalize()
        if re.search(rf"<(p class=\"admonition-title\"|summary)>{title}<", html):
            sentence = Message(
                "Give this box a title in the language of the page: {example}", example=f'{line[0].strip()} "…"'
            )
            yield MarkupFault(sentence, (line[0].strip(),))
    if _NAMELESS.search(html):
        yield MarkupFault(
            Message("'<details>' must start with a '<summary>' that says what it contains."), ("<details",)
        )
