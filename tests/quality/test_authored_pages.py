"""Authored pages: only what is listed gets through, and whatever else is refused with its line and a sentence."""

import os
import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from knowledge_hub.base.problems import report
from knowledge_hub.data.loader import load
from knowledge_hub.mkdocs.runner import SETTINGS
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.quality.authored_pages import MOST_BRACKETS, MOST_BYTES, OUTSIDE, check_page, check_pages
from knowledge_hub.quality.page_extensions import EXTENSIONS
from knowledge_hub.quality.page_extensions import SETTINGS as EXTENSION_SETTINGS
from knowledge_hub.quality.page_markup import ELEMENTS, markup_faults
from tests.conftest import REAL, ROOT, hub
from tests.data.test_hostile_files import copied

FRONT = "---\ntitle: A page\ndescription: What it says.\n---\n"
EVIL = "https://evil.example.com/"


def said(body: str, front: str = FRONT) -> list[str]:
    """Line and sentence of each problem of a page; its body begins at line 5."""
    return [f"{each.line} {each.sentence}" for each in check_page("docs/a.md", (front + body).encode())]


def cannot(name: str, line: int = 5) -> list[str]:
    """What is said about an element that no page has."""
    return [f"{line} '<{name}>' cannot be on a page; delete it and write the text in Markdown."]


def no_attribute(element: str, name: str, line: int = 5) -> list[str]:
    """What is said about an attribute that no page has."""
    return [f"{line} '<{element}>' cannot have the attribute '{name}' on a page; delete it."]


def no_class(names: str, line: int = 5) -> list[str]:
    """What is said about classes that no component has."""
    return [f"{line} '{names}' is not possible for 'class'; correct it or delete it."]


def no_link(address: str, line: int = 5) -> list[str]:
    """What is said about an address to which no page links."""
    name = "or the name of a page of this site, such as method.md."
    return [f"{line} A page cannot link to '{address}'. Write a full public address (https://…), {name}"]


def no_picture(address: str) -> list[str]:
    """What is said about a picture from elsewhere."""
    advice = "put the picture into docs/assets/pictures and write its relative name, such as assets/pictures/map.png."
    return [f"5 A page cannot show '{address}'; {advice}"]


def no_tag(beginning: str) -> list[str]:
    """What is said about what is no plain tag."""
    advice = 'Write tags in lower-case letters, each attribute as name="value"; write &lt; for the sign itself.'
    return [f"5 '{beginning}' is not a tag that a page can have. {advice}"]


