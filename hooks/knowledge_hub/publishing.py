"""The commands that make what readers get: ``hub build``, ``hub serve``, ``hub export`` and ``hub bundle``."""

import os
import socket
import zipfile
from collections.abc import Sequence
from pathlib import Path

import click

from knowledge_hub import publication
from knowledge_hub.argument_types import Number
from knowledge_hub.bundle import FOLDER, START, bundle
from knowledge_hub.command_line import Argument, Command, Option, Person, style
from knowledge_hub.export import INDEX, Export
from knowledge_hub.languages import LANGUAGES
from knowledge_hub.messages import Message
from knowledge_hub.output import put_json, say
from knowledge_hub.problems import UsageError
from knowledge_hub.reading import load


def _refuse_sources(out: Path, data: Path) -> None:
    """What is built must not be put among what it is built from. Raises UsageError."""
    place = out.resolve()
    for source in (data.resolve(), Path("docs").resolve()):
        if place.is_relative_to(source) or source.is_relative_to(place):
            raise UsageError(
                Message("The site is made from files in or around {folder}; name another place with --out.", folder=out)
            )


def _build(person: Person, data: Path, out: Path) -> int:
    _refuse_sources(out, data)
    catalogue = load(data)
    # Only this command needs MkDocs, which takes a moment to load.
    from mkdocs_commands import build  # noqa: PLC0415

    build(catalogue, data, out)
    page, count = out / "index.html", _count(out, "*.html")
    if person.style == "json":
        put_json({"folder": str(out), "start": str(page), "pages": count})
    else:
        say(Message("The site is in {folder}. Open {page} in a browser.", folder=out, page=page))
        say(Message("Pages: {count:,}.", count=count))
    return 0


def _export(person: Person, data: Path, out: Path) -> int:
    _refuse_sources(out, data)
    catalogue = load(data)
    # The whole path, so that what is written aside has a name even for the folder «.».
    folder = out.absolute()
    try:
        staging = publication.begin(folder, INDEX)
    except publication.PublicationError:
        sentence = Message(
            "{folder} exists and is not an export of the hub; name another folder, or remove it first.", folder=out
        )
        raise UsageError(sentence) from None
    except OSError as error:
        sentence = Message(
            "{file} cannot be written: {reason}. Check the folders above it.", file=out, reason=error.strerror
        )
        raise UsageError(sentence) from None
    try:
        Export(catalogue, staging, public_address()).write()
        publication.publish(staging, folder)
    finally:
        publication.discard(staging)
    count = _count(out, "*")
    if person.style == "json":
        put_json({"folder": str(out), "files": count})
    else:
        say(Message("The data is in {folder}.", folder=out))
        say(Message("Files: {count:,}.", count=count))
    return 0


def public_address() -> str:
    """``HUB_SITE_URL`` with a slash at its end, or '' when it is not set."""
    url = os.environ.get("HUB_SITE_URL", "")
    return url.rstrip("/") + "/" if url else ""


def _count(folder: Path, names: str) -> int:
    return sum(path.is_file() for path in folder.rglob(names))


def _bundle(person: Person, data: Path, out: Path, languages: Sequence[str], more: Sequence[str]) -> int:
    _refuse_sources(out, data)
    sums = bundle(data, out, [*languages, *more] or LANGUAGES)
    with zipfile.ZipFile(out) as archive:
        count = len(archive.namelist())
    if person.style == "json":
        put_json({"file": str(out), "checksum": str(sums), "start": f"{FOLDER}/{START}", "files": count})
    else:
        say(Message("The offline edition is in {file}, its checksum in {sums}.", file=out, sums=sums))
        say(Message("Unpack it and open {page} in a browser.", page=f"{FOLDER}/{START}"))
        say(Message("Files: {count:,}.", count=count))
    return 0


def _serve(person: Person, data: Path, port: int) -> int:
    if not _is_free(port):
        raise UsageError(Message("Port {port} cannot be used; name another from 1024 to 65535 with --port.", port=port))
    from mkdocs_commands import serve  # noqa: PLC0415 - see _build

    serve(data, port, person.language)
    return 0


def _is_free(port: int) -> bool:
    """Whether the preview can listen at a port of this machine."""
    with socket.socket() as tried:
        # As the server does, so that a port that was left a moment ago counts as free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return port > 0


def _out(default: str, words: Message, metavar: str) -> Option:
    return Option("--out", type=click.Path(path_type=Path), metavar=metavar, default=Path(default), words=words)


COMMANDS = (
    Command(
        "build", _build, Message("Build the whole site."),
        _out("site", Message("folder of the site"), "FOLDER"),
        style("text", "json"),
        examples=["hub build", "HUB_SITE_URL=https://hub.example.org/ hub build --out /var/www/hub"],
        page="docs/contributing/hosting.md",
    ),
    Command(
        "serve", _serve, Message("Start a preview of the site, which reloads when you save a file. Ctrl-C ends it."),
        Option("--port", type=Number(), metavar="PORT", default=8000, words=Message("port on this machine")),
        examples=["hub serve --port 8080"],
        page="docs/contributing/records.md",
    ),
    Command(
        "export", _export, Message("Write the published entries as open data: JSON, CSV, RIS, BibTeX and DCAT."),
        _out("export", Message("folder of the files"), "FOLDER"),
        style("text", "json"),
        examples=["hub export --out data"],
        page="docs/contributing/export.md",
    ),
    Command(
        "bundle", _bundle, Message("Make the offline edition: one zip file that opens without a web server."),
        Argument("more", Message("more languages, after --languages"), metavar="[LANGUAGE]...", nargs=-1),
        _out("knowledge-hub.zip", Message("the zip file"), "FILE"),
        Option(
            "--languages", multiple=True, metavar="LANGUAGE",
            words=Message("only these of {languages}; the first one is the first on the start page", languages=", ".join(LANGUAGES)),
        ),
        style("text", "json"),
        examples=["hub bundle", "hub bundle --languages fr ar --out hub.zip"],
        page="docs/contributing/hosting.md",
    ),
)  # fmt: skip
