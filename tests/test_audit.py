"""The whole matrix, which takes minutes: ``make audit``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.conftest import hub
from tests.synthetic import generate

pytestmark = pytest.mark.audit


def test_every_page_fits_every_width(site: Path, context: Callable[..., BrowserContext]) -> None:
    """No page scrolls sideways at any of three widths or says anything on the console, in any edition."""
    page = context().new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(f"{page.url}: {message.text}"))
    wide = []
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri(), wait_until="commit")
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path.relative_to(site).as_posix(), width))
    assert wide == []
    assert messages == []


def test_a_thousand_records_become_a_whole_site(tmp_path: Path) -> None:
    """Twelve pages a record, and the lists; the same bytes a second time."""
    data, out = tmp_path / "data", tmp_path / "site"
    generate(1000, data)
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert len(list(out.glob("**/practices/*.html"))) >= 12_000
    first = {path: path.read_bytes() for path in out.rglob("*.html")}
    assert hub("build", "--data", data, "--out", out).returncode == 0
    assert {path: path.read_bytes() for path in out.rglob("*.html")} == first
