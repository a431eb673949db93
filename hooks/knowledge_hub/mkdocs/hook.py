"""MkDocs hook: event handlers for a build. ``mkdocs.yml`` names ``hooks/mkdocs_hook.py``, which imports this module.

MkDocs renders the authored pages of ``docs``, and one frame for each edition and depth, with placeholders in its slots.
static-i18n runs a pass for each language with the same configuration, and all handlers run in each pass. After the last pass,
the hub adds all other pages to the staging folder, which then replaces the site.
"""

import atexit
import logging
import os
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import LANGUAGES, REGISTERS, Edition
from knowledge_hub.base.leftover_files import is_leftover
from knowledge_hub.base.machine_errors import NO_MEMORY, error_message
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.base.program_files import DEFAULT_PAGES, THEME
from knowledge_hub.base.signals import handle_termination
from knowledge_hub.base.terminal import progress
from knowledge_hub.data.entry_history import read_history
from knowledge_hub.data.loader import load
from knowledge_hub.mkdocs.build_run import Run
from knowledge_hub.mkdocs.language_passes import i18n, pass_language, set_languages
from knowledge_hub.mkdocs.page_chrome import frame_chrome, page_chrome
from knowledge_hub.model.settings import read_settings
from knowledge_hub.quality.authored_pages import check_pages
from knowledge_hub.website import checksums, publication, staging_folders
from knowledge_hub.website.authored_markup import add_pictures_and_icons
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.named_assets import current_list, program_assets, program_folder, write_program_assets
from knowledge_hub.website.output_folder import OutputFolder
from knowledge_hub.website.site_build import DEPTHS

current: Run | None = None
"""The current build, or None."""

_LOG = logging.getLogger("mkdocs.plugins.knowledge_hub")


def on_config(config: MkDocsConfig) -> None:
    """Before the first pass: read the data, and set the output to a staging folder."""
    global current  # noqa: PLW0603 - MkDocs hooks are modules, so the state of a build is in a module
    if current is not None:
        return
    set_languages(config)
    settings = config.extra.get("settings") or read_settings()
    data = Path(config.config_file_path).parent / settings.data
    config.site_url = settings.site_url
    out = Path(config.site_dir).absolute()
    catalogue = config.extra.get("catalogue")
    if catalogue is None:  # ``mkdocs build``, not ``hub build``
        handle_termination()
        publication.refuse_sources(out, data)
        refuse_pages(Path(config.docs_dir))
        catalogue = load(Path(os.path.relpath(data)))
    _refuse_unreadable_folders(config.docs_dir, str(THEME))
    history = read_history(data, config.extra.setdefault("notes", []).append)
    named = config.extra.get("named", out)
    staging = publication.begin(out, named=named)
    config.site_dir = str(staging)
    # The hub writes 404.html and sitemap.xml. MkDocs renders them in each pass, so they would be in the last language.
    config.theme.static_templates = set()
    # The hub's templates do not extend Material's. Each pass would search through thousands of unused files.
    config.theme.dirs = [str(THEME)]
    is_preview, assets = bool(config.extra.get("preview")), program_assets()
    current = Run(
        catalogue, Path(config.docs_dir), out, named, staging, preview=is_preview, settings=settings,
        history=history, languages=config.extra.get("languages", LANGUAGES),
        program_files=assets, folders=AssetFolders() if is_preview else AssetFolders(program_folder(assets)),
    )  # fmt: skip


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After static-i18n has selected the files of a language: remove those that are not the hub's, and add the frames."""
    run = _current()
    for file in list(files):
        # static-i18n adds its own site map, and the hub writes the files of the theme into a folder named by their content.
        is_foreign = file.src_dir and not file.src_dir.startswith(config.docs_dir)
        if is_foreign or any(map(is_leftover, Path(file.src_uri).parts)):
            files.remove(file)
    _add_pictures(files, config)
    language = pass_language(config)
    # MkDocs calls this once for each language, after the pages of the previous one.
    progress(Message("Preparing languages"), len(LANGUAGES))(len({edition.language for edition, _ in run.frames}))
    if language not in run.languages:
        for file in files.documentation_pages():
            files.remove(file)
    for register in REGISTERS:
        edition = Edition(language, register)
        for depth in DEPTHS:
            # static-i18n requires a home page in each language; the frame at depth 0 takes its place.
            name = "index" if register == "standard" and depth == 0 else f"frame-{register}-{depth}"
            file = File.generated(config, f"{name}.md", content="")
            file.dest_uri = f"{edition.prefix}{name}.html"
            files.append(file)
            run.frame_files[file.src_uri] = (register, depth)
    return files


