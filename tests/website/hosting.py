"""Writes the server settings into ``docs/contributing/hosting.md``: ``python -m tests.website.hosting``."""

import re

from knowledge_hub.base.asset_folders import NAMED
from knowledge_hub.website.chrome import FEED
from knowledge_hub.website.hosting import (
    ATOM,
    CACHE_CONTROL,
    HEADERS,
    IMMUTABLE,
    PLAIN,
    REVALIDATED,
    TYPES,
    UTF8,
    compressed,
)
from tests.conftest import ROOT

PAGE = ROOT / "docs/contributing/hosting.md"


def nginx() -> str:
    """Directives for nginx, to put inside ``server { … }``. A location with ``add_header`` would lose all of these."""
    bare = {end: kind.partition(";")[0] for end, kind in TYPES.items()}
    with_charset = sorted({kind.removesuffix(UTF8) for kind in (*TYPES.values(), ATOM) if kind.endswith(UTF8)})
    lines = [f'add_header {name} "{value}" always;' for name, value in HEADERS]
    lines += [
        f'set $hub_cache "{REVALIDATED}";',
        f'if ($uri ~ "/{NAMED.pattern}") {{ set $hub_cache "{IMMUTABLE}"; }}',
        # Else a browser would store for a year that a file does not exist.
        f'if (!-f $request_filename) {{ set $hub_cache "{REVALIDATED}"; }}',
        f"add_header {CACHE_CONTROL} $hub_cache always;",
    ]
    lines += ["types {", *(f"  {kind} {end};" for end, kind in bare.items()), "}"]
    lines.append(f"location ~ /{FEED.replace('.', '[.]')}$ {{ types {{ }} default_type {ATOM.partition(';')[0]}; }}")
    lines.append(f"location ~ /({'|'.join(PLAIN)})$ {{ types {{ }} default_type text/plain; }}")
    # nginx warns of text/html in these lists, as it always belongs to them.
    lines += ["charset utf-8;", f"charset_types {' '.join(kind for kind in with_charset if kind != 'text/html')};"]
    lines += ["gzip on;", "gzip_vary on;", "gzip_min_length 512;"]
    lines.append(f"gzip_types {' '.join(kind for kind in compressed() if kind != 'text/html')};")
    lines.append("error_page 404 /404.html;")
    return "\n".join(lines) + "\n"


def plain_headers() -> str:
    """The headers of every file, one a line, for hosts that ask for them in a form."""
    return "".join(f"{name}: {value}\n" for name, value in (*HEADERS, (CACHE_CONTROL, REVALIDATED)))


def plain_types() -> str:
    """The media types, one a line: the end of a name, or a whole name, and its type."""
    named = {f"*.{end}": kind for end, kind in TYPES.items()} | {FEED: ATOM} | dict.fromkeys(PLAIN, TYPES["txt"])
    return "".join(f"{name:14} {kind}\n" for name, kind in named.items())


BLOCKS = {"http": plain_headers, "text": plain_types, "nginx": nginx}
"""The blocks of the page that follow the list in the code, by the word behind their fence."""


def text(page: str) -> str:
    """The page with its blocks written anew."""
    for word, block in BLOCKS.items():
        between = re.compile(rf"^(```{word}\n).*?^```$", re.MULTILINE | re.DOTALL)
        assert len(between.findall(page)) == 1, f"{PAGE} needs one block of {word}"
        page = between.sub(rf"\g<1>{block().replace(chr(92), chr(92) * 2)}```", page)
    return page


if __name__ == "__main__":
    PAGE.write_text(text(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
