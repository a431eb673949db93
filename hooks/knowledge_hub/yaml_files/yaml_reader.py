"""Reads YAML strictly: bytes -> plain values with line and column, and all faults.

YAML 1.1 reads ``NO`` as false and ``12:30`` as 750, silently keeps the last of two equal keys, and lets a small file expand
without limit through aliases. So scalars stay strings, keys are unique, anchors, aliases and tags are refused, size and depth
are limited. Built on libyaml's event stream, which needs no recursion.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from knowledge_hub.base.messages import Message
from knowledge_hub.yaml_files import forbidden_characters

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

MAX_BYTES = 256 * 1024
"""Maximum size of a file. The largest entry with all its sources is under 30 kB."""
MAX_DEPTH = 12
"""Maximum nesting. The entries of the hub need 5 levels."""

MAX_KEY = 300
"""Maximum characters of a key. The longest in an entry has 40; the program's sentences are keys, too."""
MAX_FAULTS = 100
"""Most faults reported for one file; nobody corrects a file by reading more."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a YAML file. Lines and columns count from 1."""

    line: int
    column: int
    path: Path
    sentence: Message


@dataclass(slots=True)
class Document:
    """The values of one file. ``places`` is empty unless ``read`` was called with ``located``, which takes time."""

    value: Value = None
    faults: list[Fault] = field(default_factory=list)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key), or of the nearest parent that exists."""
        for length in range(len(path), -1, -1):
            places = self.keys if of_key or length < len(path) else self.places
            position = places.get(path[:length]) or self.places.get(path[:length])
            if position:
                return position
        return (1, 1)


def read(raw: bytes, *, located: bool = False) -> Document:
    """Read one YAML file. Never raises for bad input: errors are in ``faults``.

    With ``located``, all values have line and column; without it, only faults.
    """
    document = Document()
    text = decode(raw, document)
    if text is None:
        return document
    document.faults.extend(_forbidden_characters(text))
    if document.faults:
        return document
    try:
        _Builder(document, located=located).build(text)
    except yaml.MarkedYAMLError as error:
        quoted = "quoted scalar" in (error.context or "")
        mark = error.context_mark if quoted else error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(part for part in (error.context, error.problem) if part)
        sentence = Message("This is not valid YAML: {what}. {hint}", what=what, hint=_hint(what))
        document.faults.append(Fault(line, column, (), sentence))
    except yaml.YAMLError as error:
        document.faults.append(Fault(1, 1, (), Message("This is not valid YAML: {what}.", what=str(error))))
    if not document.faults and document.value is None:
        sentence = Message("The file is empty; write the fields or delete the file.")
        document.faults.append(Fault(1, 1, (), sentence))
    return document


def decode(raw: bytes, document: Document) -> str | None:
    """The text of a file; None if it cannot be decoded, and then ``document.faults`` says why."""
    if len(raw) > MAX_BYTES:
        sentence = Message(
            "The file has more than {most:,} bytes, which is the limit. Shorten it, or split it into several entries.",
            most=MAX_BYTES,
        )
        document.faults.append(Fault(1, 1, (), sentence))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        sentence = Message(
            "The byte 0x{byte:02X} is not UTF-8 text; save the file with the encoding UTF-8.", byte=raw[error.start]
        )
        document.faults.append(Fault(line, column, (), sentence))
        return None


def _forbidden_characters(text: str) -> Iterator[Fault]:
    """Faults for forbidden characters, and for tabs, which break indentation invisibly."""
    if "\t" in text:
        sentence = Message("There is a tab; YAML is indented with spaces. Replace each tab with two spaces.")
        yield Fault(*_line_and_column(text, text.index("\t")), (), sentence)
    for offset, sentence in forbidden_characters.faults(text):
        yield Fault(*_line_and_column(text, offset), (), sentence)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _hint(what: str) -> Message:
    if "mapping values are not allowed" in what:
        return Message("Write a value that contains ': ' in double quotes.")
    if "escape" in what:
        return Message("Write the character itself, and \\\\ for a backslash; or use single quotes.")
    if "quoted scalar" in what:
        return Message("Close the quotes that begin here.")
    if "could not find expected ':'" in what or "simple key" in what:
        return Message("Check the indentation of this line and the ':' after its key.")
    if "cannot start any token" in what:
        return Message("Write a value that starts with @, `, % or & in double quotes.")
    return Message("Check the quotes and the indentation of this line and the one before it.")


class _Builder:
    """Builds values from the event stream, without recursion."""

    def __init__(self, document: Document, *, located: bool) -> None:
        self._document = document
        self._located = located
        self._outer: list[tuple[dict[str, Value] | list[Value], str | None]] = []
        """The stack of open containers, each with the key of its open child."""
        self._inner: dict[str, Value] | list[Value] | None = None
        self._key: str | None = None
        """The key of the innermost mapping whose value comes next; None if a key comes next."""

    def build(self, text: str) -> None:
        """Read all events. Nine of ten are scalars, so these are handled inline for speed."""
        next_event = yaml.CLoader(text).get_event
        check_again = "\\" in text or forbidden_characters.may_be_invisible(text)
        faults = self._document.faults
        while (event := next_event()) is not None and len(faults) < MAX_FAULTS:
            if type(event) is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_decoration(event)
                if check_again:
                    self._refuse_what_hides(event)
                # YAML's null is an empty plain scalar.
                self._put(event.value or ("" if event.style else None), event)
            elif type(event) is yaml.MappingStartEvent or type(event) is yaml.SequenceStartEvent:
                if not self._open({} if type(event) is yaml.MappingStartEvent else [], event):
                    return
            elif type(event) is yaml.MappingEndEvent or type(event) is yaml.SequenceEndEvent:
                self._inner, self._key = self._outer.pop() if self._outer else (None, None)
                self._key = None
            elif type(event) is yaml.AliasEvent:
                self._fault(event, Message("The alias *{name} is not allowed; write the value out.", name=event.anchor))
                self._put("", event)
            elif type(event) is yaml.DocumentStartEvent and self._document.value is not None:
                self._fault(event, Message("A second YAML document starts here; write one entry in one file."))
                return

    def _put(self, value: Value, event: yaml.Event) -> None:
        """Add a value to the innermost container; in a mapping, every second scalar is a key."""
        inner = self._inner
        if type(inner) is list:
            inner.append(value)
        elif type(inner) is dict:
            key = self._key
            if key is None:
                self._begin_member(inner, value, event)
                return
            if value is not None:
                inner[key] = value
        else:
            self._document.value = value
        if self._located:
            self._document.places[self._path()] = _place(event)
        if type(value) is not dict and type(value) is not list:
            # The key of an open container stays until its end: it is part of the path of its children.
            self._key = None

    def _begin_member(self, inner: dict[str, Value], key: Value, event: yaml.Event) -> None:
        name = self._key = key if isinstance(key, str) else ""
        if len(name) > MAX_KEY:
            self._key = f"{name[:20]}…"
            sentence = Message(
                "The key has {count} characters; at most {most} are allowed.", count=len(name), most=MAX_KEY
            )
            self._fault(event, sentence)
        elif name in inner:
            sentence = Message("The key '{key}' is here twice; keep one of the two.", key=name)
            self._fault(event, sentence)
        if self._located:
            self._document.keys[self._path()] = _place(event)

    def _open(self, container: dict[str, Value] | list[Value], event: yaml.CollectionStartEvent) -> bool:
        """Start a mapping or a list. False stops reading, because later events would only repeat the fault."""
        self._refuse_decoration(event)
        if len(self._outer) >= MAX_DEPTH:
            sentence = Message("The nesting is more than {most} levels deep; entries need at most 5.", most=MAX_DEPTH)
            self._document.faults.append(Fault(*_place(event), self._path()[:1], sentence))
            return False
        if type(self._inner) is dict and self._key is None:
            self._fault(event, Message("A key must be plain text, not a list or a mapping."))
            return False
        self._put(container, event)
        if self._inner is not None:
            self._outer.append((self._inner, self._key))
        self._inner, self._key = container, None
        return True

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._fault(event, Message("The anchor &{name} is not allowed; write each value out.", name=event.anchor))
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, Message("The tag {tag} is not allowed; write the plain value.", tag=tag))

    def _refuse_what_hides(self, event: yaml.ScalarEvent) -> None:
        """Check the characters of a scalar again, because its escapes are characters now."""
        for _, sentence in forbidden_characters.faults(event.value) if event.style == '"' else ():
            self._fault(event, sentence)
        if forbidden_characters.is_invisible(event.value):
            self._fault(event, forbidden_characters.INVISIBLE)

    def _path(self) -> Path:
        """The path of the last value or key."""
        path: list[str | int] = []
        around = [*self._outer, (self._inner, self._key)] if self._inner is not None else []
        for container, key in around:
            if isinstance(container, list):
                path.append(len(container) - 1)
            elif key is not None:
                path.append(key)
        return tuple(path)

    def _fault(self, event: yaml.Event, sentence: Message) -> None:
        line, column = _place(event)
        path = self._path()
        if isinstance(self._inner, list):
            # The faulty value is not in its list yet.
            path = (*path[:-1], len(self._inner))
        self._document.faults.append(Fault(line, column, path, sentence))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
