"""Escaping in elements, attributes and data blocks."""

import json

from knowledge_hub.pages.templating import Html, data_block, element, filled, joined


def test_text_is_escaped_and_html_is_not() -> None:
    """Content, attributes and separators are escaped; ``Html`` inside an element is unchanged."""
    link = element("a", "R&D <1>", {"href": 'x?a="b"&c'})
    assert link == '<a href="x?a=&quot;b&quot;&amp;c">R&amp;D &lt;1&gt;</a>'
    assert element("p", link) == f"<p>{link}</p>"
    assert joined((link, "<b>"), " & ") == f"{link} &amp; &lt;b&gt;"
    assert filled("Read {what}, <now>.", what=link) == f"Read {link}, &lt;now&gt;."
    # Text that was put together with markup is text again.
    assert element("p", f"{link}!") == f"<p>{joined((str(link) + '!',))}</p>"


def test_an_element_may_have_no_content_and_an_attribute_no_value() -> None:
    """An element without content has no end tag."""
    assert element("br") == "<br>"
    assert element("script", "", {"src": "a.js", "defer": None}) == '<script src="a.js" defer></script>'


def test_a_data_block_cannot_close_its_element() -> None:
    """Parsing the block gives the original data."""
    content = {"text": "</script><script>alert(1)</script>", "é": [1, None]}
    block = data_block(content)
    assert isinstance(block, Html)
    assert "<" not in block
    assert json.loads(block) == content
