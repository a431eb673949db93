"""Whatever text is given, the file says the same text: no quoting to get wrong."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from knowledge_hub.yaml_files import yaml_writer
from knowledge_hub.yaml_files.yaml_reader import read

ODD = (
    "\"quoted\" and 'single' and \\ back",
    "key: value # not a comment",
    "- a list",
    "--- ... %YAML @ ` & * ! | >",
    "NO",
    "~",
    "2021-11-24",
    "🇵🇾 👩🏽‍⚖️ emoji",
    "\u200fنص\u200e with marks, می\u200cخواهم",
    "one\n\n  two\n three \n",
    "\ttab\tand",
    "   spaces around   ",
    "",
    "long words " * 900,
    "长" * 10_000,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"], include_characters="\n\t")).filter(
    lambda text: yaml_writer.refused(text) is None
)


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:20]))
def test_odd_texts_come_back(text: str, indent: int) -> None:
    """The texts that break hand-made YAML."""
    assert _back(text, indent) == text


@settings(deadline=None)
@given(text=TEXTS, indent=st.sampled_from([0, 2, 4]))
@example(text="# \n", indent=2)
def test_any_text_comes_back(text: str, indent: int) -> None:
    """Texts that nobody thought of."""
    assert _back(text, indent) == text


@settings(deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("ab :#-\n\"'>|\\é\u200f"), max_size=300).filter(
        lambda text: yaml_writer.refused(text) is None
    )
)
def test_any_text_of_signs_that_yaml_knows_comes_back(text: str) -> None:
    """The same with the signs of YAML close together, and lines long enough to be folded."""
    assume(text.strip(" \n\u200f") or not text.strip(" \n"))
    assert _back(text, 2) == text


def test_long_texts_are_folded_and_plain_marks_stay() -> None:
    """A person reads the file: lines break at spaces; the plain marks of Arabic writers stay."""
    assert yaml_writer.field("title", "Plain: text", 2) == "  title: 'Plain: text'\n"
    folded = yaml_writer.field("summary", "some words " * 20 + "end", 2)
    assert folded.startswith("  summary: >-\n    some words")
    assert max(map(len, folded.splitlines())) <= yaml_writer.WIDTH + 6
    assert yaml_writer.field("title", "a\u200fb") == "title: a\u200fb\n"


def test_what_no_file_may_hold_is_refused_with_a_reason() -> None:
    """Control characters, halves of characters, what turns the text around it, and what nobody sees."""
    assert yaml_writer.refused("bell \x07") == "The character U+0007 cannot be shown as text; delete it."
    assert yaml_writer.refused("half \udc80") == "The character U+DC80 cannot be shown as text; delete it."
    assert yaml_writer.refused("turned \u202e") == (
        "The invisible direction mark U+202E can change the order in which a text is read; "
        "delete it. The page sets the direction of each text."
    )
    assert (
        yaml_writer.refused("\u200f \u200d") == "The text has no visible character; write it, or leave the field out."
    )
    assert yaml_writer.refused("tab \t, line\n, mark \u200f") is None
    with pytest.raises(ValueError, match=r"U\+0007"):
        yaml_writer.field("title", "bell \x07")


@settings(deadline=None)
@given(text=st.text())
def test_a_comment_never_becomes_anything_else(text: str) -> None:
    """Whatever it says, the reader sees only what stands around it."""
    lines = "\n".join(["a: one", *yaml_writer.comment(text, 2, "#>"), "b: two"])
    document = read(lines.encode())
    assert (document.value, document.faults) == ({"a": "one", "b": "two"}, [])


def _back(text: str, indent: int) -> object:
    lines = yaml_writer.field("text", text, indent)
    assert lines.endswith("\n")
    before = f"before:\n{' ' * indent}first: one\n" if indent else "first: one\n"
    document = read(f"{before}{lines}{' ' * indent}last: two\n".encode())
    assert document.faults == []
    assert isinstance(document.value, dict)
    inner = document.value["before"] if indent else document.value
    assert isinstance(inner, dict)
    assert (inner["first"], inner["last"]) == ("one", "two")
    return inner["text"]
