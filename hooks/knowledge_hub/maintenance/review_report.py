"""The report on a pull request: changed entries, problems, and missing translations.

For its author and its reviewers. Texts of entries are escaped (``markdown_escape``). ``git_changes`` finds the changed entries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, REGISTERS, Edition, LanguageCode, cldr_locale
from knowledge_hub.base.problems import Problem
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.file_tree import ENTRY
from knowledge_hub.maintenance.git_changes import Changes, Kind
from knowledge_hub.maintenance.markdown_escape import address, plain
from knowledge_hub.quality.all_checks import check_everything
from knowledge_hub.quality.entry_status import status

MOST = 100
"""Most entries, problems or pages in a report: a GitHub comment has at most 65,536 characters. ``hub check`` lists all problems."""

_FEW = 6
"""Most field names in a line; above it, the line has their number."""


def review(changes: Changes, data: Path, preview: str | None = None) -> str:
    """The report as Markdown. ``preview``: address of the built site; '' if the build failed, None if it was not built."""
    catalogue, problems = check_everything(data)
    lines = ["## What this proposal changes", *_changed(changes, catalogue)]
    lines += ["", "## Problems", *_problems(problems, data)]
    if catalogue and changes.records:
        lines += ["", "## Still to translate", *_to_translate(changes, catalogue)]
    if preview is not None:
        lines += ["", "## How it will look", *_preview(changes, catalogue, preview)]
    return "\n".join(lines) + "\n"


def language_name(language: LanguageCode) -> str:
    """The English name of a language."""
    return str(cldr_locale(language).get_language_name(DEFAULT_LANGUAGE))


def _entry(catalogue: Catalogue | None, record: str) -> Entry | None:
    collection, _, name = record.partition("/")
    if catalogue is None:
        return None
    return catalogue.entries[collection].get(name) or catalogue.drafts[collection].get(name)


def _changed(changes: Changes, catalogue: Catalogue | None) -> Iterator[str]:
    if not (changes.records or changes.pages or changes.code):
        yield "Nothing."
    rows = []
    for record, files in changes.records.items():
        entry = _entry(catalogue, record)
        title = f" “{plain(entry.record.text.title)}”" if entry else ""
        draft = " It is a draft: the site does not show it yet." if entry and entry.record.status == "draft" else ""
        rows.append(f"* **{plain(record)}**{title}: {'; '.join(_parts(files))}.{draft}")
    yield from _bounded(rows)
    if changes.pages:
        yield f"* Pages about the hub: {_named(changes.pages)}."
    if changes.code:
        yield f"* Code, lists or settings: {_named(changes.code)}."
    if changes.pages or changes.code:
        yield "* More than entries changed, so the tests of the code run as well."


def _parts(files: Mapping[str, Kind]) -> Iterator[str]:
    """The changes of one entry, in words."""
    match files.get(ENTRY):
        case "added":
            yield "new"
        case "removed":
            yield "removed"
        case "changed":
            yield "facts or original text changed"
    for kind in ("added", "changed", "removed"):
        languages = [code for code in LANGUAGES if files.get(f"{code}.yml") == kind]
        if languages:
            yield f"translation {kind}: {', '.join(map(language_name, languages))}"
    others = sorted(set(files) - {ENTRY} - {f"{code}.yml" for code in LANGUAGES})
    if others:
        yield f"other files: {_named(others)}"


def _problems(problems: Sequence[Problem], data: Path) -> Iterator[str]:
    if not problems:
        yield "None were found."
        return
    yield "Please correct these errors before the change is accepted. Each is also shown next to its line under “Files changed”."
    rows = []
    for path, group in groupby(problems, key=lambda problem: problem.path):
        rows.append(f"* **{plain(_below(path, data))}**")
        rows += [f"  * line {problem.line}, {plain(problem.field)}: {plain(problem.sentence)}" for problem in group]
    yield ""
    yield from _bounded(rows)


def _below(path: str, data: Path) -> str:
    return Path(path).relative_to(data).as_posix() if Path(path).is_relative_to(data) else path


def _to_translate(changes: Changes, catalogue: Catalogue) -> Iterator[str]:
    rows = []
    for standing in status(catalogue):
        if standing.record not in changes.records:
            continue
        where = f"* **{plain(standing.record)}**, {'easy read' if standing.register == 'easy' else 'standard text'}"
        entry = _entry(catalogue, standing.record)
        if standing.register == "easy" and entry and entry.record.easy is None:
            rows.append(f"{where}: not written yet.")
        elif standing.to_do:
            by_fields = groupby(sorted(standing.to_do.items(), key=lambda pair: pair[1]), key=lambda pair: pair[1])
            parts = [
                f"{', '.join(language_name(code) for code, _ in pairs)}: {_named(fields)}"
                for fields, pairs in by_fields
            ]
            rows.append(f"{where}. {'. '.join(parts)}.")
    if not rows:
        yield "Nothing: the records that were changed are complete in all languages."
        return
    yield "This need not wait: until a passage is translated, readers see the original, marked as such."
    yield ""
    yield from _bounded(rows)


def _preview(changes: Changes, catalogue: Catalogue | None, preview: str) -> Iterator[str]:
    if not preview:
        yield "There is no preview, as the site could not be built. Mend the problems above, and it will be there."
        return
    yield (
        f"The whole site with this change: {address(preview)}. You must be signed in. Download the file, unpack it and "
        "open `index.html`. It is kept for 14 days."
    )
    if changes.code:
        yield ""
        yield "**Before you open it:** this proposal changes code as well, and the preview was built by that code. Read it first."
    pages = [page for record, files in changes.records.items() for page in _pages(_entry(catalogue, record), files)]
    if pages:
        yield ""
        yield "Pages to look at:"
        yield ""
        yield from _bounded([f"* {plain(page)}" for page in pages])


def _pages(entry: Entry | None, files: Iterable[str]) -> Iterator[str]:
    """The pages that show the changed files of an entry."""
    if entry is None or entry.record.status == "draft":
        return
    for language in LANGUAGES:
        own = ENTRY if language == entry.record.original_language else f"{language}.yml"
        for register in REGISTERS if own in files else ():
            yield f"{Edition(language, register).prefix}{entry.path}.html"


def _named(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(map(plain, names[:_FEW])) + rest


def _bounded(rows: Sequence[str]) -> Iterator[str]:
    yield from rows[:MOST]
    if len(rows) > MOST:
        yield f"* … and {len(rows) - MOST} more lines; `hub check` and `hub status` list all."
