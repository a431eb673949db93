"""Compares the search with Pagefind on the same pages: ``python -m tests.benchmarks.search N [N …]``, or ``answers``.

For each N: a synthetic data folder of N practices is built once; Pagefind (PyPI ``pagefind_bin_extended``, installed into a folder of its own)
indexes the practice pages of that site, the hub's index is made anew from the data folder, both as whole processes. Then both
answer the same queries in Chromium, over a line of 400 kbps and 400 ms and with a processor four times slower, from the start of the navigation
to the first result, in the same page around them. With ``answers``, both are asked the
written queries of ``tests/queries`` on the real content. Times stay here, budgets of bytes and requests are tests.
"""

import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import venv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import yaml
from playwright.sync_api import Page, sync_playwright

from knowledge_hub.catalogue import load
from knowledge_hub.languages import LANGUAGES, Edition
from knowledge_hub.site import Site
from tests.conftest import REAL, ROOT, hub
from tests.synthetic import generate

QUERIES = {"en": ("parliament", "secretariat", "database"), "ar": ("البرلمان", "الأمانة"), "zh": ("议会", "秘书处")}
_PAGEFIND = """<script type="module">
import * as pagefind from "/pagefind/pagefind.js";
for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
const found = await pagefind.search({query!r});
for (const each of await Promise.all(found.results.slice(0, 5).map(each => each.data()))) {{
  const item = document.createElement("li"); item.textContent = each.meta.title; document.querySelector(".results").append(item);
}}
</script>"""
"""What stands in the hub's own search page instead of its script: the page around both searches is the same."""


_SCRIPT = re.compile(r'<script src="[^"]*/search\.js" defer></script>|<meta http-equiv="Content-Security-Policy"[^>]*>')
"""The hub's own search, and the policy under which Pagefind's program of WebAssembly would not start."""


