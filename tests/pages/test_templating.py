"""Small markup: whatever is not markup already is escaped, in content, attributes and data."""

import json

from knowledge_hub.pages.templating import Html, data_block, element, filled, joined


def test_text_is_escaped_and_markup_is_kept() -> None:
    """Content, attributes and separators; markup inside markup stays what it is."""
    link = element("a", "R&D <1>", {"href": 'x?a="b"&c'})
    assert link == '<a href="x?a=&quot;b&quot;&amp;c">R&amp;D &lt;1&gt;</a>'
    assert element("p", link) == f"<p>{link}</p>"
    assert joined((link, "<b>"), " & ") == f"{link} &amp; &lt;b&gt;"
    assert filled("Read {what}, <now>.", what=link) == f"Read {link}, &lt;now&gt;."
    # Text that was put together with markup is text again.
    assert element("p", f"{link}!") == f"<p>{joined((str(link) + '!',))}</p>"


def test_an_element_may_have_no_content_and_an_attribute_no_value() -> None:
    """Void elements have no end tag."""
    assert element("br") == "<br>"
    assert element("script", "", {"src": "a.js", "defer": None}) == '<script src="a.js" defer></script>'


def test_data_cannot_end_its_element() -> None:
    """What is read back is what was written."""
    content = {"text": "</script><script>alert(1)</script>", "é": [1, None]}
    block = data_block(content)
    assert isinstance(block, Html)
    assert "<" not in block
    assert json.loads(block) == content
