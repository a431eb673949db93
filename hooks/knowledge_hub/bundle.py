"""The offline edition: one zip of the site that opens from a disk, with a checksum file.

The zip has one folder with a start page and the site. It is reproducible: sorted names, one time for all files
(``SOURCE_DATE_EPOCH``, else the earliest of the zip format), no data of the machine.
"""

import hashlib
import os
import re
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.machine_errors import cannot_write
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import UsageError
from knowledge_hub.base.terminal import progress
from knowledge_hub.data.loader import load
from knowledge_hub.model.settings import source_date
from knowledge_hub.website import publication, staging_folders
from knowledge_hub.website.named_assets import program_assets, program_folder
from knowledge_hub.website.start_page import start_page

FOLDER = "knowledge-hub"
"""The folder in the zip."""
START = "START.html"
"""The start page; the only file next to the folder of the site."""
SITE = "site"
_EXAMPLE = "knowledge-hub.zip"
_FIRST = 315_532_800
"""The earliest time in a zip file, in seconds since 1970: the start of 1980. The latest is ``settings.LATEST``."""
_READABLE = 0o100644 << 16
"""Unix mode of a regular file that everybody may read."""
_UNIX = 3
_LONGEST = 1000
"""Most bytes read of a checksum file: a checksum and a name of at most 255 bytes."""


def bundle(data: Path, out: Path, languages: Sequence[str] = LANGUAGES) -> tuple[Path, list[Message]]:
    """Make the offline edition of a data folder in some languages; returns the checksum file, and notes about missing parts.

    The first of the languages is first on the start page. Raises DataError and UsageError.
    """
    for language in languages:
        if language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise UsageError(
                Message(
                    "'{language}' is not a language of the hub; choose from {known}.", language=language, known=known
                )
            )
    if out.is_dir():
        raise UsageError(
            Message(
                "{file} is a folder; give the name of a zip file, such as {example}.", file=out, example=out / _EXAMPLE
            )
        )
    publication.refuse_sources(out, data)
    refuse_foreign(out)
    chosen = tuple(dict.fromkeys(languages))
    catalogue = load(data)
    # Imported here because loading MkDocs is slow.
    from knowledge_hub.mkdocs.runner import build_offline  # noqa: PLC0415

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with staging_folders.temporary(out.parent, ".bundle-") as folder:
            site = folder / SITE
            notes = build_offline(catalogue, data, site, chosen, out)
            return pack(site, start_page(catalogue, chosen, program_folder(program_assets()), f"{SITE}/"), out), notes
    except OSError as error:
        raise UsageError(cannot_write(error, out)) from None


def refuse_foreign(out: Path) -> None:
    """Raises UsageError if the zip or its checksum would replace a file that ``bundle`` did not write."""
    sums = _sums(out)
    for file in (out, sums):
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise UsageError(Message("{file} is not a regular file; choose another with --out.", file=file))
    if out.exists() and not _is_edition(out):
        raise UsageError(
            Message(
                "{file} exists and is not an offline edition of the hub; choose another file, or remove it first.",
                file=out,
            )
        )
    if sums.exists() and not _is_checksum(sums, out.name):
        raise UsageError(
            Message(
                "{file} exists and is not the checksum of an offline edition. Choose another zip file with --out, or "
                "remove it first.",
                file=sums,
            )
        )


def _is_edition(file: Path) -> bool:
    """Whether a file is a zip whose first file is the start page, as ``pack`` writes it."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()[:1] == [f"{FOLDER}/{START}"]
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _is_checksum(file: Path, name: str) -> bool:
    """Whether a file contains only the checksum of a file with this name."""
    with file.open("rb") as opened:
        return bool(re.fullmatch(rb"[0-9a-f]{64}  " + re.escape(os.fsencode(name)) + rb"\n", opened.read(_LONGEST)))


def _sums(out: Path) -> Path:
    return out.with_name(f"{out.name}.sha256")


def pack(site: Path, start_page: str, out: Path) -> Path:
    """Write the zip of a built site, and ``<zip>.sha256``; returns the path of the latter. Raises OSError."""
    new, new_sums = site.with_name("new.zip"), site.with_name("new.sha256")
    moment = time.gmtime(max(source_date() or 0, _FIRST))[:6]
    try:
        with zipfile.ZipFile(new, "w") as archive:
            archive.writestr(_named(START, moment), start_page.encode())
            names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
            show = progress(Message("Packing files"), len(names))
            for number, name in enumerate(names):
                show(number)
                archive.writestr(_named(f"{SITE}/{name}", moment), (site / name).read_bytes())
            show(len(names))
        with new.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        new_sums.write_bytes(f"{checksum}  ".encode() + os.fsencode(out.name) + b"\n")
        new.replace(out)
        return new_sums.replace(_sums(out))
    finally:
        new.unlink(missing_ok=True)
        new_sums.unlink(missing_ok=True)


def _named(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{FOLDER}/{name}", moment[:6])  # type: ignore[arg-type]  # always six numbers
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _READABLE
    info.create_system = _UNIX
    return info
