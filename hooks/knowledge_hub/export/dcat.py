"""Metadata of the data set for open data catalogues: DCAT 3 (W3C) as JSON-LD.

With a public address, identifiers are absolute. Without one they are relative to the file, which JSON-LD allows, so it is
valid wherever the folder is. ``dct:issued`` is left out, as a build does not know when the data set was first published.
"""

from collections.abc import Sequence
from typing import Any

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.export.downloads import Download
from knowledge_hub.export.export_format import FORMAT, LICENCE_URL

DCAT_FILE = "dcat.jsonld"
SCHEMA_FILE = "schema.json"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"


def dcat_record(catalogue: Catalogue, downloads: Sequence[Download], updated: str, site_url: str) -> dict[str, Any]:
    """The data set, with a distribution for each file: media type, size and checksum."""
    base = f"{site_url}data/" if site_url else ""
    return {
        "@context": _CONTEXT,
        "@id": f"{base}hub.json",
        "@type": "dcat:Dataset",
        "dct:title": _in_all_languages(catalogue, "site.name"),
        "dct:description": _in_all_languages(catalogue, "home.description"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _in_all_languages(catalogue, "site.name")},
        "dct:license": {"@id": LICENCE_URL},
        "dct:language": [{"@id": _LANGUAGE + language} for language in LANGUAGES],
        "dct:modified": {"@value": updated, "@type": "xsd:date"},
        "dcat:version": FORMAT["version"],
        "dcat:landingPage": {"@id": f"{base}index.html"},
        "dcat:distribution": [_distribution(download, base) for download in downloads],
    }


def _distribution(download: Download, base: str) -> dict[str, Any]:
    distribution = {
        "@id": base + download.name,
        "@type": "dcat:Distribution",
        "dct:title": download.name,
        "dcat:downloadURL": {"@id": base + download.name},
        "dcat:mediaType": {"@id": _MEDIA_TYPE + download.media_type},
        "dcat:byteSize": {"@value": str(download.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE_URL},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": download.sha256, "@type": "xsd:hexBinary"},
        },
    }
    if download.language:
        distribution["dct:language"] = {"@id": _LANGUAGE + download.language}
    if download.media_type == "application/x-ndjson":
        distribution["dct:conformsTo"] = {"@id": base + SCHEMA_FILE}
    return distribution


def _in_all_languages(catalogue: Catalogue, key: str) -> list[dict[str, str]]:
    return [{"@value": catalogue.strings[language][key], "@language": language} for language in LANGUAGES]
