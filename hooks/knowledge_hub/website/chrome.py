"""The chrome around a page, header, navigation and footer, as links and labels that the theme's templates render.

Every link is relative and names its file, so that the same bytes work at any address and from a disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge_hub.base.languages import LANGUAGES, OWN_NAMES, Direction, Edition, LanguageCode, direction
from knowledge_hub.model.interface_strings import Strings
from knowledge_hub.pages.page_kinds import KINDS
from knowledge_hub.pages.templating import Html, element
from knowledge_hub.views.navigation import FOOTER, SECTIONS

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"
)
"""What a page may load (Content Security Policy): the site's own files, and nothing inline. ``hosting`` says it once more."""

FEED = "feed.xml"
"""Place of a language's feed below the root of its standard edition."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chrome. ``section`` is what ``aria-current`` is decided by."""

    href: str
    label: str
    section: str = ""
    language: str = ""
    current: bool = False

    @property
    def direction(self) -> Direction:
        """Direction of the label, where it is in another language than the page."""
        return direction(self.language)


@dataclass(frozen=True)
class Chrome:
    """The chrome of all pages of one edition at one depth. ``uri`` is a page's place below the edition's root.

    ``title``, ``description``, ``content`` and ``uri`` are either those of a page, or the marks of a frame.
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
    """What stands in the head of this page alone."""
    content: str = ""
    source: str = ""
    """What names the file behind the page, as markup."""
    suggest: str = "contribute.html"
    """Where a change is suggested, from the edition's root."""
    strict: bool = True
    """Whether pages carry the policy that allows no script or style but the site's own files."""
    site_languages: Sequence[LanguageCode] = LANGUAGES
    """The languages that this site is in; no link leads to another."""

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.edition.language

    @property
    def policy(self) -> str:
        """What the page may load; '' where nothing is said about it."""
        return POLICY if self.strict else ""

    @property
    def direction(self) -> Direction:
        """Direction of the page."""
        return direction(self.edition.language)

    @property
    def easy(self) -> bool:
        """Whether this is the easy-read edition."""
        return self.edition.register == "easy"

    @property
    def up(self) -> str:
        """From the page to its edition's root."""
        return "../" * self.depth

    @property
    def root(self) -> str:
        """From the page to the site's root."""
        return self.up + "../" * self.edition.prefix.count("/")

    @property
    def _languages(self) -> tuple[LanguageCode, ...]:
        """The site's languages, in the one order that readers find them in."""
        return tuple(code for code in LANGUAGES if code in self.site_languages)

    def t(self, key: str) -> str:
        """A text of the interface."""
        return self.strings[key]

    @cached_property
    def canonical(self) -> str:
        """The page's own address; relative as long as the site's public address is not known."""
        return self._address(self.edition)

    def _address(self, edition: Edition) -> str:
        base = self.site_url or self.root
        return f"{base}{edition.prefix}{self.uri}"

    @cached_property
    def alternates(self) -> tuple[Link, ...]:
        """The same page in each language, for the head."""
        editions = (self.edition.in_language(language) for language in self._languages)
        return tuple(Link(self._address(each), "", language=each.language) for each in editions)

    @cached_property
    def languages(self) -> tuple[Link, ...]:
        """The same page in each language, for the reader."""
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
        """From the page to the feed of its language."""
        return f"{self.root}{Edition(self.edition.language, 'standard').prefix}{FEED}"

    @cached_property
    def other_register(self) -> Link:
        """The same page in the other register."""
        label = self.t("chrome.to_standard" if self.easy else "chrome.to_easy")
        return Link(f"{self.root}{self.edition.other_register.prefix}{self.uri}", label)

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """The main navigation: at most seven choices."""
        links = [self._link(f"{section}/index.html", section) for section in SECTIONS]
        return (*links, self._link("about.html", "about"))

    @cached_property
    def footer(self) -> tuple[Link, ...]:
        """The pages about the site."""
        kinds = (kind.place.removesuffix(".html") for kind in KINDS.values() if kind.footer)
        return tuple(self._link(f"{name}.html", name.partition("/")[0], easy=False) for name in (*FOOTER, *kinds))

    def current(self, link: Link) -> str:
        """The attribute of a link of the navigation: in a frame, a mark for the pages of its section."""
        if self.content:
            return section_mark(link.section)
        return ' aria-current="page"' if link.section == self.section else ""

    @cached_property
    def home(self) -> Link:
        """The edition's home page."""
        return Link(f"{self.up}index.html", self.t("site.name"), "home")

    def _link(self, uri: str, section: str, *, easy: bool = True) -> Link:
        key = f"easy.nav.{section}" if self.easy and easy else f"nav.{section}"
        return Link(f"{self.up}{uri}", self.strings[key], section)


_MARK = "HUBSLOT"
SLOTS = ("title", "description", "uri", "head", "content", "source", "suggest")
"""What differs between the pages of one frame."""


def source_link(path: str, repository: str) -> Html:
    """The name of a file of the repository, as a link where the repository's address is known."""
    name = element("code", path, {"dir": "ltr"})
    return element("a", name, {"href": f"{repository}/blob/main/{path}"}) if repository else name


def mark(slot: str) -> str:
    """The mark that stands for a slot while the theme renders a frame; plain letters survive every filter."""
    return f"{_MARK}{slot}{_MARK}"


def section_mark(section: str) -> str:
    """The mark at a link of the navigation, where ``aria-current`` stands on the pages of its section."""
    return f' data-{_MARK}{section}=""'
