"""What MkDocs calls during a build; ``hooks/mkdocs_hook.py``, which ``mkdocs.yml`` names, hands over to this module.

MkDocs renders two things: the authored pages of ``docs``, and one frame for each edition and depth, whose slots hold
marks. static-i18n runs a pass for each language, on one configuration, and every handler here runs in each. The hub
stamps all other pages after the last pass, into the same folder beside the site, which then takes the site's place.
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

from knowledge_hub.base.languages import LANGUAGES, REGISTERS, Edition
from knowledge_hub.base.leftover_files import is_leftover
from knowledge_hub.base.machine_errors import NO_MEMORY, error_message
from knowledge_hub.base.messages import Message
from knowledge_hub.base.minifier import minify_styles, write_scripts
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
from knowledge_hub.website.authored_markup import drawn
from knowledge_hub.website.frames import Frame
from knowledge_hub.website.site_build import DEPTHS

current: Run | None = None
"""The build under way; None between builds."""

_LOG = logging.getLogger("mkdocs.plugins.knowledge_hub")


def on_config(config: MkDocsConfig) -> None:
    """Before the first pass: read the data, and send all writing to a folder beside the site."""
    global current  # noqa: PLW0603 - MkDocs hooks are modules, so a build's state is a module's
    if current is not None:
        return
    set_languages(config)
    settings = config.extra.get("settings") or read_settings()
    data = Path(config.config_file_path).parent / settings.data
    config.site_url = settings.site_url
    out = Path(config.site_dir).absolute()
    catalogue = config.extra.get("catalogue")
    if catalogue is None:  # ``mkdocs build``, without the hub's command around it
        handle_termination()
        publication.refuse_sources(out, data)
        refuse_pages(Path(config.docs_dir))
        catalogue = load(Path(os.path.relpath(data)))
    _refuse_unreadable_folders(config.docs_dir, str(THEME))
    history = read_history(data, config.extra.setdefault("notes", []).append)
    named = config.extra.get("named", out)
    staging = publication.begin(out, named=named)
    config.site_dir = str(staging)
    # The hub writes 404.html and sitemap.xml itself: rendered in each pass, they would be those of the last language.
    config.theme.static_templates = set()
    # The hub's templates are whole; of the theme's thousands of files, which each pass would look through, it uses none.
    config.theme.dirs = [str(THEME)]
    current = Run(
        catalogue, Path(config.docs_dir), out, named, staging, preview=bool(config.extra.get("preview")), settings=settings,
        history=history, languages=config.extra.get("languages", LANGUAGES),
    )  # fmt: skip


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After static-i18n chose this language's files: keep those of the hub, and add the frames."""
    run = _current()
    ours = str(THEME)
    for file in list(files):
        # static-i18n brings a site map of its own.
        is_foreign = file.src_dir and not file.src_dir.startswith((config.docs_dir, ours))
        if is_foreign or any(map(is_leftover, Path(file.src_uri).parts)):
            files.remove(file)
    _add_pictures(files, config)
    language = pass_language(config)
    # MkDocs comes here once for each language, after the pages of the one before.
    progress(Message("Preparing languages"), len(LANGUAGES))(len({edition.language for edition, _ in run.frames}))
    if language not in run.languages:
        for file in files.documentation_pages():
            files.remove(file)
    for register in REGISTERS:
        edition = Edition(language, register)
        for depth in DEPTHS:
            # static-i18n asks each language for a home page; the frame of its root stands in for it.
            name = "index" if register == "standard" and depth == 0 else f"frame-{register}-{depth}"
            file = File.generated(config, f"{name}.md", content="")
            file.dest_uri = f"{edition.prefix}{name}.html"
            files.append(file)
            run.frame_files[file.src_uri] = (register, depth)
    return files


def _add_pictures(files: Files, config: MkDocsConfig) -> None:
    """Add the program's pictures where the folder of the pages has not got them: pages and credits link to them."""
    for path in sorted((DEFAULT_PAGES / "assets").rglob("*.*")):
        place = path.relative_to(DEFAULT_PAGES).as_posix()
        if place not in files.src_uris:
            files.append(File(place, str(DEFAULT_PAGES), config.site_dir, use_directory_urls=False))


def on_page_content(html: str, **_: object) -> str:
    """The pictures and icons of an authored page as those of all others."""
    return drawn(html)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Tell the theme's templates what the chrome says: for a frame with marks, for an authored page with its own."""
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
    """Keep a rendered frame instead of writing it."""
    run = _current()
    frame = run.frame_files.get(page.file.src_uri)
    if frame is None:
        return output
    register, depth = frame
    run.frames[Edition(pass_language(config), register), depth] = Frame(output)
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last pass: stamp every page, then let the new site take the old one's place."""
    global current  # noqa: PLW0603 - see on_config
    if i18n(config).building:
        return
    run = _current()
    if config.strict and _warnings():
        raise Abort("The site was not replaced: see the warnings above.")
    minify_styles(run.staging / "assets")
    write_scripts(run.staging / "assets", ("hub", "dossier"))
    if not run.preview:
        count = run.site(run.catalogue, run.staging, run.settings.site_url).build()
        checksums.write(run.staging)
        _LOG.info("%d pages stamped into %s", count, run.out)
    publication.publish(run.staging, run.out)
    config.site_dir = str(run.out)
    current = None
    if "catalogue" not in config.extra:
        for note in config.extra["notes"]:
            _LOG.info("%s", note)
    # The preview keeps what the passes left, to stamp an edit into the frames without MkDocs.
    config.extra["run"] = run


class _StoppedError(Abort):
    """What ``mkdocs build`` ends with: sentences among its other errors, and no traceback."""

    def show(self, *_arguments: object, **_options: object) -> None:
        sys.stderr.write(f"{self.message}\n")


def on_build_error(error: Exception, **_: object) -> None:
    """A failed build leaves nothing behind, and says why in a sentence, which the hub's command takes from the cause."""
    reason = _reason(error)
    _abandon()
    if reason is not None:
        raise _StoppedError(f"The site was not replaced.\n{reason}") from reason


def _reason(error: Exception) -> DataError | UsageError | None:
    """What to say to a person about an error, or None where MkDocs says it, or where the program is wrong."""
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
def _abandon() -> None:
    """Remove what is written of a build that is not whole, also when the process is interrupted."""
    global current  # noqa: PLW0603 - see on_config
    if current is not None:
        staging_folders.remove(current.staging)
        current = None


def _refuse_unreadable_folders(*folders: str) -> None:
    """MkDocs would leave out what it cannot look into, without a word."""

    def refuse(error: OSError) -> None:
        raise error

    for folder in folders:
        for _ in os.walk(folder, onerror=refuse):
            pass


def refuse_pages(pages: Path) -> None:
    """Raises DataError where an authored page, or a file beside them, cannot be part of the site."""
    problems = check_pages(Path(os.path.relpath(pages)))
    if problems:
        raise DataError(problems)


def _current() -> Run:
    if current is None:
        raise RuntimeError("The hook was called outside a build.")
    return current


def _warnings() -> bool:
    """Whether MkDocs warned of anything in this build; it would stop only after the site was replaced."""
    counters = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    return any(counter.get_counts() for counter in counters)
