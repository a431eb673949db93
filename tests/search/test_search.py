"""The site search: the same analysis in Python and JavaScript, lunr's weights, and results in a browser."""

import json
import re
import subprocess
from collections.abc import Sequence
from gzip import compress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlparse

import pytest
import yaml
from lunr.builder import Builder
from playwright.sync_api import Page, expect

from knowledge_hub.base.languages import LANGUAGES, Edition, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.search.postings import FIELDS, Document, Postings
from knowledge_hub.search.search_documents import codes_of_entries, document
from knowledge_hub.search.search_index import Words, write_index
from knowledge_hub.search.slice_files import SLICE
from knowledge_hub.search.text_analysis import compounds, form, key, keys, tokens
from knowledge_hub.views.localised import Localised
from knowledge_hub.views.newest_first import newest_first
from tests.conftest import REAL, ROOT, Contexts, hub, opened, visit

GOLDEN = Path(__file__).parent / "golden"
QUERIES = Path(__file__).parent / "queries"
SCRIPTS = ROOT / "hooks/knowledge_hub/search/scripts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_analysis_matches_the_golden_file(language: LanguageCode) -> None:
    """At least 5,000 real words, each with its key and its form."""
    rows = [line.split("\t") for line in (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 5000
    assert [row for row in rows if (key(row[0], language), form(row[0], language)) != (row[1], row[2])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_and_build_give_the_same_tokens(language: LanguageCode) -> None:
    """Both sides split every text of the hub into the same tokens; text_analysis.test.mjs compares the keys."""
    catalogue = load(REAL)
    texts = [
        str(text)
        for entry in newest_first(catalogue.all_entries())
        for text in document(Localised(catalogue, Edition(language, "standard")), entry, ()).texts["body"]
    ]
    program = f"""import {{ readFileSync }} from "node:fs";
      import {{ tokensOf }} from {json.dumps((SCRIPTS / "text_analysis.mjs").as_uri())};
      process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(tokensOf)));"""
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    assert len(texts) > 1000
    assert json.loads(done.stdout) == [tokens(text) for text in texts]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_weights_equal_those_of_lunr(language: LanguageCode) -> None:
    """The weights are those of lunr's own builder, to its three decimals."""
    catalogue = load(REAL)
    entries, codes = newest_first(catalogue.all_entries())[:20], codes_of_entries(catalogue)
    localised = Localised(catalogue, Edition(language, "standard"))
    ours, theirs = Postings(language), Builder()
    theirs.ref("id")
    for name, boost in FIELDS.items():
        theirs.field(name, boost=boost)
    for number, entry in enumerate(entries):
        texts = document(localised, entry, codes[entry.record.id]).texts
        read = {
            name: [
                term
                for text in texts[name]
                for term in (
                    *(term for token in tokens(text) for at in keys(token, language) for term in at),
                    *(key(joined, language) for joined in compounds(text)),
                )
            ]
            for name in FIELDS
        }
        ours.add(texts)
        theirs.add({"id": str(number), **read})
    theirs.build()
    postings = {term: ours.posting(term) for term in ours.terms()}
    weights = {term: dict(zip(of.numbers, of.weights, strict=True)) for term, of in postings.items()}
    terms = {posting["_index"]: term for term, posting in theirs.inverted_index.items()}
    expected: dict[str, dict[int, float]] = {}
    for reference, vector in theirs.field_vectors.items():
        number = int(reference.partition("/")[2])
        for at in range(0, len(vector.elements), 2):
            of = expected.setdefault(terms[vector.elements[at]], {})
            of[number] = of.get(number, 0.0) + vector.elements[at + 1]
    assert weights.keys() == expected.keys()
    for term, of in expected.items():
        assert weights[term] == pytest.approx(of, abs=0.002), term


def found(page: Page, real_site: Path, place: str, query: str) -> list[str]:
    """The ids of the first results for a query, in their order."""
    visit(page, real_site, f"{place}?q={quote(query)}")
    return [
        str(link.get_attribute("href")).rpartition("/")[2].removesuffix(".html")
        for link in page.locator(".results h3 a").all()
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("place", "query"), [("search.html", "parliament"), ("ar/search.html", "البرلمان"), ("zh/search.html", "秘书处")]
)
def test_first_results_load_few_files(real_site: Path, context: Contexts, place: str, query: str) -> None:
    """First results and filter counts load at most 6 files and 48 kB compressed, in addition to the page."""
    page = context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, real_site, f"{place}?q={quote(query)}")
    expect(page.locator(".results h3").first).to_be_visible()
    expect(page.locator(".find-filters label:not(.none) .number").first).not_to_be_empty()
    files = [Path(urlparse(url).path) for url in asked if "/search/" in url]
    assert 3 <= len(files) <= 6, asked
    assert sum(len(compress(file.read_bytes())) for file in files) <= 48_000


def test_slice_size_does_not_grow_with_the_hub() -> None:
    """Four times the entries give four times the slices, not larger ones, also for a word in many entries."""
    sizes = {}
    for number in (300, 1200):
        documents = [
            Document(
                {
                    "title": [f"Title own{at}y"],
                    "summary": ["Summary"],
                    "body": [f"common{'' if at % 3 else ' often'} word{at % 97}x"],
                },
                [],
            )
            for at in range(number)
        ]
        of: list[int] = []
        write_index(documents, Words(), "en", lambda _, text, of=of: of.append(len(text)))  # type: ignore[misc]
        sizes[number] = of
    assert max(*sizes[300], *sizes[1200]) <= SLICE * 1.1
    assert len(sizes[1200]) > len(sizes[300])


def first_five(page: Page, queries: Sequence[str]) -> list[list[str]]:
    """What the search of a page finds first for each query: addresses below the edition's root."""
    answers: list[list[str]] = page.evaluate(
        """async queries => {
          const { register } = document.getElementById("find-form").dataset, out = [];
          for (const query of queries) {
            const question = { query, order: "relevance", values: [], states: [], writing: true };
            const { found } = await hubSearch.find(question);
            const cards = found.slice(0, 5).map(entry => hubSearch.card(register, entry));
            out.push((await Promise.all(cards)).map(([address]) => address));
          }
          return out;
        }""",
        [*queries],
    )
    return answers


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_known_answers_are_among_the_first_five(real_site: Path, context: Contexts, language: LanguageCode) -> None:
    """At least 95 of 100 realistic queries find the expected entry."""
    queries: list[dict[str, Any]] = yaml.safe_load((QUERIES / f"{language}.yml").read_text(encoding="utf-8"))
    assert len(queries) >= 30
    page = opened(context(), real_site, f"{Edition(language, 'standard').prefix}search.html")
    first = first_five(page, [each["query"] for each in queries])
    missed = [
        (each["query"], each["finds"], got)
        for each, got in zip(queries, first, strict=True)
        if not {Path(address).stem for address in got} & set(each["finds"])
    ]
    assert len(missed) <= len(queries) * 0.05, missed


SAMPLES = {
    ("search.html", "parlement"): "a word of another language names a theme",
    ("search.html", "议会"): "a word of another script",
    ("search.html", "indigenuos"): "two letters changed places",
    ("search.html", "ndigenous"): "the first letter is missing",
    ("fr/search.html", "accessibilité"): "behind an elision",
    ("fr/search.html", "accessibilite"): "without its accent",
    ("es/search.html", "participacion"): "without its accent",
    ("ar/search.html", "الاعاقة"): "without hamza",
    ("ar/search.html", "ديمقراطية"): "without article and conjunction",
    ("ru/search.html", "рекомендацей"): "a letter changed",
    ("zh/search.html", "残疾人"): "inside running text",
    ("search.html", "51/33"): "part of a document symbol",
    ("search.html", "PRY"): "an ISO code",
    ("search.html", "parliam"): "a word that is not finished",
}


@pytest.mark.browser
def test_variants_of_spelling_are_found(real_site: Path, context: Contexts) -> None:
    """Accents, elisions, scripts, typing errors, document symbols, codes, beginnings of words."""
    page = context().new_page()
    assert {sample: why for sample, why in SAMPLES.items() if not found(page, real_site, *sample)} == {}


@pytest.mark.browser
def test_a_quoted_phrase_is_matched_exactly(real_site: Path, context: Contexts) -> None:
    """Words that are not next to each other do not match a phrase."""
    page = context().new_page()
    apart, together = (
        found(page, real_site, "search.html", "society civil"),
        found(page, real_site, "search.html", '"civil society"'),
    )
    assert apart
    assert together
    assert found(page, real_site, "search.html", '"society civil committee"') == []


@pytest.mark.browser
def test_a_search_without_results_offers_alternatives(real_site: Path, context: Contexts) -> None:
    """The query, advice, and a link to the browse pages."""
    page = context().new_page()
    assert found(page, real_site, "search.html", "xqzzk") == []
    assert page.locator(".find-notes").inner_text().split("\n\n") == [
        "Nothing was found for «xqzzk».",
        "Remove a filter, or use fewer words.",
    ]
    page.get_by_role("link", name="All entries by subject").click()
    assert page.url.endswith("browse/index.html")


@pytest.mark.browser
def test_filters_are_in_the_url_and_back_works(real_site: Path, context: Contexts) -> None:
    """Several values at once, live counts, removal one by one and all at once, without losing the focus."""
    page = opened(context(), real_site, "search.html?q=commission")
    count = page.locator(".find-count")
    everything = count.inner_text()
    practices = page.get_by_role("checkbox", name=re.compile("^Practices"))
    number = int(practices.locator("xpath=..").locator(".number").inner_text())
    practices.check()
    expect(count).to_have_text(re.compile(f"^{number} "))
    page.get_by_role("group", name="Regional group").get_by_role("checkbox", name=re.compile("African")).check()
    page.get_by_role("group", name="Regional group").get_by_role("checkbox", name=re.compile("Asia")).check()
    assert page.url.endswith("?q=commission&collection=practices&group=african&group=asia-pacific")
    page.reload()
    assert page.get_by_role("checkbox", name=re.compile("^Group of African")).is_checked()
    assert page.locator(".chosen li").count() == 3
    page.get_by_role("button", name=re.compile("^Remove filter: .*African")).press("Enter")
    assert page.locator(".chosen li").count() == 2
    assert page.evaluate("document.activeElement.closest('.chosen') !== null")
    page.go_back()
    assert page.locator(".chosen li").count() == 3
    page.get_by_role("button", name="Remove all filters").press("Enter")
    expect(count).to_have_text(everything)
    assert page.evaluate("document.activeElement.id") == "find"


@pytest.mark.browser
def test_the_result_count_is_announced_without_moving_the_focus(real_site: Path, context: Contexts) -> None:
    """Typing never moves the focus; the number of results is in a live region once typing pauses."""
    page = opened(context(), real_site, "ar/search.html")
    page.locator("#find").focus()
    page.keyboard.type("لجنة")
    expect(page).to_have_url(re.compile(r"\?q="))
    assert page.locator(".find-status").get_attribute("role") == "status"
    assert page.evaluate("document.activeElement.id") == "find"


@pytest.mark.browser
def test_the_search_field_in_the_header_opens_the_results(site: Path, context: Contexts) -> None:
    """A plain form, also on a page deep in the easy-read edition; the results stay in that register."""
    page = opened(context(), site, "fr/easy/practices/prt-cndh.html")
    page.get_by_role("searchbox", name="Rechercher dans le site").fill("Samoa")
    page.keyboard.press("Enter")
    expect(page.locator(".results a").first).to_be_visible()
    assert "/fr/easy/search.html?q=Samoa" in page.url
    page.locator(".results a").first.click()
    assert "/fr/easy/" in page.url


@pytest.mark.browser
def test_without_scripts_the_search_page_links_to_the_browse_pages(real_site: Path, context: Contexts) -> None:
    """A notice explains it, and every facet value has a page of plain links."""
    page = opened(context(java_script_enabled=False), real_site, "search.html")
    page.get_by_role("link", name="All entries by subject").click()
    page.get_by_role("link", name="Children", exact=True).click()
    assert page.locator(".plain-list a").count() >= 1


@pytest.mark.browser
def test_untranslated_entries_are_found_and_marked_with_their_language(
    data: Path, tmp_path: Path, context: Contexts
) -> None:
    """A practice that nobody has translated into Spanish stands among the results, with its language."""
    assert hub("build", "--data", data, "--out", tmp_path / "site").returncode == 0
    page = context().new_page()
    assert found(page, tmp_path / "site", "es/search.html", "commission") == ["pry-example"]
    link = page.locator(".results h3 a")
    assert link.get_attribute("lang") == "en"
    assert page.locator(".results .small").inner_text() == "en inglés"
