"""The open data, read with independent parsers, and the round trip back to YAML files."""

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
from knowledge_hub.export.csv_tables import BYTE_ORDER_MARK, columns, common_cells, header, row
from knowledge_hub.export.export_files import Export
from knowledge_hub.export.export_format import FORMAT, entry_document, json_line
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
    """All entries of the JSON Lines files."""
    for collection in COLLECTIONS:
        for line in (folder / f"{collection}.ndjson").read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)


def table(content: bytes) -> list[Row]:
    """The rows of a table, parsed as RFC 4180."""
    assert content.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def unescaped(cell: str) -> str:
    """A cell without the apostrophe of formula escaping, as docs/contributing/export.md explains."""
    return cell.removeprefix("'")


def test_every_entry_is_valid_against_the_schema(real: Catalogue, folder: Path) -> None:
    """The exported schema is a valid JSON Schema. All entries are valid, and wrong values are not."""
    schema = json.loads((folder / "schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = list(documents(folder))
    assert len(found) == sum(map(len, real.entries.values()))
    for each in found:
        assert not list(validator.iter_errors(each)), each["path"]
    for mistake in ({"status": "nearly"}, {"countries": ["Paraguay"]}, {"colour": "blue"}, {"year": "2019"}):
        invalid = {**found[0], "entry": {**found[0]["entry"], **mistake}}
        assert list(validator.iter_errors(invalid)), mistake
    assert list(validator.iter_errors({**found[0], "colour": "blue"}))
    assert list(validator.iter_errors({**found[0], "format": {**FORMAT, "version": "0.9.0"}}))


def test_json_lines_equal_the_files_of_the_entries(folder: Path) -> None:
    """Each line of JSON Lines has the bytes of the entry's own file, with the version of the format."""
    for collection in COLLECTIONS:
        for line in some((folder / f"{collection}.ndjson").read_bytes().splitlines(keepends=True)):
            document = json.loads(line)
            assert (folder / f"{document['path']}.json").read_bytes() == line
            assert document["format"] == FORMAT
            assert document["licence"] == "CC-BY-4.0"


def test_round_trip_from_export_to_catalogue(real: Catalogue, folder: Path, tmp_path: Path) -> None:
    """YAML rebuilt from the export loads as the same catalogue: entries, translations, staleness and vocabularies."""
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


def test_stale_and_untranslated_fields_are_listed(data: Path) -> None:
    """A stale field is listed in the JSON and in the table; the table also lists untranslated fields."""
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
    (found,) = table(header(entry.collection) + row(localised, entry, common_cells(entry)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_follow_rfc_4180(real: Catalogue, folder: Path, language: LanguageCode) -> None:
    """Byte order mark, line ends of RFC 4180, one row for each entry, and labels in the language of the table."""
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
            assert unescaped(each["text.title"]) == localised.title(entry).text
            codes = each["countries"].split("; ") if each["countries"] else []
            assert each["countries.label"] == "; ".join(localised.label("states", code) for code in codes)


def test_arabic_table_has_a_byte_order_mark(folder: Path) -> None:
    """The bytes that Excel needs to recognise UTF-8, and the Arabic name of a State."""
    content = (folder / "practices.ar.csv").read_bytes()
    assert content[:3].hex() == "efbbbf"
    assert "باراغواي" in content.decode("utf-8-sig")


def test_paragraphs_are_followed_by_their_sources(real: Catalogue) -> None:
    """After each paragraph: the numbers of its sources, who claims it, and whether it is an editorial interpretation."""
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
def test_formulas_are_escaped(real: Catalogue, begin: str) -> None:
    """A title that begins like a formula gets an apostrophe in front; removing it gives the title again."""
    text = f'{begin}HYPERLINK("https://example.org","x")'
    entry = with_title(real, text)
    cell = one_row(real, entry, "en")["text.title"]
    assert cell == f"'{text}"
    assert unescaped(cell) == text


def with_title(catalogue: Catalogue, title: str, summary: str = "A summary.") -> Entry:
    """A practice with another title and summary, without any validation."""
    entry = catalogue.entries["practices"]["ita-cidu"]
    text = entry.record.text.model_copy(update={"title": title, "summary": summary})
    record = entry.record.model_copy(update={"text": text})
    return Entry(entry.collection, entry.path, record, {}, {})


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, summary=TEXTS)
def test_any_text_can_be_read_back_from_every_format(title: str, summary: str) -> None:
    """JSON, CSV, RIS and BibTeX give back the text that was written."""
    entry = with_title(CATALOGUE, title, summary)
    back = files_of(json.loads(json_line(entry_document(entry))))["entry.yml"]["text"]
    assert (back["title"], back["summary"]) == (title, summary)
    cells = one_row(CATALOGUE, entry, "en")
    assert (unescaped(cells["text.title"]), unescaped(cells["text.summary"])) == (title, summary)
    plain = " ".join(title.split()), " ".join(summary.split())
    fields = dict(ris_fields(ris(CATALOGUE, entry, URL)))
    assert (fields.get("TI", ""), fields.get("AB", "")) == plain
    fields = bibtex_fields(bibtex(CATALOGUE, entry, URL))
    assert (fields["title"], fields["abstract"]) == plain


CATALOGUE = load(REAL)


def ris_fields(content: bytes) -> list[tuple[str, str]]:
    """The tags and values of a RIS record."""
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
    """The fields of a BibTeX record (values in balanced braces or bare words), as TeX prints them."""
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
    """RIS and BibTeX cite the original; without a public address they have no URL."""
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


def test_citations_have_the_url_if_there_is_a_public_address(real: Catalogue) -> None:
    """The URL of the page of the original, in both formats."""
    entry = real.entries["practices"]["ita-cidu"]
    assert dict(ris_fields(ris(real, entry, URL)))["UR"] == f"{URL}practices/ita-cidu.html"
    cited = bibtex_fields(bibtex(real, entry, URL))
    assert cited["url"] == f"{URL}practices/ita-cidu.html"
    assert (cited["year"], cited["month"], cited["langid"]) == ("2026", "nov", "english")
    assert cited["author"] == "National Mechanisms Knowledge Hub"


def test_the_index_lists_every_file(real: Catalogue, folder: Path) -> None:
    """Sizes and checksums are right, and the folder has no other files than those listed and those of entries."""
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


def test_dcat_metadata(real: Catalogue, folder: Path, tmp_path: Path) -> None:
    """The data set, and each file with type, size and checksum; URLs are absolute if there is a public address."""
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
    """Two exports to different folders are equal."""
    Export(real, tmp_path).write()
    for path in some(folder.rglob("*")):
        if path.is_file():
            assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes(), path


def test_large_collections_are_split_into_files(
    real: Catalogue, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more than ``ENTRIES_PER_FILE`` entries there are several files, which joined equal a single one."""
    monkeypatch.setattr(exports, "ENTRIES_PER_FILE", 20)
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
    """The names of all values in the notation of the code book."""
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


def test_quoted_titles_and_names_have_no_licence(real: Catalogue) -> None:
    """The hub's licence covers its own texts, but not titles and names quoted from sources."""
    licences = {(each.name, tuple(each.collections)): each.licence for each in codebook(real)}
    assert licences["sources[].title", tuple(COLLECTIONS)] is None
    assert licences["mechanism.name", ("practices", "laws")] is None
    assert licences["text.results", ("practices", "support")] == "CC-BY-4.0"
    pictures = real.vocabularies["pictures"]
    assert pictures.licence == "CC BY-SA 4.0"


def test_the_schema_follows_the_models(real: Catalogue) -> None:
    """Every field of a model is in the schema, and codes refer to their vocabulary."""
    schema = export_schema(real)
    for name, collection in COLLECTIONS.items():
        assert set(schema["$defs"][f"{name}.entry"]["properties"]) == set(collection.model.model_fields)
    assert schema["$defs"]["practices.entry"]["properties"]["countries"]["items"] == {"$ref": "#/$defs/list.states"}
    assert schema["$defs"]["list.states"]["enum"][0] in real.vocabularies["states"].terms


def test_export_replaces_an_earlier_export(data: Path, tmp_path: Path) -> None:
    """``hub export`` writes a folder, and replaces it the next time."""
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


def test_export_refuses_other_folders(data: Path, tmp_path: Path) -> None:
    """A folder with other content stays unchanged, and the message says what to do."""
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("work", encoding="utf-8")
    done = hub("export", "--data", data, "--out", out)
    assert done.returncode == 2
    assert done.stderr == (
        f"{out} exists and is not an export of the hub; choose another folder, or remove it first.\n"
    )
    assert (out / "chapter.txt").read_text(encoding="utf-8") == "work"


def test_drafts_are_not_exported(data: Path, tmp_path: Path) -> None:
    """No exported file contains a draft."""
    event = data / "events/2021-example/entry.yml"
    event.write_text(event.read_text().replace("status: published", "status: draft"), encoding="utf-8")
    Export(load(data), tmp_path / "out").write()
    assert not (tmp_path / "out/events/2021-example.json").exists()
    assert (tmp_path / "out/events.ndjson").read_bytes() == b""
    assert table((tmp_path / "out/events.en.csv").read_bytes()) == []
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"events/2021-example" not in everything
