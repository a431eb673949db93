"""HTTP headers and media types, in the configuration formats of hosts.

Netlify, Cloudflare Pages and others read ``_headers``; Apache reads ``.htaccess``. For nginx and other servers,
``python -m tests.website.hosting`` updates ``docs/contributing/hosting.md``. Pages contain their Content Security Policy, so the
site is safe on servers that read neither file; the headers add what a page cannot declare.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from knowledge_hub.base.asset_folders import NAMED, AssetFolders
from knowledge_hub.base.languages import LANGUAGES, Edition
from knowledge_hub.website.chrome import FEED, POLICY

HEADERS = (
    # 'frame-ancestors' works in a header only; a dossier loads the pages of its entries in frames (decision 11).
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    # For privacy: the websites of sources do not learn which page a reader came from.
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    # Open data: scripts of other sites may read it. No content needs a login.
    ("Access-Control-Allow-Origin", "*"),
)
"""Headers of all files. No header is in two rules, as hosts would join or repeat it."""
CACHE_CONTROL = "Cache-Control"
REVALIDATED = "no-cache"
"""``Cache-Control`` of pages and of all other files that keep their names: browsers store them, and ask each time whether they
have changed. Most answers are "304 Not Modified", without content."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""``Cache-Control`` of the folders that are named by their content: stored for a year, without asking."""

UTF8 = "; charset=utf-8"
"""Parameter of text types."""
TYPES = {
    "html": f"text/html{UTF8}",
    "css": f"text/css{UTF8}",
    "js": f"text/javascript{UTF8}",
    "mjs": f"text/javascript{UTF8}",
    "py": f"text/x-python{UTF8}",
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
"""Media types by file name extension, with a charset unless a standard or the file itself defines it."""

ATOM = f"application/atom+xml{UTF8}"
"""Type of feeds, which end in .xml like the site map."""
PLAIN = ("SHA256SUMS",)
"""Plain text files without an extension."""
_PACKED = ("png", "zip")
"""Extensions of files that are already compressed."""
_IN_NAMED_FOLDERS = ("css", "js", "svg", "yml")
"""Extensions in the folders named by their content. Others of them are few; for these, hosts that read ``_headers`` revalidate
by default."""


def files(site_url: str, folders: AssetFolders) -> Iterator[tuple[str, str]]:
    """Name and content of each configuration file in the site's root."""
    yield "_headers", headers_file(folders)
    yield ".htaccess", apache(site_url)


def headers_file(folders: AssetFolders) -> str:
    """Rules in the format of Netlify and Cloudflare Pages. These hosts decide on compression themselves."""
    rules: list[tuple[str, Sequence[tuple[str, str]]]] = [("/*", HEADERS)]
    revalidated = (CACHE_CONTROL, REVALIDATED)
    for end, kind in TYPES.items():
        if end != "xml":
            headers = (("Content-Type", kind), *([] if end in _IN_NAMED_FOLDERS else [revalidated]))
            rules.append((f"/*.{end}", headers))
    feeds = (f"/{Edition(language, 'standard').prefix}{FEED}" for language in LANGUAGES)
    rules += ((place, (("Content-Type", ATOM), revalidated)) for place in feeds)
    rules += ((f"/{name}", (("Content-Type", TYPES["txt"]), revalidated)) for name in PLAIN)
    rules += ((f"/{folder}/*", ((CACHE_CONTROL, IMMUTABLE),)) for folder in (folders.program, folders.content))
    rules.append(("/sw.js", (revalidated,)))
    return "".join(
        f"{place}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) + "\n" for place, headers in rules
    )


def apache(site_url: str) -> str:
    """Directives for Apache, without effect for modules that are not loaded. The 404 page needs the path of the public address."""
    lines = ["<IfModule mod_headers.c>"]
    lines += (f'  Header always set {name} "{value}"' for name, value in (*HEADERS, (CACHE_CONTROL, REVALIDATED)))
    # Not for errors: a browser would store for a year that a file does not exist.
    found = f"expr=%{{REQUEST_STATUS}} in {{'200', '304'}} && %{{REQUEST_URI}} =~ m#/{NAMED.pattern}#"
    lines.append(f'  Header always set {CACHE_CONTROL} "{IMMUTABLE}" "{found}"')
    # Apache adds a suffix to the ETag of compressed files, and would not recognise it in If-None-Match and send the file again.
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
    """Media types that are worth compressing, without parameters."""
    kinds = [kind for end, kind in TYPES.items() if end not in _PACKED] + [ATOM]
    return sorted({kind.partition(";")[0] for kind in kinds})
