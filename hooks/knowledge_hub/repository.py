"""The commands that look after the repository: ``hub review``, ``hub links`` and ``hub care``.

The workflows in ``.github`` call them; a person may as well.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge_hub.care import care
from knowledge_hub.changes import UnknownBaseError, changes_since
from knowledge_hub.link_check import check
from knowledge_hub.links import find_links, report
from knowledge_hub.review import review
from knowledge_hub.review_dates import today


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> tuple[argparse.ArgumentParser, ...]:
    """Describe the commands to the parser; returns a parser for each."""
    proposal = add("review", help="say in words what a proposed change does, what is wrong and what is to translate")
    proposal.add_argument("--base", default="main", help="branch or commit to compare with (default: main)")
    proposal.add_argument("--preview", metavar="ADDRESS", help="where the built site is; empty when there is none")
    proposal.set_defaults(run=_review)

    links = add("links", help="ask whether the addresses of the sources still work")
    links.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    links.add_argument("--pages", type=Path, default=Path("docs"), help="folder of the authored pages (default: docs)")
    links.add_argument("--strict", action="store_true", help="end with status 1 when an address is broken")
    links.set_defaults(run=_links)

    weekly = add("care", help="say which records are due for review, and how far the translations are")
    weekly.set_defaults(run=_care)
    return proposal, links, weekly


def _review(options: argparse.Namespace) -> int:
    try:
        changes = changes_since(options.base, options.data)
    except UnknownBaseError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(review(changes, options.data, options.preview))
    return 0


def _links(options: argparse.Namespace) -> int:
    found = find_links(options.data, options.pages)
    answers = check(link.url for link in found)
    sys.stdout.write(report(found, answers, options.format) + "\n")
    return 1 if options.strict and any(answer.state == "broken" for answer in answers.values()) else 0


def _care(options: argparse.Namespace) -> int:
    sys.stdout.write(care(options.data, today()))
    return 0