def no_fit(name: str) -> list[str]:
    """What is said about a tag that is not closed in its turn."""
    advice = f"Write '<{name}>' and '</{name}>' in the same paragraph, nested correctly."
    return [f"5 '<{name}>' is not closed where it should be. {advice}"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # What the site's pages and their translations are written with.
        ("# A\n\n## B {#b}\n\n* **c** *d* `e`\n\n1. f\n\n> g\n\n***\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", []),
        ("[a](about.md#b) [c](#d) [e](https://x.org:8080/?a=b#c) <https://x.org/>", []),
        ('<a href="search.html?q=a">b</a> <span lang="ar" dir="rtl">c</span> ![d](../assets/pictures/map.svg)', []),
        ("```\n<script>&amp;\n```\n\n    <meta>\n\n`<form>` 1 < 2 & 3 > 2", []),
        # Elements
        (f'a\n\n<meta http-equiv="refresh" content="0;url={EVIL}">', cannot("meta", 7)),
        (f'<form action="{EVIL}"><input name="a"></form>', cannot("form") + cannot("input")),
        ("<style>a{}</style>", cannot("style")),
        ("a\n<script>1</script>", cannot("script", 6)),
        (f'<iframe src="{EVIL}"></iframe>', cannot("iframe")),
        (f'<base href="{EVIL}">', cannot("base")),
        (f'<object data="{EVIL}"></object>', cannot("object")),
        ("<svg></svg>", cannot("svg")),
        ("<plaintext>", cannot("plaintext")),
        ("<template></template>", cannot("template")),
        ("</article></main>", cannot("article") + cannot("main")),
        # Attributes
        ('<p onclick="1">a</p>', no_attribute("p", "onclick")),
        ("# a {: #b onclick=alert(1) }", no_attribute("h1", "onclick")),
        ("a\n{: .site-footer }", no_class("site-footer", 6)),
        ('<div class="admonition site-footer">a</div>', no_class("admonition site-footer")),
        ('<div class="admonition note site-footer">a</div>', no_class("admonition note site-footer")),
        ('<span class="icon material-no-such-icon"></span>', no_class("icon material-no-such-icon")),
        ('<span class="icon material-../../logo"></span>', no_class("icon material-../../logo")),
        ('<p class="admonition-title" class="lead">a</p>', no_attribute("p", "class")),
        ("# a {: .lead }", no_attribute("h1", "class")),
        # Components
        ('!!! note "A"\n\n    a :material-calendar:\n\n??? tip "B"\n\n    b\n\nC\n\n:   d\n', []),
        ("`:material-nothing:` :smile: 12:30:45", []),
        ("a :material-nothing: b", ["5 There is no icon ':material-nothing:'; correct the name or delete it."]),
        ("a\n\n!!! note\n\n    b", ['7 Give this box a title in the language of the page: !!! note "…"']),
        ("???+ danger\n    b", ['5 Give this box a title in the language of the page: ???+ danger "…"']),
        ('!!! note ""\n\n    b', []),
        ("<details>a</details>", ["5 '<details>' must start with a '<summary>' that says what it contains."]),
        ("a\n{: style=position:fixed }", no_attribute("p", "style", 6)),
        ('<a href="about.html" target="x">a</a>', no_attribute("a", "target")),
        ('<a href="about.html" href="method.html">a</a>', no_attribute("a", "href")),
        ('<img alt="" src="assets/pictures/a.png" onerror="1">', no_attribute("img", "onerror")),
        ("| a |\n| ---: |\n| 1 |", [f"1{each[1:]}" for each in no_attribute("th", "style") + no_attribute("td", "style")]),
        ('<span lang="x y">a</span>', ["5 'x y' is not possible for 'lang'; correct it or delete it."]),
        ("## a {#on-this-page}", ["5 The page template already uses the id 'on-this-page'; give the heading another one: {#own-name}."]),
        # Addresses
        ("a\n\n[b](javascript:alert(1))", no_link("javascript:alert(1)", 7)),
        ('<a href="java&#115;cript:1">a</a>', no_link("javascript:1")),
        ("[a](data:text/html,x)", no_link("data:text/html,x")),
        ("[a](//evil.example/)", no_link("//evil.example/")),
        ("[a](/about.html)", no_link("/about.html")),
        ("[a](https://user:password@evil.example/)", no_link("https://user:password@evil.example/")),
        ("[a](https://localhost/)", no_link("https://localhost/")),
        ("[a](https://оhchr.org/)", no_link("https://оhchr.org/")),
        ('<a href="https:\\\\evil.example">a</a>', no_link("https:\\\\evil.example")),
        ("[a][b]\n\n[b]: ftp://evil.example", no_link("ftp://evil.example", 7)),
        ("<office@example.org>", [f"1{each[1:]}" for each in no_link("mailto:office@example.org")]),
        (f"![a]({EVIL}a.png)", no_picture(f"{EVIL}a.png")),
        ("![a](data:image/svg+xml,x)", no_picture("data:image/svg+xml,x")),
        # What browsers and parsers read in different ways
        ("<!--> <script>1</script> -->", no_tag("<!--") + cannot("script")),
        ("<![CDATA[a]]>", no_tag("<![CDATA[a]]")),
        ("a <?php b?>", no_tag("<?php")),
        ("<A HREF='x'>a</A>", no_tag("<A") + no_tag("</A")),
        ('<p\u00a0lang="en">a</p>', no_tag("<p") + no_fit("p")),
        (f'a <a href="{EVIL}">b', no_fit("a")),
        ("<strong>a\n\nb</strong>", no_fit("strong") * 2),
        # Texts that say something else than what they lead to
        ("[https://www.ohchr.org/](https://evil.example.com/login)", ["5 The text of this link shows the address 'ohchr.org', but the link goes to 'https://evil.example.com/login'. Make both the same, or write a text in words."]),
        ("[www.ohchr.org](about.md)", ["5 The text of this link shows the address 'ohchr.org', but the link goes to 'about.md'. Make both the same, or write a text in words."]),
        ("[**ohchr**: https://ohchr.org/nmirf](https://www.ohchr.org/en/nmirf)", []),
        ('a\n\n## B {data-toc-label="c"}', ["7 'data-toc-label' would give the heading a second text; delete it."]),
        # Characters that hide, also as references
        ("a\n\u202eb", ["6 The invisible direction mark U+202E can change the order in which a text is read; delete it. The page sets the direction of each text."]),
        ("a\n\n&#x200B;b", ["7 The invisible character U+200B can make a text look like another; delete it."]),
    ],
)  # fmt: skip
def test_only_what_is_listed_gets_through(body: str, expected: list[str]) -> None:
    """Word for word, with the line in the source."""
    assert said(body) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", ["1 A page begins with a line '---', a title, a description and a line '---'; copy these lines from another page."]),
        ("template: evil.html\n\n", ["1 A page begins with a line '---', a title, a description and a line '---'; copy these lines from another page."]),
        (FRONT.replace("title", "template"), ["2 The field 'title' is missing; write it.", "2 'template' is not a field here. Known fields: description, title."]),
        (FRONT.replace("desc", "hide: [toc]\ndesc"), ["3 'hide' is not a field here. Known fields: description, title."]),
        (FRONT.replace("A page", "[A, page]"), ["2 Text is required here, not a list or a mapping; write one text."]),
        (FRONT.replace("A page", "A </title><script>"), ["2 '<' could become markup on a page; use other quotes, or words."]),
        (FRONT.replace("A page", "yes"), ["2 YAML readers disagree about this value; write it in double quotes, on one line."]),
        (FRONT.replace("A page", "2024-99-99"), ["2 YAML readers disagree about this value; write it in double quotes, on one line.", "3 YAML readers disagree about this value; write it in double quotes, on one line."]),
        (FRONT.replace("A page", "a" * 121), ["2 The text has 121 characters; at most 120 are allowed. Shorten it."]),
    ],
)  # fmt: skip
def test_the_front_matter_is_a_title_and_a_description(front: str, expected: list[str]) -> None:
    """No other setting of MkDocs, such as a template of the theme; and both read the same."""
    assert said("# A\n", front) == expected


