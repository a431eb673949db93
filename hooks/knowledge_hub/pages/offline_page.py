"""The page for saving a language on the device, to read it offline."""

from knowledge_hub.base.languages import OWN_NAMES
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.templating import data_block
from knowledge_hub.views.page_plan import PageKey

FOLDER = "assets/offline"
"""Folder of the manifests and cache lists of offline support, below the site's root."""
_WORDS = (
    "offline.begun", "offline.cannot", "offline.damaged", "offline.failed_changed", "offline.failed_line",
    "offline.failed_room", "offline.from_disk", "offline.kept", "offline.kept_languages", "offline.loading",
    "offline.missing", "offline.refused", "offline.removed", "offline.size",
)  # fmt: skip


def offline_page(composer: Composer, key: PageKey) -> Page:
    """The page with buttons to save the language on the device and to remove it."""
    strings, language = composer.strings, composer.localised.language
    words: dict[str, object] = {name.removeprefix("offline."): strings[name] for name in _WORDS}
    words |= {"names": OWN_NAMES, "separator": strings["list.separator"]}
    lead = strings["offline.easy_lead" if composer.easy else "offline.lead"]
    root = composer.root(0)
    body = composer.render(
        "offline.html",
        key,
        lead=lead,
        language=language,
        home=composer.edition.prefix,
        words=data_block(words),
    )
    return Page(
        strings["offline.title"], lead, body, "offline",
        scripts=(f"{composer.assets(0)}offline.js",), manifest=f"{root}{FOLDER}/{language}.webmanifest",
    )  # fmt: skip
