"""The start page, on which a person chooses one of a few languages.

It stands at the root of a site without English, and beside the site in the offline edition. It has no chrome, as that
would be the chrome of one language.
"""

from collections.abc import Sequence

from knowledge_hub.base.languages import Edition, LanguageCode, direction
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.pages.templating import render


def start_page(catalogue: Catalogue, languages: Sequence[LanguageCode], base: str = "") -> str:
    """A whole page; the language that was named first comes first. ``base`` leads from it to the site's root."""
    sections = [
        {
            "language": language,
            "direction": direction(language),
            "t": catalogue.strings[language].texts,
            "home": f"{base}{Edition(language, 'standard').prefix}index.html",
            "easy": f"{base}{Edition(language, 'easy').prefix}index.html",
        }
        for language in languages
    ]
    return render("start.html", languages[0], {"sections": sections, "base": base})
