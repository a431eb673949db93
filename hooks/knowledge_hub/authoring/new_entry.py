"""``hub new``: creates the draft of an entry from options or from answers in the terminal.

The model checks each answer at once, with the messages of ``hub check``. They are in the language of ``--lang``, else in the
original language of the entry.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from knowledge_hub.authoring.code_lookup import code_of, suggestion
from knowledge_hub.authoring.questions import NEEDS, QUESTIONS, Question, ask, hinted, put, questions_of, say
from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, UsageError
from knowledge_hub.data.file_tree import ENTRY, LINK, file_problem, linked
from knowledge_hub.data.validation import Codes, located_problems, nearest, validate
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.model.blank_entry import entry_text
from knowledge_hub.model.entry_base import Record
from knowledge_hub.model.entry_collections import COLLECTIONS
from knowledge_hub.quality.review_dates import today
from knowledge_hub.yaml_files.user_files import read_file
from knowledge_hub.yaml_files.yaml_reader import Document
from knowledge_hub.yaml_files.yaml_writer import refused

Answer = str | tuple[str, ...]

_LONGEST_ID_WORDS, _LONGEST_ID = 6, 60
"""Most words and characters of an id that is made from a title; an id is part of addresses."""


def new_record(
    root: Path,
    given: Mapping[str, Any],
    chosen: LanguageCode | None = None,
    *,
    interactive: bool,
    otherwise: LanguageCode = DEFAULT_LANGUAGE,
) -> tuple[Path, str, LanguageCode]:
    """The path of a new entry's file, its text, and the language for further messages.

    Raises UsageError with all that is missing or wrong. ``chosen``: the language of ``--lang``;
    ``otherwise``: that of the locale, used until the original language is known.
    """
    collection = collection_of(given["collection"])
    draft = _Draft(root, collection, chosen, otherwise)
    faults = draft.take(given)
    if not interactive:
        faults += draft.missing(given)
    if faults:
        raise UsageError(*faults, language=draft.language)
    if interactive:
        draft.ask_for_the_rest()
    record_id = draft.choose_id(given["id"], interactive=interactive)
    if linked(root, root / collection):
        raise DataError([file_problem(root, (collection,), LINK)])
    return root / collection / record_id / ENTRY, draft.text(record_id), draft.language


class _Draft:
    """The answers so far."""

    def __init__(self, root: Path, collection: str, chosen: LanguageCode | None, otherwise: LanguageCode) -> None:
        self._root = root
        self._collection = collection
        self._chosen = chosen
        self._otherwise = otherwise
        self._model: type[Record] = COLLECTIONS[collection].model
        vocabularies = load_vocabularies(root)
        self._codes: Codes = {name: vocabulary.terms for name, vocabulary in vocabularies.items()}
        self._questions = {question.path: question for question in questions_of(self._model, vocabularies)}
        self._answers: dict[str, Answer] = {}

    @property
    def language(self) -> LanguageCode:
        """The language for messages, as far as it is known."""
        return self._chosen or str(self._answers.get("original_language", self._otherwise))

    def take(self, given: Mapping[str, Any]) -> list[Message]:
        """Take the options; returns messages about invalid ones."""
        faults: list[Message] = []
        for path, (flag, _) in QUESTIONS.items():
            answer = given[path]
            if answer is None:
                continue
            if path not in self._questions:
                none = Message("Entries of {collection} have no such field; leave it out.", collection=self._collection)
                faults.append(_of_flag(flag, none))
            else:
                answers = answer if isinstance(answer, list) else [answer]
                faults += [_of_flag(flag, sentence) for sentence in self._answer(self._questions[path], *answers)]
        return faults

    def missing(self, given: Mapping[str, Any]) -> list[Message]:
        """Messages about required options that are missing, for runs without a terminal."""
        flags = [
            f"--{question.flag}"
            for question in self._questions.values()
            if question.required and given[question.path] is None
        ]
        if not flags:
            return []
        return [
            Message("Add these options: {flags}. In a terminal, the command asks for them.", flags=", ".join(flags))
        ]

    def ask_for_the_rest(self) -> None:
        """Ask for the values without an option, until each answer is valid."""
        for question in self._questions.values():
            needs = NEEDS.get(question.path)
            if question.path in self._answers or (needs and needs not in self._answers):
                continue
            put(question, self.language)
            ask(partial(self._answer, question), self.language, optional=not question.required)

    def choose_id(self, wanted: str | None, *, interactive: bool) -> str:
        """The id: that of the option, or one made from the title, or an answer."""
        if wanted is not None:
            faults = self._faults_of_id(wanted)
            if faults:
                raise UsageError(*(_of_flag("id", sentence) for sentence in faults), language=self.language)
            return wanted
        proposed = self._free(self._proposed_id(today()))
        if not interactive:
            return proposed or self._free(f"{self._prefix()}{COLLECTIONS[self._collection].singular}-{today().year}")
        question = Message("Short name in Latin letters, which is also the name of the folder")
        hints = [Message("press Enter for {id}", id=proposed)] if proposed else []
        say(hinted(question, *hints).shown(self.language))
        return ask(self._faults_of_id, self.language, optional=bool(proposed)) or proposed

    def text(self, record_id: str) -> str:
        """The text of the file, with explanations in its original language if they exist."""
        language = str(self._answers["original_language"])
        strings = read_file(self._root / "strings" / f"{language}.yml").value
        texts = strings if isinstance(strings, dict) else {}
        day = today().isoformat()
        written = {"schema_version": "1", "id": record_id, "status": "draft", "added": day, "updated": day}
        return entry_text(self._collection, self._model, _nested({**written, **self._answers}), texts)

    def _answer(self, question: Question, *answers: str) -> list[Message]:
        """Take the answer to a question; returns messages if it is invalid."""
        texts = [answer.replace("\r\n", "\n").strip() for answer in answers]
        if question.names:
            texts = [part for text in texts for part in self._parts(question, text)]
            codes = [code_of(text, question.names) for text in texts]
            unknown = [text for text, code in zip(texts, codes, strict=True) if code is None]
            if question.vocabulary and unknown:
                return [self._unknown(question, text) for text in unknown]
            texts = [code or text for text, code in zip(texts, codes, strict=True)]
        value = tuple(dict.fromkeys(texts)) if question.many else texts[-1]
        faults = self._faults(question.path, value)
        if not faults:
            self._answers[question.path] = value
        return faults

    def _unknown(self, question: Question, code: str) -> Message:
        unknown = Message(
            "'{code}' is not a code of vocabularies/{vocabulary}.yml.", code=code, vocabulary=question.vocabulary
        )
        return unknown.then(suggestion(code, question.names, self.language))

    def _parts(self, question: Question, text: str) -> list[str]:
        return [part.strip() for part in text.split(";") if part.strip()] if question.many else [text]

    def _faults(self, path: str, value: Answer) -> list[Message]:
        """The messages of ``hub check`` about one value."""
        complaint = refused(value) if isinstance(value, str) else None
        if complaint:
            return [complaint]
        errors = validate(self._model, _nested({path: value}), self._codes)
        if not isinstance(errors, list):
            return []
        faults = located_problems("", Document(), errors, self._model, self._codes)
        return [problem.sentence for problem in faults if problem.field.partition("[")[0] == path]

    def _faults_of_id(self, record_id: str) -> list[Message]:
        faults = self._faults("id", record_id)
        return faults or [
            Message("The entry '{id}' already exists ({file}); choose another name.", id=record_id, file=folder / ENTRY)
            for folder in self._folders(record_id)
        ]

    def _folders(self, record_id: str) -> list[Path]:
        folders = (self._root / collection / record_id for collection in COLLECTIONS)
        return [folder for folder in folders if folder.exists()]

    def _free(self, record_id: str) -> str:
        """The id, or the first of id-2, id-3 … that is not in use."""
        number = 1
        free = record_id
        while free and self._folders(free):
            number += 1
            free = f"{record_id}-{number}"
        return free

    def _proposed_id(self, day: datetime.date) -> str:
        """An id of the State (or year) and the first words of the title; '' for a title without Latin letters."""
        words = _latin_words(str(self._answers["text.title"]))
        prefix = f"{str(self._answers.get('start', day.year))[:4]}-" if "start" in self._questions else self._prefix()
        return prefix + "-".join(words[:_LONGEST_ID_WORDS])[:_LONGEST_ID].strip("-") if words else ""

    def _prefix(self) -> str:
        """The code of the State with a hyphen, if there is exactly one State; else empty."""
        countries = self._answers.get("countries", ())
        return f"{countries[0].lower()}-" if len(countries) == 1 else ""


def collection_of(name: str) -> str:
    """The collection with this name, singular or plural. Raises UsageError with all names."""
    for collection in COLLECTIONS.values():
        if name.lower() in (collection.name, collection.singular):
            return collection.name
    none = Message("There is no collection '{name}'.", name=name)
    names = tuple(collection.singular for collection in COLLECTIONS.values())
    raise UsageError(none.then(nearest(name, names) or Message("Write one of {codes}.", codes=", ".join(names))))


def _of_flag(flag: str, sentence: Message) -> Message:
    return Message("{name}: {sentence}", name=f"--{flag}", sentence=sentence)


def _nested(fields: Mapping[str, Answer]) -> dict[str, Any]:
    """Nest dotted keys: ``{'text.title': …}`` becomes ``{'text': {'title': …}}``."""
    out: dict[str, Any] = {}
    for path, value in fields.items():
        *outer, name = path.split(".")
        inner = out
        for step in outer:
            inner = inner.setdefault(step, {})
        inner[name] = value
    return out


def _latin_words(text: str) -> list[str]:
    """The words of a text in the letters a-z and digits; none if it has no such letter."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.findall(r"[a-z0-9]+", letters) if re.search("[a-z]", letters) else []
