"""Writes a data folder's practices as a Hugo site of the same pages: ``python -m tests.benchmarks.hugo_site DATA FOLDER``.

Each of the twelve editions is a language of Hugo's. It has one page for each entry (facts, story or easy-read sentences
with their pictures and hard words, sources), as Markdown with the facts in its front matter, and lists of as many entries
as the hub's: cards for the practices, the States, groups and capacities, 24 on a page; plain lines for every value of the
other facets, 100 on a page. The layout (``hugo_layouts``) has the same chrome: languages, other register, settings,
navigation, search field, footer. It is the fastest of those that were tried: what is the same on each page of an edition is
a cached partial, and so is each card; other languages are found by their addresses rather than among all pages, which
costs Hugo a quarter less; nothing is looked up that the front matter can say. Left out, in Hugo's favour: similar practices,
feeds, and about twenty pages an edition that do not grow with the data.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from knowledge_hub.base.languages import EDITIONS, LANGUAGES, OWN_NAMES, Edition, direction
from knowledge_hub.base.minifier import script
from knowledge_hub.data.catalogue import Entry
from knowledge_hub.data.loader import load
from knowledge_hub.model.entry_models import Practice
from knowledge_hub.model.facets import FACETS
from knowledge_hub.pages.composer import Composer
from knowledge_hub.pages.fact_table import capacity_symbol
from knowledge_hub.pages.page_kinds import make_plan
from knowledge_hub.pages.search_pages import value_label
from knowledge_hub.pages.source_list import source_details
from knowledge_hub.pages.templating import symbol
from knowledge_hub.views.page_plan import CARDS_PER_PAGE, slug
from knowledge_hub.views.similar_practices import Similarity
from tests.conftest import ROOT

_LAYOUTS = Path(__file__).with_name("hugo_layouts")
_TAXONOMIES = {
    "state": "countries",
    "group": "regions",
    "capacity": "capacities",
    "situation": "situations",
    "type": "types",
    "function": "functions",
    "topic": "topics",
    "mechanism": "mechanisms",
    "cycle": "cycles",
    "sdg": "sdgs",
    "right": "rights",
    "affected": "affected",
    "actor": "actors",
    "tool": "tools",
    "year": "years",
}
"""Hugo's taxonomy for each facet of the hub."""
_CARDS = ("countries", "regions", "capacities")
"""The taxonomies whose lists show cards, as in the hub."""
_IN_FACTS = tuple(name for name in _TAXONOMIES.values() if name not in {"situations", "years"})