sent: list[int] = []
"""Sizes of all answers, as the browser does not tell what a worker has fetched."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as hosts do: texts compressed, quietly."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".js", ".css", ".svg", ".json"}:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        sent.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def _cpu(command: list[str], **options: Any) -> float:  # noqa: ANN401 - what subprocess takes
    """Seconds of processor time of a whole process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _throttled(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _answers(folder: Path, addresses: list[str], selector: str) -> tuple[float, float, float]:
    """Medians of milliseconds from the start of the navigation to the first result, of bytes and of requests until then."""
    found = []
    with _served(folder) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for address in addresses:
            context = browser.new_context()
            page = context.new_page()
            _throttled(page)
            sent.clear()
            page.goto(root + address, wait_until="commit")
            page.wait_for_selector(selector, timeout=120_000)
            found.append((page.evaluate("performance.now()"), sum(sent), len(sent)))
            context.close()
        browser.close()
    times, sizes, requests = zip(*found, strict=True)
    return median(times), median(sizes), median(requests)


def measure(number: int, tools: Path) -> None:
    """One size."""
    with tempfile.TemporaryDirectory() as folder:
        data, site, other = Path(folder, "data"), Path(folder, "site"), Path(folder, "other")
        generate(number, data)
        assert hub("build", "--data", data, "--out", site).returncode == 0
        ours = _cpu([sys.executable, "-m", "tests.benchmarks.search", "--index", str(data), folder], cwd=ROOT)
        reading = _cpu([sys.executable, "-m", "tests.benchmarks.search", "--read", str(data)], cwd=ROOT)
        for each in [*site.glob("**/practices/*.html")]:
            if each.name != "index.html":
                target = other / each.relative_to(site)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(each, target)
        theirs = _cpu([str(tools / "bin/python"), "-m", "pagefind", "--site", str(other)])
        _copy_shell(site, other)
        pages: dict[str, list[str]] = {"hub": [], "Pagefind": [], "neither": []}
        for language, queries in QUERIES.items():
            prefix = "" if language == "en" else f"{language}/"
            page = _SCRIPT.sub("", (site / prefix / "search.html").read_text(encoding="utf-8"))
            (other / prefix / "neither.html").write_text(page.replace("data-script hidden", ""), encoding="utf-8")
            pages["neither"].append(f"/{prefix}neither.html")
            for at, query in enumerate(queries):
                script = _PAGEFIND.format(query=query)
                name = f"{prefix}pagefind-{at}.html"
                (other / name).write_text(page.replace("</body>", f"{script}</body>"), encoding="utf-8")
                pages["hub"].append(f"/{prefix}search.html?q={quote(query)}")
                pages["Pagefind"].append(f"/{name}")
        print(f"\nN = {number}: {len(list(other.glob('**/practices/*.html')))} pages for Pagefind")
        print(
            f"indexing, CPU seconds: hub {ours - reading:.1f} (reading the data {reading:.1f} more), Pagefind {theirs:.1f}"
        )
        shell = _answers(other, pages["neither"], "#find")
        print(f"the page without a search: {shell[0]:.0f} ms, {shell[1] / 1000:.1f} kB, {shell[2]:.0f} requests")
        for name, folder_of in (("hub", site), ("Pagefind", other)):
            took, size, requests = _answers(folder_of, pages[name], ".results li")
            print(
                f"{name}: first result {took:.0f} ms after the start, {took - shell[0]:.0f} ms after the page; the search itself "
                f"{(size - shell[1]) / 1000:.1f} kB in {requests - shell[2]:.0f} requests (medians of {len(pages[name])})"
            )


def answers(tools: Path) -> None:
    """How many of the written queries each finds within the first five, on the real content."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site, other = Path(folder, "site"), Path(folder, "other")
        assert hub("build", "--out", site).returncode == 0
        for language in LANGUAGES:
            prefix = Edition(language, "standard").prefix
            for collection, entries in load(REAL).entries.items():
                (other / prefix / collection).mkdir(parents=True)
                for record_id in entries:
                    name = f"{prefix}{collection}/{record_id}.html"
                    shutil.copy(site / name, other / name)
        _cpu([str(tools / "bin/python"), "-m", "pagefind", "--site", str(other)])
        page = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]).new_page()
        totals: Counter[str] = Counter()
        with _served(site) as ours, _served(other) as theirs:
            for language in LANGUAGES:
                queries = yaml.safe_load((ROOT / f"tests/queries/{language}.yml").read_text(encoding="utf-8"))
                (other / f"{language}.html").write_text(f'<!doctype html><html lang="{language}">', encoding="utf-8")
                typed = [each["query"] for each in queries]
                page.goto(f"{theirs}/{language}.html")
                there = page.evaluate(_ASK_PAGEFIND, typed)
                page.goto(f"{ours}/{Edition(language, 'standard').prefix}search.html")
                for name, found in (("hub", page.evaluate(_ASK_HUB, typed)), ("Pagefind", there)):
                    right = sum(
                        bool({Path(address).stem for address in got} & set(each["finds"]))
                        for each, got in zip(queries, found, strict=True)
                    )
                    totals[name] += right
                    print(f"{language} {name}: {right} of {len(queries)}")
        print(dict(totals))


_ASK_PAGEFIND = """async queries => {
  const pagefind = await import("/pagefind/pagefind.js"), out = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    out.push((await Promise.all(results.slice(0, 5).map(each => each.data()))).map(each => each.url));
  }
  return out;
}"""
_ASK_HUB = """async queries => {
  const size = hubSearch.starts.block, out = [];
  for (const query of queries) {
    const { scores } = await hubSearch.find(query);
    const best = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b).slice(0, 5);
    out.push(await Promise.all(best.map(async at => (await hubSearch.load("cards-standard", Math.floor(at / size)))[at % size][0])));
  }
  return out;
}"""


def _copy_shell(site: Path, other: Path) -> None:
    """What every page loads."""
    (other / "assets").mkdir()
    for name in ("hub.css", "hub.js", "icon.svg"):
        shutil.copy(site / "assets" / name, other / "assets" / name)


if __name__ == "__main__":
    if sys.argv[1] == "--read":
        load(Path(sys.argv[2]))
    elif sys.argv[1] == "--index":
        site = Site(load(Path(sys.argv[2])), {}, (), Path(sys.argv[3]) / "index", "")
        for language in LANGUAGES:
            (site.out / "assets" / "search" / language).mkdir(parents=True)
        site.write_search()
    else:
        with tempfile.TemporaryDirectory() as place:
            venv.create(place, with_pip=True)
            subprocess.run([f"{place}/bin/pip", "install", "--quiet", "pagefind[extended]"], check=True)
            print(f"Machine: {os.cpu_count()} processors")
            for each in sys.argv[1:]:
                if each == "answers":
                    answers(Path(place))
                else:
                    measure(int(each), Path(place))
