"""Reads the files of vocabularies and interface strings."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import cast

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.data.consistency_rules import Finding
from knowledge_hub.data.file_tree import DataFile, Parts, file_problem, placed, read_files, walk_tree
from knowledge_hub.data.named_strings import named_strings
from knowledge_hub.data.validation import Codes, located_problems, nearest, validate
from knowledge_hub.model.interface_strings import Strings, check_strings
from knowledge_hub.model.material_strings import material_strings
from knowledge_hub.model.required_words import required_strings, required_terms
from knowledge_hub.model.vocabularies import State, Vocabulary
from knowledge_hub.model.vocabulary_list import VOCABULARIES, vocabulary_owner
from knowledge_hub.yaml_files.yaml_reader import Path as Place
from knowledge_hub.yaml_files.yaml_reader import Value


class _AnyCode(Collection[str]):
    """Contains every code: replaces the codes of a vocabulary that cannot be read."""

    def __contains__(self, code: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def codes_of(vocabularies: Mapping[str, Vocabulary]) -> Codes:
    """The codes of each vocabulary. An invalid vocabulary accepts every code, so that entries are not blamed."""
    return {name: vocabularies[name].terms if name in vocabularies else _AnyCode() for name in VOCABULARIES}


def load_vocabularies(root: Path) -> dict[str, Vocabulary]:
    """Load only the vocabularies, for commands that work while entries have problems. Raises DataError."""
    problems: list[Problem] = []
    paths = walk_tree(root, problems, ("vocabularies",))
    vocabularies = read_vocabularies(root, dict(read_files(root, paths, problems)), problems)
    if problems:
        raise DataError(problems)
    return vocabularies


def read_vocabularies(root: Path, files: Mapping[Parts, DataFile], problems: list[Problem]) -> dict[str, Vocabulary]:
    """The valid vocabularies; problems of the others are added to ``problems``."""
    vocabularies: dict[str, Vocabulary] = {}
    for name, model in VOCABULARIES.items():
        parts = ("vocabularies", f"{name}.yml")
        file = files.get(parts)
        if file is None:
            if not root.joinpath(*parts).exists():
                sentence = Message(
                    "This vocabulary is missing. Restore the file, or write it if it is new; {owner} needs it.",
                    owner=vocabulary_owner(name),
                )
                problems.append(file_problem(root, parts, sentence))
            continue
        result = validate(model, file.value, {})
        if isinstance(result, list):
            problems.extend(located_problems(file.path, file.located(), result, model, {}))
            continue
        vocabularies[name] = result
        for code, term in result.terms.items():
            if term.broader is not None and term.broader not in result.terms:
                sentence = Message("There is no term '{code}' in this list.", code=term.broader)
                guess = nearest(term.broader, result.terms)
                problems.extend(placed(file, [(("terms", code, "broader"), sentence.then(guess))]))
    if "states" in vocabularies:
        problems.extend(placed(files["vocabularies", "states.yml"], list(_unknown_groups(vocabularies))))
    problems.extend(_missing_terms(root, vocabularies))
    return vocabularies


def read_strings(root: Path, files: Mapping[Parts, DataFile], problems: list[Problem]) -> dict[LanguageCode, Strings]:
    """The valid interface strings; problems of the others are added to ``problems``."""
    strings: dict[LanguageCode, Strings] = {}
    reference = files.get(("strings", f"{DEFAULT_LANGUAGE}.yml"))
    for language in LANGUAGES:
        parts = ("strings", f"{language}.yml")
        file = files.get(parts)
        if file is None or reference is None:
            if not root.joinpath(*parts).exists():
                sentence = Message(
                    "The interface in this language is missing. Restore the file, or translate strings/{language}.yml if the "
                    "language is new.",
                    language=DEFAULT_LANGUAGE,
                )
                problems.append(file_problem(root, parts, sentence))
            continue
        texts = {**material_strings(language), **file.value} if isinstance(file.value, dict) else file.value
        findings = list(check_strings(language, texts, reference.value))
        missing = [*_untranslated(file, texts, reference), *_missing_strings(file, reference)]
        problems.extend([*placed(file, findings), *missing])
        if not findings and not missing:
            strings[language] = Strings(language, cast("dict[str, str]", texts))
    return strings


def _untranslated(file: DataFile, texts: Value, reference: DataFile) -> Iterator[Problem]:
    """Strings that the default language has and this one lacks, each at the line after which it belongs."""
    if not isinstance(texts, dict) or not isinstance(file.value, dict) or not isinstance(reference.value, dict):
        return
    before: Place = ()
    for key in reference.value:
        if key not in texts:
            line, column = file.located().place(before, of_key=True)
            yield Problem(file.path, line, column, key, _UNTRANSLATED)
        elif key in file.value:
            before = (key,)


_UNTRANSLATED = Message("This text is missing; translate it from strings/en.yml and write it below this line.")


def _missing_strings(file: DataFile, reference: DataFile) -> Iterator[Problem]:
    """Required strings that the default language lacks, or has with the wrong kind of text."""
    if not isinstance(file.value, dict) or not isinstance(reference.value, dict):
        return
    known = file.value.keys() | reference.value.keys()
    reported: set[str] = set()
    for required in (*required_strings(), *named_strings()):
        key = next((key for key in required.keys if key in known), None)
        if key is None:
            key = required.keys[0]
            if key in reported:
                continue
            reported.add(key)
            alike = [name for name in file.value if name.partition(".")[0] == key.partition(".")[0]]
            line, column = file.located().place(tuple(alike[-1:]), of_key=True)
            yield Problem(file.path, line, column, key, _missing(required.owner))
        elif file is reference and required.plural not in {None, isinstance(file.value[key], dict)}:
            line, column = file.located().place((key,), of_key=True)
            yield Problem(file.path, line, column, key, _PLURAL if required.plural else _NO_PLURAL)


def _unknown_groups(vocabularies: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    """Regional groups and situations of States that are not codes of their vocabularies."""
    for code, term in vocabularies["states"].terms.items():
        state = cast("State", term)
        named: list[tuple[Place, str, str]] = [(("group",), "regional_groups", state.group)] if state.group else []
        named += [
            (("situations", index), "state_situations", situation) for index, situation in enumerate(state.situations)
        ]
        for path, name, reference in named:
            if name in vocabularies and reference not in vocabularies[name].terms:
                sentence = Message(
                    "'{code}' is not a code of vocabularies/{vocabulary}.yml.", code=reference, vocabulary=name
                )
                yield ("terms", code, *path), sentence.then(nearest(reference, vocabularies[name].terms))


_PLURAL = Message("This text is shown with a number; write one text for each plural category.")
_NO_PLURAL = Message("Write one text here, without plural categories.")


def _missing(owner: str) -> Message:
    return Message("This text is missing, but '{owner}' requires it; write it below this line.", owner=owner)


def _missing_terms(root: Path, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Problem]:
    """Terms that the program requires and a vocabulary lacks."""
    for name, code, owner in required_terms():
        if name in vocabularies and code not in vocabularies[name].terms:
            sentence = Message(
                "There is no term '{code}' in this list, but '{owner}' requires it.", code=code, owner=owner
            )
            yield file_problem(root, ("vocabularies", f"{name}.yml"), sentence)
