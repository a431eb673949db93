"""Stage 6: one page of one edition: its title, its description and its body."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.facts import Fact, FactValue, capacity_symbol, facts
from knowledge_hub.languages import LANGUAGES, OWN_NAMES, Edition, direction
from knowledge_hub.plan import CARDS_PER_PAGE, PageKey, Plan, list_uri, slug
from knowledge_hub.records import COLLECTIONS, Easy, Event, Practice, Record, Resource, Sentence
from knowledge_hub.similar import Similarity
from knowledge_hub.templating import language_attributes, render
from knowledge_hub.views import Localised


@dataclass(frozen=True, slots=True)
class Page:
    """What is stamped into a frame. ``section`` is the part of the navigation that the page belongs to."""

    title: str
    description: str
    body: str
    section: str
    translated: bool = True
    """False when the page's text is not in the page's language, so that search engines keep to the original."""


class Pages:
    """The pages of one edition. What many pages share is made once."""

    def __init__(self, catalogue: Catalogue, plan: Plan, edition: Edition) -> None:
        """Nothing is rendered before it is asked for."""
        self.localised = Localised(catalogue, edition)
        self.catalogue = catalogue
        self.plan = plan
        self.edition = edition
        self.t = self.localised.strings
        self._cards: dict[tuple[str, bool, int], Markup] = {}

    def page(self, key: PageKey) -> Page:
        """Render one page of the plan."""
        maker: Callable[[PageKey], Page] = getattr(self, f"_{key.kind}")
        return maker(key)

    # Entries

    def _entry(self, key: PageKey) -> Page:
        entry = self._find(key.key)
        return self._easy_entry(entry, key) if self.localised.easy else self._standard_entry(entry, key)

    def _standard_entry(self, entry: Entry, key: PageKey) -> Page:
        localised, record = self.localised, entry.record
        title, summary = localised.title(entry), localised.passage(entry, "text.summary")
        rows = facts(localised, entry, "../")
        sections = localised.sections(entry)
        body = self._render(
            "entry.html",
            key,
            trail=self._trail(key, entry.collection),
            title=title,
            summary=summary,
            facts=rows,
            any_reading=any(row.reading for row in rows),
            sections=sections,
            sources=[self._source(entry, number) for number in range(len(record.sources))],
            similar=self._similar(entry),
            related=[
                {"title": localised.title(other), "href": f"../{other.path}.html"}
                for other in (self.catalogue.find(each) for each in record.related)
                if other
            ],
            visit=record.url if isinstance(record, Resource) else None,
            status=localised.translation_status(entry),
            untranslated=not localised.is_translated(entry),
            dates=self._dates(record),
            citation=self._citation(entry),
            file=f"hub_data/{entry.path}/{self._file_name(entry)}",
        )
        description = summary.text if summary else title.text
        return Page(title.text, description, body, entry.collection, localised.is_translated(entry))

    def _easy_entry(self, entry: Entry, key: PageKey) -> Page:
        localised = self.localised
        title = localised.title(entry)
        parts = localised.easy_parts(entry)
        translation = entry.translations.get(localised.language)
        previous, following = self._neighbours(entry)
        body = self._render(
            "easy_entry.html",
            key,
            trail=self._trail(key, entry.collection),
            title=title,
            check=localised.easy_status(entry),
            machine=translation is not None and translation.status == "machine_draft",
            parts_of_text=parts,
            standard=self._to_other_register(key),
            previous=previous,
            next=following,
        )
        description = parts[0].lines[0].text if parts else title.text
        return Page(title.text, description, body, entry.collection, localised.is_translated(entry))

    def _neighbours(self, entry: Entry) -> tuple[str | None, str | None]:
        """Addresses of the records before and after one, in the order of its collection's list."""
        ids = self.plan.lists["collection", entry.collection]
        at = self._positions[entry.collection][entry.record.id]
        before = f"{ids[at - 1]}.html" if at else "index.html"
        after = f"{ids[at + 1]}.html" if at + 1 < len(ids) else None
        return before, after

    @cached_property
    def _positions(self) -> dict[str, dict[str, int]]:
        return {
            collection: {record_id: at for at, record_id in enumerate(self.plan.lists.get(("collection", collection), ()))}
            for collection in COLLECTIONS
        }

    def _source(self, entry: Entry, index: int) -> dict[str, Any]:
        source = entry.record.sources[index]
        foreign = source.language and source.language != self.localised.language
        # Titles are given as the source has them or in English; only a title in the source's language is marked so.
        return {
            "title": source.title,
            "url": source.url,
            "kind": self.localised.label("source_kinds", source.kind),
            "note": self.localised.source_note(source) + ".",
            "unconfirmed": not source.url_confirmed,
            "attributes": language_attributes("en") if self.localised.language != "en" or foreign is None else "",
        }

    def _similar(self, entry: Entry) -> list[dict[str, Any]]:
        if not isinstance(entry.record, Practice):
            return []
        out = []
        for each in self._similarity.to(entry.record.id):
            shared = self.t["list.separator"].join(self.localised.label(*trait) for trait in each.shared)
            out.append(
                {
                    "href": f"{each.entry.record.id}.html",
                    "title": self.localised.title(each.entry),
                    "over": self._over(each.entry),
                    "because": self.t.fill("entry.similar_because", what=shared),
                }
            )
        return out

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(self.catalogue)

    def _dates(self, record: Record) -> str:
        out = [self.t.fill("entry.added", date=self.t.date(record.added))]
        if record.updated != record.added:
            out.append(self.t.fill("entry.updated", date=self.t.date(record.updated)))
        if record.review_by:
            out.append(self.t.fill("entry.review_by", date=self.t.date(record.review_by)))
        return ". ".join(out) + "."

    def _citation(self, entry: Entry) -> str:
        title = self.localised.title(entry).text
        return f"{title}. {self.t['site.name']}, {self.t.date(entry.record.updated)}."

    def _file_name(self, entry: Entry) -> str:
        translated = self.localised.language in entry.translations
        return f"{self.localised.language}.yml" if translated else "entry.yml"

    # Lists

    def _collection(self, key: PageKey) -> Page:
        title = self._nav_label(key.key)
        lead = self.t[f"{'easy.lead' if self.localised.easy else 'list'}.{key.key}{'' if self.localised.easy else '_lead'}"]
        ids = self.plan.lists.get(("collection", key.key), ())
        groups: list[dict[str, Any]] = [self._group_of_cards(key, ids, key.key)]
        if key.key == "experiences" and not self.localised.easy:
            groups += [
                _group(self.t["experiences.what_heading"], "what", texts=[self.t["experiences.what_text"]]),
                _group(self.t["experiences.send_heading"], "send", texts=[Markup('<a href="../contribute.html">{}</a>').format(self.t["experiences.send_text"])]),
            ]  # fmt: skip
            if not ids:
                groups[0] = _group(None, "", texts=[self.t["experiences.none"]])
        return self._list_page(key, title, lead, groups, key.key, section_trail=None)

    def _country(self, key: PageKey) -> Page:
        state = self.catalogue.state(key.key)
        name = self.localised.label("states", key.key)
        rows: list[Fact] = []
        if not self.localised.easy:
            group = (
                [(self.localised.label("regional_groups", state.group), f"../regions/{slug(state.group)}.html")]
                if state.group
                else [(self.t["state.outside_groups"], None)]
            )
            rows = [
                _row(self.t["state.group"], group),
                _row(self.t["state.codes"], [(f"{state.alpha2}, {key.key}, {state.m49}", None)]),
            ]
            if state.situations:
                situations = [(self.localised.label("state_situations", code), None) for code in state.situations]
                rows.insert(1, _row(self.t["state.situations"], situations))
            rows += self._mechanisms(key.key)
        groups = self._by_collection(key, ("country", key.key))
        lead = self.t.fill("state.lead", state=name)
        return self._list_page(key, name, lead, groups, "countries", rows=rows)

    def _mechanisms(self, state: str) -> list[Fact]:
        """The mechanisms that the practices of a State name, each once."""
        names: dict[str, None] = {}
        for record_id in self.plan.lists["country", state]:
            entry = self._find(record_id)
            if isinstance(entry.record, Practice) and entry.record.mechanism.type != "not_applicable":
                passage = self.localised.passage(entry, "text.mechanism_name")
                if passage:
                    kind = self.localised.label("mechanism_types", entry.record.mechanism.type)
                    names[f"{passage.text} ({kind})"] = None
        return [_row(self.t["state.mechanism"], [(name, None) for name in names])] if names else []

    def _group(self, key: PageKey) -> Page:
        name = self.localised.label("regional_groups", key.key)
        groups = self._by_collection(key, ("group", key.key))
        lead = self.t.fill("group.lead", group=name)
        return self._list_page(key, name, lead, groups, "countries")

    def _capacity(self, key: PageKey) -> Page:
        name = self.localised.label("capacities", key.key)
        groups = self._by_collection(key, ("capacity", key.key))
        lead = self.localised.definition("capacities", key.key) or ""
        symbol = capacity_symbol(self.localised, key.key)
        return self._list_page(key, name, lead, groups, "capacities", symbol=symbol)

    def _by_collection(self, key: PageKey, which: tuple[str, str]) -> list[dict[str, Any]]:
        """The page's share of a mixed list, under a heading for each collection."""
        ids = self._share(key, self.plan.lists.get(which, ()))
        groups = []
        for collection in COLLECTIONS:
            of = [record_id for record_id in ids if record_id in self.catalogue.entries[collection]]
            if of:
                cards = Markup("\n").join(self._card(self._find(each), level=3, depth=key.depth) for each in of)
                groups.append(_group(self._nav_label(collection), collection, cards=cards))
        return groups or [_group(None, "", texts=[self.t["list.empty"]])]

    def _group_of_cards(self, key: PageKey, ids: Sequence[str], collection: str) -> dict[str, Any]:
        share = self._share(key, ids)
        if not share:
            return _group(None, "", texts=[] if self.localised.easy else [self.t["list.empty"]])
        cards = Markup("\n").join(self._card(self._find(each), level=2, depth=key.depth) for each in share)
        count = "" if self.localised.easy else self.t.count(f"count.{collection}", len(ids))
        return _group(None, "", cards=cards, count=count)

    def _share(self, key: PageKey, ids: Sequence[str]) -> Sequence[str]:
        start = (key.number - 1) * CARDS_PER_PAGE
        return ids[start : start + CARDS_PER_PAGE]

    def _list_page(
        self,
        key: PageKey,
        title: str,
        lead: str,
        groups: list[dict[str, Any]],
        section: str,
        *,
        rows: Sequence[Fact] = (),
        symbol: str | None = None,
        section_trail: str | None = "",
    ) -> Page:
        total = self._total(key)
        head = title if key.number == 1 else f"{title} ({self.t.fill('list.page', number=self.t.number(key.number), total=self.t.number(total))})"
        body = self._render(
            "list.html",
            key,
            trail=self._trail(key, None if section_trail is None else section),
            title=title,
            title_symbol=symbol,
            lead=lead,
            status=self.t["easy.not_checked"],
            facts=rows,
            groups=groups,
            pager=self._pager(key, total),
        )
        return Page(head, lead, body, section)

    def _total(self, key: PageKey) -> int:
        return max(1, -(-len(self.plan.lists.get((key.kind, key.key), ())) // CARDS_PER_PAGE))

    def _pager(self, key: PageKey, total: int) -> dict[str, Any]:
        first = key.uri.rpartition("/")[2].removesuffix(".html")
        stem = first.removesuffix(f"-{key.number}") if key.number > 1 else first
        return {
            "number": key.number,
            "total": total,
            "previous": list_uri(stem, key.number - 1) if key.number > 1 else None,
            "next": list_uri(stem, key.number + 1) if key.number < total else None,
        }

    def _countries(self, key: PageKey) -> Page:
        labels = {code: self.localised.label("states", code) for kind, code in self.plan.lists if kind == "country"}
        of_group: dict[str | None, list[str]] = {}
        for code in sorted(labels, key=lambda code: labels[code]):
            of_group.setdefault(self.catalogue.state(code).group, []).append(code)
        groups = []
        for group in (*self.catalogue.vocabularies["regional_groups"].terms, None):
            if group in of_group:
                groups.append(
                    {
                        "heading": self.localised.label("regional_groups", group) if group else self.t["state.outside_groups"],
                        "id": slug(group or "none"),
                        "href": f"../regions/{slug(group)}.html" if group else None,
                        "symbol": None,
                        "text": None,
                        "links": [
                            {
                                "label": labels[code],
                                "href": f"{code.lower()}.html",
                                "note": self._count_of("country", code),
                            }
                            for code in of_group[group]
                        ],
                    }
                )
        return self._links_page(key, "countries", groups, note=self.t["state.not_listed"])

    def _capacities(self, key: PageKey) -> Page:
        groups = [
            {
                "heading": self.localised.label("capacities", code),
                "id": slug(code),
                "href": f"{slug(code)}.html",
                "symbol": capacity_symbol(self.localised, code),
                "text": self.localised.definition("capacities", code),
                "links": [],
            }
            for code in self.catalogue.vocabularies["capacities"].terms
        ]
        return self._links_page(key, "capacities", groups)

    def _links_page(
        self, key: PageKey, section: str, groups: list[dict[str, Any]], note: str | None = None
    ) -> Page:
        easy = self.localised.easy
        title = self._nav_label(section)
        lead = self.t[f"easy.lead.{section}" if easy else f"list.{section}_lead"]
        body = self._render(
            "links.html",
            key,
            trail=self._trail(key, None),
            title=title,
            lead=lead,
            status=self.t["easy.not_checked"],
            groups=groups,
            note=None if easy else note,
        )
        return Page(title, lead, body, section)

    def _count_of(self, kind: str, code: str) -> str:
        ids = self.plan.lists.get((kind, code), ())
        practices = sum(record_id in self.catalogue.entries["practices"] for record_id in ids)
        return self.t.count("count.practices", practices) if practices and not self.localised.easy else ""

    # Home and credits

    def _home(self, key: PageKey) -> Page:
        return self._easy_home(key) if self.localised.easy else self._standard_home(key)

    def _standard_home(self, key: PageKey) -> Page:
        countries = sum(kind == "country" for kind, _ in self.plan.lists)
        practices = len(self.catalogue.entries["practices"])
        doors = [
            ("practices", "practices/index.html", self.t.count("count.practices", practices)),
            ("states", "countries/index.html", self.t.count("count.states", countries)),
            ("contribute", "contribute.html", ""),
        ]
        body = self._render(
            "home.html",
            key,
            doors=[
                {
                    "label": self.t[f"home.door_{name}"],
                    "text": self.t[f"home.door_{name}_text"],
                    "href": href,
                    "count": count,
                }
                for name, href, count in doors
            ],
            capacities=[
                {
                    "label": self.localised.label("capacities", code),
                    "definition": self.localised.definition("capacities", code),
                    "symbol": capacity_symbol(self.localised, code),
                    "href": f"capacities/{slug(code)}.html",
                    "count": self._capacity_count(code),
                }
                for code in self.catalogue.vocabularies["capacities"].terms
            ],
            events=[
                {
                    "href": f"events/{entry.record.id}.html",
                    "title": self.localised.title(entry),
                    "over": self._over(entry),
                }
                for entry in (self._find(each) for each in reversed(self.plan.lists.get(("collection", "events"), ())[-6:]))
            ],
            new=Markup("\n").join(
                self._card(entry, level=3, depth=0) for entry in self.localised.newest("practices", 4)
            ),
        )
        return Page(self.t["home.title"], self.t["home.description"], body, "home")

    def _capacity_count(self, code: str) -> str:
        ids = self.plan.lists.get(("capacity", code), ())
        return self.t.count("count.practices", sum(each in self.catalogue.entries["practices"] for each in ids))

    def _easy_home(self, key: PageKey) -> Page:
        lines = [
            ("easy.home_one", "people"),
            ("easy.home_two", "handshake"),
            ("easy.home_three", "world"),
            ("easy.home_four", "speech"),
            ("easy.home_five", "team"),
            ("easy.home_six", "thumbs-up"),
        ]
        choices = [
            ("practices", "practices/index.html", "star"),
            ("countries", "countries/index.html", "map"),
            ("capacities", "capacities/index.html", "tools"),
            ("events", "events/index.html", "meeting"),
            ("resources", "resources/index.html", "books"),
            ("support", "support/index.html", "handshake"),
            ("about", "about.html", "question"),
        ]
        body = self._render(
            "easy_home.html",
            key,
            status=self.t["easy.not_checked"],
            lines=[(self.t[name], picture) for name, picture in lines],
            choices=[
                {"label": self.t[f"easy.nav.{name}"], "href": href, "picture": picture}
                for name, href, picture in choices
            ],
        )
        return Page(self.t["easy.home_title"], self.t["easy.home_one"], body, "home")

    def _credits(self, key: PageKey) -> Page:
        pictures = self.catalogue.vocabularies["pictures"]
        author = self.t.fill("credits.author", author=pictures.source, licence=pictures.licence or "")
        body = self._render(
            "credits.html",
            key,
            trail=self._trail(key, None),
            title=self.t["credits.title"],
            lead=self.t["credits.lead"],
            author=author,
            pictures=[
                {
                    "name": name,
                    "alt": term.label[self.localised.language],
                    "annotation": getattr(term, "annotation", ""),
                    "hexcode": getattr(term, "hexcode", ""),
                }
                for name, term in pictures.terms.items()
            ],
        )
        return Page(self.t["credits.title"], self.t["credits.lead"], body, "about")

    # Shared pieces

    def _card(self, entry: Entry, *, level: int, depth: int) -> Markup:
        """One entry in a list; ``level`` is that of its heading, ``depth`` that of the page."""
        cached = self._cards.get((entry.record.id, depth == 0, level))
        if cached is not None:
            return cached
        up = "../" * depth
        localised = self.localised
        made = self._cards[entry.record.id, depth == 0, level] = render(
            "card.html",
            localised.language,
            easy=localised.easy,
            href=f"{up}{entry.path}.html",
            title=localised.title(entry),
            summary=None if localised.easy else localised.passage(entry, "text.summary"),
            over=self._over(entry),
            facts=() if localised.easy else tuple(self._card_facts(entry)),
            picture=_first_picture(entry.record.easy) if localised.easy else None,
            level=level,
            root=up + self._to_root,
        )
        return made

    def _over(self, entry: Entry) -> str:
        """The line above a card's title: the States, or the date of an event, or the kind."""
        record = entry.record
        if isinstance(record, Event):
            return self.t.between(record.start, record.end)
        if record.countries:
            return self.t["list.separator"].join(self.localised.label("states", code) for code in record.countries)
        kinds = {"resources": "resource_kinds", "support": "support_kinds"}
        return self.localised.label(kinds[entry.collection], getattr(record, "kind", ""))

    def _card_facts(self, entry: Entry) -> Iterator[dict[str, str | None]]:
        record = entry.record
        if isinstance(record, Practice):
            if record.year:
                yield {"label": f"{self.t['fact.year']} {record.year}", "symbol": None}
            if record.mechanism.type not in {"unknown", "not_applicable"}:
                yield {"label": self.localised.label("mechanism_types", record.mechanism.type), "symbol": None}
            for code in record.capacities:
                yield {
                    "label": self.localised.label("capacities", code),
                    "symbol": capacity_symbol(self.localised, code),
                }
        elif isinstance(record, Event):
            yield {"label": self.localised.label("event_kinds", record.kind), "symbol": None}

    def _trail(self, key: PageKey, section: str | None) -> Markup:
        """One line that says where the reader is: home, then the section when the page is not its front."""
        up = "../" * key.depth
        steps = [(self.t["chrome.home"], f"{up}index.html")]
        if section is not None:
            steps.append((self._nav_label(section), f"{up}{section}/index.html"))
        links = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(href, label) for label, href in steps)
        return Markup('<nav class="trail" aria-label="{}"><ol>{}</ol></nav>').format(self.t["chrome.where"], links)

    def _nav_label(self, section: str) -> str:
        easy = f"easy.nav.{section}"
        return self.t[easy if self.localised.easy and easy in self.t.texts else f"nav.{section}"]

    def _find(self, record_id: str) -> Entry:
        entry = self.catalogue.find(record_id)
        if entry is None:
            raise LookupError(record_id)
        return entry

    def _to_other_register(self, key: PageKey) -> str:
        up = "../" * key.depth
        return f"{up}../{key.uri}" if self.localised.easy else f"{up}easy/{key.uri}"

    @property
    def _to_root(self) -> str:
        """From the edition's root to the site's root."""
        return "../" * self.edition.prefix.count("/")

    def _render(self, template: str, key: PageKey, **context: Any) -> Markup:  # noqa: ANN401 - see render
        up = "../" * key.depth
        return render(
            template,
            self.localised.language,
            t=self.t,
            easy=self.localised.easy,
            up=up,
            root=up + self._to_root,
            **context,
        )


def not_found(catalogue: Catalogue) -> str:
    """The body of the one page for addresses that lead nowhere, in all six languages."""
    languages = [
        {
            "code": code,
            "direction": direction(code),
            "own_name": OWN_NAMES[code],
            "title": catalogue.strings[code]["not_found.title"],
            "text": catalogue.strings[code]["not_found.text"],
            "link": catalogue.strings[code]["not_found.home"],
            "href": f"{Edition(code, 'standard').prefix}index.html",
        }
        for code in LANGUAGES
    ]
    return render("not_found.html", "", languages=languages)


def _first_picture(easy: Easy | None) -> str | None:
    """The picture that stands for a record in an easy-read list."""
    sentences: tuple[Sentence, ...] = easy.what if easy else ()
    return next((sentence.picture for sentence in sentences if sentence.picture), None)


def _group(
    heading: str | None, section_id: str, *, cards: Markup | None = None, count: str = "", texts: Sequence[str] = ()
) -> dict[str, Any]:
    return {"heading": heading, "id": section_id, "cards": cards, "count": count, "texts": texts}


def _row(term: str, values: Sequence[tuple[str, str | None]]) -> Fact:
    return Fact(term, tuple(FactValue(label, href) for label, href in values))