def _add_pictures(files: Files, config: MkDocsConfig) -> None:
    """Add the default pictures that the folder of authored pages lacks, as authored pages and credits link to them."""
    for path in sorted((DEFAULT_PAGES / "assets").rglob("*.*")):
        place = path.relative_to(DEFAULT_PAGES).as_posix()
        if place not in files.src_uris:
            files.append(File(place, str(DEFAULT_PAGES), config.site_dir, use_directory_urls=False))


def on_page_content(html: str, **_: object) -> str:
    """Insert pictures and icons into an authored page as on all other pages."""
    return add_pictures_and_icons(html, _current().folders.program)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Pass the chrome to the theme's templates: with placeholders for a frame, with its own values for an authored page."""
    run = _current()
    frame = run.frame_files.get(page.file.src_uri)
    if frame:
        register, depth = frame
        context["hub"] = frame_chrome(run, Edition(pass_language(config), register), depth)
    else:
        context["hub"] = page_chrome(run, page)
    context["is_frame"] = frame is not None
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Store a rendered frame in the run instead of writing it."""
    run = _current()
    frame = run.frame_files.get(page.file.src_uri)
    if frame is None:
        return output
    register, depth = frame
    run.frames[Edition(pass_language(config), register), depth] = Frame(output)
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last pass: write all generated pages, then replace the old site with the new one."""
    global current  # noqa: PLW0603 - see on_config
    if i18n(config).building:
        return
    run = _current()
    if config.strict and _warnings():
        raise Abort("The site was not replaced: see the warnings above.")
    write_program_assets(OutputFolder(run.staging), run.program_files, run.folders)
    if run.preview:
        # By this file, the next build recognises the folder.
        OutputFolder(run.staging).write(*current_list(run.folders))
    else:
        count = run.site(run.catalogue, run.staging, run.settings.site_url).build()
        checksums.write(run.staging)
        _LOG.info("%d pages stamped into %s", count, run.out)
    publication.publish(run.staging, run.out)
    config.site_dir = str(run.out)
    current = None
    if "catalogue" not in config.extra:
        for note in config.extra["notes"]:
            _LOG.info("%s", note)
    # The preview keeps the run, to rebuild pages after an edit of the data without MkDocs.
    config.extra["run"] = run


class _StoppedError(Abort):
    """Ends ``mkdocs build`` with an error message and no traceback."""

    def show(self, *_arguments: object, **_options: object) -> None:
        sys.stderr.write(f"{self.message}\n")


def on_build_error(error: Exception, **_: object) -> None:
    """Remove the staging folder of a failed build. Raises _StoppedError with the reason; ``hub build`` uses its cause."""
    reason = _reason(error)
    _clean_up()
    if reason is not None:
        raise _StoppedError(f"The site was not replaced.\n{reason}") from reason


def _reason(error: Exception) -> DataError | UsageError | None:
    """The error to show to the user, or None for errors that MkDocs reports and for bugs."""
    if isinstance(error, DataError | UsageError):
        return error
    if isinstance(error, MemoryError):
        return UsageError(NO_MEMORY)
    if not isinstance(error, OSError):
        return None
    if current is not None and str(error.filename or current.staging).startswith(str(current.staging)):
        return publication.stopped(error, current.staging, current.out, current.named)
    return UsageError(error_message(error))


@atexit.register
def _clean_up() -> None:
    """Remove the staging folder of an unfinished build, also when the process is interrupted."""
    global current  # noqa: PLW0603 - see on_config
    if current is not None:
        staging_folders.remove(current.staging)
        current = None


def _refuse_unreadable_folders(*folders: str) -> None:
    """Raises OSError for a folder that cannot be read, which MkDocs would silently leave out."""

    def refuse(error: OSError) -> None:
        raise error

    for folder in folders:
        for _ in os.walk(folder, onerror=refuse):
            pass


def refuse_pages(pages: Path) -> None:
    """Raises DataError if an authored page, or another file in their folder, cannot be part of the site."""
    problems = check_pages(Path(os.path.relpath(pages)))
    if problems:
        raise DataError(problems)


def _current() -> Run:
    if current is None:
        raise RuntimeError("The hook was called outside a build.")
    return current


def _warnings() -> bool:
    """Whether MkDocs logged a warning in this build. MkDocs itself would stop only after the site was replaced."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return any(counter.get_counts() for counter in counters)
