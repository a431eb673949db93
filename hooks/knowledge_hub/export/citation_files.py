"""Citation files of an entry for reference managers (RIS, BibTeX).

No person is named; the author is the hub. A citation is in the original language and points to the page of the original, if
the public address is set (``HUB_SITE_URL``).
"""

import re
from collections.abc import Iterator

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, Edition
from knowledge_hub.data.catalogue import Catalogue, Entry

_LICENCE = "CC BY 4.0"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}  # fmt: skip
_SPECIAL = re.compile(r"[\\~^{}$&#_%]")


def ris(catalogue: Catalogue, entry: Entry, site_url: str) -> bytes:
    """RIS record of type ELEC (web page): lines with a two-letter tag, two spaces, a hyphen, a space and a value."""
    record = entry.record
    name = catalogue.strings[record.original_language]["site.name"]
    lines = [
        ("TY", "ELEC"), ("ID", record.id), ("TI", record.text.title), ("AU", name), ("PB", name),
        ("PY", str(record.updated.year)), ("DA", f"{record.updated:%Y/%m/%d}/"), ("LA", record.original_language),
        ("AB", record.text.summary), ("N1", _LICENCE), ("UR", _address(entry, site_url)),
    ]  # fmt: skip
    text = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n".encode()


def bibtex(catalogue: Catalogue, entry: Entry, site_url: str) -> bytes:
    """BibTeX record of type ``@misc``, which biblatex knows too, in UTF-8."""
    return f"@misc{{{entry.record.id},\n{''.join(_bibtex_lines(catalogue, entry, site_url))}}}\n".encode()


def _bibtex_lines(catalogue: Catalogue, entry: Entry, site_url: str) -> Iterator[str]:
    record = entry.record
    # A second pair of braces keeps capital letters, and stops BibTeX from splitting the author into first and last name.
    yield f"  title = {{{{{_tex(record.text.title)}}}}},\n"
    yield f"  author = {{{{{_tex(catalogue.strings[record.original_language]['site.name'])}}}}},\n"
    yield f"  year = {{{record.updated.year}}},\n"
    yield f"  month = {_MONTHS[record.updated.month - 1]},\n"
    yield f"  langid = {{{LANGUAGE_BY_CODE[record.original_language].biblatex}}},\n"
    yield f"  abstract = {{{_tex(record.text.summary)}}},\n"
    yield f"  note = {{{_LICENCE}}},\n"
    if site_url:
        yield f"  url = {{{_address(entry, site_url)}}},\n"


def _address(entry: Entry, site_url: str) -> str:
    """URL of the page of the original; '' without a public address."""
    return (
        f"{site_url}{Edition(entry.record.original_language, 'standard').prefix}{entry.path}.html" if site_url else ""
    )


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _TEX[match[0]], " ".join(text.split()))
