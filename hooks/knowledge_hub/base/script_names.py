"""Shortens identifiers in a bundled script, so that descriptive names do not make downloads larger.

A name is replaced everywhere or nowhere, so scopes do not matter: only names that the script declares and never uses as
a property. A name stays if the tokens around it leave this open.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from string import ascii_lowercase

_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "async await break case catch class const continue default delete do else export extends false finally for from "
        "function  get if import in instanceof let new null of return set static super switch this throw true try typeof "
        "undefined var  void while yield arguments ",
    )
)
_BROWSER = frozenset(
    re.findall(
        r"\w+",
        "alert blur caches clients close closed confirm console crypto document event external fetch find focus frames "
        "history  length location name navigator open opener origin parent performance print prompt registration screen "
        "scroll self  status stop top window ",
    )
)
"""Browser globals with common names: a name that may refer to one of them is not replaced."""
_TOKEN = re.compile(
    r"""\s+ | //[^\n]* | /\*.*?\*/ | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \d[\w.]* | [A-Za-z_$][\w$]* | \.\.\. | \?\.(?!\d) | => | .""",
    re.DOTALL | re.VERBOSE,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_$]")
_BEFORE_STATEMENTS = frozenset((")", "=>", "else", "try", "catch", "finally", "do", ";", "}", "{", ""))
_OPERAND_ENDS = re.compile(r"[\w$)\]}\"'`]$")


@dataclass(slots=True)
class _Token:
    text: str
    within: "_Token | None"
    """The innermost open bracket."""
    declares: bool = False
    """Whether a bracket contains parameters or a destructured list."""
    has_properties: bool = False
    """Whether a bracket contains an object or a class, not statements."""


def shorten(script: str) -> str:
    """Replace declared names of a script with short ones."""
    tokens = list(_tokens(script))
    code = [token for token in tokens if not re.match(r"\s|//|/\*", token.text)]
    names = _replaceable(code)
    used = {token.text for token in code}
    free = (name for name in _short_names() if name not in used and name not in _KEYWORDS)
    short = dict(zip(names, free, strict=False))
    replaced = {id(token) for token in code}
    return "".join(short.get(token.text, token.text) if id(token) in replaced else token.text for token in tokens)


def _replaceable(code: list[_Token]) -> list[str]:
    """The names that can be replaced, the most frequent first."""
    _mark_brackets(code)
    uses: Counter[str] = Counter()
    declared: set[str] = set()
    properties: set[str] = set()
    for before, token, after in zip(code, code[1:], code[2:], strict=False):
        if not _NAME.match(token.text):
            continue
        uses[token.text] += 1
        within = token.within or token
        is_key = within.has_properties and before.text in ("{", ",") and after.text in (":", ",", "}", "=", "(")
        if is_key or before.text in (".", "?."):
            properties.add(token.text)
        elif (
            before.text in ("const", "let", "function", "class", "*")
            or after.text == "=>"
            or (within.declares and before.text in ("(", "[", ",", "..."))
        ):
            declared.add(token.text)
    names = declared - properties - _BROWSER - _KEYWORDS
    return sorted((name for name in names if len(name) > 1), key=lambda name: (-uses[name], name))


def _mark_brackets(code: list[_Token]) -> None:
    """Set ``declares`` and ``has_properties`` of brackets: parameters, lists after ``const`` and ``let``, objects."""
    opened: list[tuple[_Token, str, str]] = []
    texts = ["", "", *(token.text for token in code), ""]
    for index, token in enumerate(code):
        further, before = texts[index : index + 2]
        if token.text in ("(", "[", "{"):
            opened.append((token, further, before))
            token.has_properties = token.text == "{" and before not in _BEFORE_STATEMENTS
        elif token.text in (")", "]", "}"):
            bracket, further, before = opened.pop()
            is_list = bracket.text == "[" and before in ("const", "let")
            is_parameters = texts[index + 3] == "=>" or before == "catch" or further in ("function", "*")
            bracket.declares = is_list or (bracket.text == "(" and is_parameters)


def _tokens(script: str) -> Iterator[_Token]:
    """All tokens of a script, including blanks and comments; expressions in a template literal are code."""
    opened: list[_Token] = []
    position, last = 0, ""
    while position < len(script):
        start = script[position]
        ends_expression = start == "}" and opened and opened[-1].text.startswith(("`", "}"))
        if start == "`" or ends_expression:
            if ends_expression:
                opened.pop()
            match = _TEMPLATE.match(script, position + 1)
            text = start + match[0] if match else start
        elif (
            start == "/"
            and (last in _KEYWORDS or not _OPERAND_ENDS.search(last))
            and (match := _REGEX.match(script, position))
        ):
            text = match[0]
        else:
            match = _TOKEN.match(script, position)
            text = match[0] if match else start
        if text in (")", "]", "}"):
            opened.pop()
        token = _Token(text, opened[-1] if opened else None)
        if text in ("(", "[", "{") or text.endswith("${"):
            opened.append(token)
        if not re.match(r"\s|//|/\*", text):
            last = text
        position += len(text)
        yield token


def _short_names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))
