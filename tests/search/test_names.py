"""Names of codes: which keys the index has for them, and which texts mention them."""

import pytest

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.loader import load
from knowledge_hub.search.chinese import sounds, traditional
from knowledge_hub.search.initials import initials
from knowledge_hub.search.mentions import mentions
from knowledge_hub.search.names import Name, Names, is_form_of, names_for
from knowledge_hub.search.postings import Postings
from knowledge_hub.search.prefixes import with_prefixes
from knowledge_hub.search.search_documents import source_keys
from knowledge_hub.search.stop_words import stop_words
from knowledge_hub.search.text_analysis import is_chinese, key, tokens
from tests.conftest import REAL, some


@pytest.fixture(scope="module")
def english() -> Names:
    """The names for the English index of the real content."""
    return names_for(load(REAL), "en")


SPELLINGS = {
    "Côte d'Ivoire": "state:CIV",  # the label
    "Ivory Coast": "state:CIV",  # CLDR and other names
    "Elfenbeinküste": None,  # a language that the hub does not have
    "Costa de Marfil": "state:CIV",  # another language
    "科特迪瓦": "state:CIV",  # another script
    "Holland": "state:NLD",
    "Moroccan": "state:MAR",
    "CRPD": "mechanism:crpd",
    "Committee on the Rights of Persons with Disabilities": "mechanism:crpd",
}


@pytest.mark.parametrize(("name", "code"), SPELLINGS.items())
def test_labels_and_other_names_of_all_languages_lead_to_their_code(
    english: Names, name: str, code: str | None
) -> None:
    """Under the stems of their words, without 'of' and 'the'."""
    stop = stop_words("en", "words").split()
    words = [word for word in tokens(name) if len(word) > 1 and word not in stop]
    known = english.names.get("".join(f"{word if is_chinese(word) else key(word, 'en')} " for word in words))
    assert (known is None and code is None) or (known is not None and code in known.codes)


def test_a_part_in_brackets_is_a_name_of_its_own(english: Names) -> None:
    """'Netherlands (Kingdom of the)' is the Netherlands."""
    assert "state:NLD" in english.names[f"{key('netherlands', 'en')} "].codes


def test_names_of_the_language_are_looked_for_in_its_texts(english: Names) -> None:
    """Names of other languages are not, apart from acronyms."""
    assert english.is_own(f"{key('moroccan', 'en')} ")
    assert not english.is_own(f"{key('marruecos', 'en')} ")


def test_endings_of_a_short_name() -> None:
    """'Дании' may be 'Дания'; 'данные' may not, nor may three letters have an ending."""
    assert is_form_of("дании", "дания")
    assert not is_form_of("данные", "дания")
    assert not is_form_of("uprs", "upr")


def test_mentions_need_all_words_in_their_order_and_count_by_field() -> None:
    """A mention in the title weighs more than one in the body; a stem that other words share says nothing."""
    postings = Postings("en")
    for title, body in (("Gold Coast", ""), ("Plans", "the gold coast"), ("Coast", "gold"), ("Data", "datum")):
        postings.add({"title": [title], "body": [body]})
    found = mentions(
        postings,
        {
            "gold coast ": Name({"state:gha"}, phrases={("gold", "coast")}),
            "data ": Name({"state:dnk"}, {"dat"}, {("data",)}),
        },
    )
    assert list(found["state:gha"]) == [0, 1]
    assert found["state:gha"][0] > 3 * found["state:gha"][1]
    assert "state:dnk" not in found


def test_initials_of_names() -> None:
    """Runs of capitals; or a capital inside a sentence with the words behind it."""
    assert "tbcbp" in initials("The Treaty Body Capacity-Building Programme trains.", "en")
    assert "обсе" in initials("Этому помогла Организация по безопасности и сотрудничеству в Европе.", "ru")
    assert list(initials("The plan of the ministry is new.", "en")) == []


def test_a_prefix_is_removed_where_the_texts_have_the_rest() -> None:
    """Arabic writes 'and', 'for' and 'in' with the next word; other languages have no such prefixes."""
    words = {word: key(word, "ar") for word in ("حقوق", "لحقوق", "وزارة")}
    assert with_prefixes(words, "ar") == {key("حقوق", "ar"): {key("لحقوق", "ar")}}
    assert with_prefixes({"law": "law", "claw": "claw"}, "en") == {}


def test_chinese_by_sound_and_in_traditional_characters() -> None:
    """Syllables alone, in pairs and in threes; of the table only what the index can use."""
    assert {"mo", "moluo", "moluoge", "ge"} <= set(sounds("摩洛哥 (Morocco)"))
    assert traditional({"国", "机"})["國"] == "国"
    assert "書" not in traditional({"国", "机"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_never_decide(language: LanguageCode) -> None:
    """Each language has some, and a word that asks how; none is the subject of an entry."""
    words = stop_words(language, "words").split()
    assert len(words) > 20
    assert stop_words(language, "how")
    subjects = {
        "right",
        "rights",
        "law",
        "droit",
        "droits",
        "derecho",
        "derechos",
        "право",
        "права",
        "حق",
        "حقوق",
        "人权",
    }
    assert not subjects & set(words)


def test_addresses_are_found_without_their_scheme_and_by_the_name_of_their_file() -> None:
    """As people paste them."""
    assert list(source_keys("https://www.ohchr.org/Documents/HR_PUB_16_1.pdf#page=2")) == [
        "ohchr.org/documents/hr_pub_16_1.pdf",
        "hr_pub_16_1.pdf",
    ]
    assert list(source_keys("https://un.org/en/")) == ["un.org/en"]


def test_every_state_with_an_entry_is_found_by_its_label_in_every_language(english: Names) -> None:
    """On the English page, whatever language and script it is typed in."""
    catalogue = load(REAL)
    states = {code for entry in catalogue.all_entries() for code in entry.record.countries}
    named = {code for name in english.names.values() for code in name.codes}
    for code in some(states):
        assert f"state:{code}" in named


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "毛里裘斯": "state:MUS",  # Hong Kong
        "刑讯": "rights:physical_moral_integrity",
        "跨部会": "mechanism_type:interministerial",  # Taiwan
        "maoliqiusi": "state:MUS",  # pinyin without blanks
    }.items(),
)
def test_everyday_chinese_names_lead_to_their_code(name: str, code: str) -> None:
    """Also those of Taiwan and Hong Kong, and how they sound."""
    known = names_for(load(REAL), "zh").names[f"{name} "]
    assert code.partition(":")[2] in {found.partition(":")[2] for found in known.codes}


def test_no_chinese_name_is_a_word_that_never_decides() -> None:
    """A query would leave it out."""
    stop = {word for kind in ("words", "how") for word in stop_words("zh", kind).split()}
    names = {key.removesuffix(" ") for key in some(names_for(load(REAL), "zh").names)}
    assert not stop & names
