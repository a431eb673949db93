"""Calls MkDocs for the ``hub`` command: for a build, the offline edition, and the frames of the preview.

MkDocs then calls ``hook``; both exchange values in ``extra`` of the configuration.
"""

import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from knowledge_hub.base.languages import LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.base.program_files import pages_folder
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.mkdocs import hook
from knowledge_hub.mkdocs.hook import refuse_pages
from knowledge_hub.model.settings import read_settings
from knowledge_hub.website import publication

SETTINGS = Path(__file__).with_name("settings.yml")
"""The configuration of MkDocs, which ``mkdocs.yml`` inherits."""


def build(catalogue: Catalogue, data: Path, out: Path) -> list[Message]:
    """Build the site of a catalogue that was read from ``data``, as ``mkdocs build`` does.

    Returns notes on missing parts, such as the history of changes without Git. Raises UsageError and DataError.
    """
    return run_build(configuration(catalogue, data, out))


def build_offline(
    catalogue: Catalogue, data: Path, out: Path, languages: Sequence[LanguageCode], named: Path
) -> list[Message]:
    """Build the site in some languages and without a public address, for offline use; messages call it ``named``."""
    return run_build(configuration(catalogue, data, out, site_url="", languages=languages, named=named))


def configuration(
    catalogue: Catalogue, data: Path, out: Path, site_url: str | None = None, **extra: object
) -> MkDocsConfig:
    """MkDocs' configuration for a catalogue that was read from ``data``; ``extra`` is for the hook.

    ``site_url`` replaces that of the settings. Raises DataError and UsageError.
    """
    # Before MkDocs refuses some of these folders with its own messages.
    publication.refuse_sources(out, data)
    settings = replace(read_settings(), data=str(data.absolute()))
    if site_url is not None:
        settings = replace(settings, site_url=site_url)
    pages = pages_folder(data)
    refuse_pages(pages)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    if not logging.getLogger("mkdocs").handlers:
        logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    config = load_config(str(SETTINGS), docs_dir=str(pages.absolute()), site_dir=str(out.absolute()))
    # As `hooks:` in mkdocs.yml registers it for `mkdocs build`.
    config.plugins["knowledge_hub"] = cast("Any", hook)
    config.extra.update(catalogue=catalogue, settings=settings, **extra)
    return config


def run_build(config: MkDocsConfig) -> list[Message]:
    """Let MkDocs build a site, with startup and shutdown of its plugins. Returns and raises the same as ``build``."""
    notes: list[Message] = []
    config.extra["notes"] = notes
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as abort:
        if isinstance(abort.__cause__, DataError | UsageError):
            raise abort.__cause__ from None
        raise
    else:
        return notes
    finally:
        config.plugins.on_shutdown()
