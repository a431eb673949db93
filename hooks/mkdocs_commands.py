"""What calls MkDocs, for the ``hub`` command: a build, the offline edition's build, and what ``mkdocs_preview`` needs.

MkDocs then calls ``mkdocs_hook``, which it loads as a module of its own; what one tells the other goes through the
configuration's ``extra``.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.languages import LanguageCode
from mkdocs_hook import ROOT


def build(catalogue: Catalogue, data: Path, out: Path) -> None:
    """Build the whole site of a catalogue, which was read from ``data``, as ``mkdocs build`` does."""
    run_build(configuration(catalogue, data, out))


def build_offline(catalogue: Catalogue, data: Path, out: Path, languages: Sequence[LanguageCode]) -> None:
    """Build the site in a few languages and without a public address: it stands for itself, wherever it is carried."""
    config = configuration(catalogue, data, out, languages=languages)
    config.site_url = ""
    run_build(config)


def configuration(catalogue: Catalogue, data: Path, out: Path, **extra: object) -> MkDocsConfig:
    """MkDocs' configuration for a catalogue that was read from ``data``; ``extra`` is for the hook."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    if not logging.getLogger("mkdocs").handlers:
        logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(out.absolute()))
    config.extra.update(catalogue=catalogue, data=str(data.absolute()), **extra)
    return config


def run_build(config: MkDocsConfig) -> None:
    """Have MkDocs build a site; its plugins begin and end with it."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
