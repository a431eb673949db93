"""Stage 5: what an easy-read sentence must not have, in each language, with the reason.

The rules are those of Inclusion Europe ("Information for all"), FALC, UNE 153101, ISO/IEC 23859 and W3C COGA that a
program can see. Those standards give no numbers for all six languages: the limits of length follow the English one (15
words) by the length of the Universal Declaration of Human Rights in each language; native editors should tune them. What
a program cannot see (one idea a sentence, the right picture, no metaphor, words that readers know), only readers can
check, and each page says whether they did.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_hub.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still easy in one language."""

    sentence: int
    """Words of the longest sentence; in Chinese, characters."""
    word: int
    """Letters of the longest word that needs no explanation; Chinese words have no such limit."""
    numbers: str
    """Number words, as alternatives of a regular expression; 'one' is left out, as it is an article too."""


LIMITS: dict[LanguageCode, Limits] = {
    "en": Limits(15, 12, "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred"),
    "fr": Limits(17, 13, "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cinquante|cent"),
    "es": Limits(16, 13, "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veinte|treinta|cincuenta|cien"),
    "ru": Limits(
        14,
        14,
        "два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|шести|семь|восемь|восьми|девять|девяти|десять|"
        "десяти|двадцать|двадцати|тридцать|тридцати|пятьдесят|сто",
    ),
    "ar": Limits(
        11,
        10,
        "اثنان|اثنين|اثنتان|اثنتين|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|عشرة|عشر|"
        "عشرون|عشرين|ثلاثون|ثلاثين|خمسون|خمسين|مئة|مائة",
    ),
    "zh": Limits(22, 0, "(?<!第)[二两三四五六七八九十百千][个名年月日份位项条种国天]"),
}

LONGEST_TEXT = 40
"""Sentences of one text; more is no short document (UNE 153101, and the United Kingdom's guidance on easy read)."""
LONGEST_TITLE = 12
"""Words of a title; twice as many Chinese characters."""

_HAN = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PIECE = re.compile(r"[^\W\d_]+")
_ARABIC_PREFIX = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بكل])")
_SPACES_IN_NUMBERS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}\b)")
_END = re.compile(r"[.!?؟。！？]")
_SIGN = re.compile(r"\.\.\.|[()\[\]{}（）［］【】;；؛&/…]")
_PERCENT = re.compile(r"[%‰٪％]|per cent|percent|pour cent|por ciento|процент|في المئة|في المائة|بالمئة|بالمائة|百分之")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-ЯЁ]{2,}\b")
_SHORT_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b0\d:\d\d\b|\b\d{4}-\d\d-\d\d\b")
_LARGE = re.compile(r"\b\d{7,}\b")
_COMMA = re.compile(r"[,،，]")


def faults(text: str, language: LanguageCode, *, explained: bool) -> Iterator[str]:
    """What is wrong with one sentence, and what to do; ``explained`` when a word of the glossary goes with it."""
    plain = _SPACES_IN_NUMBERS.sub("", text)
    ends = len(_END.findall(plain))
    if ends > 1:
        yield f"{ends} sentences stand in one line; write one sentence a line, each with its picture."
    elif not _END.match(plain[-1]):
        yield "The sentence does not end with a full stop or a question mark; readers look for it."
    count, longest = _count(plain, language), LIMITS[language].sentence
    if count > longest:
        yield f"The sentence has {count} {_unit(language)}; at most {longest} are easy to read here. Make two of it."
    commas = len(_COMMA.findall(plain))
    if commas > 1:
        yield f"{commas} commas are a sign of more than one idea; write a sentence for each idea."
    word = None if explained else _long_word(plain, language)
    if word:
        yield f"'{word}' is a long word; use a shorter one, or explain it: name a word of the glossary in 'words'."
    yield from _signs(plain)
    numbers = LIMITS[language].numbers
    number = re.search(numbers if language == "zh" else rf"(?<!\w)(?:{numbers})(?!\w)", text, re.IGNORECASE)
    if number:
        yield f"'{number[0]}' is a number in words; digits are easier to read."


def title_faults(text: str, language: LanguageCode) -> Iterator[str]:
    """What is wrong with a title."""
    count, longest = _count(text, language), LONGEST_TITLE * (2 if language == "zh" else 1)
    if count > longest:
        yield f"The title has {count} {_unit(language)}; at most {longest} are easy to read. Say only what it is about."
    yield from _signs(text)


def too_long(count: int) -> str:
    """What to say of a text with too many sentences."""
    return f"The text has {count} sentences; at most {LONGEST_TEXT} are a short text. Keep what readers need most."


def _signs(text: str) -> Iterator[str]:
    for pattern, sentence in (
        (_SIGN, "'{}' is a sign that many readers do not know; say it in words, or in a sentence of its own."),
        (_PERCENT, "'{}' is a share of a hundred, which is hard to imagine; write 'half' or '5 of 10'."),
        (_SHORT_DATE, "'{}' is the short form of a date or time; write it in full."),
        (_LARGE, "'{}' is too large to imagine; say 'many', or compare it with something."),
        (_CAPITALS, "'{}' is an abbreviation or a Roman number; write the words."),
    ):
        found = pattern.search(text)
        if found:
            yield sentence.format(found[0])


def _long_word(text: str, language: LanguageCode) -> str | None:
    """The first word that is too long. Names are no words: a capital letter inside a sentence marks them."""
    limit = LIMITS[language].word
    if not limit:
        return None
    for found in _PIECE.finditer(text):
        word = _ARABIC_PREFIX.sub("", found[0]) if language == "ar" else found[0]
        if len(word) > limit and not (found.start() and word[0].isupper()):
            return found[0]
    return None


def _count(text: str, language: LanguageCode) -> int:
    return len((_HAN if language == "zh" else _WORD).findall(text))


def _unit(language: LanguageCode) -> str:
    return "characters" if language == "zh" else "words"
