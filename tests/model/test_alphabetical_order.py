"""Names are in the order in which readers of each language look for them."""

import json
import subprocess

import pytest
import yaml

from knowledge_hub.base.languages import LANGUAGES, LanguageCode, cldr_locale
from knowledge_hub.model.alphabetical_order import sort_key
from tests.conftest import REAL

COLLATOR = """const [locale, names] = JSON.parse(require("fs").readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(names.sort(new Intl.Collator(locale).compare)));"""


def by_node(language: LanguageCode, names: list[str]) -> list[str]:
    """Names in the order of CLDR, as the engine of a browser has it."""
    asked = json.dumps([cldr_locale(language).language, names])
    done = subprocess.run(["node", "--eval", COLLATOR], input=asked, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_are_in_the_order_of_cldr(language: LanguageCode) -> None:
    """All 195, by letters or by pinyin; the Arabic article does not count, which CLDR does not know."""
    terms = yaml.safe_load((REAL / "vocabularies/states.yml").read_text(encoding="utf-8"))["terms"]
    names = [term["label"][language] for term in terms.values()]
    assert len(names) == 195
    ordered = sorted(names, key=lambda name: sort_key(language, name))
    bare = {name.removeprefix("ال") if name.startswith("ال") else name: name for name in names}
    assert ordered == [bare[name] for name in by_node(language, list(bare))]


def test_names_in_chinese_are_by_pinyin() -> None:
    """Also rare characters, in the order of their syllables; one without a place in the order comes last, letters first."""
    names = ["中国", "阿富汗", "瑙鲁", "斐济", "秘鲁", "\u4e02", "OHCHR"]
    assert sorted(names, key=lambda name: sort_key("zh", name)) == [
        "OHCHR", "阿富汗", "斐济", "秘鲁", "瑙鲁", "中国", "\u4e02",
    ]  # fmt: skip
