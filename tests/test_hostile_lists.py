"""Labels of the vocabularies show as they were written, whatever they hold; they stand on nearly every page."""

from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser as Html

from knowledge_hub.base.languages import LANGUAGES, Edition, Register
from knowledge_hub.data.loader import load
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.page_kinds import make_page, make_plan
from knowledge_hub.views.similar_practices import Similarity

EVIL = "<b id=evil onclick=x>\"'&lt;</b></script><!--"


def spoiled(value: object) -> object:
    """A value of a list with markup in each text that is in six languages."""
    if not isinstance(value, dict):
        return value
    if set(value) == set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
        return {language: f"{text} {EVIL}" for language, text in value.items()}
    return {key: spoiled(each) for key, each in value.items()}


@pytest.mark.parametrize("register", ["standard", "easy"])
def test_a_label_cannot_become_markup(data: Path, register: Register) -> None:
    """Every page of the small folder, with markup in every label, definition and title of a list."""
    for path in (data / "vocabularies").glob("*.yml"):
        # The base loader makes nothing but strings.
        lists = spoiled(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))  # noqa: S506
        path.write_text(yaml.dump(lists, allow_unicode=True, sort_keys=False), encoding="utf-8")
    catalogue = load(data)
    plan = make_plan(catalogue)
    composer = Composer(catalogue, plan, Edition("en", register), Similarity(catalogue), {})
    shown = 0
    for key in plan.pages:
        page = make_page(composer, key)
        html = Html(f"<!doctype html><title>{page.title}</title><body>{page.body}")
        assert not html.css("#evil, [onclick]"), key.uri
        assert "<!--" not in page.body.replace("&lt;!--", ""), key.uri
        shown += EVIL in html.root.text() if html.root else 0
    assert shown > 10
