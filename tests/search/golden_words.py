"""Writes ``tests/search/golden``: real words of each language with their keys and forms.

``python -m tests.search.golden_words`` after a change of the analysis; read the difference before committing it. The words are those
of the hub's own texts and of the names in CLDR.
"""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.search.text_analysis import form, key, tokens
from tests.conftest import REAL

GOLDEN = Path(__file__).parent / "golden"
MOST = 6000


def words(language: LanguageCode) -> list[str]:
    """Distinct words, as the search reads them, in a fixed order; only those written in the language's own script."""
    found = {token for text in _texts(language) for token in tokens(text) if "/" not in token and len(token) > 1}
    native = sorted(token for token in found if _is_native(token, language))
    step = max(1, len(native) // MOST)
    return native[::step]


def _texts(language: LanguageCode) -> Iterator[str]:
    stem = "entry" if language == "en" else language
    for path in sorted(
        [*REAL.glob(f"*/*/{stem}.yml"), *REAL.glob(f"strings/{language}.yml"), *REAL.glob("vocabularies/*.yml")]
    ):
        yield path.read_text(encoding="utf-8")
    suffix = "" if language == "en" else f".{language}"
    for path in sorted((REAL.parent / "docs").rglob(f"*{suffix}.md")):
        if language != "en" or "." not in path.stem:
            yield path.read_text(encoding="utf-8")
    locale = Locale.parse(language)
    for names in (locale.territories, locale.languages, locale.scripts, locale.currencies):
        yield " ".join(map(str, names.values()))


_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("\u3400", "\u9fff")}


def _is_native(token: str, language: LanguageCode) -> bool:
    first, last = _SCRIPTS.get(language, ("a", "\u024f"))
    return all(first <= letter <= last for letter in token)


def lines(language: LanguageCode) -> str:
    """The golden file of one language."""
    return "".join(f"{word}\t{key(word, language)}\t{form(word, language)}\n" for word in words(language))


if __name__ == "__main__":
    for each in LANGUAGES:
        (GOLDEN / f"{each}.tsv").write_text(lines(each), encoding="utf-8")
