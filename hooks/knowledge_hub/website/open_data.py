"""Writes the whole of the open data: the indexes of the search, which ``export`` knows nothing of, and the export that lists them."""

from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.export.downloads import Download
from knowledge_hub.export.export_files import Export
from knowledge_hub.search.lunr_index import write_lunr_indexes


def write_open_data(
    catalogue: Catalogue, out: Path, site_url: str, languages: Sequence[LanguageCode] = LANGUAGES
) -> tuple[Download, ...]:
    """Write all files below ``out``; returns those that hold more than one entry. The other arguments are those of ``Export``."""
    indexes = write_lunr_indexes(catalogue, out)
    return Export(catalogue, out, site_url, languages, tuple(indexes)).write()
