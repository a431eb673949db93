"""A new field is described once: its line in the model and its words. Done for real, in a copy of the program and the sample hub.

Each test first leaves the words out, as somebody would who forgets them, and reads what ``hub check`` says; then it writes
them and builds the site.
"""

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import asset, hub
from tests.data.test_hostile_files import copied

_MODELS = "hooks/knowledge_hub/model/entry_models.py"
_TYPES = "hooks/knowledge_hub/model/field_types.py"
_ENTRY = "hub_data/practices/pry-example/entry.yml"


class Copy:
    """A copy of the program and the sample hub; it counts the files that were changed."""

    def __init__(self, folder: Path) -> None:
        """Nothing is changed yet."""
        self.root = copied(folder)
        self.touched: set[str] = set()

    def change(self, place: str, old: str, new: str) -> None:
        """Replace a text that a file has once."""
        path = self.root / place
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{place}: {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.touched.add(place)

    def write(self, place: str, text: str) -> None:
        """Write a new file."""
        (self.root / place).write_text(text, encoding="utf-8")
        self.touched.add(place)

    def use(self, old: str, new: str) -> None:
        """Change the sample entry, which is no part of describing the field."""
        self.change(_ENTRY, old, new)
        self.touched.remove(_ENTRY)

    def say(self, **words: str) -> None:
        """Write texts into the files of all languages; ``fact_x`` is the key ``fact.x``."""
        for language in LANGUAGES:
            place = f"hub_data/strings/{language}.yml"
            with (self.root / place).open("a", encoding="utf-8") as file:
                file.writelines(f"{name.replace('_', '.', 1)}: {text} ({language})\n" for name, text in words.items())
            self.touched.add(place)

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command of the copy."""
        return hub(*arguments, cwd=self.root, PYTHONPATH=str(self.root / "hooks"))

    def problems(self, command: str) -> list[str]:
        """The lines of a command that refuses, each with its place; never a traceback."""
        done = self.run(command)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return re.findall(r"^\S+:\d+:\d+: .*", done.stdout + done.stderr, re.MULTILINE)

    def build(self) -> Path:
        """The site of the copy."""
        out = self.root / "site"
        done = self.run("build", "--out", out)
        assert done.returncode == 0, done.stdout + done.stderr
        return out


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the program and the sample hub."""
    return Copy(tmp_path)


def missing(copy: Copy, key: str, owner: str) -> list[str]:
    """What is said in each language about a text that nobody wrote: file, line of the last text of the same kind."""
    lines = []
    for language in sorted(LANGUAGES):
        place = f"hub_data/strings/{language}.yml"
        texts = (copy.root / place).read_text(encoding="utf-8").splitlines()
        group = key.partition(".")[0]
        line = max(number for number, text in enumerate(texts, 1) if text.startswith(f"{group}."))
        said = f"This text is missing, but '{owner}' requires it; write it below this line."
        lines.append(f"{place}:{line}:1: {key}: {said}")
    return lines


def form_fields(site: Path, step: str) -> dict[str, dict[str, object]]:
    """The fields of one step of the English form for practices, by their path."""
    script = asset(site, "form/en.js").read_text(encoding="utf-8")
    described = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    return {field["path"]: field for field in described["collections"]["practices"]["steps"][step]}


def code_book(site: Path, name: str) -> dict[str, object]:
    """The row of a field in the code book."""
    rows = json.loads((site / "data/codebook.json").read_text(encoding="utf-8"))["fields"]
    (row,) = [row for row in rows if row["name"] == name]
    return dict(row)


def cells(site: Path) -> dict[str, str]:
    """The row of the sample practice in the English table."""
    text = (site / "data/practices.en.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    return row


def exported(site: Path) -> dict[str, object]:
    """The sample practice as open data."""
    return dict(json.loads((site / "data/practices/pry-example.json").read_text(encoding="utf-8"))["entry"])


def found(site: Path, word: str) -> bool:
    """Whether the English search index knows a word."""
    slices = asset(site, "search/en").glob("terms-*.js")
    return any(f'"{word}":' in path.read_text(encoding="utf-8") for path in slices)


def test_a_story_field_is_one_line_and_its_words(copy: Copy) -> None:
    """Page, form, open data, schema, code book and search take it from the model."""
    copy.change(
        _MODELS,
        "    second_voice: Statements = ()\n",
        "    second_voice: Statements = ()\n    example_story: Statements = ()\n",
    )
    copy.use(
        "  lessons:\n",
        "  example_story:\n    - {text: An ombudsperson supervises it., sources: [report]}\n  lessons:\n",
    )
    owner = "practices: text.example_story"
    expected = sorted([*missing(copy, "field.example_story", owner), *missing(copy, "help.example_story", owner)])
    assert sorted(copy.problems("check")) == expected
    assert sorted(copy.problems("build")) == expected

    copy.say(field_example_story="What came after", help_example_story="Say what came after.")
    site = copy.build()
    assert len(copy.touched) == 7
    page = (site / "practices/pry-example.html").read_text(encoding="utf-8")
    assert '<h2 id="example-story">What came after (en)</h2>' in page
    assert "An ombudsperson supervises it." in page
    assert '<h2 id="example-story">What came after (fr)</h2>' in (site / "fr/practices/pry-example.html").read_text(
        "utf-8"
    )
    field = form_fields(site, "story")["text.example_story"]
    assert (field["label"], field["help"]) == ("What came after (en)", "Say what came after. (en)")
    assert exported(site)["text"]["example_story"][0]["sources"] == ["report"]  # type: ignore[index]
    assert cells(site)["text.example_story"] == "An ombudsperson supervises it. [1]"
    assert code_book(site, "text.example_story")["label"]["zh"] == "What came after (zh)"  # type: ignore[index]
    schema = json.loads((site / "data/schema.json").read_text(encoding="utf-8"))["$defs"]
    assert schema["PracticeText"]["properties"]["example_story"]["description"] == "Say what came after. (en)"
    assert "example_story" in schema["TranslatedPracticeText"]["properties"]
    assert found(site, "ombudsperson")


def test_a_coded_field_with_a_facet_is_marked_and_has_its_words(copy: Copy) -> None:
    """Facts with links, browse pages, search, form, open data, schema and code book take it from the model."""
    copy.change(
        _TYPES,
        "StateCode = ",
        'ExampleSource = Annotated[str, Coded("example_sources", facet="example")]\nStateCode = ',
    )
    copy.change(_MODELS, "    CapacityCode,\n", "    ExampleSource,\n    CapacityCode,\n")
    line = '    example_sources: Annotated[tuple[ExampleSource, ...], Fact(after="functions", editorial=True)] = ()\n'
    copy.change(_MODELS, "    actors: Annotated", f"{line}    actors: Annotated")
    copy.use(
        "capacities: [coordination]\neditorial: [capacities]",
        (
            "capacities: [coordination]\nfunctions: [reporting]\nexample_sources: [donors]\neditorial: [capacities, example_sources]"
        ),
    )
    vocabulary = "hub_data/vocabularies/example_sources.yml"
    lists = [
        f"{vocabulary}:1:1: file: This vocabulary is missing. Restore the file, or write it if it is new; practices: example_sources needs it."
    ]
    owner = "practices: example_sources"
    words = [*missing(copy, "fact.example_sources", owner), *missing(copy, "help.example_sources", owner)]
    assert sorted(copy.problems("check")) == sorted([*lists, *words])

    copy.write(vocabulary, _VOCABULARY)
    assert sorted(copy.problems("build")) == sorted(words)

    copy.say(fact_example_sources="Who pays", help_example_sources="Choose who pays for the work.")
    copy.use("example_sources: [donors]", "example_sources: [donor]")
    (problem,) = copy.problems("check")
    assert re.match(
        rf"{_ENTRY}:\d+:\d+: example_sources\[1\]: 'donor' is not a code of vocabularies/example_sources.yml\.", problem
    )
    copy.use("example_sources: [donor]", "example_sources: [donors]")

    site = copy.build()
    assert len(copy.touched) == 9
    page = (site / "practices/pry-example.html").read_text(encoding="utf-8")
    facts = re.findall(r"<dt>([^<]*?)(?: <span[^<]*</span>)?</dt>", page)
    assert facts[facts.index("Functions") + 1] == "Who pays (en)"
    assert '<dd><a href="../browse/example-donors.html">Donors</a></dd>' in page
    value = (site / "browse/example-donors.html").read_text(encoding="utf-8")
    assert "Who pays (en)" in value
    assert "practices/pry-example.html" in value
    assert "example-donors.html" in (site / "browse/index.html").read_text(encoding="utf-8")
    assert "example-donors.html" in (site / "ar/browse/index.html").read_text(encoding="utf-8")
    search = (site / "search.html").read_text(encoding="utf-8")
    assert 'value="example:donors"' in search or 'value="donors"' in search
    assert "example:donors" in asset(site, "search/facet-example.js").read_text(encoding="utf-8")
    field = form_fields(site, "facts")["example_sources"]
    assert (field["label"], field["kind"], field["vocabulary"]) == ("Who pays (en)", "choices", "example_sources")
    editorial = form_fields(site, "facts")["editorial"]["codes"]
    assert ["example_sources", "Who pays (en)"] in editorial  # type: ignore[operator]
    assert exported(site)["example_sources"] == ["donors"]
    assert (cells(site)["example_sources"], cells(site)["example_sources.label"]) == ("donors", "Donors")
    row = code_book(site, "example_sources")
    assert (row["vocabulary"], row["many"], row["required"]) == ("example_sources", True, False)
    schema = json.loads((site / "data/schema.json").read_text(encoding="utf-8"))["$defs"]
    assert schema["practices.entry"]["properties"]["example_sources"]["items"] == {
        "$ref": "#/$defs/list.example_sources"
    }
    assert schema["list.example_sources"]["enum"] == ["state", "donors"]


_VOCABULARY = """\
title: {ar: م, zh: 资, en: Sources of money, fr: Financement, ru: Средства, es: Financiación}
source: The hub's own list.
terms:
  state:
    label: {ar: الدولة, zh: 国家, en: The State, fr: État, ru: Государство, es: Estado}
  donors:
    label: {ar: المانحون, zh: 捐助方, en: Donors, fr: Donateurs, ru: Доноры, es: Donantes}
"""
