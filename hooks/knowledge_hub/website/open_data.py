"""Writes the open data: the lunr search indexes, which the room ``export`` cannot import, and the export with a list of them."""

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
    """Write all files below ``out``; returns those that contain more than one entry. The arguments are those of ``Export``."""
    indexes = write_lunr_indexes(catalogue, out)
    return Export(catalogue, out, site_url, languages, tuple(indexes)).write()
