"""Writes a data folder's practices as a Hugo site of the same pages: ``python -m tests.benchmarks.hugo_site DATA FOLDER``.

One page an entry, language and register, as Markdown, in a layout with the same chrome as the hub's (languages, other
register, navigation, footer). Hugo's own list pages are switched off, so that the count of pages is 12 an entry.
"""

import json
import sys
from pathlib import Path

from knowledge_hub.catalogue import load
from knowledge_hub.languages import EDITIONS, LANGUAGES, Edition, direction
from knowledge_hub.plan import make_plan
from knowledge_hub.views import Localised

_LAYOUT = """<!doctype html><html lang="{{ .Site.Language.Lang }}" dir="{{ .Site.Params.direction }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }} – Hub</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .RelPermalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">
{{ end }}<link rel="stylesheet" href="/assets/hub.css"></head><body><header><a href="#content">Skip to content</a>
<nav><ul>{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" lang="{{ .Language.Lang }}">{{ .Language.LanguageName }}</a></li>
{{ end }}</ul></nav><nav><ul><li><a href="/practices/">Practices</a></li><li><a href="/countries/">States</a></li>
<li><a href="/capacities/">Capacities</a></li><li><a href="/events/">Events</a></li><li><a href="/resources/">Resources</a></li>
<li><a href="/support/">Support</a></li><li><a href="/about/">About</a></li></ul></nav></header>
<main id="content"><h1>{{ .Title }}</h1><p>{{ .Description }}</p>
<dl>{{ range .Params.facts }}<div><dt>{{ .term }}</dt>{{ range .values }}<dd>{{ . }}</dd>{{ end }}</div>{{ end }}</dl>
{{ .Content }}</main><footer><p>Compiled from public documents.</p></footer></body></html>
"""


def write(data: Path, folder: Path) -> int:
    """Write the site; returns the number of its pages."""
    catalogue = load(data)
    languages = {
        code: {
            "languageName": code,
            "contentDir": f"content/{code}",
            "weight": weight,
            "params": {"direction": direction(code)},
        }
        for weight, code in enumerate(LANGUAGES, 1)
    }
    config = {
        "baseURL": "/",
        "defaultContentLanguage": "en",
        "languages": languages,
        "disableKinds": ["taxonomy", "term", "rss", "section", "home", "sitemap", "404"],
        "uglyURLs": True,
    }
    folder.mkdir(parents=True)
    (folder / "hugo.json").write_text(json.dumps(config))
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(_LAYOUT)
    plan = make_plan(catalogue)
    count = 0
    for edition in EDITIONS:
        below = folder / "content" / edition.language / ("easy" if edition.register == "easy" else "practices")
        below.mkdir(parents=True)
        localised = Localised(catalogue, edition)
        for record_id in plan.ids("collection", "practices"):
            (below / f"{record_id}.md").write_text(_page(localised, edition, record_id), encoding="utf-8")
            count += 1
    return count


def _page(localised: Localised, edition: Edition, record_id: str) -> str:
    entry = localised.catalogue.entries["practices"][record_id]
    summary = localised.passage(entry, "text.summary")
    practice = entry.record
    facts = [
        {"term": name, "values": [localised.label(vocabulary, code) for code in getattr(practice, name)]}
        for name, vocabulary in (("countries", "states"), ("capacities", "capacities"), ("actors", "actors"))
    ]
    head = {"title": localised.title(entry).text, "description": summary.text if summary else "", "facts": facts}
    lines = [json.dumps(head, ensure_ascii=False)]
    if edition.register == "easy":
        for part in localised.easy_parts(entry):
            lines += [f"## {part.heading}", *(f"- ![](/p/{line.picture}.svg) {line.text}" for line in part.lines)]
    else:
        for section in localised.sections(entry):
            lines.append(f"## {section.heading}")
            lines += [
                f"{each.text} {' '.join(f'[{n}](#source-{n})' for n in each.references)}" for each in section.paragraphs
            ]
        lines += ["## Sources", *(f"1. [{source.title}]({source.url})" for source in practice.sources)]
    return "\n\n".join(lines) + "\n"


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])), "pages")
