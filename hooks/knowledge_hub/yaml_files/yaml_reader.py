"""Reads YAML strictly: bytes -> plain values with line and column, and every fault that YAML hides.

YAML 1.1 reads ``NO`` as false and ``12:30`` as 750, keeps the last of two equal keys without a word, and
lets a small file grow without end through aliases. So: scalars stay strings, keys are unique, anchors,
aliases and tags are refused, size and depth are bounded. Built on the event stream of libyaml, which needs no
recursion, so that depth is ours to bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from knowledge_hub.base.messages import Message
from knowledge_hub.yaml_files import forbidden_characters

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

MAX_BYTES = 256 * 1024
"""Longest file that is read. The largest entry with all its sources is under 30 kB."""
MAX_DEPTH = 12
"""Deepest nesting that is read. The records of the hub need 5."""

MAX_KEY = 300
"""Longest key that is read, in characters. The longest of a record has 40; the sentences of this program are keys, too."""
MAX_FAULTS = 100
"""Faults of one file that are told; a file with more is not one that somebody mends by reading them all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a YAML file. Lines and columns count from 1."""

    line: int
    column: int
    path: Path
    sentence: Message


@dataclass(slots=True)
class Document:
    """The values of one file; ``places`` is filled only when asked for, as it costs time."""

    value: Value = None
    faults: list[Fault] = field(default_factory=list)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key), or of the nearest thing around it that is there."""
        for length in range(len(path), -1, -1):
            places = self.keys if of_key or length < len(path) else self.places
            found = places.get(path[:length]) or self.places.get(path[:length])
            if found:
                return found
        return (1, 1)


def read(raw: bytes, *, located: bool = False) -> Document:
    """Read one YAML file. Never raises for bad input: what is wrong is in ``faults``.

    With ``located`` the places of all values are kept; without it only faults have places.
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
    """The text of a file; None where it has none, and then the document has the fault."""
    if len(raw) > MAX_BYTES:
        sentence = Message(
            "The file has more than {most:,} bytes, which is the most that is read. "
            "Shorten it, or split it into several records.",
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
    """What hides something, and tabs, which break indentation unseen."""
    if "\t" in text:
        sentence = Message("There is a tab; YAML is indented with spaces. Replace each tab by two spaces.")
        yield Fault(*_line_and_column(text, text.index("\t")), (), sentence)
    for offset, sentence in forbidden_characters.faults(text):
        yield Fault(*_line_and_column(text, offset), (), sentence)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _hint(what: str) -> Message:
    if "mapping values are not allowed" in what:
        return Message("A value that holds ': ' must stand in double quotes.")
    if "escape" in what:
        return Message("Write the character itself, and \\\\ for a backslash; or use single quotes.")
    if "quoted scalar" in what:
        return Message("Close the quotes that begin here.")
    if "could not find expected ':'" in what or "simple key" in what:
        return Message("Check the indentation of this line and the ':' after its key.")
    if "cannot start any token" in what:
        return Message("A value that starts with @, `, % or & must stand in double quotes.")
    return Message("Check the quotes and the indentation of this line and the one before it.")


class _Builder:
    """Turns the event stream into values without recursion."""

    def __init__(self, document: Document, *, located: bool) -> None:
        self._document = document
        self._located = located
        self._outer: list[tuple[dict[str, Value] | list[Value], str | None]] = []
        """The containers around the innermost one, each with the key at which the next one in stands."""
        self._inner: dict[str, Value] | list[Value] | None = None
        self._key: str | None = None
        """The key of the innermost mapping whose value comes next; None where a key comes next."""

    def build(self, text: str) -> None:
        """Read all events. Nine of ten are scalars, so these take the shortest way."""
        next_event = yaml.CLoader(text).get_event
        veiled = "\\" in text or forbidden_characters.may_be_unseen(text)
        faults = self._document.faults
        while (event := next_event()) is not None and len(faults) < MAX_FAULTS:
            if type(event) is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_decoration(event)
                if veiled:
                    self._refuse_what_hides(event)
                # An empty plain scalar is how YAML writes «nothing here».
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
                self._fault(event, Message("A second document starts here; keep one record in one file."))
                return

    def _put(self, value: Value, event: yaml.Event) -> None:
        """Place a value in the innermost container; in a mapping every second scalar is a key."""
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
            # The key of an open container stays until its end: it is part of the path of what is inside.
            self._key = None

    def _begin_member(self, inner: dict[str, Value], key: Value, event: yaml.Event) -> None:
        name = self._key = key if isinstance(key, str) else ""
        if len(name) > MAX_KEY:
            self._key = f"{name[:20]}…"
            sentence = Message(
                "The key has {count} characters; at most {most} are read.", count=len(name), most=MAX_KEY
            )
            self._fault(event, sentence)
        elif name in inner:
            sentence = Message("The key '{key}' stands here a second time; keep one of the two.", key=name)
            self._fault(event, sentence)
        if self._located:
            self._document.keys[self._path()] = _place(event)

    def _open(self, container: dict[str, Value] | list[Value], event: yaml.CollectionStartEvent) -> bool:
        """Begin a mapping or a list; False stops reading, as what follows would only repeat the fault."""
        self._refuse_decoration(event)
        if len(self._outer) >= MAX_DEPTH:
            sentence = Message("The nesting is more than {most} levels deep; records need at most 5.", most=MAX_DEPTH)
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
        """Escapes become characters only here; what they become is held to the same rules as the file."""
        for _, sentence in forbidden_characters.faults(event.value) if event.style == '"' else ():
            self._fault(event, sentence)
        if forbidden_characters.unseen(event.value):
            self._fault(event, forbidden_characters.UNSEEN)

    def _path(self) -> Path:
        """Where the last value or key was placed."""
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
            # What is at fault is not in its list yet.
            path = (*path[:-1], len(self._inner))
        self._document.faults.append(Fault(line, column, path, sentence))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
