"""Reads ``hub_data/other_names`` and checks that each name leads to one code, or is marked as ambiguous."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.base.messages import Message
from knowledge_hub.base.problems import Problem
from knowledge_hub.data.consistency_rules import Finding
from knowledge_hub.data.file_tree import DataFile, Parts, placed
from knowledge_hub.data.validation import located_problems, nearest, validate
from knowledge_hub.model.other_names import WORDS, OtherNames, SameWords
from knowledge_hub.model.vocabularies import Vocabulary
from knowledge_hub.yaml_files.yaml_reader import Path as Place

FOLDER = "other_names"
"""Folder of the lists of other names, in the data folder."""
SHORTEST = 2
"""Characters of the shortest name: single letters are not searched."""

Names = dict[str, OtherNames | SameWords]
"""The valid lists by the names of their files."""


def read_other_names(
    files: Mapping[Parts, DataFile], vocabularies: Mapping[str, Vocabulary], problems: list[Problem]
) -> Names:
    """The valid lists; problems of the others are added to ``problems``. Every list is optional."""
    lists: Names = {}
    for parts, file in files.items():
        if parts[0] != FOLDER:
            continue
        name = Path(parts[-1]).stem
        model: type[OtherNames | SameWords] = SameWords if name == WORDS else OtherNames
        result = validate(model, file.value, {})
        if isinstance(result, list):
            problems.extend(located_problems(file.path, file.located(), result, model, {}))
            continue
        findings = list(_of_words(result) if isinstance(result, SameWords) else _of_codes(name, result, vocabularies))
        problems.extend(placed(file, findings))
        lists[name] = result
    return lists


def _of_words(words: SameWords) -> Iterator[Finding]:
    """Names that are too short, or twice in a group."""
    for language in LANGUAGES:
        for number, group in enumerate(words.words[language]):
            if len(group) == 1:
                yield ("words", language, number), _ALONE
            seen: set[str] = set()
            for index, name in enumerate(group):
                where: Place = ("words", language, number, index)
                if len(name) < SHORTEST:
                    yield where, _TOO_SHORT
                elif _same(name) in seen:
                    yield where, Message("'{name}' is in this list already; delete one of them.", name=name)
                seen.add(_same(name))


def _of_codes(name: str, names: OtherNames, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    """Unknown codes, and names that are too short, repeated, or those of several codes."""
    if name not in vocabularies:
        return  # An invalid vocabulary is reported already.
    terms = vocabularies[name].terms
    for code in names.names:
        if code not in terms:
            unknown = Message("'{code}' is not a code of vocabularies/{vocabulary}.yml.", code=code, vocabulary=name)
            yield ("names", code), unknown.then(nearest(code, terms))
    for language in LANGUAGES:
        yield from _in_language(names, language, {term.label[language]: code for code, term in terms.items()})


def _in_language(names: OtherNames, language: LanguageCode, labels: Mapping[str, str]) -> Iterator[Finding]:
    """``labels``: the code of each label of the vocabulary."""
    owners: dict[str, list[str]] = defaultdict(list)
    for label, code in labels.items():
        owners[_same(label)].append(code)
    ambiguous = {_same(name) for name in names.ambiguous[language]}
    for code, forms in names.names.items():
        for index, name in enumerate(forms[language]):
            where: Place = ("names", code, language, index)
            others = owners[_same(name)]
            if len(name) < SHORTEST:
                yield where, _TOO_SHORT
            elif code in others:
                yield where, Message("'{name}' is in this list already, or is the label; delete it.", name=name)
            elif others and _same(name) not in ambiguous:
                yield (
                    where,
                    Message(
                        "'{name}' names '{other}' as well; delete one of them, or write it under 'ambiguous'.",
                        name=name,
                        other=others[0],
                    ),
                )
            others.append(code)


def _same(name: str) -> str:
    """Names that differ in capitals only are the same."""
    return name.casefold()


_ALONE = Message("A list needs at least two words of the same meaning; add one, or delete the list.")
_TOO_SHORT = Message("A name needs at least two characters; write a longer one, or delete it.")
