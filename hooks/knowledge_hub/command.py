"""The ``hub`` command: check the data, say how far it is, build the site and what goes with it.

The commands of those who write are in ``authoring``, of those who look after the repository in ``repository``.

Exit status: 0 when all is well, 1 when the data has problems, 2 when the command cannot be carried out, 130 when it was
interrupted by Ctrl-C, 143 when it was ended by SIGTERM. What it says to a person is in the language of ``--lang``.
"""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge_hub import authoring, publication, repository
from knowledge_hub.bundle import FOLDER, START, bundle
from knowledge_hub.export import INDEX, Export
from knowledge_hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from knowledge_hub.machine_errors import NO_MEMORY, in_words
from knowledge_hub.messages import Message, say
from knowledge_hub.problems import DataError, Format, UsageError, report
from knowledge_hub.reading import load
from knowledge_hub.review_dates import SOON, due, due_as_json, due_as_table, today
from knowledge_hub.signals import exit_status
from knowledge_hub.status import as_json, as_table, status
from knowledge_hub.wording import check_wording

_DATA = Path("hub_data")
_LANG = "language of the messages (default: HUB_LANG, else en)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _options(arguments)
    try:
        return _run(options)
    except DataError as error:
        _print_problems(error, options)
        return 1
    except UsageError as error:
        for reason in error.reasons:
            print(reason.shown(options.lang or error.language or DEFAULT_LANGUAGE), file=sys.stderr)
        return 2
    except KeyboardInterrupt as interrupt:
        print(Message("Stopped.").shown(options.lang or DEFAULT_LANGUAGE), file=sys.stderr)
        return exit_status(interrupt)
    except BrokenPipeError:
        return 1


def _run(options: argparse.Namespace) -> int:
    """Run a command; what the machine refuses is a UsageError, wherever it comes up."""
    try:
        return int(options.run(options))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(in_words(error)) from None
    except MemoryError:
        raise UsageError(NO_MEMORY) from None


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for. ``lang`` is None when nobody chose a language, neither here nor in the environment."""
    parser = _parser()
    options = parser.parse_args(arguments)
    options.lang = options.lang or os.environ.get("HUB_LANG") or None
    if options.lang not in (None, *LANGUAGES):
        parser.error(f"HUB_LANG is '{options.lang}'; set it to one of {', '.join(LANGUAGES)}")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub", description="The knowledge hub of national mechanisms.")
    parser.add_argument("--lang", choices=LANGUAGES, help=_LANG)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="find every problem of the data")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.set_defaults(run=_check)

    overview = commands.add_parser("status", help="show what is written, translated, out of date or missing")
    overview.add_argument("--format", choices=("text", "json"), default="text")
    overview.add_argument("--open", action="store_true", help="only what is not complete")
    overview.add_argument(
        "--due",
        type=int,
        nargs="?",
        const=SOON,
        metavar="DAYS",
        help="only records that must be confirmed again within so many days (default: %(const)s) or earlier, the oldest first",
    )
    overview.set_defaults(run=_status)

    build = commands.add_parser("build", help="build the whole site")
    build.add_argument("--out", type=Path, default=Path("site"), help="folder of the site (default: site)")
    build.set_defaults(run=_build)

    data = commands.add_parser("export", help="write the published records as open data: JSON, CSV, RIS, BibTeX, DCAT")
    data.add_argument("--out", type=Path, default=Path("export"), help="folder of the files (default: export)")
    data.set_defaults(run=_export)

    offline = commands.add_parser("bundle", help="make the offline edition: one zip that opens from a disk")
    offline.add_argument(
        "--out", type=Path, default=Path("knowledge-hub.zip"), help="the zip (default: knowledge-hub.zip)"
    )
    offline.add_argument(
        "--languages", nargs="+", metavar="LANGUAGE", default=LANGUAGES, help=f"only these of {', '.join(LANGUAGES)}"
    )
    offline.set_defaults(run=_bundle)

    serve = commands.add_parser("serve", help="show the site while you write; an edited record appears by itself")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    serve.set_defaults(run=_serve)

    for command in (
        check, overview, build, data, offline, serve,
        *authoring.add_commands(commands.add_parser), *repository.add_commands(commands.add_parser),
    ):  # fmt: skip
        command.add_argument("--data", type=Path, default=_DATA, help="data folder (default: hub_data)")
        # What stands before the name of the command holds unless it is said again here.
        command.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_LANG)
    return parser


def _check(options: argparse.Namespace) -> int:
    problems = tuple(check_wording(load(options.data), options.data))
    if problems:
        raise DataError(problems)
    style: Format = options.format
    print(report([], style, options.lang))
    return 0


def _status(options: argparse.Namespace) -> int:
    catalogue = load(options.data)
    if options.due is not None:
        waiting = due(catalogue, today(), options.due)
        if options.format == "json":
            print(due_as_json(waiting, options.data))
        else:
            print(due_as_table(waiting, options.data, options.due, options.lang or DEFAULT_LANGUAGE))
        return 0
    found = status(catalogue)
    if options.format == "json":
        print(as_json(found))
    else:
        shown = [row for row in found if not (options.open and row.is_complete)]
        print(as_table(shown, found, options.lang or DEFAULT_LANGUAGE))
    return 0


def _build(options: argparse.Namespace) -> int:
    catalogue = load(options.data)
    # Only this command needs MkDocs, which takes a moment to load.
    from mkdocs_commands import build  # noqa: PLC0415

    notes = build(catalogue, options.data, options.out)
    page = options.out / "index.html"
    say(Message("The site is in {folder}. Open {page} in a browser.", folder=options.out, page=page), options.lang)
    _print_notes(notes, options)
    return 0


def _export(options: argparse.Namespace) -> int:
    catalogue = load(options.data)
    with publication.publishing(options.out, options.data, INDEX) as staging:
        Export(catalogue, staging, public_address()).write()
    say(Message("The data is in {folder}.", folder=options.out), options.lang)
    return 0


def public_address() -> str:
    """``HUB_SITE_URL`` with a slash at its end, or '' when it is not set."""
    url = os.environ.get("HUB_SITE_URL", "")
    return url.rstrip("/") + "/" if url else ""


def _bundle(options: argparse.Namespace) -> int:
    sums, notes = bundle(options.data, options.out, options.languages)
    say(Message("The offline edition is in {file}, its checksum in {sums}.", file=options.out, sums=sums), options.lang)
    say(Message("Unpack it and open {page} in a browser.", page=f"{FOLDER}/{START}"), options.lang)
    _print_notes(notes, options)
    return 0


def _serve(options: argparse.Namespace) -> int:
    if not _is_free(options.port):
        raise UsageError(
            Message("Port {port} cannot be used; name another from 1024 to 65535 with --port.", port=options.port)
        )
    from mkdocs_commands import serve  # noqa: PLC0415 - see _build

    serve(options.data, options.port, options.lang or DEFAULT_LANGUAGE)
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


def _print_notes(notes: Sequence[Message], options: argparse.Namespace) -> None:
    """What is not in the site because it could not be found out."""
    for note in notes:
        print(note.shown(options.lang or DEFAULT_LANGUAGE), file=sys.stderr)


def _print_problems(error: DataError, options: argparse.Namespace) -> None:
    print(report(error.problems, getattr(options, "format", "text"), options.lang))
    sys.stdout.flush()
