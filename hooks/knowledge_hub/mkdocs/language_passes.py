"""The plugin static-i18n, which makes MkDocs build in one pass for each language."""

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs_static_i18n.plugin import I18n

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, OWN_NAMES, LanguageCode


def i18n(config: MkDocsConfig) -> I18n:
    """The plugin of this build."""
    return cast("I18n", config.plugins["i18n"])


def set_languages(config: MkDocsConfig) -> None:
    """Set the languages of the plugin; ``settings.yml`` has the default one only, as the plugin requires at least one."""
    # The default language comes first, as the plugin would otherwise build it twice.
    codes = sorted(LANGUAGES, key=lambda code: code != DEFAULT_LANGUAGE)
    languages = [{"locale": code, "name": OWN_NAMES[code], "default": code == DEFAULT_LANGUAGE} for code in codes]
    plugin = i18n(config)
    failed, warnings = plugin.load_config({**plugin.config, "languages": languages})
    if failed or warnings:
        raise Abort(f"mkdocs-static-i18n does not take the languages of the hub: {failed or warnings}")


def pass_language(config: MkDocsConfig) -> LanguageCode:
    """The language of MkDocs' current pass."""
    return cast("LanguageCode", i18n(config).current_language)
