"""Reads the files of the vocabularies and of the interface strings."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import cast

from knowledge_hub.base.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import DataError, Problem
from knowledge_hub.data.file_tree import DataFile, Parts, file_problem, placed, read_files, walk_tree
from knowledge_hub.data.validation import Codes, nearest, problems, validate
from knowledge_hub.model.interface_strings import Strings, check_strings
from knowledge_hub.model.material_strings import material_strings
from knowledge_hub.model.vocabularies import VOCABULARIES, Vocabulary


class _AnyCode(Collection[str]):
    """Stands for the codes of a vocabulary that cannot be read."""

    def __contains__(self, code: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def codes_of(vocabularies: Mapping[str, Vocabulary]) -> Codes:
    """The codes of each list. Where a vocabulary itself is broken, the records are not blamed for its codes."""
    return {name: vocabularies[name].terms if name in vocabularies else _AnyCode() for name in VOCABULARIES}


def load_vocabularies(root: Path) -> dict[str, Vocabulary]:
    """The closed lists alone, for whoever must work while a record is broken. Raises DataError like ``load``."""
    found: list[Problem] = []
    paths = walk_tree(root, found, ("vocabularies",))
    vocabularies = read_vocabularies(root, dict(read_files(root, paths, found)), found)
    if found:
        raise DataError(found)
    return vocabularies


def read_vocabularies(root: Path, files: Mapping[Parts, DataFile], found: list[Problem]) -> dict[str, Vocabulary]:
    """The closed lists that are sound; what is wrong with the others goes to ``found``."""
    vocabularies: dict[str, Vocabulary] = {}
    for name, model in VOCABULARIES.items():
        parts = ("vocabularies", f"{name}.yml")
        file = files.get(parts)
        if file is None:
            if not root.joinpath(*parts).exists():
                found.append(file_problem(root, parts, Message("This vocabulary is missing; restore the file.")))
            continue
        result = validate(model, file.value, {})
        if isinstance(result, list):
            found.extend(problems(file.path, file.located(), result, model, {}))
            continue
        vocabularies[name] = result
        for code, each in result.terms.items():
            if each.broader is not None and each.broader not in result.terms:
                sentence = Message("There is no term '{code}' in this list.", code=each.broader)
                guess = nearest(each.broader, result.terms)
                found.extend(placed(file, [(("terms", code, "broader"), sentence.then(guess))]))
    return vocabularies


def read_strings(root: Path, files: Mapping[Parts, DataFile], found: list[Problem]) -> dict[LanguageCode, Strings]:
    """The languages of the interface that are sound; what is wrong with the others goes to ``found``."""
    strings: dict[LanguageCode, Strings] = {}
    reference = files.get(("strings", f"{DEFAULT_LANGUAGE}.yml"))
    for language in LANGUAGES:
        parts = ("strings", f"{language}.yml")
        file = files.get(parts)
        if file is None or reference is None:
            if not root.joinpath(*parts).exists():
                sentence = Message("The interface in this language is missing; restore the file.")
                found.append(file_problem(root, parts, sentence))
            continue
        texts = {**material_strings(language), **file.value} if isinstance(file.value, dict) else file.value
        findings = list(check_strings(language, texts, reference.value))
        found.extend(placed(file, findings))
        if not findings:
            strings[language] = Strings(language, cast("dict[str, str]", texts))
    return strings
