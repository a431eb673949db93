"""The commands for publishing: ``hub build``, ``hub serve``, ``hub export`` and ``hub bundle``."""

import socket
import zipfile
from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.messages import Message
from knowledge_hub.base.output import print_error, put_json, say
from knowledge_hub.base.problems import UsageError
from knowledge_hub.bundle import FOLDER, START, bundle
from knowledge_hub.command_line.argument_types import Number, Place
from knowledge_hub.command_line.command_options import Argument, Command, Option, Person, style
from knowledge_hub.data.loader import load
from knowledge_hub.export.export_files import INDEX
from knowledge_hub.model.settings import read_settings
from knowledge_hub.website import checksums, publication
from knowledge_hub.website.open_data import write_open_data


def _build(person: Person, data: Path, out: Path) -> int:
    publication.refuse_sources(out, data)
    read_settings()  # Checked before the data is read, which takes longer.
    catalogue = load(data)
    # Imported here because loading MkDocs is slow.
    from knowledge_hub.mkdocs.runner import build  # noqa: PLC0415

    notes = build(catalogue, data, out)
    page, count = out / "index.html", _count(out, "*.html")
    if person.style == "json":
        put_json({"folder": str(out), "start": str(page), "pages": count})
    else:
        say(Message("The site is in {folder}. Open {page} in a browser.", folder=out, page=page))
        say(Message("Pages: {count:,}.", count=count))
    _put_notes(notes, person)
    return 0


def _export(person: Person, data: Path, out: Path) -> int:
    publication.refuse_sources(out, data)
    settings = read_settings()
    catalogue = load(data)
    with publication.publishing(out, data, INDEX) as staging:
        write_open_data(catalogue, staging, settings.site_url)
        checksums.write(staging)
    count = _count(out, "*")
    if person.style == "json":
        put_json({"folder": str(out), "files": count})
    else:
        say(Message("The data is in {folder}.", folder=out))
        say(Message("Files: {count:,}.", count=count))
    return 0


def _count(folder: Path, names: str) -> int:
    return sum(path.is_file() for path in folder.rglob(names))


def _bundle(person: Person, data: Path, out: Path, languages: Sequence[str], more: Sequence[str]) -> int:
    sums, notes = bundle(data, out, [*languages, *more] or LANGUAGES)
    with zipfile.ZipFile(out) as archive:
        count = len(archive.namelist())
    if person.style == "json":
        put_json({"file": str(out), "checksum": str(sums), "start": f"{FOLDER}/{START}", "files": count})
    else:
        say(Message("The offline edition is in {file}, its checksum in {sums}.", file=out, sums=sums))
        say(Message("Unpack it and open {page} in a browser.", page=f"{FOLDER}/{START}"))
        say(Message("Files: {count:,}.", count=count))
    _put_notes(notes, person)
    return 0


def _serve(person: Person, data: Path, port: int) -> int:
    if not _is_free(port):
        raise UsageError(
            Message("Port {port} cannot be used; choose another from 1024 to 65535 with --port.", port=port)
        )
    from knowledge_hub.mkdocs.preview import serve  # noqa: PLC0415 - see _build

    serve(data, port, person.language)
    return 0


def _put_notes(notes: Sequence[Message], person: Person) -> None:
    """Print notes about missing parts of the site, also with ``--quiet``."""
    for note in notes:
        print_error(note.shown(person.language))


def _is_free(port: int) -> bool:
    """Whether the preview can listen on a port of this computer."""
    with socket.socket() as tried:
        # As in the server: a port that was closed a moment ago is free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return port > 0


def _out(default: str, words: Message, metavar: str) -> Option:
    return Option("--out", type=Place(), metavar=metavar, default=Path(default), words=words)


COMMANDS = (
    Command(
        "build", _build, Message("Build the site."),
        _out("site", Message("folder of the site"), "FOLDER"),
        style("text", "json"),
        examples=["hub build", "HUB_SITE_URL=https://hub.example.org/ hub build --out /var/www/hub"],
        page="docs/contributing/hosting.md",
    ),
    Command(
        "serve", _serve, Message("Start a preview of the site, which reloads when you save a file. Ctrl-C stops it."),
        Option("--port", type=Number(), metavar="PORT", default=8000, words=Message("port on this computer")),
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
