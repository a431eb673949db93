"""The commands for contributors: ``hub check``, ``status``, ``new``, ``translate``, ``stamp`` and ``schema``."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge_hub.authoring import new_entry
from knowledge_hub.authoring.questions import QUESTIONS
from knowledge_hub.authoring.stamping import stamp
from knowledge_hub.authoring.translate_entry import entry_of, translate
from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.base.messages import Message
from knowledge_hub.base.output import put, put_document, put_json, put_json_text, say
from knowledge_hub.base.problems import DataError, UsageError, problem_fields, report
from knowledge_hub.command_line.argument_types import Language, Number
from knowledge_hub.command_line.command_options import Argument, Command, Option, Person, style
from knowledge_hub.command_line.new_help import CollectionName, NewCommand
from knowledge_hub.data.file_tree import data_folder
from knowledge_hub.data.json_schema import export
from knowledge_hub.data.loader import load
from knowledge_hub.quality.all_checks import check_everything
from knowledge_hub.quality.entry_status import as_json, as_table, status
from knowledge_hub.quality.review_dates import SOON, due, due_as_json, due_as_table, today
from knowledge_hub.yaml_files.user_files import new_file


def _check(person: Person, data: Path) -> int:
    _, problems = check_everything(data)
    if problems:
        raise DataError(problems)
    if person.style == "json":
        put_json_text(report([], "json"))
    elif person.style == "text":
        say(Message("No problems."))
    return 0


def _status(person: Person, data: Path, within: int | None, only_open: bool) -> int:  # noqa: FBT001 - as click calls it
    catalogue = load(data)
    if within is not None:
        waiting = due(catalogue, today(), within)
        if person.style == "json":
            put_json_text(due_as_json(waiting, data))
        else:
            put(due_as_table(waiting, data, within, person.language))
        return 0
    rows = status(catalogue)
    if person.style == "json":
        put_json_text(as_json(rows))
    else:
        shown = [row for row in rows if not (only_open and row.is_complete)]
        put(as_table(shown, rows, person.language))
    return 0


def _new(person: Person, data: Path, dry_run: bool, **given: Any) -> int:  # noqa: ANN401, FBT001 - as click calls it
    answers = {path: given.pop(flag.replace("-", "_")) for path, (flag, _) in QUESTIONS.items()}
    answers["countries"] = list(answers["countries"]) or None
    path, text, language = new_entry.new_record(
        data, {**answers, **given}, person.chosen, interactive=sys.stdin.isatty(), otherwise=person.language
    )
    if dry_run:
        if person.style == "json":
            put_json({"file": str(path), "written": False, "text": text})
        else:
            put_document(text)
        return 0
    try:
        new_file(path, text)
    except UsageError as error:
        raise UsageError(*error.reasons, language=language) from None
    if person.style == "json":
        put_json({"file": str(path), "written": True})
        return 0
    put(path)
    draft = Message(
        "This is a draft; it is not on the site yet. Open the file, fill in what you know, then run: hub check"
    )
    say(draft, language)
    return 0


def _translate(person: Person, data: Path, record_id: str, language: str) -> int:
    progress = translate(data, record_id, language)
    if person.style == "json":
        put_json(
            {
                "file": str(progress.path), "new": progress.is_new, "done": progress.done, "missing": progress.missing,
                "behind": progress.behind, "problems": [problem_fields(problem, person.language) for problem in progress.problems],
            }
        )  # fmt: skip
        return 1 if progress.problems else 0
    put(progress.path)
    for sentence in progress.report():
        say(sentence)
    if progress.problems:
        raise DataError(progress.problems)
    return 0


def _stamp(person: Person, data: Path, ids: Sequence[str], again: bool) -> int:  # noqa: FBT001 - as click calls it
    data_folder(data)
    for record_id in ids:
        entry_of(data, record_id)
    changed, problems = stamp(data, set(ids), again=again)
    if person.style == "json":
        fields = [problem_fields(problem, person.language) for problem in problems]
        put_json({"count": len(changed), "files": list(map(str, changed)), "problems": fields})
        return 1 if problems else 0
    for path in changed:
        put(path)
    say(_changed(len(changed)))
    if problems:
        raise DataError(problems)
    return 0


def _changed(count: int) -> Message:
    return Message("1 file changed.") if count == 1 else Message("{count} files changed.", count=count)


def _schema(person: Person, data: Path) -> int:
    del person
    folder = export(load(data), data)
    say(Message("The schemas are in {folder}.", folder=folder))
    return 0


_PAGE = "docs/contributing/records.md"

COMMANDS = (
    Command(
        "check", _check, Message("Find every problem in the data, with its file and line, and how to correct it."),
        style("text", "json", "github"),
        examples=["hub check", "hub check --format json"],
        page=_PAGE,
    ),
    Command(
        "status", _status, Message("Show which texts are written, translated, out of date or missing."),
        Option("--open", "only_open", is_flag=True, words=Message("only what is not complete")),
        Option(
            "--due", "within", type=Number(), is_flag=False, flag_value=SOON, metavar="[DAYS]",
            words=Message(
                "only entries that must be confirmed within so many days ({days} without a number), the oldest first",
                days=SOON,
            ),
        ),
        style("text", "json"),
        examples=["hub status --open", "hub status --due 60"],
        page=_PAGE,
    ),
    NewCommand(
        "new", _new, Message("Create an entry: ask for what a first draft needs, and write its file."),
        Argument("collection", Message("what the entry is, singular or plural"), metavar="COLLECTION", type=CollectionName()),
        *(
            Option(f"--{flag}", metavar="TEXT", multiple=path == "countries", words=words)
            for path, (flag, words) in QUESTIONS.items()
        ),
        Option(
            "--id", metavar="ID",
            words=Message("short name in Latin letters, which is also the folder; by default, made from the title"),
        ),
        Option("--dry-run", is_flag=True, words=Message("show the file; write nothing")),
        style("text", "json"),
        examples=["hub new practice", 'hub new event --language fr --title "Atelier" --summary "…" --kind seminar --start 2025-11'],
        page=_PAGE,
    ),
    Command(
        "translate", _translate, Message("Start or continue the translation of an entry, with the original next to each field."),
        Argument("record_id", Message("the entry, such as pry-simore-plus"), metavar="ID"),
        Argument("language", Message("one of {languages}", languages=", ".join(LANGUAGES)), metavar="LANGUAGE", type=Language()),
        style("text", "json"),
        examples=["hub translate pry-simore-plus fr"],
        page=_PAGE,
    ),
    Command(
        "stamp", _stamp, Message("Note in translations which wording of the original they translate."),
        Argument("ids", Message("the entries (default: all)"), metavar="[ID]...", nargs=-1),
        Option(
            "--again", is_flag=True,
            words=Message("also where another wording is noted: confirms that the translation fits the current original"),
        ),
        style("text", "json"),
        examples=["hub stamp", "hub stamp pry-simore-plus --again"],
        page=_PAGE,
    ),
    Command(
        "schema", _schema, Message("Write the JSON Schemas with which editors complete and check files while you type."),
        examples=["hub schema"],
        page=_PAGE,
    ),
)  # fmt: skip
