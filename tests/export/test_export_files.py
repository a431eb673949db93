"""The open data as others read it: with the parsers of others, and back into the files that it was made from."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.catalogue import Catalogue, Entry
from knowledge_hub.data.loader import load
from knowledge_hub.export import export_files as exports
from knowledge_hub.export.citation_files import bibtex, ris
from knowledge_hub.export.codebook import codebook
from knowledge_hub.export.csv_tables import MARK, columns, header, row, shared
from knowledge_hub.export.export_files import Export
from knowledge_hub.export.export_format import FORMAT, encoded, entry_document
from knowledge_hub.export.export_schema import export_schema
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.views.localised import Localised
from tests.conftest import REAL, hub, some
from tests.export.round_trip import files_of

URL = "https://hub.example.org/nm/"
Row = dict[str, str]


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The real content."""
    return load(REAL)


@pytest.fixture(scope="module")
def folder(real: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the real content."""
    out = tmp_path_factory.mktemp("export")
    Export(real, out).write()
    return out


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Every line of every file of JSON lines."""
    for collection in COLLECTIONS:
        for line in (folder / f"{collection}.ndjson").read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)


def table(content: bytes) -> list[Row]:
    """A table as a program reads it that follows RFC 4180."""
    assert content.startswith(MARK)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def undone(cell: str) -> str:
    """A cell without what keeps spreadsheets from taking it for a formula, as docs/contributing/export.md says."""
    return cell.removeprefix("'")


