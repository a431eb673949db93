"""Writes YAML: plain text -> YAML that ``yaml_reader`` reads as the same text, with comments.

PyYAML's emitter writes, and the result is read back and compared, so that correct quoting is certain.
"""

import textwrap
from collections.abc import Iterator

import yaml

from knowledge_hub.base.messages import Message
from knowledge_hub.yaml_files import forbidden_characters
from knowledge_hub.yaml_files.yaml_reader import read

WIDTH = 110
"""Maximum width of a line, if the text has spaces."""

_TEXT_TAG = "tag:yaml.org,2002:str"


def refused(text: str) -> Message | None:
    """Why a text is not allowed in a file; None if it is."""
    invisible = forbidden_characters.INVISIBLE if forbidden_characters.is_invisible(text) else None
    return next((sentence for _, sentence in forbidden_characters.faults(text)), invisible)


def field(name: str, text: str, indent: int = 0) -> str:
    """``name: text`` as lines with their ends.

    Raises ValueError for a text that ``refused`` rejects.
    """
    complaint = refused(text)
    if complaint:
        raise ValueError(complaint)
    for style in _styles(text):
        lines = textwrap.indent(_emitted(name, text, style), " " * indent)
        around = "outer:\n" if indent else ""
        document = read((around + lines).encode())
        if not document.faults and document.value == ({"outer": {name: text}} if indent else {name: text}):
            return lines
    raise AssertionError(f"no style holds {text!r}")


def _styles(text: str) -> Iterator[str | None]:
    """Scalar styles for a text, the most readable first; the last one works for every text."""
    if "\n" in text:
        yield "|"
    elif len(text) > WIDTH:
        yield ">"
    yield None
    yield '"'


def _emitted(name: str, text: str, style: str | None) -> str:
    key = yaml.ScalarNode(_TEXT_TAG, name)
    value = yaml.ScalarNode(_TEXT_TAG, text, style=style)
    mapping = yaml.MappingNode("tag:yaml.org,2002:map", [(key, value)], flow_style=False)
    return str(yaml.serialize(mapping, Dumper=yaml.SafeDumper, width=WIDTH, allow_unicode=True))


def comment(text: str, indent: int = 0, mark: str = "#") -> list[str]:
    """A text as comment lines, without line ends and without forbidden characters."""
    start = " " * indent + mark + " "
    words = forbidden_characters.without(" ".join(text.split()))
    return textwrap.wrap(words, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)
