"""The chrome of a page (header, navigation and footer): links and labels for the theme's templates.

Links are relative and include the file name, so that the same files work at any URL and from disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge_hub.base.asset_folders import AssetFolders
from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, Direction, Edition, LanguageCode, direction
from knowledge_hub.base.material_icons import INTERFACE, icon
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.pages.page_kinds import KINDS
from knowledge_hub.pages.templating import Html, element
from knowledge_hub.views.navigation import FOOTER, SECTIONS

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"
)
"""Content Security Policy of all pages: only files of the site, and nothing inline. ``hosting`` also sends it as a header."""

_PREVIEW = AssetFolders()

FEED = "feed.xml"
"""Path of a language's feed below the root of its standard edition."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chrome. It gets ``aria-current`` on pages of its ``section``."""

    href: str
    label: str
    section: str = ""
    language: str = ""
    current: bool = False

    @property
    def direction(self) -> Direction:
        """Writing direction of the label, if its language differs from that of the page."""
        return direction(self.language)


@dataclass(frozen=True)
class Chrome:
    """The chrome of an authored page, or of a frame for all pages of one edition at one depth.

    ``uri`` is the path of the page below its edition's root. In a frame, ``title``, ``description``, ``content`` and ``uri`` are
    placeholders.
    """

    edition: Edition
    depth: int
    strings: Strings
    site_url: str
    title: str
    description: str
    uri: str
    section: str = ""
    head: str = ""
    """Markup in the head of this page only."""
    content: str = ""
    source: str = ""
    """Markup with the name of the page's source file."""
    suggest: str = "contribute.html"
    """Page for suggesting a change, below the edition's root."""
    strict: bool = True
    """Whether pages have a Content Security Policy."""
    site_languages: Sequence[LanguageCode] = LANGUAGES
    """The languages of this site; there are no links to others."""
    program: str = _PREVIEW.program
    """Folder of the styles, scripts and pictures below the site's root."""

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.edition.language

    @property
    def policy(self) -> str:
        """The Content Security Policy of the page, or ''."""
        return POLICY if self.strict else ""

    @property
    def direction(self) -> Direction:
        """Writing direction of the page."""
        return direction(self.edition.language)

    @property
    def easy(self) -> bool:
        """Whether this is the easy-read edition."""
        return self.edition.register == "easy"

    @property
    def up(self) -> str:
        """Relative path from the page to its edition's root."""
        return "../" * self.depth

    @property
    def root(self) -> str:
        """Relative path from the page to the site's root."""
        return self.up + "../" * self.edition.prefix.count("/")

    @property
    def assets(self) -> str:
        """Relative path from the page to the styles, scripts and pictures."""
        return f"{self.root}{self.program}/"

    @property
    def _languages(self) -> tuple[LanguageCode, ...]:
        """The site's languages, in the same order on all pages."""
        return tuple(code for code in LANGUAGES if code in self.site_languages)

    def t(self, key: str) -> str:
        """A text of the interface."""
        return self.strings[key]

    @cached_property
    def canonical(self) -> str:
        """The canonical URL of the page; relative if the site has no public address."""
        return self._address(self.edition)

    def _address(self, edition: Edition) -> str:
        base = self.site_url or self.root
        return f"{base}{edition.prefix}{self.uri}"

    @cached_property
    def alternates(self) -> tuple[Link, ...]:
        """Links to the page in each language, for the head (``rel="alternate"``)."""
        editions = (self.edition.in_language(language) for language in self._languages)
        return tuple(Link(self._address(edition), "", language=edition.language) for edition in editions)

    @cached_property
    def languages(self) -> tuple[Link, ...]:
        """Links to the page in each language, for the language menu."""
        return tuple(
            Link(
                f"{self.root}{self.edition.in_language(code).prefix}{self.uri}",
                OWN_NAMES[code],
                language=code,
                current=code == self.edition.language,
            )
            for code in self._languages
        )

    @cached_property
    def feed(self) -> str:
        """Relative URL of the feed in the page's language."""
        return f"{self.root}{Edition(self.edition.language, 'standard').prefix}{FEED}"

    @cached_property
    def other_register(self) -> Link:
        """The same page in the other register."""
        label = self.t("chrome.to_standard" if self.easy else "chrome.to_easy")
        return Link(f"{self.root}{self.edition.other_register.prefix}{self.uri}", label)

    @property
    def register_icon(self) -> str:
        """The icon of the other register, as markup."""
        return icon(INTERFACE["standard" if self.easy else "easy"], 20)

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """Links of the main navigation, at most seven."""
        links = [self._link(f"{section}/index.html", section) for section in SECTIONS]
        return (*links, self._link("about.html", "about"))

    @cached_property
    def footer(self) -> tuple[Link, ...]:
        """Links of the footer."""
        kinds = (kind.place.removesuffix(".html") for kind in KINDS.values() if kind.footer)
        return tuple(self._link(f"{name}.html", name.partition("/")[0], easy=False) for name in (*FOOTER, *kinds))

    def aria_current(self, link: Link) -> str:
        """The ``aria-current`` attribute of a navigation link, or ''; in a frame, the placeholder of its section."""
        if self.content:
            return section_placeholder(link.section)
        return ' aria-current="page"' if link.section == self.section else ""

    @cached_property
    def home(self) -> Link:
        """Link to the edition's home page."""
        return Link(f"{self.up}index.html", self.t("site.name"), "home")

    def _link(self, uri: str, section: str, *, easy: bool = True) -> Link:
        key = f"easy.nav.{section}" if self.easy and easy else f"nav.{section}"
        return Link(f"{self.up}{uri}", self.strings[key], section)


_PREFIX = "HUBSLOT"
SLOTS = ("title", "description", "uri", "head", "content", "source", "suggest")
"""The parts that differ between the pages of a frame."""


def source_link(path: str, repository: str) -> Html:
    """The name of a file in the repository, as a link if the repository has an address."""
    name = element("code", path, {"dir": "ltr"})
    return element("a", name, {"href": f"{repository}/blob/main/{path}"}) if repository else name


def placeholder(slot: str) -> str:
    """The placeholder of a slot while the theme renders a frame; plain letters, so that no template filter changes it."""
    return f"{_PREFIX}{slot}{_PREFIX}"


def section_placeholder(section: str) -> str:
    """The placeholder for the ``aria-current`` attribute of links to a section."""
    return f' data-{_PREFIX}{section}=""'
