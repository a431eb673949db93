"""The ``hub`` command: check the data, say how far it is, build the site, note what translations were made from.

Exit status: 0 when all is well, 1 when the data has problems, 2 when the command was not understood, 130 when it was
interrupted.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge_hub.catalogue import load
from knowledge_hub.problems import DataError, Format, report
from knowledge_hub.stamping import stamp
from knowledge_hub.status import as_json, as_table, status
from knowledge_hub.wording import check_wording

_DATA = Path("hub_data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DataError as error:
        _print_problems(error, getattr(options, "format", "text"))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub", description="The knowledge hub of national mechanisms.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="find every problem of the data")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.set_defaults(run=_check)

    overview = commands.add_parser("status", help="show what is written, translated, out of date or missing")
    overview.add_argument("--format", choices=("text", "json"), default="text")
    overview.add_argument("--open", action="store_true", help="only what is not complete")
    overview.set_defaults(run=_status)

    build = commands.add_parser("build", help="build the whole site")
    build.add_argument("--out", type=Path, default=Path("site"), help="folder of the site (default: site)")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="show the site while you write; an edited record appears by itself")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    serve.set_defaults(run=_serve)

    note = commands.add_parser("stamp", help="note in translations which wording they were made from")
    note.add_argument("ids", nargs="*", metavar="ID", help="records (default: all)")
    note.add_argument(
        "--again",
        action="store_true",
        help="also where another wording is noted: say that the translation fits the original as it is now",
    )
    note.set_defaults(run=_stamp)

    for command in (check, overview, build, serve, note):
        command.add_argument("--data", type=Path, default=_DATA, help="data folder (default: hub_data)")
    return parser


def _check(options: argparse.Namespace) -> int:
    problems = tuple(check_wording(load(options.data), options.data))
    if problems:
        raise DataError(problems)
    style: Format = options.format
    print(report([], style))
    return 0


def _status(options: argparse.Namespace) -> int:
    found = status(load(options.data))
    if options.format == "json":
        print(as_json(found))
    else:
        print(as_table([row for row in found if not (options.open and row.is_complete)], found))
    return 0


def _build(options: argparse.Namespace) -> int:
    catalogue = load(options.data)
    # Only this command needs MkDocs, which takes a moment to load.
    from mkdocs_hook import build  # noqa: PLC0415

    build(catalogue, options.data, options.out)
    print(f"The site is in {options.out}. Open {options.out / 'index.html'} in a browser.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from mkdocs_hook import serve  # noqa: PLC0415 - see _build

    serve(options.data, options.port)
    return 0


def _stamp(options: argparse.Namespace) -> int:
    changed = stamp(options.data, set(options.ids), again=options.again)
    for path in changed:
        print(path)
    print(f"{len(changed)} files changed.")
    return 0


def _print_problems(error: DataError, style: Format) -> None:
    print(report(error.problems, style))
    sys.stdout.flush()
