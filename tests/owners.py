"""Writes ``.github/CODEOWNERS`` from the list of States: ``python -m tests.owners [ORGANISATION]``."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.data.loader import load
from tests.conftest import REAL, ROOT

OWNERS = ROOT / ".github/CODEOWNERS"
PLACEHOLDER = "ORGANISATION"

HEAD = """\
# Who is asked to review what. GitHub reads this file from top to bottom; the last line that fits a file decides.
#
# As long as the owners below begin with @ORGANISATION, the file has no effect: nobody has this name. To put it to use,
# create the teams that it names, with the right to write, and run: .venv/bin/python -m tests.owners YOUR-ORGANISATION
#
# The regions follow hub_data/vocabularies/states.yml. After a change of that list, run: .venv/bin/python -m tests.owners
"""


def organisation(path: Path = OWNERS) -> str:
    """The organisation that the file names; the placeholder where nobody has replaced it."""
    found = re.search(r"^\S+ +@([^/\s]+)/", path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else None
    return found[1] if found else PLACEHOLDER


def text(catalogue: Catalogue, name: str) -> str:
    """The whole file for one organisation."""
    width = len("/hub_data/vocabularies/")
    lines = [f"{pattern:{width}} @{name}/{team}" if pattern else team for pattern, team in _lines(catalogue)]
    return HEAD + "\n".join(lines) + "\n"


def _lines(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Patterns with their teams; comments and empty lines have no pattern."""
    yield "", "\n# Code and settings, and all that no other line names"
    yield "*", "maintainers"
    yield "", "\n# Records and pages of no region"
    yield "/hub_data/", "editors"
    yield "/docs/", "editors"
    yield "/*.md", "editors"
    states = catalogue.vocabularies["states"].terms
    for group, term in catalogue.vocabularies["regional_groups"].terms.items():
        yield "", f"\n# {term.label['en']}"
        for code in sorted(states):
            if catalogue.state(code).group == group:
                yield f"/hub_data/*/{code.lower()}-*/", f"reviewers-{group.replace('_', '-')}"
    yield "", "\n# Translations"
    for language in LANGUAGES:
        yield f"/hub_data/**/{language}.yml", f"translators-{language}"
        if language != "en":
            yield f"/docs/**/*.{language}.md", f"translators-{language}"
    yield "", "\n# Lists that all records use"
    yield "/hub_data/vocabularies/", "maintainers"


if __name__ == "__main__":
    OWNERS.write_text(text(load(REAL), sys.argv[1] if sys.argv[1:] else organisation()), encoding="utf-8")