def test_sizes_are_bounded() -> None:
    """Markdown needs a minute for some pages that look like nothing."""
    assert said("a" * MOST_BYTES) == ["1 The page has more than 32,000 bytes; split it into two pages."]
    assert said("[" * (MOST_BRACKETS + 1)) == ["1 The page has more than 250 signs '['; split it into two pages."]
    assert len(said("[a](x:y)\n\n" * MOST_BRACKETS)) == MOST_BRACKETS
    raw = FRONT.encode() + b"\xff"
    assert [str(each.sentence) for each in check_page("a.md", raw)] == [
        "The byte 0xFF is not UTF-8 text; save the file with the encoding UTF-8."
    ]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the site's pages, free to be changed."""
    return shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures"))


def test_the_files_beside_the_pages(docs: Path) -> None:
    """Names, missing translations, links, and what is neither page nor picture; ``contributing`` is no part of the site."""
    assert check_pages(docs) == []
    (docs / "fr").mkdir()
    for name in ("New page.md", "fr/about.md", "about.en.md", "search.md", "evil.html", ".hidden.html"):
        (docs / name).write_text(f"{FRONT}# A\n", encoding="utf-8")
    (docs / OUTSIDE / "evil.html").write_text("<script>", encoding="utf-8")
    (docs / "method.md").unlink()
    (docs / "linked").symlink_to(docs / OUTSIDE)
    os.mkfifo(docs / "pipe.md")
    lines = report(check_pages(docs)).replace(f"{docs}/", "").splitlines()
    misnamed = "The name of a page has lower-case letters, digits and hyphens, with its language at the end: about.md, "
    misnamed += "about.fr.md. Pages are in docs and docs/easy. Rename or move it."
    missing = "Each page needs all languages, in docs and in docs/easy. Write the missing files: "
    rest = (
        "pipe.ar.md, pipe.zh.md, pipe.fr.md, pipe.ru.md, pipe.es.md, easy/pipe.ar.md, easy/pipe.zh.md, easy/pipe.md, "
    )
    rest += "easy/pipe.fr.md, easy/pipe.ru.md, easy/pipe.es.md"
    kinds = ".jpeg, .jpg, .png, .svg, .webp"
    assert lines == [
        f"New page.md:1:1: file: {misnamed}",
        f"about.en.md:1:1: file: {misnamed}",
        f"evil.html:1:1: file: A file of this type cannot be part of the site; pictures are {kinds}.",
        f"fr/about.md:1:1: file: {misnamed}",
        "linked:1:1: file: This is a symbolic link, which the hub does not follow. Put the file itself here.",
        "pipe.md:1:1: file: This is neither a regular file nor a folder that belongs here; delete it.",
        "search.md:1:1: file: The hub generates a page with this name; choose another name.",
        f"method.md:1:1: file: {missing}method.md.",
        f"pipe.md:1:1: file: {missing}{rest}.",
        "9 problems.",
    ]