def test_every_entry_fits_the_schema(real: Catalogue, folder: Path) -> None:
    """The schema that is handed out is a schema, and each entry fits it; a slip does not."""
    schema = json.loads((folder / "schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = list(documents(folder))
    assert len(found) == sum(map(len, real.entries.values()))
    for each in found:
        assert not list(validator.iter_errors(each)), each["path"]
    for slip in ({"status": "nearly"}, {"countries": ["Paraguay"]}, {"colour": "blue"}, {"year": "2019"}):
        spoilt = {**found[0], "entry": {**found[0]["entry"], **slip}}
        assert list(validator.iter_errors(spoilt)), slip
    assert list(validator.iter_errors({**found[0], "colour": "blue"}))
    assert list(validator.iter_errors({**found[0], "format": {**FORMAT, "version": "0.9.0"}}))


def test_an_entry_is_the_same_alone_and_in_the_whole(folder: Path) -> None:
    """A line of the whole is the file of the entry, and says which format it has."""
    for collection in COLLECTIONS:
        for line in some((folder / f"{collection}.ndjson").read_bytes().splitlines(keepends=True)):
            document = json.loads(line)
            assert (folder / f"{document['path']}.json").read_bytes() == line
            assert document["format"] == FORMAT
            assert document["licence"] == "CC-BY-4.0"


def test_the_way_back_leads_to_the_same_catalogue(real: Catalogue, folder: Path, tmp_path: Path) -> None:
    """Files written from the export are read as what was exported: entries, translations, staleness and lists."""
    for document in documents(folder):
        place = tmp_path / document["path"]
        place.mkdir(parents=True)
        for name, value in files_of(document).items():
            (place / name).write_text(yaml.dump(value, allow_unicode=False), encoding="utf-8")
    (tmp_path / "vocabularies").mkdir()
    for name, value in json.loads((folder / "vocabularies.json").read_bytes())["vocabularies"].items():
        path = tmp_path / "vocabularies" / f"{name}.yml"
        path.write_text(yaml.dump(value, allow_unicode=False, sort_keys=False), encoding="utf-8")
    shutil.copytree(REAL / "strings", tmp_path / "strings")
    again = load(tmp_path)
    assert again.entries == real.entries
    assert again.vocabularies == real.vocabularies
    assert [list(of) for of in again.vocabularies.values()] == [list(of) for of in real.vocabularies.values()]


def test_a_stale_translation_says_so(data: Path) -> None:
    """A field whose original has changed is named in the JSON and in the table; what is not translated is named too."""
    entry = data / "practices/pry-example/entry.yml"
    french = data / "practices/pry-example/fr.yml"
    text = french.read_text(encoding="utf-8")
    noted = re.sub(r"text\.title [0-9a-f]{12}", "text.title 000000000000", text)
    assert noted != text
    french.write_text(noted, encoding="utf-8")
    assert entry.exists()
    catalogue = load(data)
    found = catalogue.entries["practices"]["pry-example"]
    assert entry_document(found)["translations"]["fr"]["out_of_date"] == ["text.title"]
    assert one_row(catalogue, found, "fr")["out_of_date"] == "text.title"
    spanish = one_row(catalogue, found, "es")
    assert spanish["translation"] == ""
    assert "text.title" in spanish["untranslated"].split("; ")
    assert spanish["text.title"] == found.record.text.title


def one_row(catalogue: Catalogue, entry: Entry, language: LanguageCode) -> Row:
    """The row of an entry."""
    localised = Localised(catalogue, Edition(language, "standard"))
    (found,) = table(header(entry.collection) + row(localised, entry, shared(entry)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_open_right(real: Catalogue, folder: Path, language: LanguageCode) -> None:
    """The mark of UTF-8 comes first; lines end as RFC 4180 says; each entry is a row, with the words of its language."""
    for collection, entries in some(real.entries.items()):
        content = (folder / f"{collection}.{language}.csv").read_bytes()
        assert content[:4] == b'\xef\xbb\xbf"'
        assert content.endswith(b'"\r\n')
        assert b"\n" not in content.replace(b"\r\n", b"").split(b'"')[0::2]
        rows = table(content)
        assert [each["id"] for each in rows] == list(entries)
        assert all(tuple(each) == columns(collection) for each in rows)
        localised = Localised(real, Edition(language, "standard"))
        for each, entry in some(zip(rows, entries.values(), strict=True)):
            assert undone(each["text.title"]) == localised.title(entry).text
            codes = each["countries"].split("; ") if each["countries"] else []
            assert each["countries.label"] == "; ".join(localised.label("states", code) for code in codes)


def test_arabic_begins_with_the_mark_and_stays_arabic(folder: Path) -> None:
    """What Excel needs to see Arabic, byte by byte, and a name of a State in Arabic."""
    content = (folder / "practices.ar.csv").read_bytes()
    assert content[:3].hex() == "efbbbf"
    assert "باراغواي" in content.decode("utf-8-sig")


def test_paragraphs_keep_their_sources(real: Catalogue) -> None:
    """Each paragraph of a cell is followed by the numbers of its sources, by who says so, and by the mark of a reading."""
    entry = real.entries["practices"]["ita-cidu"]
    found = one_row(real, entry, "en")
    first, second = found["text.results"].split("\n")
    assert first.endswith(" [3; academic]")
    assert second.endswith(" [2; government]")
    assert found["text.lessons"].endswith(" [editorial]")
    third = found["sources"].split("\n")[2]
    assert third.startswith(
        "3. Inter-ministerial Committee for Human Rights: first plenary session, 9 December 2013 | "
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"])
def test_no_cell_is_a_formula(real: Catalogue, begin: str) -> None:
    """A title that a spreadsheet would run begins with an apostrophe; one apostrophe less is the title again."""
    text = f'{begin}HYPERLINK("https://example.org","x")'
    entry = with_title(real, text)
    cell = one_row(real, entry, "en")["text.title"]
    assert cell == f"'{text}"
    assert undone(cell) == text


def with_title(catalogue: Catalogue, title: str, summary: str = "A summary.") -> Entry:
    """A practice with another title and summary, as no check would let some through."""
    entry = catalogue.entries["practices"]["ita-cidu"]
    text = entry.record.text.model_copy(update={"title": title, "summary": summary})
    record = entry.record.model_copy(update={"text": text})
    return Entry(entry.collection, entry.path, record, {}, {})


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, summary=TEXTS)
def test_any_text_survives_every_format(title: str, summary: str) -> None:
    """Whatever is written comes out as it was: of the JSON, of a table, of RIS and of BibTeX."""
    entry = with_title(CATALOGUE, title, summary)
    back = files_of(json.loads(encoded(entry_document(entry))))["entry.yml"]["text"]
    assert (back["title"], back["summary"]) == (title, summary)
    cells = one_row(CATALOGUE, entry, "en")
    assert (undone(cells["text.title"]), undone(cells["text.summary"])) == (title, summary)
    plain = " ".join(title.split()), " ".join(summary.split())
    fields = dict(ris_fields(ris(CATALOGUE, entry, URL)))
    assert (fields.get("TI", ""), fields.get("AB", "")) == plain
    fields = bibtex_fields(bibtex(CATALOGUE, entry, URL))
    assert (fields["title"], fields["abstract"]) == plain


CATALOGUE = load(REAL)


def ris_fields(content: bytes) -> list[tuple[str, str]]:
    """A record as a reference manager reads it: tag, two spaces, hyphen, space, value."""
    lines = content.decode().split("\r\n")
    assert lines.pop() == ""
    out = []
    for line in lines:
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        out.append((found[1], found[2]))
    assert out[0][0] == "TY"
    assert out[-1] == ("ER", "")
    return out


def bibtex_fields(content: bytes) -> dict[str, str]:
    """An entry as BibTeX reads it: values in balanced braces or bare words; then as TeX sets them."""
    text = content.decode()
    begin = re.match(r"@misc\{([a-z0-9-]+),\n", text)
    assert begin
    assert text.endswith("}\n")
    fields, at = {"key": begin[1]}, begin.end()
    while text[at:] != "}\n":
        found = re.compile(r"  ([a-z]+) = ").match(text, at)
        assert found, text[at:]
        start = at = found.end()
        depth = 0
        while depth or text[at] != ",":
            if text[at] == "\\":
                at += 1
            else:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[found[1]] = as_set(text[start:at])
        at += 2
    return fields


def as_set(value: str) -> str:
    """What TeX prints for a value."""
    for command, sign in (("textbackslash", "\\"), ("textasciitilde", "~"), ("textasciicircum", "^")):
        value = value.replace(f"\\{command}{{}}", f"\0{ord(sign)}\0")
    value = re.sub(r"\\([{}$&#_%])", lambda found: f"\0{ord(found[1])}\0", value)
    assert not re.search(r"[\\$&#_%~^]", value), value
    plain = value.replace("{", "").replace("}", "")
    return re.sub("\0(\\d+)\0", lambda found: chr(int(found[1])), plain)


def test_every_entry_can_be_cited(real: Catalogue, folder: Path) -> None:
    """RIS and BibTeX cite the original, without an address that nobody gave."""
    for of in some(real.entries.values()):
        for entry in some(of.values()):
            record = entry.record
            fields = dict(ris_fields((folder / f"{entry.path}.ris").read_bytes()))
            assert fields["TI"] == record.text.title
            assert fields["LA"] == record.original_language
            assert fields["DA"] == f"{record.updated:%Y/%m/%d}/"
            assert "UR" not in fields
            cited = bibtex_fields((folder / f"{entry.path}.bib").read_bytes())
            assert cited["key"] == record.id
            assert cited["title"] == record.text.title
            assert "url" not in cited


def test_a_citation_names_the_address_where_it_is_known(real: Catalogue) -> None:
    """The page of the original, in both formats."""
    entry = real.entries["practices"]["ita-cidu"]
    assert dict(ris_fields(ris(real, entry, URL)))["UR"] == f"{URL}practices/ita-cidu.html"
    cited = bibtex_fields(bibtex(real, entry, URL))
    assert cited["url"] == f"{URL}practices/ita-cidu.html"
    assert (cited["year"], cited["month"], cited["langid"]) == ("2026", "nov", "english")
    assert cited["author"] == "National Mechanisms Knowledge Hub"


def test_the_index_names_every_file(real: Catalogue, folder: Path) -> None:
    """Sizes and checksums are those of the files; nothing lies in the folder that is neither named nor an entry's."""
    index = json.loads((folder / "hub.json").read_bytes())
    for each in index["files"]:
        content = (folder / each["name"]).read_bytes()
        assert each["size"] == len(content)
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
    paths = [entry.path for of in real.entries.values() for entry in of.values()]
    assert [each["path"] for each in index["entries"]] == paths
    named = {each["name"] for each in index["files"]} | {"hub.json", "dcat.jsonld"}
    named |= {f"{path}.{ending}" for path in paths for ending in ("json", "ris", "bib")}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == named


def test_the_record_for_catalogues(real: Catalogue, folder: Path, tmp_path: Path) -> None:
    """DCAT 3: the set, and each file with type, size and checksum; relative, or absolute where the address is known."""
    index = json.loads((folder / "hub.json").read_bytes())
    Export(real, tmp_path, URL).write()
    for place, base in ((folder, ""), (tmp_path, f"{URL}data/")):
        record = json.loads((place / "dcat.jsonld").read_bytes())
        assert record["@type"] == "dcat:Dataset"
        assert record["@context"]["dcat"] == "http://www.w3.org/ns/dcat#"
        assert {each["@language"] for each in record["dct:title"]} == set(LANGUAGES)
        assert record["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
        assert record["dcat:landingPage"] == {"@id": f"{base}index.html"}
        found = record["dcat:distribution"]
        assert [each["dcat:downloadURL"]["@id"] for each in found] == [base + each["name"] for each in index["files"]]
        for each, file in zip(found, index["files"], strict=True):
            assert each["dcat:byteSize"]["@value"] == str(file["size"])
            assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == file["sha256"]
            assert each["dcat:mediaType"]["@id"].startswith("https://www.iana.org/assignments/media-types/")


def test_the_same_input_gives_the_same_bytes(real: Catalogue, folder: Path, tmp_path: Path) -> None:
    """Twice the same, wherever it is written."""
    Export(real, tmp_path).write()
    for path in some(folder.rglob("*")):
        if path.is_file():
            assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes(), path


def test_many_entries_are_cut_into_parts(
    real: Catalogue, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond so many entries there is a second file; put together they are what one file would be."""
    monkeypatch.setattr(exports, "PART", 20)
    downloads = Export(real, tmp_path).write()
    names = [each.name for each in downloads if each.collection == "practices" and not each.language]
    full, rest = divmod(len(real.entries["practices"]), 20)
    sizes = [20] * full + [rest] * bool(rest)
    assert names == ["practices.ndjson", *(f"practices-{number}.ndjson" for number in range(2, len(sizes) + 1))]
    assert [each.entries for each in downloads if each.name in names] == sizes
    assert len(sizes) > 1
    assert b"".join((tmp_path / name).read_bytes() for name in names) == (folder / "practices.ndjson").read_bytes()
    rows = [each for name in names for each in table((tmp_path / name.replace("ndjson", "ar.csv")).read_bytes())]
    assert rows == table((folder / "practices.ar.csv").read_bytes())


def test_the_code_book_explains_every_field(real: Catalogue, folder: Path) -> None:
    """Every column and every name in the JSON is in the code book, with a meaning in six languages."""
    described = codebook(real)
    for each in described:
        assert set(each.meaning) == set(LANGUAGES), each.name
    for collection in COLLECTIONS:
        names = {each.name for each in described if collection in each.collections}
        for column in columns(collection):
            assert column.removesuffix(".label") in names, column
    for document in documents(folder):
        names = {each.name for each in described if document["collection"] in each.collections}
        assert set(leaves(document["entry"])) - names == set(), document["path"]
    rows = table((folder / "codebook.csv").read_bytes())
    assert [each["name"] for each in rows] == [each.name for each in described]
    assert [each["name"] for each in json.loads((folder / "codebook.json").read_bytes())["fields"]] == [
        each.name for each in described
    ]


def leaves(value: dict[str, Any], before: str = "") -> Iterator[str]:
    """The names of all values as the code book writes them."""
    for name, each in value.items():
        here = f"{before}{name}"
        if isinstance(each, dict):
            yield from leaves(each, f"{here}.")
            continue
        yield here
        if isinstance(each, list):
            within = {"text": "text.*[].", "easy": "easy.*[]."}.get(before.removesuffix("."), f"{here}[].")
            for one in each:
                if isinstance(one, dict):
                    yield from leaves(one, within)


def test_what_the_licence_does_not_cover_is_named(real: Catalogue) -> None:
    """Titles and names of sources stay theirs; the hub's own words are under its licence."""
    licences = {(each.name, tuple(each.collections)): each.licence for each in codebook(real)}
    assert licences["sources[].title", tuple(COLLECTIONS)] is None
    assert licences["mechanism.name", ("practices",)] is None
    assert licences["text.results", ("practices", "support")] == "CC-BY-4.0"
    pictures = real.vocabularies["pictures"]
    assert pictures.licence == "CC BY-SA 4.0"


def test_the_schema_follows_the_models(real: Catalogue) -> None:
    """Every field of a model is in the schema; a code is held to its list."""
    schema = export_schema(real)
    for name, collection in COLLECTIONS.items():
        assert set(schema["$defs"][f"{name}.entry"]["properties"]) == set(collection.model.model_fields)
    assert schema["$defs"]["practices.entry"]["properties"]["countries"]["items"] == {"$ref": "#/$defs/list.states"}
    assert schema["$defs"]["list.states"]["enum"][0] in real.vocabularies["states"].terms


def test_the_command_writes_and_replaces(data: Path, tmp_path: Path) -> None:
    """``hub export`` writes a folder, and the next one takes its place."""
    out = tmp_path / "out"
    done = hub("export", "--data", data, "--out", out)
    files = sum(path.is_file() for path in out.rglob("*"))
    assert (done.returncode, done.stdout) == (0, f"The data is in {out}.\nFiles: {files}.\n")
    assert json.loads((out / "hub.json").read_bytes())["address"] is None
    before = (out / "hub.json").stat().st_ino
    done = hub("export", "--data", data, "--out", out, "--lang", "fr", HUB_SITE_URL="https://hub.example.org/nm")
    assert (done.returncode, done.stdout) == (0, f"Les données sont dans {out}.\nFichiers\u202f: {files}.\n")
    assert json.loads((out / "hub.json").read_bytes())["address"] == URL
    assert (out / "hub.json").stat().st_ino != before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_command_spares_other_folders(data: Path, tmp_path: Path) -> None:
    """A folder with anything else in it is left alone, and the message says what to do."""
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("work", encoding="utf-8")
    done = hub("export", "--data", data, "--out", out)
    assert done.returncode == 2
    assert done.stderr == (f"{out} exists and is not an export of the hub; name another folder, or remove it first.\n")
    assert (out / "chapter.txt").read_text(encoding="utf-8") == "work"


def test_drafts_are_not_exported(data: Path, tmp_path: Path) -> None:
    """What is not published is in no file."""
    event = data / "events/2021-example/entry.yml"
    event.write_text(event.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    Export(load(data), tmp_path / "out").write()
    assert not (tmp_path / "out/events/2021-example.json").exists()
    assert (tmp_path / "out/events.ndjson").read_bytes() == b""
    assert table((tmp_path / "out/events.en.csv").read_bytes()) == []
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"events/2021-example" not in everything
