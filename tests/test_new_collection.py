"""A new collection is its model, its ``Collection`` and its words. Done for real, in a copy of the program and the sample hub."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_hub.base.languages import LANGUAGES
from tests.conftest import ROOT, asset
from tests.test_new_field import Copy, missing

pytestmark = pytest.mark.audit  # it copies the program and builds a site more than once

_COLLECTIONS = "hooks/knowledge_hub/model/entry_collections.py"
_MODELS = "hooks/knowledge_hub/model/entry_models.py"
_SETTINGS = ".vscode/settings.json"
_MODEL = '''

class PermitText(Text):
    """What a law says about a mechanism."""

    contents: Statements = ()


class Permit(Record):
    """A law on which a mechanism rests."""

    countries: Annotated[States, _states(), _GROUP] = Field(min_length=1)
    year: Annotated[Year | None, Fact(heading="fact.year_published")] = None
    text: PermitText
'''
_COLLECTION = """
PERMITS = Collection(
    name="permits",
    singular="permit",
    model=Permit,
    door=True,
    drawing="books",
    card=("year",),
    similar=True,
    schema_type="Legislation",
    schema_fields={"name": "text.title", "legislationDate": "year"},
)
"""
_WORDS = {
    "nav.permits": "Permits",
    "list.permits_lead": "Permits on which mechanisms rest.",
    "easy.lead.permits": "Here you find permits.",
    "easy.nav.permits": "Find a law",
    "home.door_permits": "Read a law",
    "home.door_permits_text": "See what a law says of a mechanism.",
    "form.collection_permits": "A law",
}
_FORMS = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "zh": ("other",),
    "en": ("one", "other"),
    "fr": ("one", "other"),
    "ru": ("one", "few", "many", "other"),
    "es": ("one", "other"),
}
_ENTRY = """\
schema_version: "1"
id: {id}
status: published
original_language: en
added: 2026-01-02
updated: 2026-01-0{day}
countries: [PRY]
year: {year}
sources:
  - {{id: gazette, title: Official gazette, kind: government, language: es}}
text:
  title: {title}
  summary: It says who answers the treaty bodies.
  contents:
    - {{text: An ombudsperson supervises the answers., sources: [gazette]}}
easy:
  title: A law
  what:
    - {{text: This is a law.}}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, Path]:
    """The copy with the collection and all its words, and its site."""
    copy = Copy(tmp_path_factory.mktemp("permits"))
    (copy.root / ".vscode").mkdir()
    (copy.root / _SETTINGS).write_bytes((ROOT / _SETTINGS).read_bytes())
    describe(copy)
    say(copy)
    for number, title in enumerate(("Act 12 on answers", "Act 13 on reports"), 1):
        folder = copy.root / f"hub_data/permits/pry-act-{number}"
        folder.mkdir(parents=True)
        text = _ENTRY.format(id=f"pry-act-{number}", title=title, year=2010 + number, day=number + 1)
        (folder / "entry.yml").write_text(text, encoding="utf-8")
    return copy, copy.build()


def describe(copy: Copy) -> None:
    """The model and the value of the collection."""
    copy.change(_MODELS, "\n\nclass GuidanceText(Text):", f"{_MODEL}\n\nclass GuidanceText(Text):")
    copy.change(_COLLECTIONS, "\nCOLLECTIONS: Mapping", f"{_COLLECTION}\nCOLLECTIONS: Mapping")
    copy.change(_COLLECTIONS, "EXPERIENCES, GUIDANCE)\n", "EXPERIENCES, GUIDANCE, PERMITS)\n")
    copy.change(_COLLECTIONS, "Guidance, LegalText, Practice,", "Guidance, LegalText, Permit, Practice,")


def say(copy: Copy, without: str = "") -> None:
    """The words of the collection, in all languages; one may be left out."""
    for language in LANGUAGES:
        place = f"hub_data/strings/{language}.yml"
        with (copy.root / place).open("a", encoding="utf-8") as file:
            file.writelines(f"{key}: {text} ({language})\n" for key, text in _WORDS.items() if key != without)
            file.write("count.permits:\n")
            file.writelines(f'  {form}: "{{count}} permits"\n' for form in _FORMS[language])
        copy.touched.add(place)


def page(site: Path, place: str) -> str:
    """The text of a page."""
    return (site / place).read_text(encoding="utf-8")