def test_check_review_and_build_refuse_a_page(tmp_path: Path) -> None:
    """The same line, in the language of the page's author where a review shows it; nothing is built."""
    project = copied(tmp_path)
    page = project / "docs/easy/about.fr.md"
    text = page.read_text(encoding="utf-8")
    line = text.count("\n") + 1
    page.write_text(f'{text}<meta http-equiv="refresh" content="0;url={EVIL}">\n', encoding="utf-8")
    english = "'<meta>' cannot be on a page; delete it and write the text in Markdown."
    problem = f"docs/easy/about.fr.md:{line}:1: page: {english}\n1 problem.\n"
    own = {"PYTHONPATH": str(project / "hooks")}
    done = hub("check", cwd=project, **own)
    assert (done.returncode, done.stdout, done.stderr) == (1, problem, "")
    done = hub("check", "--format", "github", cwd=project, **own)
    french = "Une page ne peut pas contenir '<meta>'\u202f; supprimez-le et écrivez le texte en Markdown."
    assert done.stdout == f"::error file=docs/easy/about.fr.md,line={line},col=1::page: {french}%0A{english}\n"
    done = hub("build", "--out", tmp_path / "site", cwd=project, **own)
    assert (done.returncode, done.stdout, done.stderr) == (1, problem, "")
    assert not (tmp_path / "site").exists()


def test_mkdocs_renders_as_the_check_does() -> None:
    """The same extensions with nothing that changes what they make; no setting of MkDocs comes from the environment but a folder."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert sorted(config.markdown_extensions) == sorted(EXTENSIONS)
    assert config.mdx_configs == {"toc": {"permalink": False}, **EXTENSION_SETTINGS}
    assert config.exclude_docs is not None
    assert config.exclude_docs.match_file(f"{OUTSIDE}/architecture.md")
    assert not config.exclude_docs.match_file("about.md")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") + SETTINGS.read_text(encoding="utf-8")
    assert settings.count("!ENV") == 1


def test_a_page_cannot_take_the_place_of_one_that_the_hub_makes(tmp_path: Path) -> None:
    """Every page of the plan that stands where authored pages do."""
    own = [key.uri for key in make_plan(load(REAL)).pages if key.depth == 0]
    assert len(own) > 5
    for uri in (*own, "404.html", "frame-easy-0.html"):
        (tmp_path / uri).with_suffix(".md").write_text(f"{FRONT}# A\n", encoding="utf-8")
    sentences = [str(each.sentence) for each in check_pages(tmp_path)]
    assert sentences == ["The hub generates a page with this name; choose another name."] * (len(own) + 2)


def test_no_element_that_is_listed_reads_its_content_in_another_way() -> None:
    """A browser takes what is in these for text or for another language; then tags in them would not be tags."""
    special = {"script", "style", "template", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"}
    assert not ({*special, "plaintext", "svg", "math", "select"} & ELEMENTS.keys())
    assert list(markup_faults('<p lang="en">a</p>')) == []
