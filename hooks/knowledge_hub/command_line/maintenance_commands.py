"""The commands for maintainers: ``hub review``, ``hub links`` and ``hub care``.

The workflows in ``.github`` run them. Their reports are in English, the common language of reviewers.
"""

from dataclasses import asdict
from pathlib import Path
from typing import cast

from knowledge_hub.base.messages import Message
from knowledge_hub.base.output import put, put_document, put_json, put_json_text
from knowledge_hub.base.terminal import progress
from knowledge_hub.command_line.argument_types import Place
from knowledge_hub.command_line.command_options import Command, Option, Person, style
from knowledge_hub.data.file_tree import data_folder
from knowledge_hub.maintenance.care_report import care
from knowledge_hub.maintenance.git_changes import changes_since
from knowledge_hub.maintenance.link_check import check
from knowledge_hub.maintenance.link_report import Format, find_links, report
from knowledge_hub.maintenance.review_report import review
from knowledge_hub.quality.review_dates import today


def _review(person: Person, data: Path, base: str, preview: str | None) -> int:
    changes = changes_since(base, data)
    if person.style == "json":
        put_json(asdict(changes))
    else:
        put_document(review(changes, data, preview))
    return 0


def _links(person: Person, data: Path, pages: Path, strict: bool) -> int:  # noqa: FBT001 - as click calls it
    links = find_links(data_folder(data), pages)
    urls = {link.url for link in links}
    answers = check((link.url for link in links), done=progress(Message("Asking servers"), len(urls)))
    text = report(links, answers, cast("Format", person.style))
    if person.style == "json":
        put_json_text(text)
    elif person.style == "markdown":
        put_document(f"{text}\n")
    else:
        put(text)
    return 1 if strict and any(answer.state == "broken" for answer in answers.values()) else 0


def _care(person: Person, data: Path) -> int:
    del person
    put_document(care(data, today()))
    return 0


_PAGE = "docs/contributing/repository.md"

COMMANDS = (
    Command(
        "review", _review, Message("Report on a proposed change: what it changes, its problems, and what is still to translate."),
        Option("--base", metavar="COMMIT", default="main", words=Message("branch or commit to compare with")),
        Option("--preview", metavar="ADDRESS", words=Message("address of the built site; empty when there is none")),
        style("markdown", "json"),
        examples=["hub review --base main"],
        page=_PAGE,
    ),
    Command(
        "links", _links, Message("Check whether the addresses of the sources still work."),
        style("text", "json", "markdown"),
        Option("--pages", type=Place(), metavar="FOLDER", default=Path("docs"), words=Message("folder of the authored pages")),
        Option("--strict", is_flag=True, words=Message("exit with status 1 when an address is broken")),
        examples=["hub links --format markdown"],
        page=_PAGE,
    ),
    Command(
        "care", _care, Message("Write the maintenance report: entries due for review, and how complete each language is."),
        examples=["hub care > report.md"],
        page=_PAGE,
    ),
)  # fmt: skip
