"""XML site map for search engines, with links to each page in other languages (sitemaps.org).

A site map needs absolute URLs, so there is one only with a public address (``HUB_SITE_URL``).
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from knowledge_hub.base.languages import LANGUAGES, REGISTERS, Edition, LanguageCode

_MAX_PAGES = 5_000
"""Pages in one file. The protocol allows 50,000 and 50 MB; with links to six languages each, 5,000 pages are about 8 MB."""
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemaps(
    site_url: str, uris: Iterable[str], languages: Sequence[LanguageCode] = LANGUAGES
) -> Iterator[tuple[str, str]]:
    """Name and content of each site map file. ``uris`` are the paths of the pages below an edition's root."""
    editions = [Edition(language, register) for language in languages for register in REGISTERS]
    pages = [(edition, uri) for uri in uris for edition in editions]
    if len(pages) <= _MAX_PAGES:
        yield "sitemap.xml", _urlset(site_url, pages, languages)
        return
    names = []
    for start in range(0, len(pages), _MAX_PAGES):
        names.append(f"sitemap-{start // _MAX_PAGES + 1}.xml")
        yield names[-1], _urlset(site_url, pages[start : start + _MAX_PAGES], languages)
    entries = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</sitemapindex>\n'
    yield "sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{index}'


def _urlset(site_url: str, pages: Iterable[tuple[Edition, str]], languages: Sequence[LanguageCode]) -> str:
    bases = {
        register: [(code, site_url + Edition(code, register).prefix) for code in languages] for register in REGISTERS
    }
    out = [_HEAD]
    for edition, uri in pages:
        place = escape(uri)
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(base)}{place}"/>'
            for code, base in bases[edition.register]
        )
        out.append(f"<url><loc>{escape(site_url + edition.prefix)}{place}</loc>{links}</url>\n")
    out.append("</urlset>\n")
    return "".join(out)
