"""The start page with a choice of languages.

It is the home page of a site without English, and the first page of the offline edition. It has no chrome, as that would be in
one language.
"""

from collections.abc import Sequence

from knowledge_hub.base.languages import Edition, LanguageCode, direction
from knowledge_hub.data.catalogue import Catalogue
from knowledge_hub.pages.templating import render


def start_page(catalogue: Catalogue, languages: Sequence[LanguageCode], program: str, base: str = "") -> str:
    """The complete page, with the languages in the given order. ``program`` is the folder of the styles.

    ``base`` is the relative path to the site's root.
    """
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
    return render("start.html", languages[0], {"sections": sections, "assets": f"{base}{program}/"})
