"""The files of an index, byte for byte, for a handful of documents."""

import re

from knowledge_hub.search import search_index
from knowledge_hub.search.names import NO_NAMES, Name, Names
from knowledge_hub.search.postings import Document, Postings
from knowledge_hub.search.search_index import Words, steps, write_index
from knowledge_hub.search.slice_files import SLICE
from tests.conftest import some


def written(
    documents: list[Document], aliases: dict[str, list[str]], names: Names = NO_NAMES
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The files of an English index, and the first key of each."""
    files: dict[str, str] = {}
    starts = write_index(documents, Words(aliases, names), "en", files.__setitem__)
    return files, starts


def document(title: str, body: str = "", codes: tuple[str, ...] = (), exact: tuple[str, ...] = ()) -> Document:
    """One entry."""
    return Document({"title": [title], "summary": [], "body": [body]}, codes, exact)


def test_a_word_of_another_language_leads_to_all_codes_that_it_names() -> None:
    """Only to those that an entry has; a word that the language has itself keeps its own entries."""
    files, _ = written(
        [document("Plans", codes=("actor:ngo", "topic:law")), document("Laws", codes=("topic:law",), exact=("py",))],
        {"gesetz": ["topic:law", "actor:ngo", "topic:none"], "nichts": ["topic:none"], "plan": ["topic:law"]},
    )
    terms = files["terms-0.js"]
    assert '"gesetz":["", "", "#topic:law #actor:ngo"]' in terms
    assert "nichts" not in terms
    assert re.search(r'"plan":\["plans", "0\.[0-9a-z]+", ""\]', terms)
    assert re.search(r'"#topic:law":\["", "0\.([0-9a-z]+) 1\.\1", ""\]', terms)
    assert re.search(r'"=py":\["", "1\.[0-9a-z]+", ""\]', terms)


def test_a_name_leads_to_its_codes_and_to_the_texts_that_have_it() -> None:
    """With the label of the code; a code that no entry has and no text mentions has no name."""
    names = Names(
        {
            "gold coast ": Name({"state:gha"}, phrases={("gold", "coast")}),
            "elmina ": Name({"state:gha"}),
            "nowher ": Name({"state:xxx"}, phrases={("nowher",)}),
            "coast ": Name({"state:gha"}),
        },
        {"state:gha": "Ghana", "state:xxx": "Nowhere"},
    )
    files, _ = written([document("Plans", codes=("state:gha",)), document("Law", "the Gold Coast")], {}, names)
    terms = files["terms-0.js"]
    code = re.search(r'"#state:gha":\["", "(0\.\w+ 1\.\w+)", "", "Ghana"\]', terms)
    assert code
    assert f'"gold coast ":["", "{code[1]}", "#state:gha", "Ghana"]' in terms
    # A name of another language has no entries of its own, and none where the texts have the word.
    assert '"elmina ":["", "", "#state:gha"]' in terms
    assert '"coast ":' not in terms
    assert "nowher" not in terms


def test_a_code_of_many_entries_is_not_repeated_by_its_names() -> None:
    """Its names lead to it, so that they do not grow with the hub."""
    names = Names({"gold ": Name({"topic:gold"}, phrases={("gold",)})}, {"topic:gold": "Gold"})
    plans = [document(f"Plan {number}x", codes=("topic:gold",) if number % 2 else ()) for number in range(60)]
    files, _ = written(plans, {}, names)
    assert '"gold ":["", "", "#topic:gold"]' in files["terms-0.js"]


def test_hyphens_addresses_and_unwritten_keys_are_in_the_index() -> None:
    """A joined word, the address of a source and an acronym each lead to their entry."""
    entry = Document({"title": ["Follow-up"], "summary": [], "body": []}, [], [], ["un.org/a.pdf"], ["osce"])
    files, _ = written([entry, document("Follow the plan up")], {})
    for key in ("followup", "@un.org/a.pdf", "osce"):
        assert re.search(rf'"{key}":\["", "0\.\w+", ""\]', files["terms-0.js"]), key


def test_entries_of_a_key_are_differences() -> None:
    """Each number is counted from the one before, however many there are."""
    titles = ("Law", "Plan", "Law", "Plan", "Plan", "Law", "Law")
    files, _ = written([document(title) for title in titles], {})
    assert re.search(r'"law":\["", "0\.(\w+) 2\.\1 3\.\1 1\.\1", ""\]', files["terms-0.js"])


def test_places_are_steps() -> None:
    """Two free places part the texts, so that no phrase reaches from one into the next."""
    files, _ = written([document("Plans grow", "plans and plans"), document("Laws", "plans")], {})
    # The first entry has the word at 1, 5 and 7: its title ends at 2, and 3 and 4 are free.
    assert '"plan":"0.1.4.2 1.4"' in files["places-0.js"]
    assert steps([3, 4, 40]) == "3 1 10"
    assert steps([]) == ""


def test_words_are_found_by_their_end_from_four_letters_on() -> None:
    """Written backwards, each with its key."""
    files, starts = written([document("Plan the laws")], {})
    assert files["words-0.js"] == 'hubSearch.take("words",0,{"nalp plan":"","swal law":""})\n'
    assert starts == {"terms": ["law"], "places": ["law"], "words": ["nalp plan"]}


def test_slices_are_cut_and_named_by_the_start_of_their_first_key() -> None:
    """None is much larger than it may be, together they have every key once and in order."""
    words = [f"word{number:05d}" for number in range(3000)]
    files, starts = written([document(" ".join(words))], {})
    slices = [files[f"terms-{number}.js"] for number in range(len(starts["terms"]))]
    assert len(slices) > 2
    assert max(map(len, slices)) < SLICE + 1_000
    assert min(map(len, slices[:-1])) > SLICE
    found = [re.findall(r'"(word\d+)":', content) for content in slices]
    for keys, before, start in some(zip(found[1:], found, starts["terms"][1:], strict=False)):
        assert before[-1] < start <= keys[0]
        assert len(start) < len(keys[0]) or start[:-1] <= before[-1]
    assert [key for keys in found for key in keys] == words


def test_a_key_of_nearly_all_entries_names_only_its_best() -> None:
    """From thirteen entries on, and where more than nine of ten have it: those with the word in the title stay."""
    bodies = [document(f"Title {number}x", "state") for number in range(19)]
    files, _ = written([document("State"), *bodies], {})
    assert re.search(r'"state":\["", "\*0\.[0-9a-z]+", ""\]', files["terms-0.js"]) is None
    few, _ = written([document(f"Title {number}x", "state") for number in range(search_index._FEW)], {})  # noqa: SLF001
    assert "*" not in few["terms-0.js"]
    many, _ = written([document(f"Title {number}x", "state") for number in range(search_index._FEW + 1)], {})  # noqa: SLF001
    assert '"state":["", "*", ""]' in many["terms-0.js"]


def test_postings_count_each_field_once() -> None:
    """A word in the title outweighs the same word in the body, and a second time there counts less than the first."""
    postings = Postings("en")
    for texts in (("law", ""), ("", "law"), ("", "law law"), ("plan", "plan")):
        postings.add({"title": [texts[0]], "summary": [], "body": [texts[1]]})
    title, once, twice = postings.posting("law").weights
    assert title > 5 * once
    assert once < twice < 2 * once
    assert list(postings.posting("law").numbers) == [0, 1, 2]
