"""The chrome of frames and of authored pages, for the theme's templates."""

from mkdocs.structure.pages import Page

from knowledge_hub.base.languages import Edition, edition_of
from knowledge_hub.base.program_files import DEFAULT_PAGES, IS_INSTALLED
from knowledge_hub.mkdocs.build_run import Run
from knowledge_hub.pages.json_ld import authored_json_ld
from knowledge_hub.website.authored_markup import style_sheet
from knowledge_hub.website.chrome import Chrome, placeholder, source_link
from knowledge_hub.website.frames import json_ld_element


def frame_chrome(run: Run, edition: Edition, depth: int) -> Chrome:
    """The chrome of all pages of one edition at one depth, with placeholders in its slots."""
    strings = run.catalogue.strings[edition.language]
    return Chrome(
        edition, depth, strings, run.settings.site_url, placeholder("title"), placeholder("description"), placeholder("uri"),
        head=placeholder("head"), content=placeholder("content"), source=placeholder("source"), suggest=placeholder("suggest"), strict=not run.preview,
        site_languages=run.languages, program=run.folders.program,
    )  # fmt: skip


def page_chrome(run: Run, page: Page) -> Chrome:
    """The chrome of an authored page, whose edition is that of its address; adds the page to ``run.authored``."""
    edition, uri = edition_of(page.file.dest_uri)
    run.authored.add(uri)
    strings = run.catalogue.strings[edition.language]
    name, description = str(page.meta.get("title") or page.title), str(page.meta.get("description", ""))
    title = f"{name} – {strings['site.name']}"
    json_ld = authored_json_ld(strings, edition, run.settings.site_url, uri, name, description)
    # The default pages of an installed program are not in the repository of its users.
    is_in_repository = run.pages != DEFAULT_PAGES or not IS_INSTALLED
    assets = f"{'../' * page.file.dest_uri.count('/')}{run.folders.program}/"
    return Chrome(
        edition, uri.count("/"), strings, run.settings.site_url, title, description, uri,
        section=uri.removesuffix(".html"), strict=not run.preview,
        head=json_ld_element(json_ld) + style_sheet(page.content or "", assets),
        site_languages=run.languages, program=run.folders.program,
        source=source_link(f"docs/{page.file.src_uri}", run.settings.repository if is_in_repository else ""),
    )  # fmt: skip
