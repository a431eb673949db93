"""The hub's languages, the two registers, and the editions that they make.

A language is one ``Language`` value in this file. All other modules take from it what depends on the language: none of
them compares with a language code or lists languages (``tests/base/test_languages.py``). The languages are the official
ones of the United Nations, in the order in which the United Nations lists them in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from babel import Locale

LanguageCode = str
"""BCP 47 tag of one of the hub's languages. ``model.field_types.HubLanguage`` is the type that checks one in a file."""
Register = Literal["standard", "easy"]
Direction = Literal["ltr", "rtl"]

REGISTERS: tuple[Register, ...] = get_args(Register)


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyReadLimits:
    """Limits of easy read in a language; ``quality.easy_read_rules`` has the rules and the source of the limits."""

    sentence: int
    """Most words in a sentence; most characters, in a language without spaces between words."""
    word: int | None
    """Most letters in a word without an explanation; None for no limit."""
    attached: re.Pattern[str] | None = None
    """Prefixes that do not count as letters of a word."""
    numbers: str
    """Number words, as alternatives of a regular expression; 'one' is left out, as it is an article too."""
    percent: str
    """Words for "per cent", as alternatives of a regular expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that the program knows about a language of the hub."""

    code: LanguageCode
    """The BCP 47 tag, as in addresses and file names."""
    own_name: str
    """Its name in the language itself, for the language bar."""
    locale: str
    """Identifier of its CLDR locale, for plurals, numbers and dates."""
    direction: Direction = "ltr"
    spaced: bool = True
    """Whether spaces separate words; where they do not, characters are counted."""
    semicolon: str = "; "
    """Separator of list items that may contain commas."""
    months: tuple[str, ...] = ()
    """Names of the months, where the United Nations does not use those of CLDR."""
    after_year: re.Pattern[str] | None = None
    """What CLDR's patterns have after the year, and the United Nations leaves out where a month has no day."""
    article: str = ""
    """Letters at the start of a word that alphabetical order ignores."""
    own_letters: Mapping[str, str] = field(default_factory=dict)
    """Letters with a mark that have a place of their own, each with what it is sorted as: before or after all others with
    the letter without the mark. Other marks do not count in alphabetical order."""
    order: str = ""
    """Name of the order of its characters in ``model/orders``, if they have none that readers know in Unicode."""
    stemmer: str | None
    """Snowball algorithm for stemming; ``search/scripts/stemmers`` has the scripts for browsers."""
    attached: re.Pattern[str] | None = None
    """Prefixes that the search removes before stemming; the pattern must mean the same in JavaScript."""
    prefixes: re.Pattern[str] | None = None
    """Words written together with the next one, which the search removes where the rest is a word of the texts."""
    biblatex: str
    """Name in the field ``langid`` of biblatex."""
    easy_read: EasyReadLimits