def write(data: Path, folder: Path) -> None:
    """Write the whole site of Hugo's for a data folder."""
    catalogue = load(data)
    plan, similarity = make_plan(catalogue), Similarity(catalogue)
    languages: dict[str, Any] = {}
    for weight, edition in enumerate(EDITIONS, 1):
        composer = Composer(catalogue, plan, edition, similarity)
        languages[_name(edition)] = {
            "label": OWN_NAMES[edition.language],
            "contentDir": f"content/{_name(edition)}",
            "weight": weight,
            "params": _params(composer),
        }
        _content(composer, folder / "content" / _name(edition) / "practices")
    config = {
        "baseURL": "/",
        "defaultContentLanguage": "en",
        "languages": languages,
        "taxonomies": {name: name for name in _TAXONOMIES.values()},
        "disableKinds": ["rss", "sitemap", "404"],
        "pagination": {"disableAliases": True, "pagerSize": CARDS_PER_PAGE},
        "uglyURLs": True,
        "capitalizeListTitles": False,
        "disableAliases": True,
        # Neither typographic signs nor links looked up in the tree of pages: the hub does neither.
        "markup": {
            "goldmark": {
                "extensions": {"typographer": {"disable": True}},
                "renderHooks": {"link": {"useEmbedded": "never"}, "image": {"useEmbedded": "never"}},
            },
            "tableOfContents": {"startLevel": 2, "endLevel": 2},
        },
    }
    (folder / "hugo.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    shutil.copytree(_LAYOUTS, folder / "layouts")
    shutil.copytree(ROOT / "overrides/assets", folder / "static/assets")
    (folder / "static/assets/hub.js").write_text(script("hub"), encoding="utf-8")
    shutil.copytree(ROOT / "docs/assets", folder / "static/assets", dirs_exist_ok=True)


def _name(edition: Edition) -> str:
    """Hugo's language for an edition."""
    return edition.language + ("-easy" if edition.register == "easy" else "")


def _root(edition: Edition) -> str:
    return "/" if _name(edition) == "en" else f"/{_name(edition)}/"


def _params(composer: Composer) -> dict[str, Any]:
    """What the layouts say of an edition."""
    edition, strings = composer.edition, composer.strings
    texts = {key: text for key, text in strings.texts.items() if isinstance(text, str)}
    texts["to_other"] = texts["chrome.to_standard" if composer.easy else "chrome.to_easy"]
    capacities = composer.catalogue.vocabularies["capacities"].terms
    return {
        "lang": edition.language,
        "dir": direction(edition.language),
        "register": edition.register,
        "root": _root(edition),
        "same": [
            {"lang": code, "dir": direction(code), "label": OWN_NAMES[code], "root": _root(edition.in_language(code))}
            for code in LANGUAGES
        ],
        "other": _root(edition.other_register),
        "t": texts,
        "order": _IN_FACTS,
        "cards": _CARDS,
        "heads": {name: strings[FACETS[facet].heading] for facet, name in _TAXONOMIES.items()},
        "labels": {
            name: {_code(code): value_label(composer, facet, code) for code in composer.plan.values(facet)}
            for facet, name in _TAXONOMIES.items()
        },
        "symbols": {_code(code): symbol(capacity_symbol(composer.catalogue, code)) for code in capacities},
    }


def _code(code: str) -> str:
    return slug(code).lower()


def _content(composer: Composer, folder: Path) -> None:
    folder.mkdir(parents=True)
    lead = composer.strings["easy.lead.practices" if composer.easy else "list.practices_lead"]
    front = {"title": composer.section_name("practices"), "description": lead}
    (folder / "_index.md").write_text(json.dumps(front, ensure_ascii=False), encoding="utf-8")
    for record_id, entry in composer.catalogue.entries["practices"].items():
        head, body = (_easy if composer.easy else _standard)(composer, entry, _head(composer, entry))
        text = json.dumps(head, ensure_ascii=False) + "\n\n" + "\n\n".join(body) + "\n"
        (folder / f"{record_id}.md").write_text(text, encoding="utf-8")


def _head(composer: Composer, entry: Entry) -> dict[str, Any]:
    summary = composer.localised.passage(entry, "text.summary")
    assert isinstance(entry.record, Practice)
    assert summary
    head: dict[str, Any] = {
        "title": composer.localised.title(entry).text,
        "description": summary.text,
        "over": composer.eyebrow(entry),
        "source": entry.path,
    }
    for facet, name in _TAXONOMIES.items():
        codes = FACETS[facet].codes(composer.catalogue.vocabularies, entry.record)
        if codes:
            head[name] = [_code(code) for code in codes]
    if entry.record.year:
        head["since"] = composer.strings.fill("fact.since", year=str(entry.record.year))
    return head


def _standard(composer: Composer, entry: Entry, head: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    localised, strings, record = composer.localised, composer.strings, entry.record
    assert isinstance(record, Practice)
    mechanism = localised.passage(entry, "text.mechanism_name")
    names = {"practice_types": record.practice_type, "evidence_levels": record.evidence_level}
    head["facts"] = [{"term": strings["fact.mechanism"], "value": mechanism.text if mechanism else ""}]
    head["facts"] += [
        {"term": strings[f"fact.{vocabulary.removesuffix('s')}"], "value": localised.label(vocabulary, code)}
        for vocabulary, code in names.items()
        if code
    ]
    head["status"] = localised.translation_status(entry)
    head["about"] = [
        strings.fill("entry.added", date=strings.date(record.added)),
        f"{strings['entry.cite']}: {head['title']}. {strings['site.name']} ({strings.date(record.updated)})",
    ]
    head["sources"] = [
        {
            "title": source.title,
            "url": source.url or "",
            "details": ", ".join(
                filter(
                    None,
                    [
                        localised.label("source_kinds", source.kind),
                        source.publisher,
                        *source_details(localised, source),
                    ],
                )
            ),
        }
        for source in record.sources
    ]
    body = []
    for section in localised.sections(entry):
        body.append(f"## {section.heading} {{#{section.id}}}")
        for each in section.paragraphs:
            marks = [f"*{strings.fill('field.says', who=each.says)}*"] if each.says else []
            marks += [f"*{strings['field.editorial']}*"] if each.editorial else []
            marks += [f"[{number}](#source-{number})" for number in each.references]
            body.append(" ".join([each.text, *marks]))
        if not section.paragraphs:
            body.append(strings["field.silent"])
    return head, body


def _easy(composer: Composer, entry: Entry, head: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    parts = composer.localised.easy_parts(entry)
    before, after = composer.plan.neighbours("practices", entry.record.id)
    head["check"] = composer.localised.easy_status(entry)
    head["before"] = f"{before}.html" if before else "index.html"
    head["after"] = f"{after}.html" if after else ""
    head["picture"] = next((line.picture for part in parts for line in part.lines if line.picture), "")
    body = []
    for part in parts:
        body.append(f"## {part.heading} {{#{part.id}}}")
        for line in part.lines:
            picture = f"![](/assets/pictures/{line.picture}.svg) " if line.picture else ""
            body.append(f"- {picture}{line.text}")
            body += [
                f"  **[{word.word}]({_root(composer.edition)}glossary.html#{slug(word.code)})** {word.meaning}"
                for word in line.words
            ]
    return head, body


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
