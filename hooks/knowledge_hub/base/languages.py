"""The six official languages of the United Nations, the two registers, and the editions that they make.

The order is the one in which the United Nations lists its languages in English.
"""

from dataclasses import dataclass
from typing import Literal, get_args

LanguageCode = Literal["ar", "zh", "en", "fr", "ru", "es"]
Register = Literal["standard", "easy"]
Direction = Literal["ltr", "rtl"]

LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
REGISTERS: tuple[Register, ...] = get_args(Register)
DEFAULT_LANGUAGE: LanguageCode = "en"


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
    """The edition that an address of the site belongs to, and its place below that edition's root."""
    first, _, rest = uri.partition("/")
    language = next((each for each in LANGUAGES if each == first and each != DEFAULT_LANGUAGE), DEFAULT_LANGUAGE)
    place = uri if language == DEFAULT_LANGUAGE else rest
    is_easy = place.startswith("easy/")
    return Edition(language, "easy" if is_easy else "standard"), place.removeprefix("easy/")


OWN_NAMES: dict[str, str] = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
"""Each language in its own name and script, as the language bar shows it."""

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur"})
"""Primary language tags written from right to left that the world's States use officially (CLDR)."""


def direction(language: str) -> Direction:
    """Direction of writing of a BCP 47 language tag; tags not known to be right to left are 'ltr'."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