_HUB_LANGUAGES = (
    Language(
        code="ar",
        own_name="العربية",
        locale="ar",
        direction="rtl",
        semicolon="؛ ",
        # The United Nations gives both names of each month; CLDR has no locale that does.
        months=(
            "كانون الثاني/يناير",
            "شباط/فبراير",
            "آذار/مارس",
            "نيسان/أبريل",
            "أيار/مايو",
            "حزيران/يونيه",
            "تموز/يوليه",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ),
        article="ال",
        own_letters={"آ": "ا\0"},
        stemmer="arabic",
        # Snowball leaves the article where a conjunction is written before it.
        attached=re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)"),
        prefixes=re.compile("^(?:[وف]?[بكل]|[وف])(?=...)"),
        biblatex="arabic",
        easy_read=EasyReadLimits(
            sentence=11,
            word=10,
            attached=re.compile("^[وف]?(?:[بكل]?ال|لل|[بكل])"),
            numbers="اثنان|اثنين|اثنتان|اثنتين|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|"
            "عشرة|عشر|عشرون|عشرين|ثلاثون|ثلاثين|خمسون|خمسين|مئة|مائة",
            percent="في المئة|في المائة|بالمئة|بالمائة",
        ),
    ),
    Language(
        code="zh",
        own_name="中文",
        locale="zh",
        spaced=False,
        order="pinyin",
        stemmer=None,
        biblatex="chinese",
        easy_read=EasyReadLimits(
            sentence=22,
            word=None,
            numbers="(?<!第)[二两三四五六七八九十百千][个名年月日份位项条种国天]",
            percent="百分之",
        ),
    ),
    Language(
        code="en",
        own_name="English",
        locale="en_GB",  # the United Nations writes "24 November 2021"
        stemmer="english",
        biblatex="english",
        easy_read=EasyReadLimits(
            sentence=15,
            word=12,
            numbers="two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred",
            percent="per cent|percent",
        ),
    ),
    Language(
        code="fr",
        own_name="Français",
        locale="fr",
        stemmer="french",
        biblatex="french",
        easy_read=EasyReadLimits(
            sentence=17,
            word=13,
            numbers="deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cinquante|cent",
            percent="pour cent",
        ),
    ),
    Language(
        code="ru",
        own_name="Русский",
        locale="ru",
        after_year=re.compile(r"\s?'?г'?\."),  # the abbreviation of "year"
        own_letters={"й": "и\uffff"},
        stemmer="russian",
        biblatex="russian",
        easy_read=EasyReadLimits(
            sentence=14,
            word=14,
            numbers="два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|шести|семь|восемь|восьми|девять|девяти|"
            "десять|десяти|двадцать|двадцати|тридцать|тридцати|пятьдесят|сто",
            percent="процент",
        ),
    ),
    Language(
        code="es",
        own_name="Español",
        locale="es",
        own_letters={"ñ": "n\uffff"},
        stemmer="spanish",
        biblatex="spanish",
        easy_read=EasyReadLimits(
            sentence=16,
            word=13,
            numbers="dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veinte|treinta|cincuenta|cien",
            percent="por ciento",
        ),
    ),
)

LANGUAGE_BY_CODE: Mapping[LanguageCode, Language] = {language.code: language for language in _HUB_LANGUAGES}
LANGUAGES: tuple[LanguageCode, ...] = tuple(LANGUAGE_BY_CODE)
"""The codes of the hub's languages, in the order in which readers find them."""
OWN_NAMES: Mapping[LanguageCode, str] = {language.code: language.own_name for language in _HUB_LANGUAGES}
DEFAULT_LANGUAGE: LanguageCode = "en"
"""The language whose edition is at the site's root, and in which the program's messages are written."""


def cldr_locale(language: LanguageCode) -> "Locale":
    """The CLDR data of one of the hub's languages."""
    from babel import Locale  # noqa: PLC0415 - a message must be possible where Babel is missing

    return Locale.parse(LANGUAGE_BY_CODE[language].locale)


@dataclass(frozen=True, slots=True)
class Edition:
    """One language in one register, with a place of its own in the site."""

    language: LanguageCode
    register: Register

    @property
    def prefix(self) -> str:
        """Folder of the edition below the site's root: '', 'fr/', 'easy/', 'fr/easy/' …"""
        language = "" if self.language == DEFAULT_LANGUAGE else f"{self.language}/"
        return language + ("easy/" if self.register == "easy" else "")

    @property
    def other_register(self) -> "Edition":
        """The same language in the other register."""
        return Edition(self.language, "standard" if self.register == "easy" else "easy")

    def in_language(self, language: LanguageCode) -> "Edition":
        """The same register in another language."""
        return Edition(language, self.register)


EDITIONS: tuple[Edition, ...] = tuple(Edition(language, register) for language in LANGUAGES for register in REGISTERS)


def edition_of(uri: str) -> tuple[Edition, str]:
    """Split an address of the site into its edition and the path below that edition's root."""
    first, _, rest = uri.partition("/")
    language = first if first in LANGUAGES else DEFAULT_LANGUAGE
    place = uri if language == DEFAULT_LANGUAGE else rest
    is_easy = place.startswith("easy/")
    return Edition(language, "easy" if is_easy else "standard"), place.removeprefix("easy/")


_RIGHT_TO_LEFT = frozenset(
    {"dv", "fa", "he", "ps", "ur", *(language.code for language in _HUB_LANGUAGES if language.direction == "rtl")}
)
"""Languages written from right to left: those of the hub, and the others that States use officially (CLDR)."""


def direction(tag: str) -> Direction:
    """Direction of writing of any BCP 47 language tag; tags not known to be right to left are 'ltr'."""
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
