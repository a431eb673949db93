"""Texts of contributors in reports: nothing that they hold becomes markup."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.maintenance.markdown_escape import address, plain

MARKS = st.text("ab1 -+=.)(*_`~<>&|$#@![]{}\\/:\n\r\u202e\u200b", max_size=40)
NO_CONTROLS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])


@given(st.one_of(MARKS, st.text(NO_CONTROLS, max_size=200)))
def test_any_text_shows_as_itself(text: str) -> None:
    """Rendered in a list, it is one entry without an element inside it, and reads as what was written."""
    seen = " ".join(text.replace("\u202e", " ").replace("\u200b", " ").split())
    if not seen:
        assert plain(text) == ""
        return
    entries = LexborHTMLParser(markdown.markdown(f"- {plain(text)}\n- next\n")).css("li")
    assert [entry.css("*")[1:] for entry in entries] == [[], []]
    assert entries[0].text().replace("\u200b", "") == seen


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("**Approved** by <b>all</b>", r"\*\*Approved\*\* by &lt;b&gt;all&lt;/b&gt;"),
        ("![x](https://example.org/p.png)", r"!\[x\](https://example.org/p.png)"),
        ("first\n\n## Checked", r"first \#\# Checked"),
        ("- [x] done", r"&#45; \[x\] done"),
        ("1. one", "&#49;. one"),
        ("ask @someone", "ask &#64;&#8203;someone"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a | b", "a &#124; b"),
        ("x" * 500, "x" * 399 + "…"),
    ],
)
def test_marks_that_people_write(text: str, line: str) -> None:
    """Emphasis, pictures, headings, lists, accounts, directions and tables stay letters."""
    assert plain(text) == line


def test_addresses() -> None:
    """An address is a link to itself; anything else is text."""
    assert address("https://example.org/a_b?c=@d") == "<https://example.org/a_b?c=@d>"
    assert address("javascript:alert(1)") == "javascript:alert(1)"
    assert address("https://example.org/> **x**") == r"https://example.org/&gt; \*\*x\*\*"