def test_what_is_forgotten_is_reported(tmp_path: Path) -> None:
    """Each word, with file and line, in all languages; the build says the same."""
    copy = Copy(tmp_path)
    describe(copy)
    say(copy, without="nav.permits")
    expected = sorted(missing(copy, "nav.permits", "permits: name"))
    assert len(expected) == len(LANGUAGES)
    assert sorted(copy.problems("check")) == expected
    assert sorted(copy.problems("build")) == expected


def test_at_most_ten_files_are_touched(made: tuple[Copy, Path]) -> None:
    """Model, value, six files of strings, and the settings of the editor, which a script writes."""
    copy, _ = made
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(copy.root / "hooks"), str(ROOT)))}
    written = subprocess.run(
        [sys.executable, "-c", f"""
import pathlib
import tests.editor_settings as settings
settings.SETTINGS = pathlib.Path({str(copy.root / _SETTINGS)!r})
print(settings.text(), end="")
"""],
        env=environment, cwd=copy.root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    schemas = json.loads(written)["yaml.schemas"]
    assert schemas["./hub_data/schema/permits.json"] == "hub_data/permits/*/entry.yml"
    assert schemas["./hub_data/schema/permits.translation.json"][0] == f"hub_data/permits/*/{LANGUAGES[0]}.yml"
    assert len(copy.touched | {_SETTINGS}) <= 10


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_it_is_linked_from_everywhere(made: tuple[Copy, Path], prefix: str) -> None:
    """Home in both registers, the footer of every page, the filter of the search, browse pages, the State, the form."""
    _, site = made
    language = prefix.removesuffix("/") or "en"
    assert f'<a href="permits/index.html"><strong>Read a law ({language})</strong></a>' in page(
        site, f"{prefix}index.html"
    )
    easy_home = page(site, f"{prefix}easy/index.html")
    assert re.search(rf'<a href="permits/index.html"><img [^>]*#books"[^>]*><span>Find a law \({language}\)', easy_home)
    for place in ("practices/pry-example.html", "about.html"):
        footer = page(site, f"{prefix}{place}").partition("<footer")[2]
        assert re.search(rf'permits/index.html"[^>]*>Permits \({language}\)</a>', footer), place
    search = page(site, f"{prefix}search.html")
    assert f'name="collection" value="permits"><span class="name">Permits ({language})</span>' in search
    assert "../permits/index.html" in page(site, f"{prefix}browse/index.html")
    assert "../permits/pry-act-1.html" in page(site, f"{prefix}countries/pry.html")
    form = page(site, f"{prefix}contribute-form.html")
    assert re.search(rf'assets/\w+/form/{language}/permits.yml"[^>]*>A law \({language}\)</a>', form)


def test_its_pages_have_what_others_have(made: tuple[Copy, Path]) -> None:
    """A list with cards, entries with trail, facts, similar ones and JSON-LD."""
    _, site = made
    listed = page(site, "permits/index.html")
    assert re.findall(r'<h3><a href="../permits/([\w-]+)\.html">', listed) == ["pry-act-1", "pry-act-2"]
    assert "2 permits" in listed
    assert "Since 2011" in listed
    entry = page(site, "permits/pry-act-1.html")
    assert '<a href="../permits/index.html">Permits (en)</a>' in entry
    assert "An ombudsperson supervises the answers." in entry
    assert '<a href="pry-act-2.html">Act 13 on reports</a>' in entry.partition('id="similar"')[2]
    assert '"about":{"@type":"Legislation","name":"Act 12 on answers","legislationDate":2011}' in entry
    assert "This is a law." in page(site, "easy/permits/pry-act-1.html")
    assert "permits/pry-act-2.html" in page(site, "feed.xml")


def test_data_form_and_commands_know_it(made: tuple[Copy, Path]) -> None:
    """Open data, schema, the form's description with the singular, ``hub new law`` and ``hub schema``."""
    copy, site = made
    assert json.loads(page(site, "data/permits/pry-act-1.json"))["entry"]["year"] == 2011
    assert "Act 12 on answers" in page(site, "data/permits.en.csv")
    assert "permits.entry" in json.loads(page(site, "data/schema.json"))["$defs"]
    script = asset(site, "form/en.js").read_text(encoding="utf-8-sig")
    described = json.loads(script[script.index("(") + 1 : script.rindex(")")])["collections"]["permits"]
    assert (described["name"], described["singular"]) == ("A law (en)", "permit")
    assert "law " in copy.run("help", "new").stdout
    schema = copy.run("schema")
    assert schema.returncode == 0, schema.stdout + schema.stderr
    assert (copy.root / "hub_data/schema/permits.translation.json").is_file()
