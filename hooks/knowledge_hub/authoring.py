"""The commands of those who write records: ``hub new``, ``hub translate``, ``hub stamp`` and ``hub schema``."""

import argparse
import sys
from collections.abc import Callable

from knowledge_hub import new_record
from knowledge_hub.languages import LANGUAGES
from knowledge_hub.messages import Message, say
from knowledge_hub.problems import DataError, UsageError
from knowledge_hub.reading import load
from knowledge_hub.schema import export
from knowledge_hub.stamping import stamp
from knowledge_hub.translating import translate
from knowledge_hub.user_files import new_file


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> tuple[argparse.ArgumentParser, ...]:
    """Describe the commands to the parser; returns a parser for each."""
    note = add("stamp", help="note in translations which wording they were made from")
    note.add_argument("ids", nargs="*", metavar="ID", help="records (default: all)")
    note.add_argument(
        "--again",
        action="store_true",
        help="also where another wording is noted: say that the translation fits the original as it is now",
    )
    note.set_defaults(run=_stamp)

    schema = add("schema", help="write what editors need to complete and check the files while you type")
    schema.set_defaults(run=_schema)

    new = add("new", help="begin a record: asks for what a first draft needs, and writes its file")
    new_record.add_arguments(new)
    new.set_defaults(run=_new)

    one = add("translate", help="write or renew the translation of a record, the original beside each field")
    one.add_argument("id", metavar="ID", help="the record, such as pry-simore-plus")
    one.add_argument("language", metavar="LANGUAGE", choices=LANGUAGES, help=", ".join(LANGUAGES))
    one.set_defaults(run=_translate)
    return note, schema, new, one


def _stamp(options: argparse.Namespace) -> int:
    changed = stamp(options.data, set(options.ids), again=options.again)
    for path in changed:
        print(path)
    say(Message("{count} files changed.", count=len(changed)), options.lang)
    return 0


def _schema(options: argparse.Namespace) -> int:
    folder = export(load(options.data), options.data)
    say(Message("The schemas are in {folder}.", folder=folder), options.lang)
    return 0


def _new(options: argparse.Namespace) -> int:
    path, text, language = new_record.new_record(
        options.data, vars(options), options.lang, interactive=sys.stdin.isatty()
    )
    if options.dry_run:
        print(text, end="")
        return 0
    try:
        new_file(path, text)
    except UsageError as error:
        raise UsageError(*error.reasons, language=language) from None
    print(path)
    draft = Message(
        "This is a draft; it is not on the site yet. Open the file, fill in what you know, then run: hub check"
    )
    say(draft, language)
    return 0


def _translate(options: argparse.Namespace) -> int:
    progress = translate(options.data, options.id, options.language)
    print(progress.path)
    for sentence in progress.report():
        say(sentence, options.lang)
    if progress.problems:
        raise DataError(progress.problems)
    return 0
