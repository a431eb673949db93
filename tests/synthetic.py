"""Makes a data folder of any size: ``python -m tests.synthetic 1000 FOLDER``.

The text is that of the real practices: the statements of each field are dealt out anew, the same ones in all six
languages, so that lengths, words and scripts are as in life. So that the vocabulary grows with the number of practices,
some words of the statements give way to others (``synthetic_words``), in each language to others. The easy-read
sentences keep theirs: easy words are few in life as well. The same number always gives the same bytes.
"""

import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge_hub.base.languages import LANGUAGES, LanguageCode
from knowledge_hub.data.vocabulary_files import load_vocabularies
from knowledge_hub.model.translations import fingerprint
from knowledge_hub.yaml_files.yaml_reader import read
from tests.synthetic_words import Words, fitting

REAL = Path(__file__).parent.parent / "hub_data"
_OTHERS: list[LanguageCode] = [code for code in LANGUAGES if code != "en"]


class _Dumper(yaml.CSafeDumper):
    """Writes every value out: the hub refuses aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name is PyYAML's
        return True


def generate(count: int, folder: Path) -> None:
    """Write ``count`` practices in six languages and both registers below ``folder``, and all vocabularies."""
    for name in ("vocabularies", "other_names", "strings"):
        shutil.copytree(REAL / name, folder / name, dirs_exist_ok=True)
    chance = random.Random(count)  # noqa: S311 - the same sequence each time is what is wanted
    vocabularies = load_vocabularies(folder)
    fit = fitting(vocabularies)
    folders = [path.parent for path in sorted(REAL.glob("practices/*/entry.yml"))]
    bases = [base for base in map(_read, folders) if base]
    pool: dict[str, list[tuple[dict[str, Any], dict[LanguageCode, str]]]] = defaultdict(list)
    for base in bases:
        for part, field, statements in _lists(base["entry"]):
            for index, statement in enumerate(statements):
                texts = {code: base[code][part][field][index] for code in _OTHERS}
                # In its own record, another statement of the field may say the term that this translation leaves out.
                if part == "easy" or fit(statement["text"], texts):
                    pool[f"{part}.{field}"].append((statement, texts))
    words = {code: Words(code, vocabularies) for code in LANGUAGES}
    states = list(vocabularies["states"].terms)
    for number in range(count):
        _write(folder / "practices", number, bases[number % len(bases)], pool, states, words, chance)


def _load(path: Path) -> dict[str, Any]:
    value = read(path.read_bytes()).value
    assert isinstance(value, dict)
    return value


def _read(folder: Path) -> dict[str, Any] | None:
    """A practice with its translations, or nothing when it is not in English and translated as a whole."""
    if not all((folder / f"{code}.yml").is_file() for code in _OTHERS):
        return None
    base = {name: _load(folder / f"{name}.yml") for name in ("entry", *_OTHERS)}
    wanted = _shape(base["entry"])
    return base if wanted and all(_shape(base[code]) == wanted for code in _OTHERS) else None


def _shape(file: dict[str, Any]) -> dict[str, int]:
    """How many texts each field of an original or a translation has; nothing without easy read."""
    if "easy" not in file:
        return {}
    fields = {f"{part}.{field}": value for part in ("text", "easy") for field, value in file[part].items()}
    return {field: len(value) if isinstance(value, list) else 0 for field, value in fields.items() if value}


def _lists(entry: dict[str, Any]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    return [
        (part, field, value)
        for part in ("text", "easy")
        for field, value in entry[part].items()
        if isinstance(value, list)
    ]


def _write(
    practices: Path,
    number: int,
    base: dict[str, Any],
    pool: dict[str, list[tuple[dict[str, Any], dict[LanguageCode, str]]]],
    states: list[str],
    words: Mapping[LanguageCode, Words],
    chance: random.Random,
) -> None:
    topics = {code: words[code].topic(chance) for code in LANGUAGES}

    def own(text: str, part: str, code: LanguageCode) -> str:
        return words[code].mixed(text, topics[code], chance) if part == "text" else text

    record = dict(base["entry"])
    record["id"] = f"{base['entry']['id']}-{number:05d}"
    record["countries"] = [chance.choice(states)]
    record["related"] = []
    record["sources"] = base["entry"]["sources"][:2]
    used = [source["id"] for source in record["sources"]]
    translations: dict[str, dict[str, Any]] = {
        code: {"status": "machine_draft", "text": {}, "easy": {}, "made_from": {}} for code in _OTHERS
    }
    for part in ("text", "easy"):
        record[part] = dict(record[part])
        for field, value in record[part].items():
            if isinstance(value, list):
                chosen = chance.sample(pool[f"{part}.{field}"], len(value))
                original: str | tuple[str, ...] = tuple(own(statement["text"], part, "en") for statement, _ in chosen)
                record[part][field] = [
                    _statement(part, statement, text, used)
                    for (statement, _), text in zip(chosen, original, strict=True)
                ]
                for code in _OTHERS:
                    translations[code][part][field] = [own(texts[code], part, code) for _, texts in chosen]
            else:
                # In easy read, brackets are refused and words are counted.
                mark = f" ({number})" if part == "text" else f"-{number}"
                original = record[part][field] = value + mark
                for code in _OTHERS:
                    translations[code][part][field] = base[code][part][field] + mark
            for code in _OTHERS:
                translations[code]["made_from"][f"{part}.{field}"] = fingerprint(original)
    folder = practices / str(record["id"])
    folder.mkdir(parents=True)
    for value in translations.values():
        value["made_from"] = "".join(f"{field} {of}\n" for field, of in value["made_from"].items())
    for name, value in (("entry", record), *translations.items()):
        text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def _statement(part: str, statement: dict[str, Any], text: str, used: list[str]) -> dict[str, Any]:
    return {"text": text, "sources": used} if part == "text" else dict(statement)


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
