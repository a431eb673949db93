"""Easy-read rules that a program can check, in each language.

They are from Inclusion Europe ("Information for all"), FALC, UNE 153101, ISO/IEC 23859 and W3C COGA. Those standards do not
have limits for every language: the limits in ``base.languages`` scale the English one (15 words) by the length of the
Universal Declaration of Human Rights in each language; native editors should adjust them. Only readers can check the rest (one
idea in a sentence, the right picture, no metaphor, known words), and each page says whether they did.
"""

import re
from collections.abc import Iterator

from knowledge_hub.base.languages import LANGUAGE_BY_CODE, LanguageCode
from knowledge_hub.base.messages import Message

LONGEST_TEXT = 40
"""Most sentences of one text (UNE 153101, and the United Kingdom's guidance on easy read)."""
LONGEST_TITLE = 12
"""Most words of a title, for one line of large print; twice as many characters in languages without spaces."""

_HAN = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PIECE = re.compile(r"[^\W\d_]+")
_SPACES_IN_NUMBERS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}\b)")
_END = re.compile(r"[.!?؟。！？]")
_SIGN = re.compile(r"\.\.\.|[()\[\]{}（）［］【】;；؛&/…]")
_PERCENT = re.compile("|".join(["[%‰٪％]", *(language.easy_read.percent for language in LANGUAGE_BY_CODE.values())]))
_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-ЯЁ]{2,}\b")
_SHORT_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b0\d:\d\d\b|\b\d{4}-\d\d-\d\d\b")
_LARGE = re.compile(r"\b\d{7,}\b")
_COMMA = re.compile(r"[,،，]")


def faults(text: str, language: LanguageCode, *, explained: bool) -> Iterator[Message]:
    """Problems of one sentence; ``explained``: the sentence has a glossary term."""
    plain = _SPACES_IN_NUMBERS.sub("", text)
    ends = len(_END.findall(plain))
    if ends > 1:
        yield Message(
            "This line has {count} sentences; write each sentence on its own line, with its picture.", count=ends
        )
    elif not _END.match(plain[-1]):
        yield Message("The sentence does not end with a full stop or a question mark; add one.")
    limits, spaced = LANGUAGE_BY_CODE[language].easy_read, LANGUAGE_BY_CODE[language].spaced
    count, longest = _count(plain, language), limits.sentence
    if count > longest:
        yield Message(
            "The sentence has {count} {unit}; at most {longest} are easy to read here. Split it into two.",
            count=count,
            unit=_unit(language),
            longest=longest,
        )
    commas = len(_COMMA.findall(plain))
    if commas > 1:
        yield Message(
            "The sentence has {count} commas, which suggests more than one idea; write a sentence for each idea.",
            count=commas,
        )
    word = None if explained else _long_word(plain, language)
    if word:
        yield Message(
            "'{word}' is a long word; use a shorter one, or explain it: add a glossary term to 'words'.",
            word=word,
        )
    yield from _signs(plain)
    numbers = rf"(?<!\w)(?:{limits.numbers})(?!\w)" if spaced else limits.numbers
    number = re.search(numbers, text, re.IGNORECASE)
    if number:
        yield Message("'{number}' is a number in words; digits are easier to read.", number=number[0])


def title_faults(text: str, language: LanguageCode) -> Iterator[Message]:
    """Problems of a title."""
    count, longest = _count(text, language), LONGEST_TITLE * (1 if LANGUAGE_BY_CODE[language].spaced else 2)
    if count > longest:
        yield Message(
            "The title has {count} {unit}; at most {longest} are easy to read. Say only what it is about.",
            count=count,
            unit=_unit(language),
            longest=longest,
        )
    yield from _signs(text)


def too_long(count: int) -> Message:
    """The message for a text with too many sentences."""
    return Message(
        "The text has {count} sentences; at most {longest} are a short text. Keep what readers need most.",
        count=count,
        longest=LONGEST_TEXT,
    )


def _signs(text: str) -> Iterator[Message]:
    if match := _SIGN.search(text):
        yield Message(
            "'{sign}' is a sign that many readers do not know; say it in words, or in its own sentence.",
            sign=match[0],
        )
    if match := _PERCENT.search(text):
        yield Message("'{sign}' is a percentage, which is hard to imagine; write 'half' or '5 of 10'.", sign=match[0])
    if match := _SHORT_DATE.search(text):
        yield Message("'{date}' is the short form of a date or time; write it in full.", date=match[0])
    if match := _LARGE.search(text):
        yield Message("'{number}' is too large to imagine; say 'many', or compare it with something.", number=match[0])
    if match := _CAPITALS.search(text):
        yield Message("'{letters}' is an abbreviation or a Roman number; write the words.", letters=match[0])


def _long_word(text: str, language: LanguageCode) -> str | None:
    """The first word that is too long. Names are skipped: words with a capital letter inside a sentence."""
    limits = LANGUAGE_BY_CODE[language].easy_read
    if limits.word is None:
        return None
    for match in _PIECE.finditer(text):
        word = limits.attached.sub("", match[0]) if limits.attached else match[0]
        if len(word) > limits.word and not (match.start() and word[0].isupper()):
            return match[0]
    return None


def _count(text: str, language: LanguageCode) -> int:
    return len((_WORD if LANGUAGE_BY_CODE[language].spaced else _HAN).findall(text))


def _unit(language: LanguageCode) -> Message:
    return Message("words") if LANGUAGE_BY_CODE[language].spaced else Message("characters")
