"""The contribution form: its page, its script, and its data from the models and the vocabularies.

The page has an empty ``form`` element only. ``scripts/form.mjs`` builds the form from a description of the fields, so that
fields, lists and checks are those of the models. To correct an entry, the form loads its texts as a script.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from knowledge_hub.base import minifier
from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, direction
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.model import field_labels
from knowledge_hub.model.blank_entry import entry_text
from knowledge_hub.model.entry_collections import PROPOSED
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.model.translations import PackedTranslation, fingerprint, originals
from knowledge_hub.pages.composer import Composer, Page
from knowledge_hub.pages.form_fields import Description, describe, vocabularies_in
from knowledge_hub.views.page_plan import PageKey
from knowledge_hub.yaml_files.forbidden_characters import FORBIDDEN

_LICENCE = "/*! Holds js-yaml 5.5.0, (c) 2011-2015 Vitaly Puzrin, MIT */\n"


def form_page(composer: Composer, key: PageKey) -> Page:
    """The page of the form, with empty files to download for browsers without scripts."""
    strings = composer.strings
    lead = strings["form.easy_lead" if composer.easy else "form.lead"]
    assets, content = composer.assets(0), composer.content(0)
    body = composer.render(
        "form.html",
        key,
        lead=lead,
        empty=[
            {
                "href": f"{content}form/{composer.localised.language}/{name}.yml",
                "label": strings[f"form.collection_{name}"],
            }
            for name in PROPOSED
        ],
    )
    scripts = (f"{assets}newer.js", f"{content}form/form.js", f"{content}form/{composer.localised.language}.js")
    styles = (f"{assets}form.css",)
    return Page(strings["form.title"], lead, body, "contribute", scripts=scripts, styles=styles)


def script() -> str:
    """The script of the form, the same in all languages."""
    # js-yaml is already minified by its authors.
    yaml = (files("knowledge_hub.pages") / "scripts/yaml/js-yaml.js").read_text(encoding="utf-8")
    return f"{_LICENCE}{yaml}\n{minifier.script('form')}"


def description(composer: Composer, repository: str, mailbox: str) -> str:
    """Fields, vocabularies and texts of the form in one language, as a script that calls ``hubForm.describe``."""
    strings, localised, catalogue = composer.strings, composer.localised, composer.catalogue
    collections = {name: describe(composer, name) for name in PROPOSED}
    vocabularies = {
        name: [[code, localised.label(name, code)] for code in catalogue.vocabularies[name].terms]
        for name in sorted(vocabularies_in(collections))
    }
    vocabularies["states"].sort(key=lambda pair: strings.sort_key(pair[1]))
    words = {key: text for key, text in strings.texts.items() if key.startswith("form.")}
    words |= {key: strings[key] for key in _PREVIEW_WORDS}
    content = {
        "language": localised.language,
        "languages": {code: [OWN_NAMES[code], localised.language_name(code), direction(code)] for code in LANGUAGES},
        "collections": collections,
        "translation": list(_translation(composer)),
        "vocabularies": vocabularies,
        "words": words,
        "repository": repository,
        "mailbox": mailbox,
        "forbidden": FORBIDDEN,
    }
    return f"hubForm.describe({_json(content)})\n"


def _translation(composer: Composer) -> Iterator[Description]:
    """The fields of a translation other than its texts: status, and the office that reviewed it."""
    texts, terms = composer.strings.texts, composer.catalogue.vocabularies["translation_statuses"].terms
    statuses = [[code, composer.localised.label("translation_statuses", code)] for code in terms if code != "original"]
    for name, more in (
        ("status", {"kind": "choice", "codes": statuses, "required": True}),
        ("reviewed_by", {"kind": "text"}),
    ):
        words = "translation_status" if name == "status" else name
        label, help_text = field_labels.label(texts, "", words), field_labels.explanation(texts, "", words)
        yield {"path": name, "label": label, "help": help_text, **more}


_PREVIEW_WORDS = (
    "fact.facts", "fact.reading", "fact.reading_note", "fact.state", "fact.states", "field.says", "field.editorial",
    "field.silent", "entry.sources", "entry.source", "entry.source_in", "entry.paragraph", "chrome.contents",
    "list.separator", "list.sentence_end", "help.translation_text", "help.easy",
)  # fmt: skip


def entry_script(entry: Entry) -> str:
    """The texts of an entry, as a script that the form loads to correct or translate it."""
    record = entry.record
    content = {
        "entry": record.model_dump(mode="json", exclude_defaults=True),
        "translations": {language: _file_content(translation) for language, translation in entry.translations.items()},
        "fingerprints": {field: fingerprint(text) for field, text in originals(record)},
    }
    return f"hubForm.take({_json(entry.path)},{_json(content)})\n"


def _file_content(translation: PackedTranslation) -> dict[str, object]:
    content: dict[str, object] = {"status": translation.status}
    if translation.reviewed_by:
        content["reviewed_by"] = translation.reviewed_by
    if translation.easy_checked:
        content["easy_checked"] = {"by": translation.easy_checked.by, "on": translation.easy_checked.on.isoformat()}
    for part in ("text", "easy"):
        prefix = f"{part}."
        texts = {
            field.removeprefix(prefix): text for field, text in translation.texts.items() if field.startswith(prefix)
        }
        if texts:
            content[part] = texts
    return {**content, "made_from": translation.made_from}


def blank_files(strings: Strings) -> Iterator[tuple[str, str]]:
    """Name and text of an empty ``entry.yml`` for each collection, with comments in one language, for work without the form."""
    for name, collection in PROPOSED.items():
        values = {"schema_version": "1", "status": "draft", "original_language": strings.language}
        yield f"{name}.yml", entry_text(name, collection.model, values, strings.texts)


def ids_script(entries: Iterable[Entry]) -> str:
    """The paths of all entries, as a script: the form refuses names that exist."""
    return f"hubForm.take({_json('ids')},{_json([entry.path for entry in entries])})\n"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
