"""HTTP headers and media types: one list, written in the form of each kind of host.

Netlify, Cloudflare Pages and others read ``_headers``, Apache reads ``.htaccess``. For nginx and all others the same stands in
``docs/contributing/hosting.md``, which ``python -m tests.website.hosting`` writes anew. Pages carry their policy themselves, so that a
host that reads none of this serves a safe site; the rest is what only a header can say.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from knowledge_hub.base.languages import LANGUAGES, Edition
from knowledge_hub.website.chrome import FEED, POLICY

HEADERS = (
    # A page cannot say by itself who may frame it; a dossier frames the entries that it shows (decision 11).
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    # Who reads about what is nobody's business: the sites of the sources do not learn it either.
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    # Open data: programs of other sites may read it. There is nothing here that a reader must sign in for.
    ("Access-Control-Allow-Origin", "*"),
    # Keep everything, but ask each time whether it is still the same: names carry no checksum, and a page, its style and the
    # slices of the search must be of one build. The answer is mostly "304 Not Modified", without content.
    ("Cache-Control", "no-cache"),
)
"""Sent with every file. No header stands in two rules, as hosts would join or double it."""

UTF8 = "; charset=utf-8"
"""What follows the type of a text."""
TYPES = {
    "html": f"text/html{UTF8}",
    "css": f"text/css{UTF8}",
    "js": f"text/javascript{UTF8}",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": f"text/plain{UTF8}",
    "csv": f"text/csv{UTF8}",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "webmanifest": "application/manifest+json",
    "yml": "application/yaml",
    "xml": "application/xml",
    "ris": f"application/x-research-info-systems{UTF8}",
    "bib": f"application/x-bibtex{UTF8}",
    "zip": "application/zip",
}
"""Media types by the end of a name. Where a standard fixes the encoding or the file states it, the type does not."""

ATOM = f"application/atom+xml{UTF8}"
"""Feeds end in .xml like the site's map, but are of a type of their own."""
PLAIN = ("SHA256SUMS",)
"""Names without an end, which are plain text."""
_PACKED = ("png", "zip")
"""Compressing these again gains nothing."""


def files(site_url: str) -> Iterator[tuple[str, str]]:
    """The files that hosts read, by their names at the site's root."""
    yield "_headers", headers_file()
    yield ".htaccess", apache(site_url)


def headers_file() -> str:
    """Rules for Netlify, Cloudflare Pages and those who read the same. What they compress, they decide themselves."""
    rules: list[tuple[str, Sequence[tuple[str, str]]]] = [("/*", HEADERS)]
    rules += ((f"/*.{end}", (("Content-Type", kind),)) for end, kind in TYPES.items() if end != "xml")
    feeds = (f"/{Edition(language, 'standard').prefix}{FEED}" for language in LANGUAGES)
    rules += ((place, (("Content-Type", ATOM),)) for place in feeds)
    rules += ((f"/{name}", (("Content-Type", TYPES["txt"]),)) for name in PLAIN)
    return "".join(
        f"{place}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) + "\n" for place, headers in rules
    )


def apache(site_url: str) -> str:
    """Directives for Apache; modules that are not loaded are passed over. The page for lost addresses needs the site's path."""
    lines = ["<IfModule mod_headers.c>"]
    lines += (f'  Header always set {name} "{value}"' for name, value in HEADERS)
    # Apache marks the ETag of what it compressed, but does not know the mark when it comes back, and would send all again.
    lines.append("""  RequestHeader edit If-None-Match '"(.*)-(gzip|br)"$' '"$1-$2", "$1"'""")
    lines += ["</IfModule>", *(f'AddType "{kind}" .{end}' for end, kind in TYPES.items())]
    lines += [f'<Files "{FEED}">', f'  ForceType "{ATOM}"', "</Files>"]
    for name in PLAIN:
        lines += [f'<Files "{name}">', f'  ForceType "{TYPES["txt"]}"', "</Files>"]
    for module, compression in (("mod_brotli", "BROTLI_COMPRESS"), ("mod_deflate", "DEFLATE")):
        lines += [f"<IfModule {module}.c>", f"  AddOutputFilterByType {compression} {' '.join(compressed())}"]
        lines.append("</IfModule>")
    if site_url:
        lines.append(f"ErrorDocument 404 {urlsplit(site_url).path}404.html")
    return "\n".join(lines) + "\n"


def compressed() -> list[str]:
    """The types whose files become smaller, without their encoding."""
    kinds = [kind for end, kind in TYPES.items() if end not in _PACKED] + [ATOM]
    return sorted({kind.partition(";")[0] for kind in kinds})
